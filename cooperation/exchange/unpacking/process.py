"""Reads one workbook in a process of its own, which may take so much time and memory and no more.

The reader makes a full table of any sheet, however few cells it has, so far cells are refused first (see
far_cells.py). What takes too much memory or time all the same ends this process alone. It has no Django:
`python -m cooperation.exchange.unpacking.process '{"kind": "xlsx", …}'`, the workbook on its standard input, pickled
messages on its standard output.
"""

import gc
import io
import json
import pickle
import sys
import zipfile
import zlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, zip_longest
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from cooperation.exchange.numbered_rows import SHAREABLE
from cooperation.exchange.unpacking.marks import Marks, TooMuchError, as_shown
from cooperation.exchange.unpacking.ods_marks import ods_marks
from cooperation.exchange.unpacking.xlsx_marks import sheet_parts, style_marks, xlsx_marks
from cooperation.exchange.unpacking.xml_events import RefusedXMLError
from cooperation.records.blanks import is_blank, is_blank_row
from cooperation.records.odd_cells import BEGIN_ERRORS, any_begins, told_apart

ROWS_AT_ONCE = 5000
BROKEN = (
    CalamineError,
    RefusedXMLError,
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    KeyError,
    ValueError,
)
Message = tuple[Any, ...]


@dataclass(frozen=True)
class Task:
    """What is to be read: `sheets` by name, or all that are not hidden; the rest are bounds, memory in megabytes."""

    kind: str
    sheets: Collection[str] | None
    rows: int
    columns: int
    cells: int
    cell_length: int
    seconds: int
    memory: int


def read(content: bytes, task: Task) -> Iterator[Message]:
    """Give `("sheet", name)`, its `("rows", …)` and `("merged", …)`; what is skipped or refused; `("end",)` last."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            marker = Marker(archive, task)
            workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
            reader = RowReader(task)
            for sheet in workbook.sheets_metadata:
                if reason := reason_to_skip(sheet.name, sheet.typ, sheet.visible, task.sheets):
                    yield "skipped", sheet.name, reason
                    continue
                yield "sheet", sheet.name
                marks = marker.marks(sheet.name)
                cells = workbook.get_sheet_by_name(sheet.name)
                yield from reader.rows(cells, marks)
                yield "merged", merged_in(cells) or marks.merged
        yield ("end",)
    except PasswordError:
        yield "refused", "password"
    except TooMuchError as error:
        yield "refused", *error.args
    except MemoryError:
        yield "refused", "memory"
    except BROKEN:
        yield "refused", "damaged"


def reason_to_skip(
    name: str, kind: SheetTypeEnum, visible: SheetVisibleEnum, chosen: Collection[str] | None
) -> str | None:
    if kind != SheetTypeEnum.WorkSheet:
        return "no table"
    if chosen is not None:
        return None if name in chosen else "not chosen"
    return "hidden" if visible != SheetVisibleEnum.Visible else None


def merged_in(sheet: CalamineSheet) -> list[tuple[int, int, int, int]]:
    return [(*first, *last) for first, last in sheet.merged_cell_ranges or () if last[0] > first[0]]


class Marker:
    """Finds the marks of each sheet; of an ODS at once, since the reader allocates all its sheets when it opens it."""

    def __init__(self, archive: zipfile.ZipFile, task: Task) -> None:
        self.archive, self.most = archive, task.cells
        self.ods = ods_marks(archive, task.cells) if task.kind == "ods" else None
        self.parts = {} if task.kind == "ods" else sheet_parts(archive)
        self.styles = {} if task.kind == "ods" else style_marks(archive)

    def marks(self, name: str) -> Marks:
        if self.ods is not None:
            return self.ods.get(name) or Marks(self.most)
        return xlsx_marks(self.archive, self.parts[name], self.styles, self.most)


class RowReader:
    """Gives the rows that are not blank, with their numbers, block by block as columns, and counts what it gives."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self.counted_rows = self.counted_cells = 0

    def rows(self, sheet: CalamineSheet, marks: Marks) -> Iterator[Message]:
        given = ((index + 1, row) for index, row in marked_rows(sheet, marks) if not is_blank_row(row))
        while several := list(islice(given, ROWS_AT_ONCE)):
            numbers, block = zip(*several, strict=True)
            self.count(block)
            yield "rows", numbers, self.columns(numbers, block)

    def count(self, block: Collection[list[Any]]) -> None:
        most = self.task.columns
        for row in block:
            while len(row) > most and is_blank(row[-1]):
                row.pop()
        widths = [len(row) for row in block]
        self.counted_rows += len(widths)
        self.counted_cells += sum(widths)
        if max(widths) > most:
            raise TooMuchError("columns")
        if self.counted_rows > self.task.rows:
            raise TooMuchError("rows")
        if self.counted_cells > self.task.cells:
            raise TooMuchError("cells")

    def columns(self, numbers: Sequence[int], block: Sequence[list[Any]]) -> list[Sequence[Any]]:
        """Turn rows into columns, and look over their texts together; one by one only where there is something."""
        columns: list[Sequence[Any]] = []
        texts: list[str] = []
        for cells in zip_longest(*block):
            together, distinct = shared(cells)
            columns.append(together)
            texts += [cell for cell in distinct if cell.__class__ is str]
        if max(map(len, texts), default=0) <= self.task.cell_length and not any_begins(texts, BEGIN_ERRORS):
            return columns
        for number, row in zip(numbers, block, strict=True):
            self.tell_apart(number, row)
        return list(zip_longest(*block))

    def tell_apart(self, number: int, row: list[Any]) -> None:
        for column, cell in enumerate(row):
            if cell.__class__ is str:
                if len(cell) > self.task.cell_length:
                    raise TooMuchError("cell_length", number - 1, column)
                row[column] = told_apart(cell)


def shared(cells: Sequence[Any]) -> tuple[Sequence[Any], Collection[Any]]:
    """Return the cells, those of equal text or day the same, so that they are pickled once; and the distinct ones."""
    if not set(map(type, cells)) <= SHAREABLE:
        return cells, cells
    known: dict[Any, Any] = {}
    return list(map(known.setdefault, cells, cells)), known


def marked_rows(sheet: CalamineSheet, marks: Marks) -> Iterator[tuple[int, list[Any]]]:
    """Give each row by its number from 0, marks put in, also those of rows where the reader sees nothing."""
    index = -1
    indent = [""] * (sheet.start[1] if sheet.start else 0)  # the reader leaves out columns before the first, not rows
    for index, row in enumerate(sheet.iter_rows() if sheet.start else ()):
        if indent or index in marks.cells:
            yield index, with_marks(indent + row, marks.cells.get(index))
        else:
            yield index, row
    for further in sorted(place for place in marks.cells if place > index):
        yield further, with_marks([], marks.cells[further])


def with_marks(row: list[Any], marks: dict[int, Any] | None) -> list[Any]:
    for column, mark in (marks or {}).items():
        row.extend([""] * (column + 1 - len(row)))
        row[column] = as_shown(row[column], mark)
    return row


def bound(task: Task) -> None:
    """Have the system stop this process where it goes beyond its time and memory."""
    try:
        import resource
    except ImportError:  # a system without bounds on a process
        return
    resource.setrlimit(resource.RLIMIT_AS, (task.memory * 2**20,) * 2)
    resource.setrlimit(resource.RLIMIT_CPU, (task.seconds + 1,) * 2)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    task = Task(**json.loads(sys.argv[1]))
    bound(task)
    gc.disable()  # nothing here lasts, and nothing goes in circles
    for message in read(sys.stdin.buffer.read(), task):
        pickle.dump(message, sys.stdout.buffer, pickle.HIGHEST_PROTOCOL)
        sys.stdout.flush()  # the next may end this process, and which sheet it was in must be known


if __name__ == "__main__":
    main()
