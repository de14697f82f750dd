"""A file known again as a workbook that was sent out."""

import re
from collections.abc import Iterable
from typing import Any

from cooperation.exchange.batches.choices import Choices
from cooperation.exchange.batches.models import ImportBatch
from cooperation.exchange.batches.permissions import resources_of
from cooperation.exchange.embassy.comparing import Compared, compare
from cooperation.exchange.embassy.models import SentWorkbook
from cooperation.exchange.embassy.sending import MARK
from cooperation.exchange.reading import Sheet
from cooperation.records.resources import with_rows

TOKEN = re.compile(rf"{MARK}([0-9a-f]{{20}})")


def as_edited(batch: ImportBatch, choices: Choices, sheets: list[Sheet], user: Any) -> Compared:
    """Return a file's sheets as they shall be planned; of a workbook sent out, what the embassy edited and no more.

    `sheets` have the officer's choices in them. What was found is kept in the batch.
    """
    sent = batch.sent or recognised(sheets)
    if sent is None:
        return Compared(sheets)
    batch.sent = sent
    compared = compare(sent, choices, without_mark(sheets), with_rows(resources_of(batch.kind)), user)
    batch.compared = compared.summary(choices)
    return compared


def recognised(sheets: Iterable[Sheet]) -> SentWorkbook | None:
    """Find the workbook by its hidden sheet, which the reader names among what it skipped, or read if it was shown."""
    for sheet in sheets:
        for said in (sheet.name, *sheet.skipped):
            if found := TOKEN.search(said):
                return SentWorkbook.objects.filter(token=found[1]).first()
    return None


def without_mark(sheets: Iterable[Sheet]) -> list[Sheet]:
    """Leave out the hidden sheet, where somebody has shown it."""
    return [sheet for sheet in sheets if not TOKEN.fullmatch(sheet.name)]
