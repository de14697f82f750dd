"""Import and export on the desk, for each kind of record."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from import_export.admin import ImportExportMixin

from cooperation.exchange.batches.permissions import may_import
from cooperation.exchange.batches.upload_page import upload_page
from cooperation.exchange.exporting import SpreadsheetExportMixin
from cooperation.exchange.formats import AnySpreadsheet


class SpreadsheetAdminMixin(SpreadsheetExportMixin, ImportExportMixin):
    """Adds import and export to a ModelAdmin that names its `resource_classes`."""

    def get_import_formats(self) -> list[type[AnySpreadsheet]]:
        return [AnySpreadsheet]

    def has_import_permission(self, request: HttpRequest) -> bool:
        return may_import(request.user, str(self.opts.model_name))

    def import_action(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Take a file: it becomes a batch, with pages of its own."""
        if not self.has_import_permission(request):
            raise PermissionDenied
        return upload_page(self, request, str(self.opts.model_name))

    def process_import(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """The preview is the only way in."""
        return HttpResponseRedirect(reverse("admin:{}_{}_import".format(*self.get_model_info())))
