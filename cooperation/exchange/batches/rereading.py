"""A file read in another way than the reader took it: its encoding, what parts its columns, where its header stands."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest

from cooperation.exchange.batches.choices import Choices
from cooperation.exchange.batches.laying import read_batch
from cooperation.exchange.batches.models import ImportBatch
from cooperation.exchange.batches.reading_beside import look_soon
from cooperation.exchange.decoding import ENCODINGS
from cooperation.exchange.delimited import DELIMITERS
from cooperation.exchange.problems import RefusedError


def read_anew(request: HttpRequest, batch: ImportBatch) -> bool:
    """Read the file as the page now says, where that is new; say whether it was, or why it can't be read so."""
    before = batch.choices
    choices = Choices.of(before)
    reading = wanted(request, batch, choices.reading)
    if reading == choices.reading:
        return False
    batch.choices = Choices(reading=reading, park=choices.park, new_records=choices.new_records).stored()
    try:
        read_batch(batch)
    except RefusedError as error:
        batch.choices = before
        for problem in error.problems:
            messages.error(request, str(problem))
    else:
        look_soon(batch, request.user)
    return True


def wanted(request: HttpRequest, batch: ImportBatch, chosen: dict[str, Any]) -> dict[str, Any]:
    """Return what is chosen on the page beyond what the reader found itself."""
    found = dict(chosen)
    sheets = read_batch(batch)
    for name, known in (("encoding", ENCODINGS), ("delimiter", DELIMITERS)):
        said = request.POST.get(name, "")
        if said in known and said != getattr(sheets[0], name):
            found[name] = said
    for place, sheet in enumerate(sheets):
        said = request.POST.get(f"header|{place}", "")
        if said.isdecimal() and len(said) < 8 and int(said) not in (0, sheet.header_row):
            found["header_rows"] = found.get("header_rows", {}) | {sheet.name: int(said)}
    return found
