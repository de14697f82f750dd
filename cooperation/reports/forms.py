"""The form on which a reader reports an error."""

from typing import Any

from django import forms
from django.core.validators import MinLengthValidator
from django.urls import Resolver404, resolve
from django.utils.translation import gettext_lazy as _

from cooperation.reports.models import ErrorReport

SHORTEST, LONGEST_ADDRESS = 10, 500


def known_address(text: str) -> str:
    """The address if it is one of the register's own pages, else nothing; nobody is led elsewhere by a report."""
    path = text.partition("?")[0].partition("#")[0]
    if len(text) > LONGEST_ADDRESS or not text.isprintable() or not path.startswith("/") or path.startswith("//"):
        return ""
    try:
        resolve(path)
    except Resolver404:
        return ""
    return text


class ReportForm(forms.ModelForm):
    """`website` is a field nobody sees: whoever fills it in is a machine."""

    website = forms.CharField(label=_("Leave this empty"), required=False)

    class Meta:
        model = ErrorReport
        fields = ("message", "mail", "page")
        labels = {"message": _("What is wrong?"), "mail": _("Your mail address, if you want an answer")}
        help_texts = {
            "message": _("Say what is wrong, what is right, and where you know it from."),
            "mail": _("Not needed. It is deleted when the report is closed."),
        }
        widgets = {
            "message": forms.Textarea(attrs={"rows": 8}),
            "mail": forms.EmailInput(attrs={"autocomplete": "email"}),
            "page": forms.HiddenInput(),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        told = _("Write at least a sentence.")
        self.fields["message"].validators.append(MinLengthValidator(SHORTEST, message=told))
        self.fields["website"].widget.attrs |= {"tabindex": "-1", "autocomplete": "off"}
        self.fields["page"] = forms.CharField(required=False, widget=forms.HiddenInput())
        self.label_suffix = ""

    @property
    def by_machine(self) -> bool:
        return bool(self.data.get("website"))

    def clean_page(self) -> str:
        return known_address(self.cleaned_data["page"])
