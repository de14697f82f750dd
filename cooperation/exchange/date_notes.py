"""Words beside a date, such as “primo 2015”: kept in the date's note, as the desk's form keeps them."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from cooperation.exchange.cells import ReadSheet
from cooperation.exchange.numbered_rows import column_of
from cooperation.records.columns import Column
from cooperation.records.resources import Key
from cooperation.values.partial_date_input import note_for
from cooperation.values.widgets import PartialDateWidget

LONGEST = 200
"""Characters of a note."""


def keep_words(read: ReadSheet, keys: list[Key | None]) -> None:
    """Put the words of date cells into their notes, where the file has no such column or leaves it empty.

    A note that the register has stays, if the file has no column for it and the date is as it was.
    """
    for place, column in dates_with_notes(read):
        cells = column_of(read.matched.sheet.rows, place)
        known = words_of(set(filter(is_written, cells)))
        if not known:
            continue
        words = [known.get(cell, "") if is_written(cell) else "" for cell in cells]
        name = note_of(column)
        if name in read.values:
            read.values[name] = [
                text if text != "" else more for text, more in zip(read.values[name], words, strict=True)
            ]
        else:
            read.values[name] = beside_kept(read, column, keys, words)


def words_of(cells: Iterable[Any]) -> dict[Any, str]:
    """Return the words of the cells that say more than a date can; those of a long cell as far as a note reaches."""
    return {cell: words[:LONGEST] for cell in cells if (words := note_for(cell))}


def dates_with_notes(read: ReadSheet) -> Iterator[tuple[int, Column]]:
    names = {column.name for column in read.matched.resource.columns()}
    for place, column in read.matched.columns.items():
        if isinstance(column.widget, PartialDateWidget) and note_of(column) in names:
            yield place, column


def note_of(column: Column) -> str:
    return f"{column.name}_note"


def is_written(cell: Any) -> bool:
    return isinstance(cell, str | datetime)


def beside_kept(read: ReadSheet, column: Column, keys: list[Key | None], words: list[str]) -> list[str]:
    """Return each row's words, or its note in the register where it has none or the date is as it was."""
    resource = read.matched.resource
    owners = {resource.owner(key) for key in keys if key is not None}
    existing = resource.existing(owners, [*resource.key_names(), column.name, note_of(column)])
    notes = []
    for key, value, more in zip(keys, read.values[column.name], words, strict=True):
        date, note = existing[key][1][-2:] if key in existing else (None, "")
        notes.append(note if note and (date == value or not more) else more)
    return notes
