"""A file becomes a batch."""

import hashlib
from typing import Any

from django.utils import timezone

from cooperation.exchange.batches.laying import lay
from cooperation.exchange.batches.looking import keep, keep_problems
from cooperation.exchange.batches.models import ImportBatch, name_of
from cooperation.exchange.batches.profiles import read_as_before
from cooperation.exchange.batches.seeing import seen_by
from cooperation.exchange.problems import RefusedError
from cooperation.exchange.time_limit import TimeUpError, time_limit
from cooperation.values.texts import normalise, replace_invalid

State = ImportBatch.State


def receive(file_name: str, content: bytes, kind: str, user: Any) -> ImportBatch:
    """Keep a file that an officer uploads, laid against the register.

    Raises RefusedError, with nothing kept, where it can't be read. Where its time is up it is kept, to be read again.
    """
    batch = kept(file_name, content, kind, user)
    batch.state, batch.started_at = State.WAITING, None
    try:
        lay_first(batch, user)
    except TimeUpError as error:
        keep_problems(batch, error.problems)
    except RefusedError:
        batch.delete()
        raise
    return batch


def kept(file_name: str, content: bytes, kind: str, user: Any) -> ImportBatch:
    """Keep a file that is still to be read."""
    batch = ImportBatch(
        state=State.READING,
        started_at=timezone.now(),
        uploaded_by=user,
        uploaded_by_name=name_of(user),
        kind=kind,
        file_name=replace_invalid(normalise(file_name, one_line=True))[-250:],
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
    )
    batch.keep(content)
    return batch


def lay_first(batch: ImportBatch, user: Any) -> None:
    """Lay a file that has just come against the register, by what profiles hold for it. Raises RefusedError.

    The batch is saved with its rows only, so that it is never seen read and without them.
    """
    with time_limit():
        sheets = read_as_before(batch)
        seen = seen_by(user)
        keep(batch, lay(batch, user, sheets), seen)
