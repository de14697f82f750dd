"""A sheet of child rows that came back: its rows, and those that the register has and the file never had."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from cooperation.exchange.embassy.keeping import text_of
from cooperation.exchange.embassy.questions import EMBASSY, HERE, About
from cooperation.exchange.embassy.record_sheets import Found, Rows, asked
from cooperation.exchange.embassy.side_by_side import Cells, SideBySide
from cooperation.exchange.guarded import refusals_by_owner
from cooperation.exchange.time_limit import COMPARING, in_time
from cooperation.records.resources import Key, RowResource
from cooperation.records.settled_cells import AskedCell, KnownCell, NewRowNumber, RestoredRowNumber


@dataclass
class Family:
    """The rows of one record in the file, by their place there.

    `claimed` are keys of rows that were sent, or are here, and stand in the file; `added` those of rows new in it.
    """

    places: list[int] = field(default_factory=list)
    claimed: set[Key] = field(default_factory=set)
    added: set[Key] = field(default_factory=set)


class ChildRows:
    """Rows are numbered as in the file; those that the file does not have get numbers below nought."""

    def __init__(self, side: SideBySide, resource: type[RowResource], found: Found, user: Any = None) -> None:
        self.side, self.resource, self.found, self.user = side, resource, found, user
        self.refusals: dict[Any, str] = {}
        self.sent = side.kept.of_owners(resource)
        self.families: dict[Any, Family] = defaultdict(Family)
        self.rows: Rows = []
        self.emptied: set[Any] = set()
        self.below = 0
        self.number_place = side.place_of("number") or side.add_column("number")

    def owner(self, index: int) -> Any:
        values = tuple(self.side.read.value(name, index) for name in self.resource.parent_fields())
        return values if all(isinstance(value, str) and value for value in values) else None

    def record(self, owner: Any) -> tuple[type[Any], str]:
        return self.resource.parent_record(owner)

    def edited_records(self) -> set[tuple[type[Any], str]]:
        """Return the records of which a row was edited or added."""
        found = set()
        for index in range(len(self.side.read)):
            owner, key = self.owner(index), self.side.key(index)
            if owner is not None and (key not in self.side.kept.sent or self.side.is_edited(index, key)):
                found.add(self.record(owner))
        return found

    def compare(self) -> None:
        """Fill `rows` with what shall be planned, and `emptied` with the records that have no row any more."""
        side = self.side
        for index in range(len(side.read)):
            owner = self.owner(index)
            if owner is None:
                self.rows.append((side.rows[index][0], side.as_written(index)))
            elif self.record(owner) not in self.found.passed_over:
                self.families[owner].places.append(index)
        for owner in self.sent:
            if self.came_back(owner):
                self.families.setdefault(owner, Family())  # it may have lost all its rows
        side.look_up(set(self.families))
        self.refusals = refusals_by_owner(self.resource, self.families, self.user)
        here: dict[Any, list[Key]] = defaultdict(list)
        for key in sorted(side.now, key=str):
            here[self.resource.owner(key)].append(key)
        for owner, family in in_time(self.families.items(), COMPARING, side.sheet.label):
            self.compare_family(owner, family, here[owner])

    def follow_renumbered(self) -> None:
        """Let citations that the embassy wrote name the rows that it means by the numbers these have here."""
        side, place = self.side, self.side.place_of("field")
        if place is None:
            return
        fields, column = side.read.values["field"], side.columns[place]
        for index, written in enumerate(fields):
            key, owner = side.key(index), self.owner(index)
            sent = side.kept.sent.get(key, {}).get("field", "")
            name, _dot, number = str(written).partition(".")
            if owner is None or not number.isdigit() or (key in side.kept.sent and text_of(column, written) == sent):
                continue
            if new := self.found.renumbered.get((*self.record(owner), name), {}).get(int(number)):
                fields[index] = f"{name}.{new}"
                side.put(index, place, fields[index])

    def came_back(self, owner: Any) -> bool:
        """Whether the file speaks of a record at all: one whose own row is missing in its sheet is left alone."""
        model, reference = self.record(owner)
        if (model, reference) in self.found.passed_over:
            return False
        return model not in self.found.kinds or (model, reference) in self.found.returned

    def compare_family(self, owner: Any, family: Family, here: list[Key]) -> None:
        sent = set(self.sent.get(owner, ()))
        in_file = {index: self.side.key(index) for index in family.places}
        rows = self.rows_in_file(owner, family, sent, here, in_file)
        kept = dict(self.rows_not_in_file(owner, family, sent, here))
        removed = any(key not in family.claimed and key not in kept for key in here)
        if removed and not rows and not kept:
            self.emptied.add(owner)
        self.rows += rows
        if rows or removed or sent & set(kept):
            for cells in kept.values():
                self.below -= 1
                self.rows.append((self.below, cells))

    def rows_in_file(
        self, owner: Any, family: Family, sent: set[Key], here: list[Key], in_file: dict[int, Key | None]
    ) -> Rows:
        found: dict[int, Cells | None] = {}
        restored = self.record(owner) in self.found.gone
        for index, key in in_file.items():
            if key in sent and key not in family.claimed:
                family.claimed.add(key)
                found[index] = self.side.as_written(index) if restored else self.sent_row(index, key)
        for index in in_file:
            if index not in found:
                found[index] = self.added_row(index, family, here)
        return [(self.side.rows[index][0], cells) for index in in_file if (cells := found[index]) is not None]

    def sent_row(self, index: int, key: Key) -> Cells | None:
        side = self.side
        if key in side.now:
            return side.compared(index, key)
        if not side.is_edited(index, key):
            return None
        question = side.question(About.ROW_GONE, key, index, side.question_place(), *side.edits(index, key))
        cells = asked(side, index, question)
        if cells is not None and isinstance(key, tuple):
            cells[self.number_place] = KnownCell(RestoredRowNumber(key[-1]), str(key[-1]))
        return cells

    def added_row(self, index: int, family: Family, here: list[Key]) -> Cells:
        """Return a row that the embassy added; one that went in with the same file before is known again."""
        side = self.side
        for key in here:
            if key not in family.claimed and side.says_the_same(index, key, but=("number", "sort_order")):
                family.claimed.add(key)
                self.note_number(index, key)
                return side.as_now(key, index)
        cells = side.as_written(index)
        if self.is_taken(index, family, here):
            number = self.side.read.value("number", index)
            cells[self.number_place] = KnownCell(NewRowNumber(number if isinstance(number, int) else 0), "")
        return cells

    def note_number(self, index: int, key: Key) -> None:
        """Keep which number a row that the embassy added has here, for the citations in the file that name it."""
        written, name = self.side.key(index), self.resource.row_model().cited_as()
        if isinstance(written, tuple) and isinstance(key, tuple) and written != key:
            self.found.renumbered[(*self.record(self.resource.owner(key)), name)][written[-1]] = key[-1]

    def is_taken(self, index: int, family: Family, here: list[Key]) -> bool:
        """Whether a row has no number, or that of another row."""
        key = self.side.key(index)
        if key is None or key in here or key in self.side.kept.sent or key in family.added:
            return True
        family.added.add(key)
        return False

    def rows_not_in_file(
        self, owner: Any, family: Family, sent: set[Key], here: list[Key]
    ) -> Iterator[tuple[Key, Cells]]:
        """Give the rows that stay though the file has them not: added here since, or asked about."""
        for key in here:
            if key in family.claimed:
                continue
            if key not in sent or not self.came_back(owner):
                yield key, self.side.as_now(key)
                continue
            was, now = self.side.changes_here(key)
            if was or now:
                question = self.side.question(About.ROW_TAKEN_AWAY, key, None, None, was, "", now)
                answer = self.side.answers.ask(question)
                if answer == HERE:
                    yield key, self.side.as_now(key)
                    continue
                if answer != EMBASSY:
                    yield key, self.refused_row(key, question.message())
                    continue
            if owner in self.refusals:
                yield key, self.refused_row(key, self.refusals[owner])

    def refused_row(self, key: Key, message: str) -> Cells:
        cells = self.side.as_now(key)
        place = self.side.question_place()
        cells[place] = AskedCell(str(cells[place]), message)
        return cells
