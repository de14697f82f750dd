"""Rows as they are written: some thousand of one sheet and outcome at a time, column by column."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from cooperation.exchange.columns import Resource
from cooperation.records.resources import Key, RowResource

AT_ONCE = 2000
"""Rows in a lot: enough that statements cost nothing beside rows, few enough to take some megabytes."""

Columns = Mapping[str, Sequence[Any]]
"""Field name → a value a row."""


@dataclass(frozen=True)
class Lot:
    """Rows that are all new, or all changed. `ids` and `before` are empty where they are new."""

    keys: Sequence[Key]
    ids: Sequence[int]
    before: Columns
    after: Columns


class LaidSheet(Protocol):
    """A sheet held against the register, wherever that is kept until it is written."""

    @property
    def resource(self) -> Resource: ...

    @property
    def names(self) -> Sequence[str]:
        """The fields that the file has."""
        ...

    def new_keys(self) -> Iterator[Key]: ...

    def changed(self) -> Iterator[tuple[Key, int]]:
        """Give key and id of each changed row."""
        ...

    def gone(self) -> Iterator[tuple[Key, int]]:
        """Give key and id of the register's child rows that the sheet no longer has."""
        ...

    def new_lots(self) -> Iterator[Lot]: ...

    def changed_lots(self) -> Iterator[Lot]: ...


def row_resource(sheet: LaidSheet) -> type[RowResource] | None:
    """Return the resource where the sheet holds child rows, None where it holds records."""
    return sheet.resource if issubclass(sheet.resource, RowResource) else None
