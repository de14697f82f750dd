"""Import and export on the desk, for each kind of record."""

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.admin.options import get_content_type_for_model
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from import_export.admin import ImportExportMixin
from import_export.forms import ExportForm, ImportForm

from cooperation.exchange.formats import AnySpreadsheet, Csv, Ods, Workbook, Xlsx
from cooperation.exchange.reading import MAX_BYTES
from cooperation.exchange.resources import PlanResult
from cooperation.exchange.writing import sheets_of_records


class SpreadsheetImportForm(ImportForm):
    import_file = forms.FileField(
        label=gettext_lazy("File to import"),
        help_text=gettext_lazy(
            "CSV (UTF-8), XLSX or ODS, as the export writes it. You see what would change before anything does."
        ),
    )

    @property
    def media(self) -> forms.Media:
        return forms.Media()

    def clean_import_file(self) -> Any:
        file = self.cleaned_data["import_file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(
                _("The file is larger than %(megabytes)s MB.") % {"megabytes": MAX_BYTES // 2**20}
            )
        return file


class SpreadsheetAdminMixin(ImportExportMixin):
    """Adds import and export to a ModelAdmin that names its `resource_classes`."""

    import_form_class = SpreadsheetImportForm
    export_form_class = ExportForm
    import_template_name = "admin/exchange/import.html"
    export_template_name = "admin/exchange/export.html"

    def get_import_formats(self) -> list[type[AnySpreadsheet]]:
        return [AnySpreadsheet]

    def get_export_formats(self) -> list[type[Workbook]]:
        return [Xlsx, Ods, Csv]

    def has_import_permission(self, request: HttpRequest) -> bool:
        return bool(self.has_add_permission(request) and self.has_change_permission(request))

    def has_export_permission(self, request: HttpRequest) -> bool:
        return bool(self.has_view_permission(request))

    def get_export_data(self, file_format: Workbook, request: HttpRequest, queryset: QuerySet, **kwargs: Any) -> bytes:
        if not self.has_export_permission(request):
            raise PermissionDenied
        resource = self.get_export_resource_classes(request)[0]
        return file_format.content(sheets_of_records(resource, queryset))

    def get_export_filename(self, request: HttpRequest, queryset: QuerySet, file_format: Workbook) -> str:
        return f"{self.get_export_resource_classes(request)[0].sheet}.{file_format.get_extension()}"

    def process_result(self, result: PlanResult, request: HttpRequest) -> HttpResponse:
        """Say what was done; where the register has moved on since the preview and refuses, say that nothing was."""
        if not result.has_errors():
            done: HttpResponse = super().process_result(result, request)
            return done
        for problem in result.shown_problems():
            messages.error(request, str(problem))
        messages.error(request, _("Nothing was imported. Look at the file again."))
        return HttpResponseRedirect(reverse("admin:{}_{}_import".format(*self.get_model_info())))

    def add_success_message(self, result: PlanResult, request: HttpRequest) -> None:
        messages.success(request, _("Imported: %(counts)s.") % {"counts": said(result)})

    def generate_log_entries(self, result: PlanResult, request: HttpRequest) -> None:
        """One line in the log a file."""
        LogEntry.objects.create(
            user_id=cast("int", request.user.pk),
            content_type=get_content_type_for_model(self.model),
            object_repr=str(self.opts.verbose_name_plural),
            action_flag=CHANGE,
            change_message=_("Imported: %(counts)s.") % {"counts": said(result)},
        )


def said(result: PlanResult) -> str:
    """Return the counts in words, such as “3 new, 1 changed, 20 unchanged, 0 removed”."""
    counts = result.plan.counts() if result.plan else {}
    words = {"new": _("new"), "changed": _("changed"), "unchanged": _("unchanged"), "removed": _("child rows removed")}
    return ", ".join(f"{counts.get(name, 0)} {word}" for name, word in words.items())
