"""Columns by year: how many records may fall within each, and the picture of it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from cooperation.values.partial_date import FIRST_YEAR, LAST_YEAR, PartialDate
from cooperation.values.words import in_words

MOST: Final = 60

Days = tuple[date, date]
Spans = Mapping[Days | None, int]


@dataclass(frozen=True)
class YearColumn:
    """A year, decade or century. `count` may fall within it, of which `begins` begin in it."""

    period: PartialDate
    count: int
    begins: int
    share: float = 0.0  # of the highest column

    @property
    def percent(self) -> int:
        return round(100 * self.share)

    @property
    def words(self) -> str:
        return in_words(self.period)

    @property
    def text(self) -> str:
        """As an address has it."""
        return self.period.text


def columns_of_years(counted: Spans, today: date, most: int = MOST) -> list[YearColumn]:
    """One column a year; by decade or century where there would be more than `most`."""
    known = [days for days in counted if days]
    years = [day.year for days in known for day in days if day not in (date.min, date.max)]
    if not years:
        return []
    if any(last == date.max for _first, last in known):
        years.append(today.year)
    first, last = max(min(years), FIRST_YEAR), min(max(years), LAST_YEAR)
    step = next(step for step in (1, 10, 100) if (last - first) // step < most or step == 100)
    marks = {1: "{:04}", 10: "{:03}X", 100: "{:02}XX"}
    periods = [PartialDate.parse(marks[step].format(part)) for part in range(first // step, last // step + 1)]
    begins, ends = Counter[int](), Counter[int]()
    for days in known:
        begins[max(days[0].year, FIRST_YEAR) // step] += counted[days]
        ends[min(days[1].year, LAST_YEAR + 1) // step] += counted[days]
    under_way, found = sum(count for part, count in begins.items() if part < first // step), []
    for period in periods:
        part = period.earliest.year // step
        under_way += begins[part]
        found.append((period, under_way, begins[part]))
        under_way -= ends[part]
    highest = max(count for _period, count, _begun in found) or 1
    return [YearColumn(period, count, begun, count / highest) for period, count, begun in found]


def count_within(counted: Spans, days: Days | None) -> int:
    """How many may fall within the days; all that have a date where no days are named."""
    return sum(
        count
        for span, count in counted.items()
        if span and (days is None or (span[0] <= days[1] and span[1] >= days[0]))
    )
