"""CSV files as spreadsheet programs write and read them."""

import csv
import io
import re
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

DELIMITERS = ",;\t"
MAX_CELL = 1_000_000
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


def read_csv(content: bytes) -> list[list[Any]]:
    """Return the cells of a CSV file. The delimiter is the one its first line has most of: comma, semicolon or tab.

    Raises ValidationError where the bytes are not UTF-8 or the quotes don't close.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValidationError(_("it is not text in UTF-8; save it as “CSV UTF-8”, XLSX or ODS")) from error
    csv.field_size_limit(MAX_CELL)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text), strict=True)
    try:
        return [[as_it_was(cell) for cell in line] for line in lines]
    except csv.Error as error:
        raise ValidationError(
            _("line %(line)s can't be read: a quotation mark is not closed") % {"line": lines.line_num}
        ) from error


def delimiter_of(text: str) -> str:
    first = next((line for line in text.splitlines() if line.strip()), "")
    outside_quotes = re.sub(r'"[^"]*"', "", first)
    return max(DELIMITERS, key=outside_quotes.count)
