"""Where a sheet's header is, and what lies around the table: title lines, blank rows and columns."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cooperation.exchange.merging import spread
from cooperation.exchange.numbered_rows import NumberedRows
from cooperation.exchange.problems import Problem, RefusedError, letter_of, shortened
from cooperation.exchange.sheet_read import RawSheet, ReadingChoices, Sheet
from cooperation.records.blanks import is_blank
from cooperation.records.widgets import cell_text

LOOKED_AT = 25


def with_header(raw: RawSheet, choices: ReadingChoices) -> Sheet:
    """Return the sheet with its header found and all that was left out said. Raises RefusedError."""
    place = header_place(raw, choices.header_rows.get(raw.name))
    number, titles = raw.rows[place]
    rows = raw.rows[place + 1 :]
    notices = [*raw.notices, *spread(raw.merged, rows, raw.label)]
    header = [" ".join(cell_text(title).split()) for title in titles]
    untitled = sorted(columns_in_use(header, rows))
    del header[max([*untitled, *(i for i, title in enumerate(header) if title)], default=-1) + 1 :]
    header += [""] * (max(untitled, default=-1) + 1 - len(header))
    return Sheet(
        raw.name,
        raw.label,
        header,
        rows,
        header_row=number,
        taken_for=raw.taken_for + _("; header in row %(row)s") % {"row": number},
        skipped=[*raw.skipped, *said_of(raw.rows[:place], number, header, rows, untitled)],
        notices=notices,
        encoding=raw.encoding,
        delimiter=raw.delimiter,
    )


def header_place(raw: RawSheet, chosen: int | None) -> int:
    if not raw.rows:
        raise RefusedError([Problem(raw.label, _("the sheet is empty"))])
    if chosen is None:
        return found_header([row for __, row in raw.rows[:LOOKED_AT]])
    if chosen in raw.rows.numbers:
        return raw.rows.numbers.index(chosen)
    raise RefusedError([Problem(raw.label, _("nothing stands in the row chosen for the header"), chosen)])


def found_header(rows: list[list[Any]]) -> int:
    """Return the first row that is as good as the widest of the first rows, and mostly text; else the first."""
    filled = [[cell for cell in row if not is_blank(cell)] for row in rows]
    widest = max(map(len, filled))
    for place, cells in enumerate(filled):
        texts = sum(isinstance(cell, str) for cell in cells)
        if len(cells) > 1 and 2 * len(cells) > widest and 2 * texts > len(cells):
            return place
    return 0


def columns_in_use(header: list[str], rows: NumberedRows) -> set[int]:
    """Return the columns that have cells but no title."""
    untitled = (place for place in range(len(rows.columns)) if place >= len(header) or not header[place])
    return {place for place in untitled if not all(map(is_blank, rows.column(place)))}


def said_of(
    above: NumberedRows, number: int, header: list[str], rows: NumberedRows, untitled: list[int]
) -> Iterator[str]:
    for row, cells in above:
        first = next(cell_text(cell) for cell in cells if not is_blank(cell))
        yield _("row %(row)s above the header, “%(text)s”") % {"row": row, "text": shortened(first)}
    blank = rows.numbers[-1] - number - len(rows) if rows else 0
    if blank:
        yield ngettext("%(count)s blank row", "%(count)s blank rows", blank) % {"count": blank}
    columns = [letter_of(place) for place, title in enumerate(header) if not title and place not in untitled]
    if columns:
        yield ngettext("blank column %(letters)s", "blank columns %(letters)s", len(columns)) % {
            "letters": ", ".join(columns)
        }
