"""What the fast reader does not tell of a workbook: errors, percentages, months, formulas without value, merged cells.

A workbook is searched for their traces first, which costs next to nothing; only where there are any is its XML read
element by element.
"""

from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import IO, Any

from cooperation.exchange.unpacking.xml_events import pieces

OVERLAP = 100
PERCENTAGE: Any = object()
"""Stands for: the number in this cell is shown as a percentage."""
MONTH: Any = object()
"""Stands for: of the day in this cell only month and year are shown."""
YEAR: Any = object()
"""Stands for: of the day in this cell only the year is shown."""


class TooMuchError(Exception):
    """A workbook goes beyond a bound; the arguments are the bound's name and, where one cell does, its place."""


@dataclass
class Marks:
    """What stands in cells instead of what the fast reader says, by row and column from 0; and merged cells."""

    most: int
    cells: dict[int, dict[int, Any]] = field(default_factory=lambda: defaultdict(dict))
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    count: int = 0

    def put(self, row: int, column: int, mark: Any) -> None:
        self.count += 1
        if self.count > self.most:
            raise TooMuchError("cells")
        self.cells[row][column] = mark

    def merge(self, row: int, column: int, rows: int, columns: int) -> None:
        self.count += 1
        if self.count > self.most:
            raise TooMuchError("cells")
        self.merged.append((row, column, row + rows - 1, column + columns - 1))


def has_traces(
    stream: IO[bytes],
    watch: Callable[[bytes], None],
    traces: Collection[bytes],
    formula: bytes = b"",
    of_formulas: Collection[bytes] = (),
) -> bool:
    """Whether one of these stands anywhere in the XML, as programs write it, or one of those where a formula does.

    Every piece of the XML goes to `watch` as well, so that it is unpacked once for both.
    """
    rest = b""
    found = False
    for piece in pieces(stream):
        watch(piece)
        looked_at = rest + piece
        found = (
            found
            or any(trace in looked_at for trace in traces)
            or (formula in looked_at and any(trace in looked_at for trace in of_formulas))
        )
        rest = piece[-OVERLAP:]
    return found


def date_mark(has_year: bool, has_month: bool, has_more: bool) -> Any:
    """Return the mark of a format that shows these parts of a date; None where it shows a day, or no date at all."""
    if not has_year or has_more:
        return None
    return MONTH if has_month else YEAR


def as_shown(cell: Any, mark: Any) -> Any:
    """Return what a person reads in a cell with this mark."""
    if mark is PERCENTAGE:
        return percentage(cell)
    if mark not in (MONTH, YEAR):
        return mark
    if not isinstance(cell, date):
        return cell
    return f"{cell.year:04}-{cell.month:02}" if mark is MONTH else f"{cell.year:04}"


def percentage(number: Any) -> Any:
    """Return a number as the percentage that a person reads, such as `12.5 %`; three decimals get a fourth."""
    if isinstance(number, bool) or not isinstance(number, int | float):
        return number
    shown = f"{Decimal(repr(number)) * 100:f}"
    if "." in shown:
        shown = shown.rstrip("0").rstrip(".")
    decimals = shown.partition(".")[2]
    return f"{shown}0 %" if len(decimals) == 3 else f"{shown} %"
