"""A batch brought into the register: planned anew, compared with what the officer saw, written in one transaction."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import datetime
from typing import Any

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, OperationalError, connection, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from cooperation.exchange.applying import write_sheets
from cooperation.exchange.batches.kept import MovedOnError, fingerprint, kept_sheets
from cooperation.exchange.batches.laying import lay
from cooperation.exchange.batches.looking import keep_problems, lines_in, look, parts_of
from cooperation.exchange.batches.models import ImportBatch, name_of
from cooperation.exchange.batches.permissions import resources_of
from cooperation.exchange.batches.progress import Progress
from cooperation.exchange.batches.reading_beside import start as start_reading
from cooperation.exchange.batches.seeing import seen_by
from cooperation.exchange.batches.watching import has_stopped
from cooperation.exchange.file_slots import BusyError, file_slot, work_on_file
from cooperation.exchange.problems import RefusedError
from cooperation.exchange.time_limit import TimeUpError
from cooperation.records.directory import Directories
from cooperation.records.resources import with_rows
from cooperation.revisions.models import Action
from cooperation.revisions.recording import Recorder

State = ImportBatch.State
SHORT_WAIT = 2.0  # seconds in a request
IN_THE_REQUEST = 2000  # rows; more are written beside it, while the officer may leave the page
TAKEN_BY_ANOTHER = {"40001", "40P01"}  # PostgreSQL: could not serialise, deadlock


def begin(batch: ImportBatch) -> datetime | None:
    """Mark the batch as being written, if nobody else has; return the mark by which the writer knows that it may."""
    now = timezone.now()
    waiting = ImportBatch.objects.filter(pk=batch.pk, state=State.WAITING).exclude(fingerprint="")
    return now if waiting.update(state=State.WRITING, started_at=now) else None


def begin_again(batch: ImportBatch) -> datetime | None:
    """Take up a writing that stopped before anything was written."""
    now = timezone.now()
    stopped = ImportBatch.objects.filter(pk=batch.pk, state=State.WRITING, started_at=batch.started_at)
    return now if has_stopped(batch) and stopped.update(started_at=now) else None


def write(pk: int, mark: datetime, user: Any) -> None:
    """Write the batch if it still bears the mark. In the end it is done, or waits for the officer to look again."""
    try:
        with slot_to_plan(pk, user), one_transaction():
            batch = ImportBatch.objects.select_for_update().get(pk=pk, state=State.WRITING, started_at=mark)
            write_locked(batch, user)
    except ImportBatch.DoesNotExist:
        return
    except TimeUpError as error:
        batch = ImportBatch.objects.get(pk=pk)
        batch.state = State.WAITING
        keep_problems(batch, error.problems)
    except BusyError:
        ask_again_soon(pk, user)
    except (MovedOnError, RefusedError, IntegrityError):  # the last where what a new row refers to went meanwhile
        ask_again(pk, user)
    except OperationalError as error:
        if not taken_by_another(error):
            raise
        ask_again(pk, user)


@contextmanager
def slot_to_plan(pk: int, user: Any) -> Iterator[None]:
    """Take a slot where the file must be planned again, before the transaction: nobody waits for one with locks held.

    Raises BusyError where other files are being read.
    """
    seen = ImportBatch.objects.filter(pk=pk).values_list("seen", flat=True).first()
    with nullcontext() if seen in (None, seen_by(user)) else file_slot(SHORT_WAIT):
        yield


def write_locked(batch: ImportBatch, user: Any) -> None:
    """Write what the batch keeps, if that is still what the file would do."""
    if batch.seen != seen_by(user):
        look_again(batch, user)
    directories = Directories()
    sheets = kept_sheets(batch.parts.all(), with_rows(resources_of("")), directories)
    for sheet in sheets:
        sheet.must_be_as_seen()
    recorder = Recorder(Action.Kind.IMPORT, user, batch.file_name)
    with Progress(batch) as tell:
        write_sheets(sheets, directories, recorder, tell)
    batch.action = None if recorder.action._state.adding else recorder.action
    batch.state, batch.finished_at, batch.imported_by_name = State.DONE, timezone.now(), name_of(user)
    batch.notice = []
    batch.save()
    log(batch, user, _("Imported."))


def look_again(batch: ImportBatch, user: Any) -> None:
    """The register was written to since the officer looked: hold the file against it as it is now."""
    with work_on_file():
        laid = lay(batch, user)
        parts = list(parts_of(batch, laid))
    if not laid.may_go_in or fingerprint(parts) != batch.fingerprint:
        raise MovedOnError


def ask_again(pk: int, user: Any) -> None:
    """Nothing was written: show the officer what the file would do now, and which rows differ from what they saw."""
    ImportBatch.objects.filter(pk=pk).update(state=State.READING, started_at=timezone.now())
    batch = ImportBatch.objects.get(pk=pk)
    before = rows_seen(batch)
    batch.state, batch.started_at = State.WAITING, None
    try:
        with work_on_file(SHORT_WAIT):
            look(batch, user)
    except BusyError:
        ask_again_soon(pk, user)
        return
    after = rows_seen(batch)
    batch.notice = [place for place in before | after if before.get(place) != after.get(place)] or [["", None]]
    batch.save(update_fields=["notice"])


def ask_again_soon(pk: int, user: Any) -> None:
    """Show the officer what the file would do now, when it is its turn to be read."""
    batch = ImportBatch.objects.get(pk=pk)
    batch.notice = [["", None]]
    start_reading(batch, user)


def rows_seen(batch: ImportBatch) -> dict[tuple[str, int], Any]:
    """Return outcome and cells of each row of the file by its place."""
    found = {}
    for part in batch.parts.iterator(chunk_size=10):
        for line in lines_in(part)[1]:
            if line["row"] is not None:
                found[part.sheet, line["row"]] = (part.outcome, line.get("cells"))
    return found


@contextmanager
def one_transaction() -> Iterator[None]:
    """On PostgreSQL one that fails where a record changes between its being read and its being written."""
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if connection.vendor == "postgresql" and outermost:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


def taken_by_another(error: OperationalError) -> bool:
    """Whether another writer was in the way: so PostgreSQL says by its code, and SQLite in words."""
    return getattr(error.__cause__, "sqlstate", "") in TAKEN_BY_ANOTHER or "locked" in str(error)


def log(batch: ImportBatch, user: Any, message: str) -> None:
    """One line in the desk's log a file, which leads to the batch."""
    LogEntry.objects.create(
        user_id=user.pk,
        content_type=ContentType.objects.get_for_model(ImportBatch),
        object_id=str(batch.pk),
        object_repr=batch.file_name[:200],
        action_flag=CHANGE,
        change_message=message,
    )


def start(batch: ImportBatch, mark: datetime, user: Any) -> None:
    """Write a small batch at once, a large one beside the request, so that the officer may leave the page."""
    if batch.rows_to_write <= IN_THE_REQUEST:
        write(batch.pk, mark, user)
    else:
        thread = threading.Thread(target=write_beside, args=(batch.pk, mark, user, translation.get_language()))
        thread.start()


def write_beside(pk: int, mark: datetime, user: Any, language: str) -> None:
    try:
        with translation.override(language):
            write(pk, mark, user)
    finally:
        connection.close()
