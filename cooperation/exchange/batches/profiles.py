"""What was chosen for a header is remembered for the next file that has the same."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from cooperation.exchange.batches.choices import Choices
from cooperation.exchange.batches.laying import named, read_batch
from cooperation.exchange.batches.models import ImportBatch, ImportProfile, name_of
from cooperation.exchange.problems import RefusedError
from cooperation.exchange.reading import ReadingChoices, Sheet, read_file
from cooperation.search.folding import fold

JSON = dict[str, Any]


def header_key(sheet: Sheet) -> str:
    return digest(fold(title) for title in sheet.header)


def first_key(sheet: Sheet) -> str:
    """As `header_key`, whatever the numbers in it: a title line taken for the header may hold the year."""
    return digest(re.sub("[0-9]+", "0", fold(title)) for title in sheet.header)


def digest(titles: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(titles).encode()).hexdigest()


def read_as_before(batch: ImportBatch) -> list[Sheet]:
    """Read a file that has just come, with what profiles hold for its sheets as its choices. Raises RefusedError."""
    sheets = read_batch(batch)
    reading = remembered_reading(batch, sheets)
    if reading:
        batch.choices = Choices(reading=reading).stored()
        sheets = read_batch(batch)
    sheets = named(batch, sheets)
    batch.choices = replace(remembered(batch.kind, sheets), reading=reading).stored()
    return sheets


def remembered_reading(batch: ImportBatch, sheets: list[Sheet]) -> JSON:
    """Return how a file is to be read whose sheets the reader found like this: what ReadingChoices takes.

    Something other than the reader's own way only where a profile was made from such a file and its header is then
    found.
    """
    by_key = {first_key(sheet): sheet for sheet in sheets}
    for profile in ImportProfile.objects.filter(kind=batch.kind, first_key__in=by_key).exclude(reading={}):
        sheet = by_key[profile.first_key]
        wanted = {name: profile.reading[name] for name in ("encoding", "delimiter") if name in profile.reading}
        if row := profile.reading.get("header_row"):
            wanted["header_rows"] = {sheet.name: row}
        try:
            read = read_file(batch.file_name, batch.content, ReadingChoices(**wanted))
        except RefusedError:
            continue
        if profile.header_key in map(header_key, read):
            return wanted
    return {}


def remembered(kind: str, sheets: Iterable[Sheet]) -> Choices:
    """Return the choices that profiles hold for these headers."""
    by_key = {header_key(sheet): sheet for sheet in sheets}
    choices = Choices()
    found = ImportProfile.objects.filter(kind=kind, header_key__in=by_key)
    for profile in found:
        label = by_key[profile.header_key].label
        choices.sheets[label] = profile.sheet
        choices.columns[label] = profile.columns
        choices.fixed[label] = profile.fixed
        choices.month_first[label] = profile.month_first
        choices.profiles[label] = {"pk": profile.pk, "name": profile.name}
    used(found)
    return choices


def used(profiles: QuerySet[ImportProfile]) -> None:
    profiles.update(used_at=timezone.now())


def remember(
    batch: ImportBatch, sheet: Sheet, choices: Choices, user: Any, name: str = "", *, kind_chosen: bool = False
) -> None:
    """Keep what was chosen for a sheet, under the name given or else that of the file; a name once given stays.

    `kind_chosen` says that the sheet's own name did not tell what it holds.
    """
    said = {
        "sheet": choices.sheets.get(sheet.label, ""),
        "columns": choices.columns.get(sheet.label, {}),
        "fixed": choices.fixed.get(sheet.label, {}),
        "month_first": choices.month_first.get(sheet.label, False),
        "reading": reading_of(batch, sheet, choices),
    }
    key = {"kind": batch.kind, "header_key": header_key(sheet)}
    chosen = kind_chosen or any(said[part] for part in ("columns", "fixed", "month_first", "reading"))
    if not said["sheet"] or not (chosen or ImportProfile.objects.filter(**key).exists()):
        return
    said |= {
        "changed_by_name": name_of(user),
        "first_key": first_found(batch, sheet, choices),
        "used_at": timezone.now(),
    }
    called = (name or proposed_name(batch, sheet))[:150]
    profile, __ = ImportProfile.objects.update_or_create(
        **key, defaults=said, create_defaults=said | {"name": called, "header": sheet.header}
    )
    choices.profiles[sheet.label] = {"pk": profile.pk, "name": profile.name}


def proposed_name(batch: ImportBatch, sheet: Sheet) -> str:
    """Return what a profile is called where nobody names it: the file, and the sheet where it is one of several."""
    stem = Path(batch.file_name).stem
    return stem if sheet.label == batch.file_name or not sheet.label else f"{stem}, {sheet.name}"


def shown_profile(kept: JSON | None) -> JSON:
    """Return `name` and `pk` of a profile that a batch was taken by, as it is called now; `pk` 0 once it is gone."""
    if not kept:
        return {}
    name = ImportProfile.objects.filter(pk=kept["pk"]).values_list("name", flat=True).first()
    return kept | ({"name": name} if name else {"pk": 0})


def reading_of(batch: ImportBatch, sheet: Sheet, choices: Choices) -> JSON:
    """Return what was chosen about the file that bears on this sheet."""
    found = {name: choices.reading[name] for name in ("encoding", "delimiter") if name in choices.reading}
    rows = choices.reading.get("header_rows", {})
    return found | ({"header_row": sheet.header_row} if sheet.header_row in rows.values() else {})


def first_found(batch: ImportBatch, sheet: Sheet, choices: Choices) -> str:
    """Return the key of the header that the reader finds in this sheet by itself."""
    if not choices.reading:
        return first_key(sheet)
    try:
        read = read_file(batch.file_name, batch.content)
    except RefusedError:
        return first_key(sheet)
    return next((first_key(one) for one in read if one.label == sheet.label), first_key(sheet))
