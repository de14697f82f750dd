"""The rows of a sheet, kept as columns: a hundred thousand rows take little more room than their distinct texts."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, overload

from cooperation.records.blanks import is_blank_row

NumberedRow = tuple[int, list[Any]]
SHAREABLE = {str, date, type(None)}
"""Of these, equal cells are the same; 1, 1.0 and True are not."""
FEW = 10_000
"""So many different cells may be remembered, whatever their share."""


class CellColumn:
    """Grows block by block. Equal cells are held once, until most of them turn out to differ."""

    def __init__(self, missing: int) -> None:
        self.cells: list[Any] = [None] * missing
        self.known: dict[Any, Any] | None = {}

    def extend(self, cells: Sequence[Any]) -> None:
        if self.known is None or not set(map(type, cells)) <= SHAREABLE:
            self.cells.extend(cells)
            return
        self.cells.extend(map(self.known.setdefault, cells, cells))
        if 2 * len(self.known) > max(len(self.cells), 2 * FEW):
            self.known = None


def without_end(cells: Iterable[Any]) -> list[Any]:
    row = list(cells)
    while row and row[-1] is None:
        row.pop()
    return row


def numbers_of(rows: Sequence[NumberedRow]) -> Sequence[int]:
    return rows.numbers if isinstance(rows, NumberedRows) else [number for number, __ in rows]


def column_of(rows: Sequence[NumberedRow], place: int) -> Sequence[Any]:
    """Return the cells in one column of the rows; None where a row is shorter."""
    if isinstance(rows, NumberedRows):
        return rows.column(place)
    return [row[place] if place < len(row) else None for __, row in rows]


class NumberedRows(Sequence[NumberedRow]):
    """Each row as its number in the spreadsheet and its cells, without those that it lacks at its end."""

    def __init__(self, numbers: Sequence[int] = (), columns: Sequence[list[Any]] = ()) -> None:
        self.numbers = array("q", numbers)
        self.columns = list(columns)
        self.growing: list[CellColumn] = []

    def extend(self, numbers: Sequence[int], columns: Sequence[Sequence[Any]]) -> None:
        """Add a block of rows as its columns; None stands for a cell that a row lacks."""
        for __ in range(len(self.columns), len(columns)):
            column = CellColumn(len(self.numbers))
            self.growing.append(column)
            self.columns.append(column.cells)
        self.numbers.extend(numbers)
        for place, column in enumerate(self.growing):
            column.extend(columns[place] if place < len(columns) else [None] * len(numbers))

    def column(self, place: int) -> Sequence[Any]:
        return self.columns[place] if place < len(self.columns) else [None] * len(self)

    def filled(self) -> "NumberedRows":
        """Return the rows that are not blank."""
        kept = [index for index, row in enumerate(zip(*self.columns, strict=True)) if not is_blank_row(row)]
        if len(kept) == len(self):
            return self
        columns = [[column[index] for index in kept] for column in self.columns]
        return NumberedRows([self.numbers[index] for index in kept], columns)

    def put(self, index: int, place: int, cell: Any) -> None:
        self.columns[place][index] = cell

    def __len__(self) -> int:
        return len(self.numbers)

    def __iter__(self) -> Iterator[NumberedRow]:
        return zip(self.numbers, map(without_end, zip(*self.columns, strict=True)), strict=True)

    @overload
    def __getitem__(self, index: int) -> NumberedRow: ...

    @overload
    def __getitem__(self, index: slice) -> "NumberedRows": ...

    def __getitem__(self, index: int | slice) -> "NumberedRow | NumberedRows":
        if isinstance(index, slice):
            return NumberedRows(self.numbers[index], [column[index] for column in self.columns])
        return self.numbers[index], without_end([column[index] for column in self.columns])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]
