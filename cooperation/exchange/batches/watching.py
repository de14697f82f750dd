"""How far a writing is, and whether it still goes on: the database itself knows, by the lock that the writer holds."""

from datetime import timedelta

from django.conf import settings
from django.db import OperationalError, connection, transaction
from django.utils import timezone

from cooperation.exchange.batches.models import ImportBatch

State = ImportBatch.State
GRACE = timedelta(seconds=5)  # from the button to the lock
USUAL_SPEED = 2000  # rows a second, until this register has seen a large import


def has_stopped(batch: ImportBatch) -> bool:
    """Whether the writer is gone without having written: its process was ended, or the machine."""
    if batch.state != State.WRITING or batch.started_at is None or timezone.now() - batch.started_at < GRACE:
        return False
    if connection.in_atomic_block or not lock_is_held(batch):
        return ImportBatch.objects.filter(pk=batch.pk, state=State.WRITING, started_at=batch.started_at).exists()
    return False


def lock_is_held(batch: ImportBatch) -> bool:
    try:
        if connection.vendor == "postgresql":
            with transaction.atomic():
                list(ImportBatch.objects.select_for_update(nowait=True).filter(pk=batch.pk).values_list("pk"))
        else:
            try_to_write()
    except OperationalError:
        return True
    return False


def try_to_write() -> None:
    """SQLite has one lock for all: ask for it without waiting."""
    usual = settings.DATABASES["default"].get("OPTIONS", {}).get("timeout", 5)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 0")
    try:
        with transaction.atomic():
            pass
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA busy_timeout = {int(usual * 1000)}")


def seconds_left(batch: ImportBatch, written: int) -> int:
    """Return about how long the writing still takes, 0 where it takes longer than thought.

    It is known by what is written so far or, before that, by the speed of the last large import.
    """
    if batch.started_at is None:
        return 0
    gone = (timezone.now() - batch.started_at).total_seconds()
    if written:
        return round(gone / written * (batch.rows_to_write - written))
    return max(0, round(batch.rows_to_write / speed() - gone))


def speed() -> float:
    """Return rows a second."""
    done = ImportBatch.objects.filter(state__in=(State.DONE, State.UNDONE), started_at__isnull=False)
    for last in done.order_by("-finished_at").only("counts", "started_at", "finished_at")[:20]:
        if last.rows_to_write > 1000 and last.started_at and last.finished_at:
            return last.rows_to_write / max(0.1, (last.finished_at - last.started_at).total_seconds())
    return USUAL_SPEED
