"""The filter by period: a date is found by any day on which it may have been."""

from collections.abc import Collection
from functools import reduce
from operator import or_
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cooperation.public.choices import NOT_RECORDED, Choices, ChoicesWidget, not_recorded, refuse_too_many
from cooperation.public.filters import FacetFilter
from cooperation.values.forms import PartialDateFormField
from cooperation.values.languages import ENGLISH, tidy
from cooperation.values.lookups import overlap_q
from cooperation.values.partial_date import PartialDate
from cooperation.values.partial_date_input import read_partial_date, refuse_years_as_season
from cooperation.values.words import in_words

NOTHING_WRITTEN: Final = {"not recorded", "ikke registreret"}


class PeriodField(PartialDateFormField):
    """Periods as people write them. What is chosen is named by its canonical text, such as `2015-04`."""

    widget = ChoicesWidget
    hint = _("For example April 2015, 2004, spring 2015 or 2018–2023. Or: not known, not recorded.")

    def clean(self, value: Any) -> Choices:
        wanted, unwanted = value
        refuse_too_many([*wanted, *unwanted])
        return Choices(dict(filter(None, map(self.choice, wanted))), dict(filter(None, map(self.choice, unwanted))))

    def choice(self, written: str) -> tuple[str, str] | None:
        """Canonical text and words; None for nothing."""
        if tidy(written) in NOTHING_WRITTEN:
            return NOT_RECORDED, not_recorded()
        value = self.read(forms.CharField(required=False).clean(written))
        return (as_read_again(value), in_words(value)) if value is not None else None


def as_read_again(value: Any) -> str:
    """Its canonical text; its words where that may mean two things, as `2021-22` does: a season, or two years."""
    try:
        refuse_years_as_season(value.text)
    except ValidationError:
        return in_words(value, ENGLISH)
    return str(value.text)


def as_typed(value: str, words: str) -> str:
    """A chosen period for the field it was typed in: in words where those are read as the same."""
    try:
        again = PeriodField().choice(words)
    except ValidationError:
        return value
    return words if again == (value, words) else value


class PeriodFilter(FacetFilter):
    """Finds records of which one of the dates named may fall within the period.

    “Not known” and the other absences are found by the first of the dates; “not recorded” where none is written.
    """

    def __init__(self, *names: str, label: str | Promise = "", says: str | Promise = "") -> None:
        super().__init__(names[0], label=label or _("Period"))
        self.names = names
        self.says = says

    def make_field(self) -> forms.Field:
        return PeriodField(label=self.label, required=False)

    def having(self, values: Collection[str]) -> Q:
        return reduce(or_, map(self.within, values))

    def within(self, value: str) -> Q:
        if value == NOT_RECORDED:
            return Q(**dict.fromkeys(self.names, ""))
        period = read_partial_date(value)
        if isinstance(period, PartialDate):
            return reduce(or_, (overlap_q(name, period.earliest, period.latest) for name in self.names))
        return Q(**{self.names[0]: period})
