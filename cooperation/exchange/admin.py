"""Import and export on the desk, for each kind of record."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from import_export.admin import ImportExportMixin
from import_export.forms import ExportForm

from cooperation.exchange.batches.upload_page import upload_page
from cooperation.exchange.formats import AnySpreadsheet, Csv, Ods, Workbook, Xlsx
from cooperation.exchange.writing import sheets_of_records


class SpreadsheetAdminMixin(ImportExportMixin):
    """Adds import and export to a ModelAdmin that names its `resource_classes`."""

    export_form_class = ExportForm
    export_template_name = "admin/exchange/export.html"

    def get_import_formats(self) -> list[type[AnySpreadsheet]]:
        return [AnySpreadsheet]

    def get_export_formats(self) -> list[type[Workbook]]:
        return [Xlsx, Ods, Csv]

    def has_import_permission(self, request: HttpRequest) -> bool:
        return bool(self.has_add_permission(request) and self.has_change_permission(request))

    def import_action(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Take a file: it becomes a batch, with pages of its own."""
        if not self.has_import_permission(request):
            raise PermissionDenied
        return upload_page(self, request, str(self.opts.model_name))

    def process_import(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """The preview is the only way in."""
        return HttpResponseRedirect(reverse("admin:{}_{}_import".format(*self.get_model_info())))

    def has_export_permission(self, request: HttpRequest) -> bool:
        return bool(self.has_view_permission(request))

    def get_export_data(self, file_format: Workbook, request: HttpRequest, queryset: QuerySet, **kwargs: Any) -> bytes:
        if not self.has_export_permission(request):
            raise PermissionDenied
        resource = self.get_export_resource_classes(request)[0]
        return file_format.content(sheets_of_records(resource, queryset))

    def get_export_filename(self, request: HttpRequest, queryset: QuerySet, file_format: Workbook) -> str:
        return f"{self.get_export_resource_classes(request)[0].sheet}.{file_format.get_extension()}"
