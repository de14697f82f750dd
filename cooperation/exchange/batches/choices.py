"""What an officer chose for a file: kept in the batch, applied to the sheets whenever they are planned."""

from collections.abc import Iterable
from copy import deepcopy
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from cooperation.exchange.columns import ChosenSheet
from cooperation.exchange.problems import letter_of
from cooperation.exchange.reading import Sheet

JSON = dict[str, Any]


@dataclass
class Choices:
    """Each is by the sheet's label. Rows are the spreadsheet's own numbers, columns its letters, all as text.

    `sheets`: which sheet of the register it is, "" to leave it out. `columns`: letter → field, "" to leave it out.
    `corrections`: row → letter → what shall stand there. `left_out`: rows. `fixed`: field → one value for all rows.
    `month_first`: whether 04/05/2015 is 5 April there. `profiles`: `pk` and `name` of the import profile taken.
    `new_records`: those to be made from names that no record has, as `kind`, `name` and `answers`, field → cell.
    `reading`: what ReadingChoices takes, of the file as a whole.
    `park`: whether good rows go in while refused ones wait.
    `answers`: digest of a question → whose word counts, where an embassy and the house changed the same.
    `as_new`: references that other records had before and that new records shall have.
    """

    sheets: dict[str, str] = field(default_factory=dict)
    columns: dict[str, dict[str, str]] = field(default_factory=dict)
    corrections: dict[str, dict[str, dict[str, str]]] = field(default_factory=dict)
    left_out: dict[str, list[str]] = field(default_factory=dict)
    fixed: dict[str, dict[str, str]] = field(default_factory=dict)
    month_first: dict[str, bool] = field(default_factory=dict)
    profiles: dict[str, JSON] = field(default_factory=dict)
    new_records: list[JSON] = field(default_factory=list)
    reading: JSON = field(default_factory=dict)
    park: bool = False
    answers: dict[str, str] = field(default_factory=dict)
    as_new: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, stored: JSON) -> "Choices":
        return cls(**deepcopy(stored))

    def stored(self) -> JSON:
        return asdict(self)

    def same_as(self, other: "Choices") -> bool:
        """Whether both want the same; a row that was looked at and left in is no choice."""
        one, two = self.stored(), other.stored()
        for stored in (one, two):
            for name in ("left_out", "as_new"):
                stored[name] = {label: chosen for label, chosen in stored[name].items() if chosen}
        return one == two

    def correct(self, label: str, row: str, letter: str, text: str) -> None:
        self.corrections.setdefault(label, {}).setdefault(row, {})[letter] = text

    def leave_out(self, label: str, row: str, *, out: bool) -> None:
        rows = set(self.left_out.get(label, ())) - {row}
        self.left_out[label] = sorted(rows | {row} if out else rows, key=int)

    def take_as_new(self, label: str, reference: str, *, confirmed: bool) -> None:
        references = set(self.as_new.get(label, ())) - {reference}
        self.as_new[label] = sorted(references | {reference} if confirmed else references)

    def applied(self, sheets: Iterable[Sheet]) -> list[Sheet]:
        """Return the sheets as the officer wants them taken."""
        return [self.apply(sheet) for sheet in sheets if self.sheets.get(sheet.label) != ""]

    def apply(self, sheet: Sheet) -> Sheet:
        name = self.sheets.get(sheet.label) or sheet.name
        chosen = self.columns.get(sheet.label, {})
        header, rows = list(sheet.header), sheet.rows
        if corrections := self.corrections.get(sheet.label):
            rows = [(number, corrected(cells, corrections.get(str(number), {}))) for number, cells in rows]
        for field_name, text in self.fixed.get(sheet.label, {}).items():
            chosen = chosen | {letter_of(len(header)): field_name}
            rows = [(number, [*padded(cells, len(header)), text]) for number, cells in rows]
            header.append(field_name)
        as_new = frozenset(self.as_new.get(sheet.label, ()))
        taken = vars(replace(sheet, name=name, header=header, rows=rows, as_new=as_new))
        return ChosenSheet(**taken, chosen=chosen, month_first=self.month_first.get(sheet.label, False))


def corrected(cells: list[Any], corrections: dict[str, str]) -> list[Any]:
    if not corrections:
        return cells
    places = {index_of(letter): text for letter, text in corrections.items()}
    cells = padded(cells, max(places) + 1)
    return [places.get(index, cell) for index, cell in enumerate(cells)]


def padded(cells: list[Any], width: int) -> list[Any]:
    return cells + [None] * (width - len(cells))


def index_of(letters: str) -> int:
    """Undo `letter_of`."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1
