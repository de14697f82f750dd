"""The form by which a workbook is sent out."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cooperation.exchange.batches.permissions import kinds
from cooperation.exchange.embassy.permissions import PARTNER
from cooperation.exchange.embassy.sending import Wanted
from cooperation.records.former import present_reference
from cooperation.records.languages import page_language
from cooperation.values.forms import PartialDateFormField
from cooperation.values.partial_date import PartialDate


class PartnerField(forms.ModelChoiceField):
    """A partner by its reference, a former one too."""

    def to_python(self, value: Any) -> Any:
        known: Any = self.queryset
        if "\0" in str(value):  # PostgreSQL cannot look for it
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice", params={"value": value})
        return super().to_python(present_reference(known.model, str(value)) if value else value)


class SendForm(forms.Form):
    """`allowed` are the kinds of record that the officer may send."""

    partner: Any = PartnerField(
        label=gettext_lazy("Partner"),
        queryset=None,
        to_field_name="reference",
        help_text=gettext_lazy("Records that name the partner, or a part of it, by themselves or in a child row."),
    )
    period = PartialDateFormField(
        label=gettext_lazy("Year or period"),
        required=False,
    )
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("Kinds of record"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("None ticked: every kind of which the partner has records."),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language of the titles"), choices=settings.LANGUAGES)
    drafts = forms.BooleanField(
        label=gettext_lazy("With records in draft and in review"),
        required=False,
        help_text=gettext_lazy(
            "Else only published records go out. Staff-only fields never do, nor what was withdrawn."
        ),
    )

    def __init__(self, *args: Any, allowed: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        partners: Any = kinds()[PARTNER]._default_manager
        self.fields["partner"].queryset = partners.order_by("title_en")  # type: ignore[attr-defined]
        self.fields["kinds"].choices = [  # type: ignore[attr-defined]
            (name, capfirst(str(kinds()[name]._meta.verbose_name_plural))) for name in allowed
        ]
        self.fields["period"].help_text = _(  # instead of the field's own, which tells of dates in sources
            "For example 2024 or 2023/2024; left empty, all years. Records without a date belong to every year."
        )
        self.fields["language"].initial = page_language()

    def clean_period(self) -> PartialDate | None:
        found = self.cleaned_data["period"]
        if found is None or isinstance(found, PartialDate):
            return found
        raise forms.ValidationError(_("Write a year or a period, or leave it empty."))

    def wanted(self) -> Wanted:
        said = self.cleaned_data
        return Wanted(said["partner"], said["period"], said["kinds"], said["language"], said["drafts"])
