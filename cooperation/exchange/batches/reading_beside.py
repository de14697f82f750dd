"""Large files are read and held against the register beside the request, so that nobody waits before an empty page."""

import threading
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.utils import timezone, translation

from cooperation.exchange.batches.looking import keep_problems, look
from cooperation.exchange.batches.models import ImportBatch
from cooperation.exchange.batches.uploading import kept, lay_first, receive
from cooperation.exchange.limits import MEGABYTE
from cooperation.exchange.problems import RefusedError

State = ImportBatch.State
LARGE = MEGABYTE  # bytes
LONGEST = timedelta(minutes=2)  # after which nobody believes any more that the file is being read
USUAL_SPEED = 2 * MEGABYTE  # bytes a second


def receive_soon(file_name: str, content: bytes, kind: str, user: Any) -> ImportBatch:
    """Keep a file that an officer uploads. Raises RefusedError where a small one can't be read; a large one says it."""
    if len(content) <= LARGE:
        return receive(file_name, content, kind, user)
    batch = kept(file_name, content, kind, user)
    start(batch, user)
    return batch


def look_soon(batch: ImportBatch, user: Any) -> None:
    """Lay the batch against the register with what is chosen by now."""
    if batch.size <= LARGE:
        look(batch, user)
    else:
        start(batch, user)


def start(batch: ImportBatch, user: Any) -> None:
    batch.state, batch.started_at, batch.problems = State.READING, timezone.now(), []
    batch.save()
    language = translation.get_language()
    threading.Thread(target=read_beside, args=(batch.pk, batch.started_at, user, language)).start()


def read_beside(pk: int, mark: datetime, user: Any, language: str) -> None:
    try:
        with translation.override(language):
            read(pk, mark, user)
    finally:
        connection.close()


def read(pk: int, mark: datetime, user: Any) -> None:
    """Read the batch if it still bears the mark."""
    batch = ImportBatch.objects.filter(pk=pk, state=State.READING, started_at=mark).first()
    if batch is None:
        return
    batch.state, batch.started_at = State.WAITING, None
    if batch.choices:
        look(batch, user)
        return
    try:
        lay_first(batch, user)
    except RefusedError as error:
        keep_problems(batch, error.problems)


def reading_has_stopped(batch: ImportBatch) -> bool:
    """Whether the reader is gone, as when the machine was started anew."""
    return batch.state == State.READING and (batch.started_at is None or timezone.now() - batch.started_at > LONGEST)


def seconds_to_read(batch: ImportBatch) -> int:
    """Return about how long the reading still takes."""
    gone = (timezone.now() - batch.started_at).total_seconds() if batch.started_at else 0
    return max(0, round(batch.size / USUAL_SPEED - gone))
