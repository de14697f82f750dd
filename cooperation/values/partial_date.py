"""A date as exact as its source and no more, written in EDTF (ISO 8601-2, levels 0 and 1).

Stricter than EDTF on purpose: years 1000 to 2999, no reversed interval, no `../..`, no unknown end
(`2004/`), no time of day, no `1XXX`. Wider in two places, since sources say so: a season may be
qualified (`2015-21~`) and an end of an interval may be a decade (`199X/..`).
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, total_ordering
from typing import Final

from cooperation.values.messages import refusal

FIRST_YEAR: Final = 1000
LAST_YEAR: Final = 2999
OPEN_END: Final = ".."

_WHOLE_DAYS = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:/([0-9]{4}-[0-9]{2}-[0-9]{2}))?").fullmatch
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2}|XX)(?:-([0-9]{2}|XX))?)?[?~%]?").fullmatch
_DECADE_OR_CENTURY = re.compile(r"([0-9]{2}[0-9X])X[?~%]?").fullmatch

# First and last month; winter is the December of its year, as the edtf library has it.
_MONTHS: Final = {f"{month:02}": (month, month) for month in range(1, 13)} | {
    "21": (3, 5),
    "22": (6, 8),
    "23": (9, 11),
    "24": (12, 12),
}
_DAYS: Final = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

Bounds = tuple[date, date]


@total_ordering
@dataclass(frozen=True, slots=True, eq=False)
class PartialDate:
    """Made by `parse`; sorts by earliest day, a wider date before those within it."""

    text: str
    earliest: date
    latest: date

    @classmethod
    def parse(cls, edtf: str) -> "PartialDate":
        """From EDTF exactly; ValidationError for anything else."""
        return _parse_cached(edtf)

    @classmethod
    def of(cls, day: date) -> "PartialDate":
        return cls.parse(f"{day.year:04}-{day.month:02}-{day.day:02}")

    @property
    def inferred(self) -> bool:
        return "?" in self.text or "%" in self.text

    @property
    def approximate(self) -> bool:
        return "~" in self.text or "%" in self.text

    def overlaps(self, first: date | None, last: date | None) -> bool:
        """Whether it may have been within these days; None leaves that side open."""
        return (last is None or self.earliest <= last) and (first is None or self.latest >= first)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PartialDate) and self.text == other.text

    def __hash__(self) -> int:
        return hash(self.text)

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, PartialDate):
            return NotImplemented
        return self._order() < other._order()

    def _order(self) -> tuple[date, int, str]:
        return self.earliest, -self.latest.toordinal(), self.text

    def __str__(self) -> str:
        from cooperation.values.words import in_words  # words stand on values

        return in_words(self)


def parse_uncached(edtf: str) -> PartialDate:
    if found := _WHOLE_DAYS(edtf):  # by far the most, and Python itself knows which there are
        try:
            earliest, latest = date.fromisoformat(found[1]), date.fromisoformat(found[2] or found[1])
        except ValueError:
            pass
        else:
            if FIRST_YEAR <= earliest.year <= latest.year <= LAST_YEAR and earliest <= latest:
                return PartialDate(edtf, earliest, latest)
    if "/" in edtf:
        return PartialDate(edtf, *_interval(edtf))
    return PartialDate(edtf, *_bounds(edtf, edtf))


_parse_cached = lru_cache(maxsize=8192)(parse_uncached)


def _interval(edtf: str) -> Bounds:
    start, _, end = edtf.partition("/")
    if start == end == OPEN_END:
        raise refusal("date", edtf)
    earliest = date.min if start == OPEN_END else _bounds(start, edtf)[0]
    latest = date.max if end == OPEN_END else _bounds(end, edtf)[1]
    if earliest > latest:
        raise refusal("date_reversed", edtf, example=parse_uncached(f"{end}/{start}"))
    return earliest, latest


def _bounds(point: str, edtf: str) -> Bounds:
    found = _DATE(point)
    if found is None:
        return _decade_or_century(point, edtf)
    digits, month, day = found.groups()
    year = _year(digits, edtf)
    if month is None or month == "XX":
        if day is not None and day != "XX":
            raise refusal("date", edtf)
        return date(year, 1, 1), date(year, 12, 31)
    if month not in _MONTHS or (day is not None and month > "12"):
        raise refusal("date_month", edtf, month=month, year=digits)
    first, last = _MONTHS[month]
    if day is None or day == "XX":
        return date(year, first, 1), date(year, last, _days_in(year, last))
    return _one_day(year, first, int(day), edtf)


def _one_day(year: int, month: int, day: int, edtf: str) -> Bounds:
    days = _days_in(year, month)
    if not 1 <= day <= days:
        raise refusal("date_day", edtf, days=days, example=PartialDate.of(date(year, month, days)))
    only = date(year, month, day)
    return only, only


def _decade_or_century(point: str, edtf: str) -> Bounds:
    found = _DECADE_OR_CENTURY(point)
    if found is None:
        raise refusal("date", edtf)
    digits = found[1]
    first = _year(digits.replace("X", "0") + "0", edtf)
    last = _year(digits.replace("X", "9") + "9", edtf)
    return date(first, 1, 1), date(last, 12, 31)


def _year(digits: str, edtf: str) -> int:
    year = int(digits)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise refusal("date_year", edtf, first=FIRST_YEAR, last=LAST_YEAR)
    return year


def _days_in(year: int, month: int) -> int:
    if month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0):
        return 29
    return _DAYS[month]
