"""The model form of records with values."""

from typing import Any

from django import forms

from cooperation.values.fields import PartialDateField, ValueField
from cooperation.values.long_texts import SURELY_SHORT
from cooperation.values.partial_date_input import note_for


class ValueModelForm(forms.ModelForm):
    """Keeps words such as `primo` in a date's empty note, and checks constraints between dates.

    Django leaves out of validation what a form does not ask for, which the derived days are.
    """

    def clean(self) -> dict[str, Any] | None:
        super().clean()
        for field in self._value_fields():
            note = f"{field.name}_note"
            read = isinstance(field, PartialDateField) and field.name in self.cleaned_data
            if read and self.cleaned_data.get(note) == "":
                self.cleaned_data[note] = note_for(self[field.name].data)
        return self.cleaned_data

    def _value_fields(self) -> list[ValueField]:
        return [field for field in self._meta.model._meta.concrete_fields if isinstance(field, ValueField)]

    def _get_validation_exclusions(self) -> set[str]:
        exclude: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        checked = [field for field in self._value_fields() if field.name not in exclude]
        exclude = exclude.difference(*(field.derived for field in checked))
        return exclude | {name for name in self.fields if self._is_stored_long_text(name)}

    def _is_stored_long_text(self, name: str) -> bool:
        """Whether the field still has a text from before there was a limit: other fields can be saved beside it."""
        stored, sent = self.initial.get(name), self.cleaned_data.get(name)
        if not isinstance(stored, str) or not isinstance(sent, str) or len(stored) <= SURELY_SHORT:
            return False
        return stored.strip().splitlines() == sent.strip().splitlines()
