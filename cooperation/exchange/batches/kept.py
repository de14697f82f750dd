"""A plan as a batch keeps it: shown to the officer row by row, written to the register lot by lot.

Each part has some rows of one outcome and sheet, column by column, every cell as a spreadsheet of ours would have it.
Its keys can be read without its cells.
"""

import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError

from cooperation.exchange.batches.models import BatchRows
from cooperation.exchange.cells import read_cells
from cooperation.exchange.columns import Resource
from cooperation.exchange.lots import Columns, Lot
from cooperation.exchange.planned import Outcome
from cooperation.exchange.problems import Problem, RefusedError
from cooperation.records.columns import Column
from cooperation.records.directory import Directories
from cooperation.records.resources import Key
from cooperation.records.widgets import TextWidget
from cooperation.values.fields import ValueField

REMOVED = "removed"
WRITTEN = (Outcome.CHANGED.value, REMOVED, Outcome.NEW.value)
"""Outcomes whose rows make a difference to the register."""
LENGTH = 4  # bytes that say how long the keys are
Cells = dict[str, list[Any]]
"""Field name → a written cell a row."""


class MovedOnError(Exception):
    """The register is not as the officer saw it."""


@dataclass(frozen=True)
class Keys:
    """`kind` is the register's name of the sheet, `rows` the spreadsheet's numbers, `ids` None where rows are new."""

    kind: str
    rows: Sequence[int | None]
    keys: Sequence[Any]
    ids: Sequence[int | None]


@dataclass(frozen=True)
class Contents:
    """Cells before and after, where they are to be seen, and what is wrong with each row.

    `citations` says how many citations are deleted with each removed row.
    """

    before: Cells = field(default_factory=dict)
    after: Cells = field(default_factory=dict)
    problems: Sequence[list[dict[str, Any]]] = ()
    citations: Sequence[int] = ()


def packed(keys: Keys, contents: Contents) -> bytes:
    first, second = (zlib.compress(json.dumps(vars(part)).encode(), 1) for part in (keys, contents))
    return len(first).to_bytes(LENGTH) + first + second


def keys_of(part: BatchRows) -> Keys:
    content = bytes(part.content)
    end = LENGTH + int.from_bytes(content[:LENGTH])
    return Keys(**json.loads(zlib.decompress(content[LENGTH:end])))


def contents_of(part: BatchRows) -> Contents:
    content = bytes(part.content)
    end = LENGTH + int.from_bytes(content[:LENGTH])
    return Contents(**json.loads(zlib.decompress(content[end:])))


def written(columns: Iterable[Column], values: Columns) -> Cells:
    """Write values as cells, each distinct one once."""
    return {column.name: written_column(column, values[column.name]) for column in columns if column.name in values}


def written_column(column: Column, values: Sequence[Any]) -> list[Any]:
    if isinstance(column.widget, TextWidget):
        return list(values)
    known = {value: column.write(value) for value in set(values)}
    return [known[value] for value in values]


def fingerprint(parts: Iterable[BatchRows]) -> str:
    """Return a digest of what the parts would do and of what they found: the same for the same plan."""
    digest = hashlib.sha256()
    for part in parts:
        if part.outcome in WRITTEN:
            digest.update(bytes(part.content))
    return digest.hexdigest()


@dataclass
class KeptSheet:
    """The parts of one sheet, as the Writer takes them. Raises RefusedError where a cell no longer means anything."""

    label: str
    resource: Resource
    parts: list[BatchRows]
    directories: Directories

    @cached_property
    def names(self) -> Sequence[str]:
        part = next(self._of(Outcome.NEW, Outcome.CHANGED), None)
        return list(contents_of(part).after) if part else []

    def new_keys(self) -> Iterator[Key]:
        for part in self._of(Outcome.NEW):
            yield from self._keys(keys_of(part))

    def changed(self) -> Iterator[tuple[Key, int]]:
        return self._with_ids(Outcome.CHANGED)

    def gone(self) -> Iterator[tuple[Key, int]]:
        return self._with_ids(REMOVED)

    def new_lots(self) -> Iterator[Lot]:
        for part in self._of(Outcome.NEW):
            yield Lot(self._keys(keys_of(part)), [], {}, self._values(contents_of(part).after))

    def changed_lots(self) -> Iterator[Lot]:
        for part in self._of(Outcome.CHANGED):
            keys, contents = keys_of(part), contents_of(part)
            ids = [pk or 0 for pk in keys.ids]
            yield Lot(self._keys(keys), ids, self._values(contents.before), self._values(contents.after))

    def must_be_as_seen(self) -> None:
        """Ask the register itself, before anything is written: no row is overwritten unseen, however it was changed.

        Raises MovedOnError.
        """
        for part in self._of(Outcome.CHANGED):
            keys, before = keys_of(part), self._values(contents_of(part).before)
            owners = {self.resource.owner(key) for key in self._keys(keys)}
            found = self.resource.existing(owners, list(before))
            seen = zip(self._keys(keys), keys.ids, zip(*before.values(), strict=True), strict=True)
            if any(found.get(key) != (pk, values) for key, pk, values in seen):
                raise MovedOnError

    def _of(self, *outcomes: str) -> Iterator[BatchRows]:
        return (part for part in self.parts if part.outcome in outcomes)

    def _keys(self, keys: Keys) -> list[Key]:
        return [tuple(key) if isinstance(key, list) else key for key in keys.keys]

    def _with_ids(self, outcome: str) -> Iterator[tuple[Key, int]]:
        for part in self._of(outcome):
            keys = keys_of(part)
            yield from zip(self._keys(keys), (pk or 0 for pk in keys.ids), strict=True)

    def _values(self, cells: Cells) -> Columns:
        """Return the values of written cells; which record a citation is of lies in the kind it names before."""
        found: dict[str, Sequence[Any]] = {}
        columns = [column for column in self.resource.columns() if column.name in cells]
        for column in sorted(columns, key=lambda column: column.is_generic):
            found[column.name] = self._column(column, cells[column.name], found.get("content_type"))
        return found

    def _column(self, column: Column, cells: list[Any], kinds: Sequence[Any] | None) -> Sequence[Any]:
        """Texts stand as they are, and values in their own form; what refers to others is looked up as it is now."""
        if isinstance(column.widget, TextWidget):
            return cells
        if isinstance(column.model_field, ValueField):
            return column.made(cells)
        values = read_cells(column, cells, self.directories, "en", kinds)
        for value in values:
            if isinstance(value, ValidationError):
                raise RefusedError([Problem(self.label, value.messages[0], column=column.titles["en"])])
        return values


def kept_sheets(parts: Iterable[BatchRows], resources: Iterable[Resource], directories: Directories) -> list[KeptSheet]:
    """Return what there is to write, sheet by sheet."""
    by_name = {resource.sheet: resource for resource in resources}
    sheets: dict[str, KeptSheet] = {}
    for part in parts:
        if part.outcome in WRITTEN:
            if part.sheet not in sheets:
                sheets[part.sheet] = KeptSheet(part.sheet, by_name[keys_of(part).kind], [], directories)
            sheets[part.sheet].parts.append(part)
    return list(sheets.values())
