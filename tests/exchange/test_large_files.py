"""Large files are read beside the request: what the officer sees meanwhile and afterwards."""

import random
import re
import threading
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db.models.signals import post_save
from django.test import Client
from django.utils import timezone

from cooperation.exchange.batches import reading_beside
from cooperation.exchange.batches.models import PIECE, BatchPiece, ImportBatch
from cooperation.models import Programme
from tests.exchange.uploads import address, bring_in, csv_of, rows_shown, uploaded, words

State = ImportBatch.State
FILE = csv_of(["Reference", "Title (English)", "Kind", "Period"], ["hill", "Hill", "project", "2024"])


@pytest.fixture
def all_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_beside, "LARGE", 0)


@pytest.fixture
def held(all_large: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The reading has begun, and goes no further by itself."""
    monkeypatch.setattr(threading.Thread, "start", lambda _self: None)


def read_now(batch: ImportBatch) -> None:
    batch.refresh_from_db()
    assert batch.started_at
    reading_beside.read(batch.pk, batch.started_at, User.objects.get(username="officer"))
    batch.refresh_from_db()


@pytest.mark.django_db(transaction=True)
def test_a_large_file_is_read_and_written_as_a_small_one(officer: Client, all_large: None) -> None:
    before = set(threading.enumerate())
    batch = uploaded(officer, FILE)
    for thread in set(threading.enumerate()) - before:
        thread.join()
    assert rows_shown(officer, batch) == [("new", 2, "hill")]
    assert bring_in(officer, batch).state == State.DONE
    assert Programme.objects.get().reference == "hill"


@pytest.mark.django_db
def test_a_file_of_several_pieces_comes_back_byte_for_byte_and_never_changes(officer: Client, held: None) -> None:
    content = FILE + random.Random(3).randbytes(2 * PIECE)  # noqa: S311
    batch = uploaded(officer, content)
    assert [piece.start for piece in batch.pieces.all()] == [0, PIECE, 2 * PIECE]
    assert officer.get(address(batch, "file")).content == content
    with pytest.raises(ValueError, match=re.escape("programmes.csv")):
        batch.keep(b"another")
    batch.delete()
    assert BatchPiece.objects.count() == 0


@pytest.mark.django_db
def test_while_it_is_read_the_page_says_so_and_looks_again(officer: Client, held: None) -> None:
    batch = uploaded(officer, FILE)
    page = officer.get(address(batch))
    assert "Being read" in words(page)
    assert "nothing is written" in words(page)
    assert page["Refresh"] == "2"
    assert 'value="Import"' not in page.content.decode()
    assert officer.get(address(batch, "columns"))["Location"] == address(batch)
    read_now(batch)
    page = officer.get(address(batch))
    assert "Refresh" not in page
    assert 'value="Import"' in page.content.decode()


@pytest.mark.django_db
def test_a_file_is_never_seen_read_without_its_rows(officer: Client, held: None) -> None:
    batch = uploaded(officer, FILE)
    saved: list[tuple[str, int]] = []

    def see(instance: ImportBatch, **_kwargs: Any) -> None:
        saved.append((instance.state, instance.parts.count()))

    post_save.connect(see, sender=ImportBatch)
    try:
        read_now(batch)
    finally:
        post_save.disconnect(see, sender=ImportBatch)
    assert saved == [(State.WAITING, 1)]


@pytest.mark.django_db
def test_a_reading_that_stopped_is_begun_again_by_one_click(officer: Client, held: None) -> None:
    batch = uploaded(officer, FILE)
    ImportBatch.objects.update(started_at=timezone.now() - timedelta(minutes=3))
    page = officer.get(address(batch))
    assert "The file has not been read to its end" in words(page)
    assert "Refresh" not in page
    officer.post(address(batch, "choose"))
    assert "Being read" in words(officer.get(address(batch)))
    read_now(batch)
    assert rows_shown(officer, batch) == [("new", 2, "hill")]


@pytest.mark.django_db
def test_of_two_readers_the_one_that_was_given_up_writes_nothing(officer: Client, held: None) -> None:
    batch = uploaded(officer, FILE)
    batch.refresh_from_db()
    assert batch.started_at
    reading_beside.read(batch.pk, batch.started_at - timedelta(minutes=3), User.objects.get(username="officer"))
    batch.refresh_from_db()
    assert (batch.state, batch.parts.count()) == (State.READING, 0)


@pytest.mark.django_db
def test_what_is_wrong_with_a_large_file_stands_on_its_page(officer: Client, held: None) -> None:
    batch = uploaded(officer, b"%PDF-1.7 no spreadsheet", name="programmes.xlsx")
    read_now(batch)
    assert batch.state == State.WAITING
    assert batch.problems
    page = officer.get(address(batch))
    assert batch.problems[0]["text"] in words(page)
    assert 'value="Import"' not in page.content.decode()


@pytest.mark.django_db
def test_choices_for_a_large_file_are_taken_beside_the_request(officer: Client, held: None) -> None:
    batch = uploaded(officer, FILE)
    read_now(batch)
    officer.post(address(batch, "choose"), {"shown|2|programmes.csv": "1", "out|2|programmes.csv": "1"})
    assert "Being read" in words(officer.get(address(batch)))
    read_now(batch)
    assert rows_shown(officer, batch) == [("left out", 2, "hill")]
