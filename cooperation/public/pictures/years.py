"""The scale of time below a picture: from days to places, with the years, or months, that are named."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from cooperation.records.languages import page_language
from cooperation.values.languages import MONTHS
from cooperation.values.partial_date import PartialDate

MOST_TICKS: Final = 7
STEPS: Final = (1, 2, 5, 10, 20, 50, 100, 200, 500)


@dataclass(frozen=True)
class Tick:
    x: float
    label: str


@dataclass(frozen=True)
class Scale:
    """Whole years from `first` to `last`, drawn over `width` units."""

    first: int
    last: int
    width: float

    def x(self, day: date) -> float:
        """Where the day begins; days outside lie on the edge."""
        start, end = date(self.first, 1, 1).toordinal(), date(self.last, 12, 31).toordinal() + 1
        return round(self.width * (min(max(day.toordinal(), start), end) - start) / (end - start), 1)

    def end(self, day: date) -> float:
        """Where the day is over."""
        return self.x(date.fromordinal(day.toordinal() + 1)) if day < date.max else self.width

    def ticks(self) -> list[Tick]:
        return list(self._months() if self.last == self.first else self._years())

    def _years(self) -> Iterator[Tick]:
        step = next((step for step in STEPS if (self.last - self.first) / step < MOST_TICKS), STEPS[-1])
        for year in range(self.first - self.first % -step, self.last + 1, step):
            yield Tick(self.x(date(year, 1, 1)), str(year))

    def _months(self) -> Iterator[Tick]:
        for month in (1, 4, 7, 10):
            name = MONTHS[page_language()][month - 1]
            yield Tick(self.x(date(self.first, month, 1)), f"{name} {self.first}" if month == 1 else name)


def scale_of(dates: Sequence[PartialDate], width: float, today: date) -> Scale:
    """Wide enough for every day that is given. What is open lasts until today."""
    days = [day for when in dates for day in (when.earliest, when.latest) if day not in (date.min, date.max)]
    if any(when.latest == date.max for when in dates):
        days.append(today)
    return Scale(min(days).year, max(days).year, width)
