"""Taking a list out on the desk: as filtered, searched and sorted there, streamed; or an empty workbook to fill in."""

from typing import Any

from django.contrib import messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ERROR_FLAG, ORDER_VAR
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect, StreamingHttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from import_export.admin import ExportMixin
from import_export.forms import ExportForm
from import_export.signals import post_export

from cooperation.exchange.checked_lists import UNREADABLE
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

    def export_action(self, request: HttpRequest) -> HttpResponseBase:
        """Lead back to the list if a filter cannot be read: without it, rows that nobody asked for would go out."""
        try:
            answer: HttpResponseBase = super().export_action(request)
        except IncorrectLookupParameters:
            messages.error(request, _("Nothing was exported: the address has a filter that cannot be read."))
            changelist = reverse("admin:{}_{}_changelist".format(*self.get_model_info()))
            return HttpResponseRedirect(f"{changelist}?{ERROR_FLAG}=1")
        return answer

    def get_export_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Ask the database before the first byte is sent, so that it can still refuse the filters in words."""
        try:
            queryset: QuerySet[Any] = super().get_export_queryset(request)
            queryset.exists()
        except UNREADABLE as error:
            raise IncorrectLookupParameters(str(error)) from error
        return queryset

    def get_valid_export_item_pks(self, request: HttpRequest) -> list[int]:
        """Return none: a list goes out as it is filtered, and no page of ours names its rows."""
        return []

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
