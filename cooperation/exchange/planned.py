"""A file's rows beside the register's records: what would be new, changed, unchanged and refused."""

import enum
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from cooperation.exchange.cells import ReadRow
from cooperation.exchange.columns import MatchedSheet, Resource
from cooperation.exchange.problems import Problem, RefusedError
from cooperation.records.directory import Directories
from cooperation.records.resources import Document, Key, RowResource


class Outcome(enum.StrEnum):
    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass
class PlannedRow:
    """One row of the file beside the record it means. `before` and `pk` are None where the record is new."""

    read: ReadRow
    key: Key
    after: Document
    before: Document | None = None
    pk: int | None = None

    @property
    def problems(self) -> list[Problem]:
        return self.read.problems

    @property
    def outcome(self) -> Outcome:
        if self.problems:
            return Outcome.REFUSED
        if self.before is None:
            return Outcome.NEW
        return Outcome.CHANGED if self.changes else Outcome.UNCHANGED

    @property
    def changes(self) -> dict[str, tuple[Any, Any]]:
        """Field name → value in the register and value in the file, where they differ."""
        before = self.before or {}
        return {name: (before.get(name), value) for name, value in self.after.items() if before.get(name) != value}


@dataclass
class SheetPlan:
    """A sheet's rows, and the child rows of the register that the sheet no longer has."""

    matched: MatchedSheet
    rows: list[PlannedRow]
    removed: list[tuple[int, Document]] = field(default_factory=list)

    @property
    def resource(self) -> Resource:
        return self.matched.resource

    @property
    def row_resource(self) -> type[RowResource] | None:
        """The resource where the sheet holds child rows, None where it holds records."""
        return self.resource if issubclass(self.resource, RowResource) else None

    def written(self, *outcomes: Outcome) -> list[PlannedRow]:
        return [row for row in self.rows if row.outcome in outcomes]


@dataclass
class Plan:
    sheets: list[SheetPlan]
    problems: list[Problem]
    left_out: list[str]
    directories: Directories

    def counts(self) -> Counter[str]:
        """Rows by outcome, and under `removed` the child rows that would go."""
        counts: Counter[str] = Counter(row.outcome.value for sheet in self.sheets for row in sheet.rows)
        counts["removed"] = sum(len(sheet.removed) for sheet in self.sheets)
        return counts

    def must_be_right(self) -> None:
        """Raise RefusedError where anything in the file is wrong."""
        if self.problems:
            raise RefusedError(self.problems)
