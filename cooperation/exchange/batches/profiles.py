"""What was chosen for a header is remembered for the next file that has the same."""

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from cooperation.exchange.batches.choices import Choices
from cooperation.exchange.batches.models import ImportBatch, ImportProfile, name_of
from cooperation.exchange.reading import Sheet
from cooperation.records.folding import fold


def header_key(sheet: Sheet) -> str:
    return hashlib.sha256("\n".join(fold(title) for title in sheet.header).encode()).hexdigest()


def remembered(kind: str, sheets: Iterable[Sheet]) -> tuple[Choices, dict[str, str]]:
    """Return the choices that profiles hold for these headers, and sheet's label → name of the profile taken."""
    by_key = {header_key(sheet): sheet for sheet in sheets}
    choices, taken = Choices(), {}
    for profile in ImportProfile.objects.filter(kind=kind, header_key__in=by_key):
        label = by_key[profile.header_key].label
        choices.sheets[label] = profile.sheet
        choices.columns[label] = profile.columns
        choices.fixed[label] = profile.fixed
        taken[label] = profile.name
    return choices, taken


def remember(batch: ImportBatch, sheet: Sheet, choices: Choices, user: Any) -> None:
    """Keep what was chosen for a sheet, under the name it had or that of the file."""
    said = {
        "sheet": choices.sheets.get(sheet.label, ""),
        "columns": choices.columns.get(sheet.label, {}),
        "fixed": choices.fixed.get(sheet.label, {}),
        "changed_by_name": name_of(user),
    }
    if not (said["columns"] or said["fixed"]) or not said["sheet"]:
        return
    new = {"name": Path(batch.file_name).stem[:150], "header": sheet.header}
    ImportProfile.objects.update_or_create(
        kind=batch.kind, header_key=header_key(sheet), defaults=said, create_defaults=said | new
    )
