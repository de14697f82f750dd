"""Cells merged downwards: what stands in the first counts for each row that it reaches over."""

from bisect import bisect_right

from django.utils.translation import gettext as _

from cooperation.exchange.numbered_rows import NumberedRows
from cooperation.exchange.problems import letter_of
from cooperation.exchange.time_limit import READING, in_time
from cooperation.records.blanks import is_blank

SHOWN = 20


def spread(merged: list[tuple[int, int, int, int]], rows: NumberedRows, label: str = "") -> list[str]:
    """Fill the merged cells of these rows; return what was done, in words.

    `merged` has first row, first column, last row and last column of each, rows and columns counted from 0.
    """
    if not merged or not rows:
        return []
    indexes = {number: index for index, number in enumerate(rows.numbers)}
    done = []
    for first, column, last, __ in in_time(merged, READING, label, every=1):
        index = indexes.get(first + 1)
        if last == first or index is None or is_blank(cell := rows.column(column)[index]):
            continue
        below = range(index + 1, bisect_right(rows.numbers, last + 1))
        for further in below:
            rows.put(further, column, cell)
        if below:
            done.append(f"{letter_of(column)}{first + 1}:{letter_of(column)}{last + 1}")
    if not done:
        return []
    places = ", ".join(done[:SHOWN]) + ("…" if len(done) > SHOWN else "")
    return [_("merged cells %(places)s: what stands there counts for each of their rows") % {"places": places}]
