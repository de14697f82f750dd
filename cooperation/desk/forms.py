"""The desk's forms for a record and for its rows."""

from collections.abc import Mapping
from typing import Any, ClassVar, Final

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from cooperation.desk.changed_meanwhile import conflict_message
from cooperation.desk.offering import OffersTerms
from cooperation.desk.opened import revision_of
from cooperation.desk.reusing import AsksBeforeReuse
from cooperation.desk.three_way_merge import Merge
from cooperation.records.models import State, may_move
from cooperation.records.permissions import may_change_in, refusal_in
from cooperation.records.row_numbers import LARGEST_NUMBER
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
    """A child row; it remembers its number, by which it is known if somebody else deletes it."""

    row_number = forms.IntegerField(required=False, min_value=0, max_value=LARGEST_NUMBER, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["row_number"] = self.instance.number


class OpenedForm(AsksBeforeReuse, OffersTerms, SaysOnce, ValueModelForm):
    """A record or a term. It remembers the revision it was opened at; the admin merges it with later ones."""

    merge: Merge | None = None  # the admin sets it on the class that it makes for each request

    based_on = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["based_on"] = revision_of(self.instance)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.merge and self.merge.must_ask:
            differing = [str(self.fields[name].label) for name in self.changed_data]
            raise ValidationError(conflict_message(self.merge.changed, differing), code="changed meanwhile")
        return cleaned


class RecordForm(OpenedForm):
    user: ClassVar[Any] = None  # who is at the desk; the admin sets it

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
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
        self.refuse_if_guarded()
        return super().clean()

    def refuse_if_guarded(self) -> None:
        """The state that counts is the stored one: the record may have been published since the form was opened."""
        state = self.instance.stored_as[1]
        if state and not may_change_in(self.user, type(self.instance), state):
            self.merge = None  # nothing can be saved, so no conflict is to be decided
            lost = _("Nothing of yours is saved, and nothing you typed is lost.")
            raise ValidationError(f"{refusal_in(state)} {lost}", code="guarded")
