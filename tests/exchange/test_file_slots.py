"""At most two files are worked on at once on a machine: further ones wait, which takes no thread and no time limit."""

import stat
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, ClassVar

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from cooperation.exchange.applying import carry_out
from cooperation.exchange.batches import busy_page, carrying, reading_beside
from cooperation.exchange.batches.models import ImportBatch
from cooperation.exchange.file_slots import BusyError, file_slot, slot_folder, work_on_file
from cooperation.exchange.reading import Sheet
from cooperation.models import Programme
from cooperation.revisions.models import Action
from cooperation.revisions.recording import Recorder
from tests.exchange.spreadsheets import planned
from tests.exchange.uploads import address, bring_in, csv_of, rows_shown, upload, uploaded, words

State = ImportBatch.State
FILE = csv_of(["Reference", "Title (English)", "Kind"], ["hill", "Hill", "project"])
HOLDER = """
import fcntl, sys
files = [open(name, "w") for name in sys.argv[1:]]
for file in files:
    fcntl.flock(file, fcntl.LOCK_EX)
print("locked", flush=True)
sys.stdin.read()
"""


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "gettempdir", lambda: str(tmp_path))
    monkeypatch.setattr(carrying, "SHORT_WAIT", 0)
    monkeypatch.setattr(busy_page, "WAIT", 0)


@pytest.fixture
def other_process() -> Iterator["subprocess.Popen[str]"]:
    """Another web process that works on two files."""
    names = [str(slot_folder() / f"{number}.lock") for number in range(2)]
    command = [sys.executable, "-c", HOLDER, *names]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603
        assert process.stdout
        assert process.stdout.readline() == "locked\n"
        yield process
        process.kill()


class PreparedThread:
    """Stands for a thread that is never started, and keeps what it would do."""

    prepared: ClassVar[list[tuple[Any, ...]]] = []

    def __init__(self, *, target: Any, args: tuple[Any, ...]) -> None:
        self.args = args

    def start(self) -> None:
        self.prepared.append(self.args)


@pytest.fixture
def no_threads(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What is read beside the request is read when the test asks for it."""
    monkeypatch.setattr(PreparedThread, "prepared", [])
    monkeypatch.setattr(reading_beside, "threading", SimpleNamespace(Thread=PreparedThread))
    return PreparedThread.prepared


def run(threads: list[Any]) -> None:
    """Read as the threads would, but for closing the test's own connection."""
    while threads:
        reading_beside.read(*threads.pop(0)[:3])


def test_two_files_at_once_have_a_slot_and_a_third_waits_for_one() -> None:
    with file_slot():
        others = [threading.Event(), threading.Event()]
        taken: list[str] = []

        def work() -> None:
            with file_slot():
                taken.append("second")
                others[0].set()
                others[1].wait(10)

        second = threading.Thread(target=work)
        second.start()
        assert others[0].wait(10)
        third = threading.Thread(target=lambda: taken.append(outcome_of_waiting()))
        third.start()
        third.join()
        others[1].set()
        second.join()
    assert taken == ["second", "busy"]


def outcome_of_waiting() -> str:
    try:
        with file_slot(0.3):
            return "got one"
    except BusyError:
        return "busy"


def test_the_number_of_slots_is_a_setting(settings: Settings) -> None:
    settings.REGISTER_IMPORT_FILES_AT_ONCE = 1
    found: list[str] = []
    with file_slot():
        thread = threading.Thread(target=lambda: found.append(outcome_of_waiting()))
        thread.start()
        thread.join()
    assert found == ["busy"]
    assert outcome_of_waiting() == "got one"


def test_work_within_work_on_a_file_takes_no_second_slot(settings: Settings) -> None:
    settings.REGISTER_IMPORT_FILES_AT_ONCE = 1
    with work_on_file(), work_on_file():
        assert [path.name for path in slot_folder().iterdir()] == ["0.lock"]


def test_a_killed_process_leaves_its_slots(other_process: "subprocess.Popen[str]") -> None:
    assert outcome_of_waiting() == "busy"
    other_process.kill()
    other_process.wait()
    assert outcome_of_waiting() == "got one"


def test_the_folder_of_the_locks_is_private_and_an_open_one_is_refused() -> None:
    folder = slot_folder()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    folder.chmod(0o777)
    with pytest.raises(PermissionError, match="must be a folder that only"):
        slot_folder()


@pytest.mark.django_db
def test_a_file_waits_while_others_are_read_and_its_page_says_so(
    officer: Client, other_process: "subprocess.Popen[str]", no_threads: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = uploaded(officer, FILE)
    pages: list[Any] = []

    def look_at_the_page(_seconds: float) -> None:
        pages.append(officer.get(address(batch)))
        other_process.kill()
        other_process.wait()

    monkeypatch.setattr(time, "sleep", look_at_the_page)
    run(no_threads)

    (page,) = pages
    assert "Waiting to be read" in words(page)
    assert "The register reads at most 2 files at a time, and others are being read." in words(page)
    assert page["Refresh"] == "2"
    assert 'value="Import"' not in page.content.decode()
    assert rows_shown(officer, batch) == [("new", 2, "hill")]
    assert "Waiting to be read" not in words(officer.get(address(batch)))
    assert bring_in(officer, batch).state == State.DONE


@pytest.mark.django_db
def test_a_file_whose_turn_never_comes_says_so_and_is_read_by_one_click(
    officer: Client, other_process: "subprocess.Popen[str]", no_threads: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = uploaded(officer, FILE)
    monkeypatch.setattr(reading_beside, "LONGEST_WAIT", timedelta(0))
    run(no_threads)

    page = words(officer.get(address(batch)))
    assert "other files were being read for 0 minutes; try again later" in page
    assert "Nothing has been written. The file is kept and can be read again." in page
    other_process.kill()
    other_process.wait()
    officer.post(address(batch, "choose"), {"again": "1"})
    assert rows_shown(officer, batch) == [("new", 2, "hill")]


@pytest.mark.django_db
def test_a_file_that_waits_is_given_up_when_its_process_is_gone(officer: Client, no_threads: list[Any]) -> None:
    batch = uploaded(officer, FILE)
    for minutes, stopped in ((10, False), (12, True)):
        started = timezone.now() - timedelta(minutes=minutes)
        ImportBatch.objects.update(state=State.QUEUED, started_at=started)
        assert ("The file has not been read to its end" in words(officer.get(address(batch)))) is stopped


@pytest.fixture(autouse=True)
def large_only_beside(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the test above needs a file that was handed to a thread though slots are free."""
    if "given_up" in request.node.name:
        monkeypatch.setattr(reading_beside, "LARGE", 0)


@pytest.mark.django_db
def test_waiting_does_not_count_against_the_time_limit(
    officer: Client,
    other_process: "subprocess.Popen[str]",
    no_threads: list[Any],
    monkeypatch: pytest.MonkeyPatch,
    settings: Settings,
) -> None:
    settings.REGISTER_IMPORT_MAX_SECONDS = 2
    batch = uploaded(officer, FILE)
    real = time.sleep

    def wait_long(_seconds: float) -> None:
        real(2.5)
        other_process.kill()
        other_process.wait()

    monkeypatch.setattr(time, "sleep", wait_long)
    run(no_threads)

    assert rows_shown(officer, batch) == [("new", 2, "hill")]


@pytest.mark.django_db
def test_pages_that_read_the_file_ask_to_be_patient_while_others_are_read(
    officer: Client, request: pytest.FixtureRequest
) -> None:
    batch = uploaded(officer, csv_of(["Reference", "Title (English)", "Kind"], ["hill", "Hill", "no kind"]))
    request.getfixturevalue("other_process")
    for name in ("columns", "errors", "parked"):
        page = officer.get(address(batch, name))
        assert (page.status_code, page["Retry-After"], page["Refresh"]) == (503, "5", "5")
        assert "Other files are being read This page tries again in 5 seconds." in words(page)
    page = officer.post(address(batch, "columns"), {"kind|0": "programmes"})
    assert (page.status_code, page["Retry-After"], page.get("Refresh")) == (503, "5", None)
    assert "Nothing has been saved yet. Reload this page in a moment" in words(page)


@pytest.mark.django_db
def test_an_import_that_must_be_planned_again_waits_for_its_turn(
    officer: Client, request: pytest.FixtureRequest, no_threads: list[Any]
) -> None:
    batch = uploaded(officer, FILE)
    with_other = request.getfixturevalue("other_process")

    other = Sheet("programmes", "other", ["Reference", "Title (English)", "Kind"], [(2, ["glen", "Glen", "project"])])
    carry_out(planned(other), Recorder(Action.Kind.COMMAND))
    batch.refresh_from_db()

    answer = officer.post(address(batch, "bring_in"), {"fingerprint": batch.fingerprint}, follow=True)
    assert "Nothing was imported: the register has changed." in words(answer)
    assert "Being read" in words(answer)
    with_other.kill()
    with_other.wait()
    run(no_threads)
    assert "The register has changed since you looked" in words(officer.get(address(batch)))
    assert not Programme.objects.filter(reference="hill").exists()
    assert bring_in(officer, batch).state == State.DONE


@pytest.mark.django_db
def test_a_small_file_is_read_at_once_where_a_slot_is_free(officer: Client) -> None:
    answer = upload(officer, FILE)
    batch = ImportBatch.objects.get()
    assert (answer["Location"], batch.state) == (address(batch), State.WAITING)
