"""How a file's sheets were read, kept with the batch so that its page can tell for ever."""

from collections.abc import Collection, Iterable
from typing import Any

from cooperation.exchange.batches.choices import Choices
from cooperation.exchange.reading import Sheet


def remarks_of(sheets: Iterable[Sheet], choices: Choices, unknown: Collection[str]) -> list[dict[str, Any]]:
    """Return of each sheet what it was taken for, what was skipped and what to look at, in words.

    `unknown` are the labels of sheets that are none of the register's. `out` says that a sheet is not read.
    """
    return [
        {
            "sheet": sheet.label,
            "taken_for": sheet.taken_for,
            "rows": len(sheet.rows),
            "skipped": sheet.skipped,
            "notices": sheet.notices,
            "out": choices.sheets.get(sheet.label) == "" or sheet.label in unknown,
        }
        for sheet in sheets
    ]
