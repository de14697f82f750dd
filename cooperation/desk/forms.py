"""The desk's forms for a record and for its rows."""

from collections.abc import Mapping
from typing import Any, ClassVar, Final

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from cooperation.desk.moved_on import moved_on_message
from cooperation.desk.offering import OffersTerms
from cooperation.desk.reusing import AsksBeforeReuse
from cooperation.records.models import State, may_move
from cooperation.records.permissions import may_change_in, refusal_in
from cooperation.values.forms import DayFormField
from cooperation.values.model_forms import ValueModelForm

DAYS: "Final[Mapping[type[models.Field[Any, Any]], Mapping[str, Any]]]" = {
    models.DateField: {"form_class": DayFormField}
}
"""For the `formfield_overrides` of an admin: days are read in forms as they are in spreadsheets."""


class SaysOnce(forms.BaseModelForm):
    """What a rule says of a field is not said again of the whole form by the database's constraint for the same."""

    def _update_errors(self, errors: ValidationError) -> None:
        found = getattr(errors, "error_dict", {})
        if len(found) > 1:
            found.pop(NON_FIELD_ERRORS, None)
        super()._update_errors(errors)  # type: ignore[misc]


class RowForm(OffersTerms, SaysOnce, ValueModelForm):
    """A child row."""


class TermForm(AsksBeforeReuse, OffersTerms, SaysOnce, ValueModelForm):
    """A term of a lookup list."""


class RecordForm(AsksBeforeReuse, OffersTerms, SaysOnce, ValueModelForm):
    """A record; it remembers the revision it was opened at, and refuses to write over a later one unseen."""

    user: ClassVar[Any] = None  # who is at the desk; the admin sets it

    based_on = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["based_on"] = self.instance.revision
        if "state" in self.fields:
            self.offer_states()

    def offer_states(self) -> None:
        """Those the user may bring the record to."""
        model, field = type(self.instance), self.fields["state"]
        before = self.instance.state if self.instance.pk else None
        offered = [state for state in State if may_move(self.user, model, before, state)]
        field.choices = [(state.value, state.label) for state in offered]  # type: ignore[attr-defined]
        field.error_messages["invalid_choice"] = _("You may not publish or withdraw records, nor undo either.")

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.instance.pk:
            self.check_stored()
        return cleaned

    def check_stored(self) -> None:
        """The row is locked here and read anew, so that of two who save at once the later one is told."""
        records = type(self.instance)._default_manager
        stored = records.select_for_update().values_list("revision", "state").get(pk=self.instance.pk)
        self.refuse_if_guarded(stored[1])
        self.refuse_if_moved_on(stored[0])

    def refuse_if_guarded(self, state: str) -> None:
        if not may_change_in(self.user, type(self.instance), state):
            lost = _("Nothing of yours is saved, and nothing you typed is lost.")
            raise ValidationError(f"{refusal_in(state)} {lost}", code="guarded")

    def refuse_if_moved_on(self, revision: int) -> None:
        if self.cleaned_data.get("based_on") == revision:
            return
        message = moved_on_message(self.instance, self.differing_labels())
        self.start_from(revision)
        raise ValidationError(message, code="moved on")

    def differing_labels(self) -> list[str]:
        return [str(self.fields[name].label) for name in self.changed_data if name != "based_on"]

    def start_from(self, revision: int) -> None:
        """Whoever has read the message may save again."""
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        data[self.add_prefix("based_on")] = str(revision)
        self.data = data
