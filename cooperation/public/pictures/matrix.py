"""A table drawn as a picture: the more there is, the darker the field. The table itself stands beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from cooperation.public.pictures.map import level_of
from cooperation.public.totals import Total

WIDTH: Final = 480.0
NAMES: Final = 165.0  # room for the names of the rows
ROW: Final = 24
HEAD: Final = 20
WIDEST: Final = 60.0
LETTERS: Final = 22  # of a row's name
YEAR: Final = 36.0  # room that a year takes


@dataclass(frozen=True)
class Field:
    """What stands in one field of the table: words for the table, a short sign for the picture, how dark it is."""

    words: SafeString
    sign: str
    level: int


@dataclass(frozen=True)
class Line:
    label: str
    fields: Sequence[Field | None]
    ends: Sequence[SafeString] = ()  # further columns of the table that the picture leaves out


@dataclass(frozen=True)
class Drawn:
    x: float
    y: int
    width: float
    sign: str
    level: int

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 1)


@dataclass(frozen=True)
class Row:
    label: str
    cells: Sequence[tuple[str, SafeString]]


@dataclass(frozen=True)
class Matrix:
    """`corner` names what the rows are; `columns` are years or the like; `ends` are the labels of further columns.

    The picture has the last `drawn_at_most` columns, or all of them; the table has all.
    """

    name: str
    title: str
    description: str
    corner: str
    columns: Sequence[str]
    lines: Sequence[Line]
    ends: Sequence[str] = ()
    note: str = ""
    drawn_at_most: int | None = None

    width = WIDTH

    @property
    def caption(self) -> str:
        return self.title

    @property
    def anchor(self) -> str:
        return self.name

    @property
    def shown(self) -> list[Row]:
        """The table's rows, each field beside the label of its column."""
        labels = [*self.columns, *self.ends]
        nothing = SafeString("")
        return [
            Row(
                line.label,
                list(
                    zip(labels, [*(each.words if each else nothing for each in line.fields), *line.ends], strict=True)
                ),
            )
            for line in self.lines
        ]

    @property
    def height(self) -> int:
        return HEAD + ROW * len(self.lines)

    @property
    def drawn_from(self) -> int:
        return max(0, len(self.columns) - self.drawn_at_most) if self.drawn_at_most else 0

    @property
    def wide(self) -> float:
        return min(WIDEST, (WIDTH - NAMES) / max(len(self.columns) - self.drawn_from, 1))

    @property
    def heads(self) -> list[tuple[float, str]]:
        """Where the years stand above the columns; some are left out where they would run into each other."""
        step = max(1, -(-int(YEAR) // max(int(self.wide), 1)))
        labels = enumerate(self.columns[self.drawn_from :])
        return [(round(NAMES + (at + 0.5) * self.wide, 1), label) for at, label in labels if at % step == 0]

    @property
    def names(self) -> list[tuple[int, str]]:
        return [(HEAD + ROW * at + 16, Truncator(line.label).chars(LETTERS)) for at, line in enumerate(self.lines)]

    @property
    def drawn(self) -> list[Drawn]:
        return [
            Drawn(round(NAMES + at * self.wide, 1), HEAD + ROW * row, round(self.wide - 2, 1), field.sign, field.level)
            for row, line in enumerate(self.lines)
            for at, field in enumerate(line.fields[self.drawn_from :])
            if field
        ]


def field_of(total: Total, highest: int) -> Field | None:
    """A number that leads to its rows; nothing for nought."""
    if not total.number:
        return None
    return Field(total.figure_link, total.figure, level_of(total.number, highest))


def plain(text: str) -> SafeString:
    return conditional_escape(text)
