"""A file's rows beside the register's records: what would be new, changed, unchanged and refused."""

import enum
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from cooperation.exchange.cells import ReadSheet
from cooperation.exchange.columns import MatchedSheet, Resource
from cooperation.exchange.former_uses import FormerUse
from cooperation.exchange.lots import AT_ONCE, Columns, Lot
from cooperation.exchange.problems import Problem, RefusedError
from cooperation.records.directory import Directories
from cooperation.records.resources import Document, Key, RowResource


class Outcome(enum.StrEnum):
    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True)
class PlannedRow:
    """One row of the file beside the record it means, made when somebody looks at it.

    `number` is the spreadsheet's own. `before` and `after` hold the file's columns; `before` and `pk` are None where
    the record is new.
    """

    number: int
    key: Key
    pk: int | None
    before: Document | None
    after: Document
    outcome: Outcome
    problems: list[Problem]

    @property
    def changes(self) -> dict[str, tuple[Any, Any]]:
        """Field name → value in the register and value in the file, where they differ."""
        before = self.before or {}
        return {name: (before.get(name), value) for name, value in self.after.items() if before.get(name) != value}


@dataclass
class SheetPlan:
    """A sheet held against the register. Lists run along the sheet's rows.

    `names` are the file's fields and `after` its rows' values in that order; `before` has the register's, None where
    the record is new. A row without a key has None as its key. `removed` are the child rows of the register that the
    sheet no longer has, and `deleted_citations` says by the id of such a row how many citations go with it.
    """

    read: ReadSheet
    names: list[str]
    keys: list[Key | None]
    after: list[tuple[Any, ...]]
    before: list[tuple[Any, ...] | None]
    pks: list[int | None]
    removed: list[tuple[int, Document]] = field(default_factory=list)
    deleted_citations: Counter[int] = field(default_factory=Counter)
    outcomes: list[Outcome] = field(default_factory=list)

    @property
    def matched(self) -> MatchedSheet:
        return self.read.matched

    @property
    def resource(self) -> Resource:
        return self.read.matched.resource

    @property
    def row_resource(self) -> type[RowResource] | None:
        """The resource where the sheet holds child rows, None where it holds records."""
        return self.resource if issubclass(self.resource, RowResource) else None

    def settle(self) -> None:
        """Work out every row's outcome; what is refused must be known by now."""
        problems = self.read.problems
        self.outcomes = [
            Outcome.NEW if old is None else Outcome.UNCHANGED if old == new else Outcome.CHANGED
            for old, new in zip(self.before, self.after, strict=True)
        ]
        for index in problems:
            self.outcomes[index] = Outcome.REFUSED

    def places(self, *outcomes: Outcome) -> list[int]:
        """Return the places of the rows of these outcomes."""
        return [index for index, outcome in enumerate(self.outcomes) if outcome in outcomes]

    def sound(self) -> list[int]:
        """Return the places of the rows with a key and, so far, nothing wrong."""
        return [index for index, key in enumerate(self.keys) if key is not None and index not in self.read.problems]

    def document(self, index: int) -> Document:
        return dict(zip(self.names, self.after[index], strict=True))

    def whole_documents(self, places: list[int]) -> dict[int, Document]:
        """Return rows' whole documents by place; what the file leaves unsaid is as it is, or as in a new record."""
        pks = {self.pks[index] for index in places} - {None}
        stored = self.resource.documents_by_id(pks) if pks else {}
        new = self.resource.defaults()
        return {index: stored.get(self.pks[index] or 0, new) | self.document(index) for index in places}

    def new_keys(self) -> Iterator[Key]:
        return (self.keys[index] for index in self.places(Outcome.NEW))

    def changed(self) -> Iterator[tuple[Key, int]]:
        return ((self.keys[index], self.pks[index] or 0) for index in self.places(Outcome.CHANGED))

    def gone(self) -> Iterator[tuple[Key, int]]:
        names = self.resource.key_names()
        return ((tuple(document[name] for name in names), pk) for pk, document in self.removed)

    def new_lots(self) -> Iterator[Lot]:
        for places in self._portions(Outcome.NEW):
            yield Lot([self.keys[index] for index in places], [], {}, self.columns_at(self.after, places))

    def changed_lots(self) -> Iterator[Lot]:
        for places in self._portions(Outcome.CHANGED):
            keys, ids = [self.keys[index] for index in places], [self.pks[index] or 0 for index in places]
            yield Lot(keys, ids, self.columns_at(self.before, places), self.columns_at(self.after, places))

    def _portions(self, outcome: Outcome) -> Iterator[list[int]]:
        places = self.places(outcome)
        return (places[start : start + AT_ONCE] for start in range(0, len(places), AT_ONCE))

    def columns_at(self, lines: Sequence[Any], places: Sequence[int]) -> Columns:
        """Return rows of `before` or `after` column by column."""
        return dict(zip(self.names, zip(*(lines[index] for index in places), strict=True), strict=True))

    def rows(self, *outcomes: Outcome) -> Iterator[PlannedRow]:
        """Give the rows of these outcomes, each made as it is asked for."""
        for index in self.places(*outcomes):
            old = self.before[index]
            yield PlannedRow(
                number=self.read.numbers[index],
                key=self.keys[index],
                pk=self.pks[index],
                before=None if old is None else dict(zip(self.names, old, strict=True)),
                after=self.document(index),
                outcome=self.outcomes[index],
                problems=self.read.problems.get(index, []),
            )


@dataclass
class Plan:
    """`former` are the file's former references, each with what it means now (see former_uses.py).

    `restoring` says that the sheets are whole documents of the register, which a restore puts back.
    """

    sheets: list[SheetPlan]
    problems: list[Problem]
    left_out: list[str]
    directories: Directories
    former: Sequence[FormerUse] = ()
    restoring: bool = False

    def counts(self) -> Counter[str]:
        """Rows by outcome, and under `removed` the child rows that would go."""
        counts: Counter[str] = Counter()
        for sheet in self.sheets:
            counts.update({outcome.value: sheet.outcomes.count(outcome) for outcome in set(sheet.outcomes)})
        counts["removed"] = sum(len(sheet.removed) for sheet in self.sheets)
        return counts

    def must_be_right(self) -> None:
        """Raise RefusedError where anything in the file is wrong."""
        if self.problems:
            raise RefusedError(self.problems)
