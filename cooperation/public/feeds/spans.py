"""Partial dates as a calendar can have them: whole days, with a word where the date is wider than they look."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from cooperation.values.partial_date import PartialDate
from cooperation.values.words import in_words

_EXACT = re.compile(r"\d{4}-\d{2}-\d{2}(?:/\d{4}-\d{2}-\d{2})?").fullmatch


@dataclass(frozen=True)
class Span:
    """All days from `first` up to the one before `after`; `note` tells in words of a date that is wider or unsure."""

    first: date
    after: date
    note: str


def exact_day(text: str) -> bool:
    """Whether the date, or part of one, is a day and no doubt about it."""
    return _EXACT(text) is not None


def span_of(value: object) -> Span | None:
    """Return the days of a date; None where it is not known or has an open end."""
    if not isinstance(value, PartialDate) or value.earliest == date.min or value.latest == date.max:
        return None
    note = "" if exact_day(value.text) else _("The date is not exact: %(date)s.") % {"date": in_words(value)}
    return Span(value.earliest, value.latest + timedelta(days=1), note)
