"""Forms of the pages on which files are brought in."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class UploadForm(forms.Form):
    import_file = forms.FileField(
        label=gettext_lazy("File to import"),
        help_text=gettext_lazy(
            "CSV, XLSX or ODS. You see what would be new and what would change before anything is written."
        ),
    )

    def clean_import_file(self) -> Any:
        file = self.cleaned_data["import_file"]
        most = settings.REGISTER_IMPORT_MAX_MEGABYTES
        if file.size > most * 2**20:
            raise forms.ValidationError(_("The file is larger than %(megabytes)s MB.") % {"megabytes": most})
        return file
