"""CSV as it goes out, a block of rows at a time."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from cooperation.exchange.csv_text import keep_as_text
from cooperation.exchange.packing.typed_cells import typed_cell
from cooperation.exchange.sheets import Sheet, SheetColumn, written_once
from cooperation.records.odd_cells import BEGIN_ERRORS, any_begins
from cooperation.values.numbers import plain

BOM = "\ufeff"  # by which Excel knows UTF-8
COMMA, SEMICOLON = ",", ";"
MAY_RUN = frozenset("'=+-@\t\r")

CellWriter = Callable[[SheetColumn], Callable[[Any], Any]]


def csv_parts(sheet: Sheet) -> Iterator[bytes]:
    """CSV with commas; every value in the register's own form."""
    return parts(sheet, COMMA, canonical)


def danish_csv_parts(sheet: Sheet) -> Iterator[bytes]:
    """CSV as Excel opens it on a Danish machine: semicolons, and a decimal comma where a cell is a number."""
    return parts(sheet, SEMICOLON, danish)


def parts(sheet: Sheet, delimiter: str, writer: CellWriter) -> Iterator[bytes]:
    titles = [keep_as_text(column.title) for column in sheet.columns]
    yield (BOM + lines_text([titles], delimiter)).encode()
    for block in sheet.blocks():
        cells = [cells_of(column, values, writer) for column, values in zip(sheet.columns, block, strict=True)]
        yield lines_text(zip(*cells, strict=True), delimiter).encode()


def cells_of(column: SheetColumn, values: Sequence[Any], writer: CellWriter) -> Sequence[Any]:
    """Return a column's cells. Text goes out as it is, unless any of it begins as a formula or an error does."""
    if column.is_text and MAY_RUN.isdisjoint({value[:1] for value in values}) and not any_begins(values, BEGIN_ERRORS):
        return values
    return written_once(writer(column), values)


def lines_text(lines: Iterable[Sequence[Any]], delimiter: str) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator="\n").writerows(lines)
    return text.getvalue()


def canonical(column: SheetColumn) -> Callable[[Any], Any]:
    return lambda value: keep_as_text(column.write(value))


def danish(column: SheetColumn) -> Callable[[Any], Any]:
    def write(value: Any) -> Any:
        match typed_cell(column, value):
            case Decimal() as number:
                return plain(number).replace(".", ",")
            case _:
                return keep_as_text(column.write(value))

    return write
