"""CSV as it is written, and text in it that a spreadsheet program would run."""

import csv
import io
import re
from collections.abc import Iterable
from typing import Any

RUNS_AS_FORMULA = re.compile(r"'*[=+\-@\t\r]")
KEPT_TEXT = re.compile(r"'+[=+\-@\t\r]")
PLAIN_NUMBER = re.compile(r"-?\d+(?:\.\d+)?\Z")


def keep_as_text(cell: Any) -> Any:
    """Return the cell so that no spreadsheet program runs it: text that begins like a formula gets an apostrophe."""
    if isinstance(cell, str) and RUNS_AS_FORMULA.match(cell) and not PLAIN_NUMBER.match(cell):
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
