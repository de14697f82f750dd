"""One sheet of a file three times: as it was sent, as it came back, as the register has it now."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from cooperation.exchange.cells import REFUSED, ReadSheet, is_given
from cooperation.exchange.columns import Resource, cell_at
from cooperation.exchange.embassy.keeping import SentSheet, text_of
from cooperation.exchange.embassy.leaving import columns_sent
from cooperation.exchange.embassy.questions import EMBASSY, HERE, About, Question
from cooperation.exchange.problems import letter_of
from cooperation.records.columns import Column
from cooperation.records.directory import given_away
from cooperation.records.resources import Key
from cooperation.records.settled_cells import AskedCell, KnownCell
from cooperation.records.widgets import LINK_SEPARATOR, cell_text
from cooperation.values.long_texts import is_cut_from

Cells = list[Any]
Said = Mapping[str, Mapping[str, str]]
"""The spreadsheet's row number → letter → what an officer wrote there."""


@dataclass
class Answers:
    """What the officer has said of a file. `asked` collects the questions, answered or not."""

    given: Mapping[str, str]
    corrections: Mapping[str, Said]
    asked: list[Question] = field(default_factory=list)

    def ask(self, question: Question) -> str:
        """Return whose word counts, or nothing as long as the officer has not said."""
        self.asked.append(question)
        return question.answer(self.given)


class SideBySide:
    """The columns are those that were sent, and those that the officer has filled in for all rows.

    `restored` are keys of records that were deleted here and that the officer is asked about.
    """

    def __init__(self, read: ReadSheet, kept: SentSheet, answers: Answers, fixed: Iterable[str]) -> None:
        self.read, self.kept, self.answers = read, kept, answers
        self.sheet = read.matched.sheet
        self.resource: Resource = read.matched.resource
        self.header = list(self.sheet.header)
        self.rows = [(number, list(cells)) for number, cells in self.sheet.rows]
        sent = {column.name for column in columns_sent(self.resource)}
        self.columns = {place: c for place, c in read.matched.columns.items() if c.name in sent}
        self.unsent = {
            place for place, c in read.matched.columns.items() if place not in self.columns and c.name not in set(fixed)
        }
        self.by_name = {column.name: column for column in self.resource.columns()}
        self.names = list(self.by_name)
        self.now: dict[Key, dict[str, Any]] = {}
        self.restored: set[str] = set()
        self.places = {column.name: place for place, column in read.matched.columns.items()}
        self.settled = dict(self.settled_cells())

    def settled_cells(self) -> Iterator[tuple[tuple[int, int], KnownCell | AskedCell]]:
        """Give by row and column the cells that must not be read again: a reference may mean another record now."""
        for use in self.read.renamed:
            place, value = self.places[use.column.name], self.read.value(use.column.name, use.index)
            if not use.present:
                yield (use.index, place), AskedCell(cell_text(self.raw(use.index, place)), given_away())
            elif value is not REFUSED:
                yield (use.index, place), self.known(use.column, value)

    def look_up(self, owners: set[Any]) -> None:
        """Read what the register has now of these records, or of their rows."""
        found = self.resource.existing(owners, self.names)
        self.now = {key: dict(zip(self.names, values, strict=True)) for key, (__, values) in found.items()}

    def place_of(self, name: str) -> int | None:
        return next((place for place, column in self.columns.items() if column.name == name), None)

    def add_column(self, name: str) -> int:
        """Add a column that the file has not, empty in its rows; return its place."""
        place = len(self.header)
        self.columns[place] = self.by_name[name]
        self.header.append(name)
        return place

    # A row of the file

    def raw(self, index: int, place: int) -> Any:
        return cell_at(self.rows[index][1], place)

    def put(self, index: int, place: int, cell: Any) -> None:
        """Write another cell in a row of the file."""
        cells = self.rows[index][1]
        cells += [None] * (place + 1 - len(cells))
        cells[place] = cell

    def as_written(self, index: int) -> Cells:
        return [self.settled.get((index, place), self.raw(index, place)) for place in range(len(self.header))]

    def key(self, index: int) -> Key | None:
        """Return the key that a row of the file names, None where it names none."""
        values = [self.read.value(name, index) for name in self.resource.key_names()]
        if not all(map(is_given, values)):
            return None
        return values[0] if len(values) == 1 else tuple(values)

    def written(self, index: int, place: int, column: Column) -> str | None:
        """Return a cell of the file as text; None where it can't be read."""
        value = self.read.value(column.name, index)
        return None if value is REFUSED else text_of(column, value)

    def is_edited(self, index: int, key: Key) -> bool:
        """Whether a row says anything else than was sent."""
        return any(not self.is_as_sent(index, place, column, key) for place, column in self.columns.items())

    def is_as_sent(self, index: int, place: int, column: Column, key: Key) -> bool:
        sent, called = self.kept.sent[key].get(column.name, ""), self.kept.as_called(key, column.name)
        cell = column.normal(cell_text(self.raw(index, place)))
        return cell == sent or self.written(index, place, column) in (sent, called) or is_cut_from(cell, sent)

    def differences(self, index: int, key: Key) -> tuple[str, str]:
        """Return the filled cells of a row that say otherwise than the register, and what that says."""
        titled = [
            (c.titles[self.read.matched.language], cell_text(self.raw(index, place)), text_of(c, self.now[key][c.name]))
            for place, c in self.columns.items()
            if cell_text(self.raw(index, place)) and self.written(index, place, c) != text_of(c, self.now[key][c.name])
        ]
        return in_one_line((t, theirs) for t, theirs, __ in titled), in_one_line((t, here) for t, __, here in titled)

    def says_the_same(self, index: int, key: Key, *, but: Iterable[str] = (), filled: bool = False) -> bool:
        """Whether a row of the file says what the register has under a key, in all cells or in the filled ones."""
        passed = set(but)
        for place, column in self.columns.items():
            if column.name in passed or (filled and not cell_text(self.raw(index, place))):
                continue
            if self.written(index, place, column) != text_of(column, self.now[key][column.name]):
                return False
        return True

    # What shall stand there instead

    def known(self, column: Column, value: Any) -> KnownCell:
        return KnownCell(value, text_of(column, value))

    def as_now(self, key: Key, index: int | None = None) -> Cells:
        """Return a row that says what the register has: one of the file, or one that the file has not."""
        columns = self.columns if index is not None else {**self.read.matched.columns, **self.columns}
        cells: Cells = [None] * len(self.header) if index is None else self.as_written(index)
        for place, column in columns.items():
            cells[place] = self.known(column, self.now[key][column.name])
        return cells

    def compared(self, index: int, key: Key) -> Cells:
        """Return a row of which each cell is the embassy's where it was edited there, else the register's."""
        cells = self.as_written(index)
        for place, column in self.columns.items():
            cells[place] = self.compared_cell(index, key, place, column)
        return cells

    def compared_cell(self, index: int, key: Key, place: int, column: Column) -> Any:
        raw, now = self.raw(index, place), self.now[key][column.name]
        sent = self.kept.as_called(key, column.name)
        if self.is_as_sent(index, place, column, key):
            return self.known(column, now)
        if self.written(index, place, column) is None:
            return self.settled.get((index, place), raw)
        as_sent_here = self.kept.as_here(key, column.name)
        wanted = with_kept_back(column, self.read.value(column.name, index), sent, as_sent_here)
        theirs, here = text_of(column, wanted), text_of(column, now)
        if theirs == here:
            return self.known(column, now)
        if here == as_sent_here or self.is_corrected(index, place):
            return KnownCell(wanted, theirs)
        question = self.question(About.CELL, key, index, place, sent, cell_text(raw), here)
        answer = self.answers.ask(question)
        if answer == EMBASSY:
            return KnownCell(wanted, theirs)
        return self.known(column, now) if answer == HERE else AskedCell(cell_text(raw), question.message())

    def is_corrected(self, index: int, place: int) -> bool:
        said = self.answers.corrections.get(self.sheet.label, {})
        return letter_of(place) in said.get(str(self.rows[index][0]), {})

    # Questions

    def question(
        self,
        about: About,
        key: Key,
        index: int | None,
        place: int | None,
        sent: str = "",
        theirs: str = "",
        here: str = "",
    ) -> Question:
        return Question(
            about=about,
            sheet=self.resource.sheet,
            label=self.sheet.label,
            row=None if index is None else self.rows[index][0],
            letter="" if place is None else letter_of(place),
            name=" ".join(map(str, key[-2:])) if isinstance(key, tuple) else str(key),
            field=self.columns[place].name if place is not None and about == About.CELL else "",
            sent=sent,
            theirs=theirs,
            here=here,
        )

    def question_place(self) -> int:
        """Return the column in which a question about a whole row stands: not in its key, by which it is known."""
        keys = self.resource.key_names()
        return min(self.columns, key=lambda place: (self.columns[place].name in keys, place))

    def asked_row(self, index: int, question: Question) -> Cells:
        """Return a row as the embassy wrote it, refused until the question is answered."""
        cells = self.as_written(index)
        place = self.question_place()
        cells[place] = AskedCell(cell_text(cells[place]), question.message())
        return cells

    def edits(self, index: int, key: Key) -> tuple[str, str]:
        """Return the edited cells of a row, as sent and as the embassy writes them."""
        sent, language = self.kept.sent[key], self.read.matched.language
        edited = [(place, c) for place, c in self.columns.items() if not self.is_as_sent(index, place, c, key)]
        return (
            in_one_line((c.titles[language], sent.get(c.name, "")) for __, c in edited),
            in_one_line((c.titles[language], cell_text(self.raw(index, place))) for place, c in edited),
        )

    def changes_here(self, key: Key) -> tuple[str, str]:
        """Return the cells of a row that were changed here, as sent and as they are now; both empty where none was."""
        language = self.read.matched.language
        changed = [
            (self.by_name[name], self.kept.as_here(key, name))
            for name in self.kept.sent[key]
            if text_of(self.by_name[name], self.now[key][name]) != self.kept.as_here(key, name)
        ]
        return (
            in_one_line((c.titles[language], was) for c, was in changed),
            in_one_line((c.titles[language], text_of(c, self.now[key][c.name])) for c, __ in changed),
        )


def in_one_line(cells: Iterable[tuple[str, str]]) -> str:
    return "; ".join(f"{title}: {text or '–'}" for title, text in cells)


def with_kept_back(column: Column, theirs: Any, sent: str, here: str) -> Any:
    """Add to an embassy's links those that it was not shown: it can't have meant to take them away."""
    if not column.many or sent == here:
        return theirs
    kept_back = set(here.split(LINK_SEPARATOR)) - set(sent.split(LINK_SEPARATOR))
    return tuple(sorted({*theirs, *filter(None, kept_back)}))
