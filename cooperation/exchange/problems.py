"""What is wrong with a file, in the words of somebody who has it open in a spreadsheet."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

SHOWN = 60


@dataclass(frozen=True)
class Problem:
    """One thing wrong: where it stands, what stands there, and what was expected.

    `row` counts as the spreadsheet does, its header being row 1, and is below 1 for a row that the file does not have;
    `column` is the title as it stands in the file and `letter` the spreadsheet's own letter for it. Each is empty
    where the problem is the whole sheet's or row's. `again` says that the same file may pass another time.
    """

    sheet: str
    message: str
    row: int | None = None
    column: str = ""
    letter: str = ""
    value: str = ""
    again: bool = field(default=False, kw_only=True)

    def __str__(self) -> str:
        place = [self.sheet]
        if self.row is not None and self.row > 0:
            place.append(_("row %(row)s") % {"row": self.row})
        if self.column:
            title = _("column “%(title)s”") if not self.letter else _("column %(letter)s “%(title)s”")
            place.append(title % {"letter": self.letter, "title": self.column})
        said = ", ".join(place) + ": "
        if self.value and f"“{self.value}”" not in self.message:
            said += f"“{shortened(self.value)}”: "
        return said + self.message


class RefusedError(Exception):
    """A file can't be taken in; `problems` says everything that is wrong with it. Nothing was written."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = list(problems)
        super().__init__("\n".join(map(str, self.problems)))


def shortened(value: Any) -> str:
    text = str(value)
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"


def letter_of(index: int) -> str:
    """Return a spreadsheet's letter for a column counted from 0: A, B … Z, AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
