"""Background upload: large files, and files that wait for others, are read beside the request.

So nobody waits before an empty page, and waiting files take no web thread from readers of the public pages.
"""

import threading
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from cooperation.exchange.batches.looking import keep_problems, look
from cooperation.exchange.batches.models import ImportBatch
from cooperation.exchange.batches.uploading import kept, lay_first, receive
from cooperation.exchange.file_slots import BusyError, work_on_file
from cooperation.exchange.limits import MEGABYTE, limits
from cooperation.exchange.problems import Problem, RefusedError

State = ImportBatch.State
LARGE = MEGABYTE  # bytes
GRACE = timedelta(minutes=1)  # beyond the limits, to save what was read
LONGEST_WAIT = timedelta(minutes=10)  # for other files
USUAL_SPEED = 2 * MEGABYTE  # bytes a second


def receive_soon(file_name: str, content: bytes, kind: str, user: Any) -> ImportBatch:
    """Keep a file that an officer uploads. Raises RefusedError where a small one can't be read; a large one says it.

    A small file is read at once, unless as many files as may be are being read.
    """
    if len(content) <= LARGE:
        with suppress(BusyError), work_on_file():
            return receive(file_name, content, kind, user)
    batch = kept(file_name, content, kind, user)
    start(batch, user)
    return batch


def look_soon(batch: ImportBatch, user: Any) -> None:
    """Build the preview with what is chosen by now; of a large file, or while others are read, beside the request."""
    if batch.size <= LARGE:
        with suppress(BusyError), work_on_file():
            preview(batch, user)
            return
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
    """Read the batch if it still bears the mark, when it is its turn."""
    try:
        with work_on_file():
            read_in_turn(pk, mark, user)
    except BusyError:
        wait_and_read(pk, mark, user)


def wait_and_read(pk: int, mark: datetime, user: Any) -> None:
    """Wait for other files, holding no connection to the database meanwhile."""
    if not ImportBatch.objects.filter(pk=pk, state=State.READING, started_at=mark).update(state=State.QUEUED):
        return
    if not connection.in_atomic_block:
        connection.close()
    try:
        with work_on_file(LONGEST_WAIT.total_seconds()):
            read_in_turn(pk, mark, user)
    except BusyError:
        give_up(pk, mark)


def read_in_turn(pk: int, mark: datetime, user: Any) -> None:
    open_batches = ImportBatch.objects.filter(pk=pk, state__in=(State.READING, State.QUEUED), started_at=mark)
    if not open_batches.update(state=State.READING, started_at=timezone.now()):
        return
    batch = ImportBatch.objects.get(pk=pk)
    batch.state, batch.started_at = State.WAITING, None
    preview(batch, user)


def preview(batch: ImportBatch, user: Any) -> None:
    """Build the preview and keep it, or what is wrong with the file."""
    if batch.choices:
        look(batch, user)
        return
    try:
        lay_first(batch, user)
    except RefusedError as error:
        keep_problems(batch, error.problems)


def give_up(pk: int, mark: datetime) -> None:
    batch = ImportBatch.objects.filter(pk=pk, state=State.QUEUED, started_at=mark).first()
    if batch is not None:
        batch.state, batch.started_at = State.WAITING, None
        minutes = round(LONGEST_WAIT.total_seconds() / 60)
        message = _("other files were being read for %(minutes)s minutes; try again later") % {"minutes": minutes}
        keep_problems(batch, [Problem(batch.file_name, message, again=True)])


def is_being_read(batch: ImportBatch) -> bool:
    """Whether the batch is being read, or waits for it."""
    return batch.state in (State.READING, State.QUEUED)


def reading_has_stopped(batch: ImportBatch) -> bool:
    """Whether the reader is gone, as when the machine was started anew."""
    if not is_being_read(batch):
        return False
    longest = LONGEST_WAIT if batch.state == State.QUEUED else timedelta(seconds=limits().seconds)
    return batch.started_at is None or timezone.now() - batch.started_at > longest + GRACE


def may_pass_now(batch: ImportBatch) -> bool:
    """Whether the file was not read to its end for reasons that pass: its time was up, or its turn never came."""
    return batch.is_open and any(problem.get("again") for problem in batch.problems)


def reading_shown(batch: ImportBatch) -> dict[str, Any]:
    """Return what the batch's page says of its being read."""
    return {
        "reading": is_being_read(batch),
        "queued": batch.state == State.QUEUED,
        "reading_stopped": reading_has_stopped(batch) or may_pass_now(batch),
        "seconds_to_read": seconds_to_read(batch) if batch.state == State.READING else 0,
        "longest_seconds": limits().seconds,
        "files_at_once": settings.REGISTER_IMPORT_FILES_AT_ONCE,
    }


def seconds_to_read(batch: ImportBatch) -> int:
    """Return about how long the reading still takes, 0 where it takes longer than thought."""
    gone = (timezone.now() - batch.started_at).total_seconds() if batch.started_at else 0
    return max(0, round(batch.size / USUAL_SPEED - gone))
