"""From cells to values: each column's distinct cells are read once."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cooperation.exchange.columns import MatchedSheet, cell_at
from cooperation.exchange.problems import Problem
from cooperation.records.columns import Column
from cooperation.records.directory import Directories
from cooperation.records.resources import Document
from cooperation.records.widgets import cell_text


@dataclass
class ReadRow:
    """A row of a sheet: its number in the spreadsheet and the values of the columns the file has."""

    number: int
    cells: list[Any]
    values: Document = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read_rows(matched: MatchedSheet) -> list[ReadRow]:
    return [ReadRow(number, cells) for number, cells in matched.sheet.rows]


def read_columns(matched: MatchedSheet, rows: list[ReadRow], directories: Directories, *, links: bool) -> None:
    """Read the plain columns, or the columns of links, into the rows' values; what can't be read into their problems.

    Links come in a second step, when every sheet has announced the records it brings.
    """
    for index, column in sorted(matched.columns.items(), key=lambda item: item[1].is_generic):
        if column.links == links:
            read_column(matched, index, column, rows, directories)


def read_column(
    matched: MatchedSheet, index: int, column: Column, rows: list[ReadRow], directories: Directories
) -> None:
    memory: dict[Any, Any] = {}
    for row in rows:
        cell = cell_at(row.cells, index)
        distinct = (type(cell), cell, row.values.get("content_type") if column.is_generic else None)
        if distinct not in memory:
            memory[distinct] = read_cell(column, cell, row, directories, matched.language)
        found = memory[distinct]
        if isinstance(found, ValidationError):
            for message in found.messages:
                row.problems.append(problem(matched, row, column, message, cell))
        else:
            row.values[column.name] = found


def read_cell(column: Column, cell: Any, row: ReadRow, directories: Directories, language: str) -> Any:
    try:
        return column.read(cell, row.values, directories=directories, language=language)
    except ValidationError as error:
        return error


def problem(matched: MatchedSheet, row: ReadRow, column: Column, message: str, cell: Any = None) -> Problem:
    return Problem(matched.sheet.label, message, row.number, value=cell_text(cell), **matched.where(column))


def announce(matched: MatchedSheet, rows: Iterable[ReadRow], directories: Directories) -> None:
    """Make the references and names of a sheet's records known, so that any row may refer to them."""
    model = matched.resource.model()
    directory = directories[model]
    for row in rows:
        if reference := row.values.get("reference"):
            directory.announce(reference, (row.values.get(name) for name in model.name_fields))


def named(matched: MatchedSheet, rows: Iterable[ReadRow], key_names: tuple[str, ...]) -> None:
    """Every row must say which record it is, or which record it belongs to."""
    columns = {column.name: column for column in matched.columns.values()}
    for row in rows:
        for name in key_names:
            if (
                row.values.get(name) in (None, "")
                and name in columns
                and not any(p.column for p in row.problems if is_at(p, matched, columns[name]))
            ):
                row.problems.append(problem(matched, row, columns[name], _("the key is missing; every row needs one")))


def is_at(found: Problem, matched: MatchedSheet, column: Column) -> bool:
    return found.letter == matched.where(column).get("letter", "")
