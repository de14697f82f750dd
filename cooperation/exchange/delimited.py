"""CSV files read: which sign parts the columns, and the rows."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice, zip_longest
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cooperation.exchange.csv_text import as_it_was
from cooperation.exchange.limits import Count
from cooperation.exchange.numbered_rows import NumberedRows
from cooperation.exchange.problems import Problem, RefusedError
from cooperation.records.odd_cells import BEGIN_ERRORS, any_begins, told_apart

DELIMITERS = {",": gettext_lazy("commas"), ";": gettext_lazy("semicolons"), "\t": gettext_lazy("tabs")}
SAMPLE_LINES = 50
INSTRUCTION = re.compile(r"\s*\"?sep=([,;\t])\"?[ ,;\t]*(?:\r\n|\r|\n|\Z)", re.IGNORECASE)

TOLD_APART = ("'", *BEGIN_ERRORS)
ROWS_AT_ONCE = 2000


def instructed(text: str) -> str | None:
    """Return the delimiter that the first line names, as in “sep=;”, which Excel understands."""
    found = INSTRUCTION.match(text)
    return found[1] if found else None


def delimiter_of(beginning: str) -> str:
    """Return the sign that parts the most of the first lines alike; of two as good, the one that makes more columns."""
    return max(DELIMITERS, key=lambda sign: alike(beginning, sign))


def alike(beginning: str, delimiter: str) -> tuple[float, int]:
    """Return the share of the first lines that have the same number of cells, more than one, and that number."""
    sample = io.StringIO(beginning, newline="")
    try:
        lines = list(islice(csv.reader(sample, delimiter=delimiter), SAMPLE_LINES))
    except csv.Error:
        return 0, 0
    widths = Counter(len(line) for line in lines if any(map(str.strip, line)))
    several = [(count / widths.total(), width) for width, count in widths.items() if width > 1]
    return max(several, default=(0, 0))


def rows_of(text: Iterable[str], delimiter: str, count: Count, label: str) -> NumberedRows:
    """Return the rows with their numbers as a spreadsheet program would show them."""
    most = count.most
    csv.field_size_limit(most.cell_length)
    lines = csv.reader(text, delimiter=delimiter, strict=True)
    rows = NumberedRows()
    number, begun = 0, 1
    block: list[list[str]] = []
    try:
        for number, line in enumerate(lines, start=1):
            begun = lines.line_num + 1
            block.append(line if len(line) <= most.columns else trimmed(line))
            count.add(len(block[-1]))
            if len(block) == ROWS_AT_ONCE:
                rows.extend(range(len(rows) + 1, number + 1), columns_of(block))
                block = []
    except csv.Error as error:
        if "field limit" in str(error):
            raise RefusedError([Problem(label, most.refusal("cell_length").messages[0], number + 1)]) from error
        raise ValidationError(unreadable(str(error), begun, lines.line_num)) from error
    rows.extend(range(len(rows) + 1, number + 1), columns_of(block))
    return rows


def columns_of(lines: list[list[str]]) -> list[Sequence[Any]]:
    return [told_apart_in(cells) for cells in zip_longest(*lines)]


def told_apart_in(cells: Sequence[str | None]) -> Sequence[Any]:
    """Return the cells with errors and texts like formulas for what they are: most columns have none."""
    if not any_begins(filter(None, cells), TOLD_APART):
        return cells
    return [cell_of(cell) if cell and cell.startswith(TOLD_APART) else cell for cell in cells]


def cell_of(text: str) -> str:
    return as_it_was(text) if text[0] == "'" else told_apart(text)


def trimmed(line: list[str]) -> list[str]:
    """Return the line without the blank cells at its end."""
    filled = next((place for place in range(len(line), 0, -1) if line[place - 1].strip()), 0)
    return line[:filled]


def unreadable(error: str, begun: int, line: int) -> str:
    if "unexpected end" in error:
        return _("line %(line)s can't be read: a quotation mark is not closed") % {"line": begun}
    return _("line %(line)s can't be read: a quotation mark inside a text must be written twice") % {"line": line}
