"""Cells merged downwards: what stands in the first counts for each row that it reaches over."""

from typing import Any

from django.utils.translation import gettext as _

from cooperation.exchange.problems import letter_of
from cooperation.records.blanks import is_blank

SHOWN = 20


def spread(merged: list[tuple[int, int, int, int]], rows: list[tuple[int, list[Any]]]) -> list[str]:
    """Fill the merged cells of these rows; return what was done, in words.

    `merged` has first row, first column, last row and last column of each, rows and columns counted from 0.
    """
    if not merged or not rows:
        return []
    by_number = dict(rows)
    done = []
    for first, column, last, __ in merged:
        cells = by_number.get(first + 1)
        if last == first or cells is None or column >= len(cells) or is_blank(cells[column]):
            continue
        below = [
            by_number[number] for number in range(first + 2, min(last + 1, rows[-1][0]) + 1) if number in by_number
        ]
        for row in below:
            row.extend([""] * (column + 1 - len(row)))
            row[column] = cells[column]
        if below:
            done.append(f"{letter_of(column)}{first + 1}:{letter_of(column)}{last + 1}")
    if not done:
        return []
    places = ", ".join(done[:SHOWN]) + ("…" if len(done) > SHOWN else "")
    return [_("merged cells %(places)s: what stands there counts for each of their rows") % {"places": places}]
