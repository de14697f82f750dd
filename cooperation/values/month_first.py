"""Dates in numbers with the month before the day, as an American program writes them."""

import re
from datetime import date

from cooperation.values.messages import refusal

_NUMBERS = re.compile(r"(?<![0-9])([0-9]{1,2})([-./])([0-9]{1,2})\2([0-9]{4})(?![0-9])")


class MonthFirst(str):
    """A cell of a column in which 04/05/2015 is 5 April 2015."""

    __slots__ = ()


def in_iso_order(written: MonthFirst) -> str:
    """Return the text with its dates in numbers as 2015-04-05; raises ValidationError where one can't have its month
    first. Nothing else in it is touched."""

    def day(found: re.Match[str]) -> str:
        month, number, year = int(found[1]), int(found[3]), int(found[4])
        try:
            return date(year, month, number).isoformat()
        except ValueError as error:
            raise refusal("date_month_first", str(written), month=found[1]) from error

    return _NUMBERS.sub(day, written)
