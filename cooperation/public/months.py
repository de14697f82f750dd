"""The calendar: a month's days with what falls on them, and apart from them what no source gives a day."""

from calendar import Calendar
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.timezone import localdate
from django.utils.translation import gettext, gettext_lazy
from django.views.generic import TemplateView

from cooperation.public.asking import AskingForm, renamed_in
from cooperation.public.happenings import Happening, coming, page_of
from cooperation.records.languages import page_language
from cooperation.values.absence import Absence
from cooperation.values.forms import PartialDateFormField
from cooperation.values.languages import MONTHS
from cooperation.values.partial_date import FIRST_YEAR, LAST_YEAR, PartialDate
from cooperation.values.words import in_words

MOST: Final = 300  # so much of a month is shown; the timeline has all of it
A_DAY: Final = 3
LONGEST: Final = timedelta(days=31)  # what lasts longer is under way, and on no day of its own
COMING: Final = 15


class MonthField(PartialDateFormField):
    """A month, or a day or a year that stands for one."""

    hint = gettext_lazy("For example April 2015.")

    def clean(self, value: Any) -> PartialDate | None:
        found = super().clean(value)
        if found is None:
            return None
        if isinstance(found, Absence) or found.earliest.year < FIRST_YEAR:
            raise ValidationError(gettext("Write a month and its year here."))
        return PartialDate.parse(f"{found.earliest.year:04}-{found.earliest.month:02}")


class MonthForm(AskingForm):
    month = MonthField(label=gettext_lazy("Month"), required=False)
    field_order = ("month", "kind", "partner", "area")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("period", "undated"):
            del self.fields[name]


@dataclass(frozen=True)
class Day:
    day: date
    within: bool  # in the month that is shown
    happenings: list[Happening] = field(default_factory=list)

    @property
    def name(self) -> str:
        return date_format(self.day, "DATE_FORMAT")

    @property
    def first(self) -> Sequence[Happening]:
        return self.happenings[:A_DAY]

    @property
    def more(self) -> int:
        return max(0, len(self.happenings) - A_DAY)


@dataclass(frozen=True)
class Some:
    """Records that share a date which is no day: “sometime in 2015”."""

    words: str
    happenings: Sequence[Happening]


class CalendarView(TemplateView):
    template_name = "cooperation/calendar.html"
    request: HttpRequest

    @cached_property
    def form(self) -> MonthForm:
        return MonthForm(self.request.GET)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today = localdate()
        context = super().get_context_data(form=self.form, valid=self.form.is_valid(), **kwargs)
        if not context["valid"]:
            return context
        asked = self.form.asked()
        month = self.form.cleaned_data["month"] or PartialDate.parse(f"{today:%Y-%m}")
        found = page_of(asked, (month.earliest, month.latest), 0, MOST + 1, newest_first=False)
        on_days, sometime, under_way = parted(found[:MOST])
        return context | {
            "narrowings": self.form.narrowings(self.request),
            "renamed": renamed_in(self.form),
            "month": month,
            "month_words": in_words(month),
            "weeks": weeks(month, on_days),
            "weekdays": weekdays(),
            "on_days": on_days,
            "sometime": sometime,
            "under_way": under_way,
            "cut": len(found) > MOST,
            "earlier": neighbour(month, -1),
            "later": neighbour(month, 1),
            "coming": coming(asked, today, COMING),
            "today": today,
        }


def parted(found: Sequence[Happening]) -> tuple[list[Happening], list[Some], list[Happening]]:
    """What falls on days, what falls sometime in a wider time, and what lasts for longer than a month."""
    on_days, sometime, under_way = [], [], []
    for one in found:
        when = one.when
        if when is None:
            continue
        lasting = "/" in when.text
        if when.earliest == when.latest or (lasting and when.latest - when.earliest < LONGEST and exact(when)):
            on_days.append(one)
        elif lasting:
            under_way.append(one)
        else:
            sometime.append(one)
    sometime.sort(key=lambda one: (one.when.latest - one.when.earliest, one.when))  # type: ignore[union-attr]
    groups = groupby(sometime, key=lambda one: in_words(one.when))
    return on_days, [Some(words, list(group)) for words, group in groups], under_way


def exact(when: PartialDate) -> bool:
    """Whether both ends are days."""
    return all(len(end.rstrip("?~%")) == len("2015-04-01") and "X" not in end for end in when.text.split("/"))


def weeks(month: PartialDate, on_days: Sequence[Happening]) -> list[list[Day]]:
    """Whole weeks from Monday to Sunday; days of the months beside it are empty."""
    by_day: dict[date, list[Happening]] = defaultdict(list)
    for one in on_days:
        day = max(one.when.earliest, month.earliest)  # type: ignore[union-attr]
        while day <= min(one.when.latest, month.latest):  # type: ignore[union-attr]
            by_day[day].append(one)
            day += timedelta(days=1)
    start = month.earliest
    return [
        [Day(day, day.month == start.month, by_day.get(day, [])) for day in week]
        for week in Calendar().monthdatescalendar(start.year, start.month)
    ]


def weekdays() -> list[str]:
    monday = date(2024, 1, 1)
    return [date_format(monday + timedelta(days=number), "l") for number in range(7)]


def neighbour(month: PartialDate, step: int) -> tuple[str, str] | None:
    """The month before or after: as an address has it, and in words."""
    at = month.earliest.year * 12 + month.earliest.month - 1 + step
    year, number = divmod(at, 12)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    return f"{year:04}-{number + 1:02}", f"{MONTHS[page_language()][number]} {year}"
