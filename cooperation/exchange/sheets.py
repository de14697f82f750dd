"""What goes out: sheets of records as columns of values, a block of rows at a time, whatever the format."""

from array import array
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

from django.db import models

from cooperation.exchange.blocks import Block, read_block
from cooperation.exchange.key_order import ids_as_listed, ids_by_key
from cooperation.records.columns import Column
from cooperation.records.resources import DocumentResource, RowResource, with_rows
from cooperation.records.widgets import TextWidget

Resource = type[DocumentResource]
ENGLISH = "en"
BLOCK = 2000
"""Rows held at a time: enough that queries cost nothing beside rows, few enough to fit in some megabytes."""


@dataclass(frozen=True)
class SheetColumn:
    """`source` is the resource's column; None where a sheet has cells that belong to no record.

    A column `to_fill` in has notes on how, and offers what may stand in it.
    """

    title: str
    source: Column | None = None
    is_key: bool = False
    to_fill: bool = True

    @property
    def is_text(self) -> bool:
        """Whether its values are text and stand in the cell as they are."""
        return bool(self.source and isinstance(self.source.widget, TextWidget) and not self.source.model_field.null)

    def write(self, value: Any) -> Any:
        """Return the cell for a value."""
        return self.source.write(value) if self.source else value


class Sheet(Protocol):
    """A sheet with its header and its rows, which come when they are asked for."""

    @property
    def name(self) -> str: ...

    @property
    def columns(self) -> Sequence[SheetColumn]: ...

    def __len__(self) -> int:
        """Count the rows below the header."""
        ...

    def blocks(self) -> Iterator[Block]:
        """Give the values below the header: some thousand rows at a time, column by column."""
        ...


@dataclass(frozen=True)
class WrittenSheet:
    """A sheet of cells as they are, the header first."""

    name: str
    lines: Sequence[Sequence[Any]]

    @property
    def columns(self) -> list[SheetColumn]:
        return [SheetColumn(title) for title in self.lines[0]]

    def __len__(self) -> int:
        return len(self.lines) - 1

    def blocks(self) -> Iterator[Block]:
        if len(self):
            yield list(zip(*self.lines[1:], strict=True))


class RecordSheet:
    """A sheet of the register. Which rows it has, and in which order, is found out when it is first asked."""

    def __init__(
        self, resource: Resource, queryset: models.QuerySet, language: str = ENGLISH, *, as_listed: bool = False
    ) -> None:
        self.name = resource.sheet
        self.resource = resource
        self.columns = [
            SheetColumn(column.titles[language], column, column.name in resource.key_names())
            for column in resource.columns()
        ]
        self.queryset = queryset
        self._as_listed = as_listed

    @cached_property
    def ids(self) -> "array[int]":
        return ids_as_listed(self.queryset) if self._as_listed else ids_by_key(self.resource, self.queryset)

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def is_of_rows(self) -> bool:
        """Whether it holds child rows or citations, which belong to the records of another sheet."""
        return issubclass(self.resource, RowResource)

    def id_blocks(self) -> Iterator["array[int]"]:
        for start in range(0, len(self.ids), BLOCK):
            yield self.ids[start : start + BLOCK]

    def blocks(self) -> Iterator[Block]:
        for ids in self.id_blocks():
            yield read_block(self.resource, ids)


def sheets_of(resources: Iterable[Resource]) -> list[RecordSheet]:
    """Return every sheet of the register, child rows and citations included."""
    return [RecordSheet(resource, resource.model()._default_manager.all()) for resource in with_rows(resources)]


def sheets_of_records(
    resource: Resource, records: models.QuerySet, language: str = ENGLISH, *, as_listed: bool = False
) -> list[RecordSheet]:
    """Return the sheet of these records and those of their child rows and citations.

    The records are in the order of their keys or `as_listed`; rows always follow the keys.
    """
    return [
        RecordSheet(resource, records, language, as_listed=as_listed),
        *(RecordSheet(rows, rows.of(records), language) for rows in resource.row_resources()),
    ]


def written_once(function: Callable[[Any], str], values: Iterable[Hashable]) -> list[str]:
    """Return what the function writes for each value; it is asked once for every distinct one."""
    values = list(values)
    known = {value: function(value) for value in set(values)}
    return [known[value] for value in values]
