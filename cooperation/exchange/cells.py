"""From cells to values, a column at a time: each distinct cell is read once."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import compress
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cooperation.exchange.columns import MatchedSheet
from cooperation.exchange.numbered_rows import column_of, numbers_of
from cooperation.exchange.problems import Problem
from cooperation.exchange.time_limit import CELLS, check_time, in_time
from cooperation.records.columns import Column
from cooperation.records.directory import Directories
from cooperation.records.odd_cells import has_lost_value
from cooperation.records.settled_cells import KnownCell
from cooperation.records.widgets import cell_text, kind_of_record

REFUSED: Any = object()
"""Stands where a cell can't be read; what is wrong with it is in the sheet's problems."""


@dataclass(frozen=True)
class Renamed:
    """A cell with a former reference: the place of its row, the reference, and what its record is called now.

    `present` is empty where the record was deleted and another one has its reference now; the cell is refused.
    """

    index: int
    column: Column
    former: str
    present: str


@dataclass
class ReadSheet:
    """A sheet's columns as values. Lists run along the rows; `problems` names rows by their place in these lists."""

    matched: MatchedSheet
    numbers: list[int]
    values: dict[str, list[Any]] = field(default_factory=dict)
    problems: dict[int, list[Problem]] = field(default_factory=lambda: defaultdict(list))
    notices: list[str] = field(default_factory=list)
    renamed: list[Renamed] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.numbers)

    def value(self, name: str, index: int) -> Any:
        """Return a cell's value; None where the file has no such column."""
        return self.values[name][index] if name in self.values else None

    def refuse(self, index: int, message: str, column: Column | None = None, cell: Any = None) -> None:
        """Note what is wrong with a row, at one of its cells or as a whole."""
        title, letter = self.matched.place(column) if column else ("", "")
        label, number = self.matched.sheet.label, self.numbers[index]
        self.problems[index].append(Problem(label, message, number, title, letter, cell_text(cell)))

    def note(self, index: int, message: str) -> None:
        """Add a notice about a row that is not refused."""
        row = self.numbers[index]
        self.notices.append(_("row %(row)s: %(message)s") % {"row": row, "message": message} if row > 0 else message)


def read_sheet(matched: MatchedSheet) -> ReadSheet:
    return ReadSheet(matched, list(numbers_of(matched.sheet.rows)))


def read_columns(read: ReadSheet, directories: Directories, *, links: bool) -> None:
    """Read the plain columns, or the columns of links.

    Links come in a second step, when every sheet has announced the records it brings; and the records that citations
    name after all others, since they lie in the kind that another column names.
    """
    for place, column in sorted(read.matched.columns.items(), key=lambda item: item[1].is_generic):
        if column.links == links:
            read_column(read, place, column, directories)


def read_column(read: ReadSheet, place: int, column: Column, directories: Directories) -> None:
    check_time(CELLS, read.matched.sheet.label, *read.matched.place(column))
    cells = column_of(read.matched.sheet.rows, place)
    kinds = read.values.get("content_type") if column.is_generic else None
    reader = column.for_cells(read.matched.sheet.header[place], cells)
    language, label = read.matched.language_at(place), read.matched.sheet.label
    values = read_cells(reader, cells, directories, language, kinds, label)
    if ValidationError in set(map(type, values)):
        for index, found in enumerate(values):
            if isinstance(found, ValidationError):
                values[index] = REFUSED
                for message in found.messages:
                    read.refuse(index, message, column, cells[index])
    read.values[column.name] = values
    if column.links:
        read.renamed += renamed_cells(column, cells, directories, kinds)


def renamed_cells(
    column: Column, cells: Sequence[Any], directories: Directories, kinds: Sequence[Any] | None
) -> Iterator[Renamed]:
    """Give the former references that the cells of a column of links hold."""
    if kinds is None and not directories.renamed(column.widget.model):
        return
    for index, cell in enumerate(cells):
        if isinstance(cell, KnownCell) or (kinds and kinds[index] in (REFUSED, "")):
            continue
        renamed = directories.renamed(kind_of_record(kinds[index]) if kinds else column.widget.model)
        for text in column.link_texts(cell):
            if text in renamed:
                yield Renamed(index, column, text, renamed[text])


def read_cells(
    column: Column,
    cells: Sequence[Any],
    directories: Directories,
    language: str,
    kinds: Sequence[Any] | None = None,
    label: str = "",
) -> list[Any]:
    """Return a column's values, a ValidationError where a cell can't be read. Each distinct cell is read once.

    `kinds` are the kinds of record that the rows name, for the column of their references; `label` is the sheet's.
    """
    if (texts := plain_texts(column, cells)) is not None:
        return texts
    keys = distinct_keys(cells, kinds)
    distinct = in_time(dict(zip(keys, cells, strict=True)).items(), CELLS, label, column.titles[language])
    known = {key: read_cell(column, cell, directories, language, key) for key, cell in distinct}
    return [known[key] for key in keys]


def plain_texts(column: Column, cells: Sequence[Any]) -> list[str] | None:
    """Return a column of texts, looked over as a whole; None where a cell needs a look of its own."""
    checks = column.text_checks
    if checks is None or not set(map(type, cells)) <= {str}:
        return None
    texts = [cell.strip() for cell in cells]
    whole = column.are_normal(texts) and checks.hold(texts) and not has_lost_value("\n".join(texts))
    return texts if whole else None


def distinct_keys(cells: Sequence[Any], kinds: Sequence[Any] | None) -> Sequence[Any]:
    """Return what tells cells apart: 1, 1.0 and True are different, and a citation's record is one of its kind."""
    if kinds is not None:
        return [(type(cell), cell, kind) for cell, kind in zip(cells, kinds, strict=True)]
    if set(map(type, cells)) <= {str}:
        return cells
    return [(type(cell), cell) for cell in cells]


def read_cell(column: Column, cell: Any, directories: Directories, language: str, key: Any) -> Any:
    row = {"content_type": key[2]} if column.is_generic and key[2] is not REFUSED else {}
    try:
        return column.read(cell, row, directories=directories, language=language)
    except ValidationError as error:
        return error


def announce(read: ReadSheet, directories: Directories) -> None:
    """Make the references and names of a sheet's records known, so that any row may refer to them."""
    model = read.matched.resource.model()
    references = read.values.get("reference", [])
    names = [read.values[name] for name in model.name_fields if name in read.values]
    given = list(map(is_given, references))
    directories[model].announce(*(list(compress(values, given)) for values in (references, *names)))


def require_keys(read: ReadSheet, names: Sequence[str]) -> None:
    """Every row must say which record it is, or which record it belongs to."""
    columns = {column.name: column for column in read.matched.columns.values()}
    for name in names:
        for index, value in enumerate(read.values.get(name, ())):
            if value in (None, ""):
                read.refuse(index, _("nothing stands here, and every row needs it"), columns[name])


def is_given(value: Any) -> bool:
    return value is not REFUSED and value not in (None, "")
