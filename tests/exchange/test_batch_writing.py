"""Large files are written beside the request; whatever ends a writing, the register is as before or as after."""

import re
import threading
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, OperationalError, connection
from django.test import Client
from django.utils import timezone

from cooperation.exchange import applying
from cooperation.exchange.batches import carrying, looking
from cooperation.exchange.batches.models import ImportBatch
from cooperation.exchange.batches.progress import Progress, rows_written
from cooperation.exchange.batches.watching import has_stopped, lock_is_held, seconds_left
from cooperation.models import Programme
from tests.exchange.spreadsheets import register
from tests.exchange.uploads import address, bring_in, csv_of, uploaded, words, workbook_of
from tests.partners.factories import PartnerFactory
from tests.programmes.factories import ProgrammePartnerFactory

FILE = csv_of(["Reference", "Title (English)", "Kind"], ["hill", "Hill", "project"])
State = ImportBatch.State


def written_until_it_broke(client: Client, monkeypatch: pytest.MonkeyPatch, error: Exception) -> ImportBatch:
    """A batch whose writer ended after the records, before the end of its transaction."""
    batch = uploaded(client, FILE)
    mark = carrying.begin(batch)
    assert mark

    def breaks(*args: object) -> None:
        raise error

    with monkeypatch.context() as broken:
        broken.setattr(carrying, "log", breaks)
        try:
            carrying.write(batch.pk, mark, User.objects.get(username="officer"))
        except type(error):
            pass
    batch.refresh_from_db()
    return batch


@pytest.mark.django_db
def test_while_it_is_written_the_page_says_so_and_looks_again(officer: Client) -> None:
    batch = uploaded(officer, FILE)
    assert carrying.begin(batch)
    page = officer.get(address(batch))
    assert "Being written" in words(page)
    assert "0 of 1 row written, since" in words(page)
    assert page["Refresh"] == "2"
    assert 'value="Import"' not in page.content.decode()


@pytest.mark.django_db
def test_an_ended_writing_leaves_the_register_as_before_and_goes_on_by_one_click(
    officer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = register()
    batch = written_until_it_broke(officer, monkeypatch, KeyError("the machine went down"))
    assert (batch.state, register()) == (State.WRITING, before)
    ImportBatch.objects.update(started_at=timezone.now() - timedelta(minutes=1))
    page = officer.get(address(batch))
    assert "Stopped before anything was written" in words(page)
    assert "Refresh" not in page
    assert bring_in(officer, batch).state == State.DONE
    assert Programme.objects.get().reference == "hill"


@pytest.mark.django_db
@pytest.mark.parametrize("error", [OperationalError("database is locked"), IntegrityError("a partner is gone")])
def test_when_another_writer_was_in_the_way_the_officer_is_asked_again(
    officer: Client, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    batch = written_until_it_broke(officer, monkeypatch, error)
    assert batch.state == State.WAITING
    assert "The register has changed since you looked" in words(officer.get(address(batch)))
    assert bring_in(officer, batch).state == State.DONE


@pytest.mark.django_db
def test_of_two_that_go_on_one_writes(officer: Client) -> None:
    batch = uploaded(officer, FILE)
    assert carrying.begin(batch)
    batch.refresh_from_db()
    assert carrying.begin(batch) is None
    assert carrying.begin_again(batch) is None
    ImportBatch.objects.update(started_at=timezone.now() - timedelta(minutes=1))
    batch.refresh_from_db()
    old = batch.started_at
    assert carrying.begin_again(batch)
    assert carrying.begin_again(batch) is None
    assert old
    carrying.write(batch.pk, old, User.objects.get(username="officer"))
    assert not Programme.objects.exists()


@pytest.mark.django_db
def test_the_time_left_is_told_by_the_last_large_import(officer: Client) -> None:
    last = bring_in(officer, uploaded(officer, FILE))
    now = timezone.now()
    ImportBatch.objects.filter(pk=last.pk).update(
        counts={"new": 5000}, started_at=now - timedelta(seconds=10), finished_at=now
    )
    batch = ImportBatch(counts={"changed": 3000}, started_at=now - timedelta(seconds=2))
    assert seconds_left(batch, 0) == 4


@pytest.mark.django_db
def test_the_page_counts_the_rows_while_they_are_written(officer: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [[f"p{number}", "Title", "project", "2024"] for number in range(5)]
    monkeypatch.setattr(looking, "AT_ONCE", 2)
    batch = uploaded(officer, csv_of(["Reference", "Title (English)", "Kind", "Period"], *lines))
    mark = carrying.begin(batch)
    assert mark
    batch.refresh_from_db()
    seen: list[str] = []

    def look(self: Progress, rows: int) -> None:
        nonlocal seen
        tell(self, rows)
        seen += re.findall(r"\d of \d rows written", words(officer.get(address(batch))))

    tell = Progress.__call__
    monkeypatch.setattr(Progress, "__call__", look)
    carrying.write(batch.pk, mark, User.objects.get(username="officer"))
    assert seen == ["2 of 5 rows written", "4 of 5 rows written", "5 of 5 rows written"]
    assert rows_written(batch) == 0


def test_by_what_is_written_it_is_known_how_long_the_rest_takes() -> None:
    batch = ImportBatch(counts={"new": 3000}, started_at=timezone.now() - timedelta(seconds=4))
    assert seconds_left(batch, 1000) == 8


@pytest.mark.django_db(transaction=True)
def test_a_large_file_is_written_beside_the_request(officer: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(carrying, "IN_THE_REQUEST", 0)
    before = set(threading.enumerate())
    batch = uploaded(officer, FILE)
    officer.post(address(batch, "bring_in"), {"fingerprint": batch.fingerprint})
    for thread in set(threading.enumerate()) - before:
        thread.join(30)
    batch.refresh_from_db()
    assert (batch.state, Programme.objects.count()) == (State.DONE, 1)


@pytest.mark.django_db(transaction=True)
def test_a_writer_that_holds_its_lock_has_not_stopped(officer: Client) -> None:
    batch = uploaded(officer, FILE)
    ImportBatch.objects.update(state=State.WRITING, started_at=timezone.now() - timedelta(minutes=1))
    batch.refresh_from_db()
    held, let_go = threading.Event(), threading.Event()

    def hold() -> None:
        with carrying.one_transaction():
            ImportBatch.objects.select_for_update().get(pk=batch.pk)
            held.set()
            let_go.wait(30)
        connection.close()

    writer = threading.Thread(target=hold)
    writer.start()
    held.wait(30)
    assert lock_is_held(batch)
    assert not has_stopped(batch)
    let_go.set()
    writer.join(30)
    assert has_stopped(batch)


@pytest.mark.django_db
def test_changed_child_rows_go_in(editor: Client) -> None:
    programme = ProgrammePartnerFactory(programme__reference="hill", partner__reference="dk", role="lead").programme
    rows = workbook_of(programme_partners=[["Programme", "Number", "Partner", "Role"], ["hill", "1", "dk", "funder"]])
    assert bring_in(editor, uploaded(editor, rows, name="programmes.xlsx")).state == State.DONE
    assert programme.partners.get().role == "funder"


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite keeps no such statistics")
@pytest.mark.django_db
def test_what_a_large_import_writes_is_counted_before_it_is_read_again(
    officer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Uncounted tables were taken for empty ones, and 100,000 records with child rows took hours."""
    monkeypatch.setattr(applying, "MANY", 3)
    PartnerFactory(reference="dk")
    lines = [[f"hill-{number}", f"Hill {number}", "project"] for number in range(3)]
    book = workbook_of(
        programmes=[["Reference", "Title (English)", "Kind"], *lines],
        programme_partners=[["Programme", "Number", "Partner", "Role"], ["hill-1", "1", "dk", "funder"]],
    )
    assert bring_in(officer, uploaded(officer, book, name="programmes.xlsx")).state == State.DONE
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE relname = %s", [Programme._meta.db_table])
        assert cursor.fetchone() == (3,)
