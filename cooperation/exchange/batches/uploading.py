"""A file becomes a batch."""

import hashlib
from typing import Any

from cooperation.exchange.batches.laying import lay
from cooperation.exchange.batches.looking import keep
from cooperation.exchange.batches.models import ImportBatch, name_of
from cooperation.exchange.batches.profiles import read_as_before
from cooperation.exchange.batches.seeing import seen_by


def receive(file_name: str, content: bytes, kind: str, user: Any) -> ImportBatch:
    """Keep a file that an officer uploads, laid against the register. Raises RefusedError where it can't be read."""
    batch = new_batch(file_name, content, kind, user)
    lay_first(batch, user)
    return batch


def new_batch(file_name: str, content: bytes, kind: str, user: Any) -> ImportBatch:
    return ImportBatch(
        uploaded_by=user,
        uploaded_by_name=name_of(user),
        kind=kind,
        file_name=file_name[-250:],
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
    )


def lay_first(batch: ImportBatch, user: Any) -> None:
    """Lay a file that has just come against the register, by what profiles hold for it. Raises RefusedError.

    A batch whose page is being looked at is saved with its rows only, so that it is never seen read and without them.
    """
    sheets = read_as_before(batch)
    seen = seen_by(user)
    laid = lay(batch, user, sheets)
    if batch._state.adding:
        batch.save()
    keep(batch, laid, seen)
