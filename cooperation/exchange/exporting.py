"""Taking a list out on the desk: as filtered, searched and sorted there, streamed; or an empty workbook to fill in."""

from typing import Any

from django.contrib.admin.views.main import ORDER_VAR
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.urls import path
from import_export.admin import ExportMixin
from import_export.forms import ExportForm
from import_export.signals import post_export

from cooperation.exchange.formats import WRITTEN, WrittenFormat, Xlsx
from cooperation.exchange.sheets import sheets_of_records
from cooperation.records.languages import page_language


class SpreadsheetExportMixin(ExportMixin):
    """Adds the export page and the template to a ModelAdmin that names its `resource_classes`."""

    export_form_class = ExportForm
    export_template_name = "admin/exchange/export.html"

    def get_export_formats(self) -> list[type[WrittenFormat]]:
        return WRITTEN

    def has_export_permission(self, request: HttpRequest) -> bool:
        return bool(self.has_view_permission(request))

    def get_urls(self) -> list[Any]:
        name = "{}_{}_template".format(*self.get_model_info())
        template = path("template/", self.admin_site.admin_view(self.template_action), name=name)
        urls: list[Any] = super().get_urls()
        return [template, *urls]

    def template_action(self, request: HttpRequest) -> HttpResponseBase:
        """Give the workbook without rows: what an import takes, to be filled in."""
        if not self.has_export_permission(request):
            raise PermissionDenied
        return self.file(request, self.model._default_manager.none(), Xlsx(), "-template")

    def _do_file_export(
        self, file_format: WrittenFormat, request: HttpRequest, queryset: QuerySet, export_form: Any = None
    ) -> HttpResponseBase:
        """Where the library makes its response, whole; the name is its own. It shows the words of a ValueError."""
        if not self.has_export_permission(request):
            raise PermissionDenied
        response = self.file(request, queryset, file_format)
        post_export.send(sender=None, model=self.model)
        return response

    def file(
        self, request: HttpRequest, queryset: QuerySet, file_format: WrittenFormat, suffix: str = ""
    ) -> StreamingHttpResponse:
        """Rows go out by key, or in the order that somebody chose at the head of the list."""
        resource = self.get_export_resource_classes(request)[0]
        sheets = sheets_of_records(resource, queryset, page_language(), as_listed=ORDER_VAR in request.GET)
        file_format.check(sheets)
        name = f"{resource.sheet}{suffix}.{file_format.get_extension()}"
        return StreamingHttpResponse(
            file_format.stream(sheets),
            content_type=file_format.get_content_type(),
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )
