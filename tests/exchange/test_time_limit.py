"""Everything done to a file counts against one time limit: what is said when it is up, and that nothing is lost."""

import io
import sys
import time
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook
from pytest_django import Settings

from cooperation.exchange import time_limit as time_limits
from cooperation.exchange.applying import carry_out
from cooperation.exchange.batches import loading
from cooperation.exchange.batches.models import ImportBatch
from cooperation.exchange.problems import RefusedError
from cooperation.exchange.reading import Sheet, read_file
from cooperation.exchange.time_limit import Deadline, TimeUpError, check_time, in_time, time_limit
from cooperation.models import Programme
from cooperation.revisions.models import Action
from cooperation.revisions.recording import Recorder
from tests.exchange.made_workbooks import cell, xlsx, zipped
from tests.exchange.spreadsheets import planned
from tests.exchange.uploads import address, bring_in, csv_of, rows_shown, upload, uploaded, words

State = ImportBatch.State
TITLES = ["Reference", "Title (English)", "Kind", "Parent programme"]
FILE = csv_of(TITLES, ["hill", "Hill", "project", ""], ["dale", "Dale", "project", "hill"])
WRONG = csv_of(TITLES, ["hill", "Hill", "no kind", ""])
LIMIT = "the time limit of 60 seconds for one file was reached while "
REST = "; nothing was written. Split the file into several, or try again when the server has less to do"
STEPS = {
    "CELLS": ("programmes.csv, column A “Reference”", "its cells were being read"),
    "COMPARING": ("programmes.csv", "its rows were being compared with the register"),
    "RULES": ("programmes.csv", "its rows were being checked"),
    "PREVIEW": ("programmes.csv", "the preview was being built"),
}


@pytest.fixture
def time_up_at(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Let the time be up as soon as a step asks for it; with "" it never is."""

    def set_step(name: str) -> None:
        step = getattr(time_limits, name) if name else None

        def seconds_left(_self: Deadline) -> float:
            asked = sys._getframe(1).f_locals.get("step")
            return -1 if step is not None and asked is step else 60

        monkeypatch.setattr(Deadline, "seconds_left", seconds_left)

    return set_step


@pytest.mark.django_db
@pytest.mark.parametrize("step", STEPS)
def test_a_file_whose_time_is_up_says_where_and_is_read_again_by_one_click(
    step: str, officer: Client, time_up_at: Callable[[str], None]
) -> None:
    time_up_at(step)
    batch = uploaded(officer, FILE)

    place, doing = STEPS[step]
    page = officer.get(address(batch))
    assert [problem["text"] for problem in batch.problems] == [f"{place}: {LIMIT}{doing}{REST}"]
    assert batch.problems[0]["text"] in words(page)
    assert "Nothing has been written. The file is kept and can be read again." in words(page)
    assert 'value="Import"' not in page.content.decode()
    time_up_at("")
    officer.post(address(batch, "choose"), {"again": "1"})
    assert rows_shown(officer, batch) == [("new", 2, "hill"), ("new", 3, "dale")]
    assert bring_in(officer, batch).state == State.DONE


@pytest.mark.django_db
def test_reading_says_so_in_its_own_words(officer: Client, time_up_at: Callable[[str], None]) -> None:
    time_up_at("READING")
    batch = uploaded(officer, FILE)

    message = "programmes.csv: reading the file takes more than 60 seconds; split it in several"
    assert [problem["text"] for problem in batch.problems] == [message]


@pytest.mark.django_db
def test_choices_are_not_lost_when_the_time_is_up(officer: Client, time_up_at: Callable[[str], None]) -> None:
    batch = uploaded(officer, WRONG)
    time_up_at("RULES")
    officer.post(address(batch, "choose"), {"correct|2|C|programmes.csv": "project", "was|2|C|programmes.csv": ""})
    batch.refresh_from_db()
    assert batch.problems
    time_up_at("")
    officer.post(address(batch, "choose"), {"again": "1"})

    assert rows_shown(officer, batch) == [("new", 2, "hill")]


@pytest.mark.django_db
def test_an_import_that_must_be_planned_again_and_has_no_time_writes_nothing(
    officer: Client, time_up_at: Callable[[str], None]
) -> None:
    batch = uploaded(officer, FILE)
    other = Sheet("programmes", "other", TITLES[:3], [(2, ["glen", "Glen", "project"])])
    carry_out(planned(other), Recorder(Action.Kind.COMMAND))
    time_up_at("COMPARING")

    bring_in(officer, batch)

    batch.refresh_from_db()
    assert (batch.state, set(Programme.objects.values_list("reference", flat=True))) == (State.WAITING, {"glen"})
    assert "The file is kept and can be read again." in words(officer.get(address(batch)))
    time_up_at("")
    officer.post(address(batch, "choose"), {"again": "1"})
    assert bring_in(officer, batch).state == State.DONE
    assert set(Programme.objects.values_list("reference", flat=True)) == {"glen", "hill", "dale"}


@pytest.mark.django_db
def test_writing_has_no_time_limit(officer: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    batch = uploaded(officer, FILE)
    monkeypatch.setattr(Deadline, "seconds_left", lambda _self: -1.0)

    assert bring_in(officer, batch).state == State.DONE


@pytest.mark.django_db
@pytest.mark.parametrize("download", ["errors", "parked"])
def test_the_workbook_with_errors_counts_too(download: str, officer: Client, time_up_at: Callable[[str], None]) -> None:
    batch = uploaded(officer, WRONG)
    time_up_at("ERRORS")
    answer = officer.get(address(batch, download), follow=True)
    assert answer.redirect_chain == [(address(batch), 302)]
    assert f"Programmes.csv: {LIMIT}the workbook with the errors was being built{REST}" in words(answer)
    time_up_at("")
    assert officer.get(address(batch, download))["Content-Type"] == "application/octet-stream"


@pytest.mark.django_db
def test_the_columns_page_counts_too(officer: Client, time_up_at: Callable[[str], None]) -> None:
    batch = uploaded(officer, WRONG)
    time_up_at("READING")
    answer = officer.get(address(batch, "columns"), follow=True)

    assert answer.redirect_chain == [(address(batch), 302)]
    assert "reading the file takes more than 60 seconds; split it in several" in words(answer)


def test_one_limit_goes_on_counting_over_all_that_is_done_to_a_file(settings: Settings) -> None:
    with time_limit() as outer, time_limit() as inner:
        assert outer is inner
    with time_limit() as later:
        assert later is not outer


def test_the_reading_process_gets_the_time_that_is_left(settings: Settings) -> None:
    """And is ended when it is up."""
    settings.REGISTER_IMPORT_MAX_SECONDS = 1
    content = xlsx(f'<row r="1">{cell("A1", "a")}</row>')
    with time_limit():
        time.sleep(1.1)
        with pytest.raises(TimeUpError, match=r"a\.xlsx: reading the file takes more than 1 seconds"):
            read_file("a.xlsx", content)


def test_without_a_limit_nothing_is_looked_at() -> None:
    check_time(time_limits.CELLS, "a.csv")
    assert list(in_time("abc", time_limits.CELLS, "a.csv", every=1)) == ["a", "b", "c"]


def test_one_file_of_a_zip_does_not_hide_that_the_time_is_up(settings: Settings) -> None:
    settings.REGISTER_IMPORT_MAX_SECONDS = 0
    with pytest.raises(RefusedError) as refused:
        read_file("a.zip", zipped({"a.csv": "a,b\n", "b.csv": "a,b\n"}))

    message = "a.zip, a.csv: reading the file takes more than 0 seconds; split it in several"
    assert [str(problem) for problem in refused.value.problems] == [message]


@pytest.mark.django_db
@pytest.mark.parametrize("longest", [1, 2000])
def test_a_long_chain_of_parents_is_followed_once(longest: int, officer: Client) -> None:
    lines = [[f"p{n}", "Programme", "project", f"p{n + 1}" if n + 1 < longest else ""] for n in range(longest)]
    batch = uploaded(officer, csv_of(TITLES, *lines))

    assert batch.count("new") == longest


def with_merged(content: bytes, ranges: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts: dict[str, Any] = {name: archive.read(name) for name in archive.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    merged = f'<mergeCells><mergeCell ref="{ranges}"/></mergeCells></worksheet>'
    parts["xl/worksheets/sheet1.xml"] = sheet.replace("</worksheet>", merged)
    return zipped(parts)


@pytest.mark.parametrize(("ranges", "allowed"), [("A5:B6", True), ("A5:XFD1048576", False)])
def test_merged_cells_without_end_are_not_loaded(ranges: str, allowed: bool) -> None:
    content = with_merged(xlsx(f'<row r="1">{cell("A1", "a")}</row>'), ranges)

    assert loading.may_be_loaded(content) is allowed


@pytest.mark.django_db
def test_the_errors_of_a_workbook_that_is_not_loaded_come_in_one_made_anew(officer: Client) -> None:
    """Of which all rows are given, as of a CSV file: only what is beside the cells is missing."""
    header = "".join(cell(f"{letter}1", title) for letter, title in zip("ABC", TITLES, strict=False))
    row = "".join(cell(f"{letter}2", text) for letter, text in zip("ABC", ["hill", "Hill", "no kind"], strict=True))
    content = with_merged(xlsx(f'<row r="1">{header}</row><row r="2">{row}</row>'), "A5:XFD1048576")
    batch = uploaded(officer, content, name="programmes.xlsx")

    page = load_workbook(io.BytesIO(officer.get(address(batch, "errors")).content)).worksheets[0]

    assert [[c.value for c in line] for line in page.iter_rows()] == [TITLES[:3], ["hill", "Hill", "no kind"]]
    assert page["C2"].comment
    assert page.merged_cells.ranges == set()


@pytest.mark.django_db
def test_a_file_that_can_not_be_read_at_all_is_still_not_kept(officer: Client) -> None:
    answer = upload(officer, b"%PDF-1.7", name="programmes.csv")

    assert "it is no spreadsheet" in words(answer)
    assert not ImportBatch.objects.exists()
