"""CSV as it is written, and text in it that a spreadsheet program would run or take for an error."""

import csv
import io
import re
from collections.abc import Iterable
from typing import Any

from cooperation.records.odd_cells import ERRORS_SHOWN

MISTAKEN = rf"(?:[=+\-@\t\r]|(?:{ERRORS_SHOWN})\Z)"
IS_MISTAKEN = re.compile(rf"'*{MISTAKEN}")
KEPT_TEXT = re.compile(rf"'+{MISTAKEN}")
PLAIN_NUMBER = re.compile(r"-?\d+(?:\.\d+)?\Z")


def keep_as_text(cell: Any) -> Any:
    """Return the cell so that no spreadsheet program runs it: text that begins like a formula gets an apostrophe.

    So does a text such as `#N/A`, which else would come back as an error.
    """
    if isinstance(cell, str) and IS_MISTAKEN.match(cell) and not PLAIN_NUMBER.match(cell):
        return "'" + cell
    return cell


def as_it_was(cell: str) -> str:
    """Undo `keep_as_text`."""
    return cell[1:] if KEPT_TEXT.match(cell) else cell


def write_csv(lines: Iterable[list[Any]]) -> str:
    """Return the lines as CSV text: commas, quotes where needed, one line feed a line."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows([keep_as_text(cell) for cell in line] for line in lines)
    return text.getvalue()
