"""What an officer may do about rows that are refused: correct, leave out, park, or take the workbook back."""

import io
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from cooperation.exchange.batches.models import ImportBatch
from cooperation.exchange.writing import WrittenSheet, ods_bytes
from cooperation.models import Programme
from tests.activities.factories import ActivityFactory, ActivityParticipantFactory
from tests.exchange.uploads import address, bring_in, csv_of, rows_shown, uploaded, words, workbook_of
from tests.partners.factories import PartnerFactory

pytestmark = pytest.mark.django_db

HEADER = ["Reference", "Title (English)", "Kind", "Period"]
GOOD, BAD = ["hill", "Hill", "project", "2024"], ["lake", "Lake", "projct", "soon"]
State = ImportBatch.State


@pytest.fixture
def batch(officer: Client) -> ImportBatch:
    return uploaded(officer, csv_of(HEADER, GOOD, BAD))


def choose(client: Client, batch: ImportBatch, **data: Any) -> ImportBatch:
    answer = client.post(address(batch, "choose"), {name.replace("__", "|"): value for name, value in data.items()})
    assert answer.status_code == 302
    batch.refresh_from_db()
    return batch


def test_refused_cells_are_corrected_on_the_page(officer: Client, batch: ImportBatch) -> None:
    page = officer.get(address(batch)).content.decode()
    assert 'name="correct|3|D|programmes.csv" value="soon"' in page
    data = {"correct|3|C|programmes.csv": "project", "correct|3|D|programmes.csv": "2025"}
    officer.post(
        address(batch, "choose"), data | {"was|3|C|programmes.csv": "projct", "was|3|D|programmes.csv": "soon"}
    )
    assert bring_in(officer, batch).state == State.DONE
    lake = Programme.objects.get(reference="lake")
    assert (lake.kind, str(lake.period)) == ("project", "2025")
    assert b"soon" in batch.content


def test_a_cell_left_as_it_was_is_no_correction(officer: Client, batch: ImportBatch) -> None:
    place = "3|D|programmes.csv"
    officer.post(address(batch, "choose"), {f"correct|{place}": "soon", f"was|{place}": "soon"})
    batch.refresh_from_db()
    assert batch.choices["corrections"] == {}


@pytest.mark.parametrize(
    "name", ["correct|0|D|f", "correct|x|D|f", "correct|3|d1|f", "correct|3|AAAAAA|f", "shown|-1|f"]
)
def test_what_is_no_cell_is_not_corrected(officer: Client, batch: ImportBatch, name: str) -> None:
    before = batch.choices
    officer.post(address(batch, "choose"), {name: "x"})
    batch.refresh_from_db()
    assert batch.choices == before | {"left_out": {}, "corrections": {}}


def test_rows_are_left_out_and_taken_in_again(officer: Client, batch: ImportBatch) -> None:
    shown = {"shown|3|programmes.csv": ""}
    officer.post(address(batch, "choose"), shown | {"out|3|programmes.csv": "on"})
    assert rows_shown(officer, batch) == [("new", 2, "hill"), ("left out", 3, "lake")]
    officer.post(address(batch, "choose"), shown)
    assert rows_shown(officer, batch) == [("refused", 3, "lake"), ("new", 2, "hill")]


def test_good_rows_go_in_and_bad_ones_are_parked_if_the_officer_says_so(officer: Client, batch: ImportBatch) -> None:
    assert batch.fingerprint == ""
    choose(officer, batch, park="yes")
    assert rows_shown(officer, batch) == [("parked", 3, "lake"), ("new", 2, "hill")]
    assert bring_in(officer, batch).state == State.DONE
    assert list(Programme.objects.values_list("reference", flat=True)) == ["hill"]
    page = officer.get(address(batch))
    assert "Download the parked rows" in words(page)
    assert rows_shown(officer, batch)[0] == ("parked", 3, "lake")


def test_all_rows_or_none_again(officer: Client, batch: ImportBatch) -> None:
    choose(officer, batch, park="yes")
    assert choose(officer, batch, park="no").fingerprint == ""


def test_what_refers_to_a_parked_record_is_parked_with_it(officer: Client) -> None:
    header = [*HEADER, "Parent programme"]
    batch = uploaded(officer, csv_of(header, [*GOOD, ""], [*BAD, ""], ["pond", "Pond", "project", "2024", "lake"]))
    choose(officer, batch, park="yes")
    assert rows_shown(officer, batch, outcome="parked") == [("parked", 3, "lake"), ("parked", 4, "pond")]


@pytest.mark.parametrize("parent", ["exercise", "exercize"])
def test_child_rows_of_a_record_wait_together_and_none_is_removed(editor: Client, parent: str) -> None:
    """A parked row must not count as missing from the sheet, also where it does not say whose it is."""
    activity = ActivityFactory(reference="exercise")
    for reference in ("dk", "rs"):
        ActivityParticipantFactory(activity=activity, partner=PartnerFactory(reference=reference), role="participant")
    header = ["Activity", "Partner", "Role"]
    lines = [["exercise", "dk", "participant"], [parent, "nowhere", "participant"]]
    activities = [["Reference", "Internal note"], ["exercise", "Seen"]]
    content = workbook_of(activities=activities, activity_participants=[header, *lines])
    batch = uploaded(editor, content, "activity", "activities.xlsx")

    choose(editor, batch, park="yes")

    assert (batch.counts["removed"], batch.counts["changed"]) == (0, 1)
    bring_in(editor, batch)
    activity.refresh_from_db()
    assert (activity.participants.count(), activity.internal_note) == (2, "Seen")


def cells_of(content: bytes, sheet: str) -> dict[str, tuple[Any, str]]:
    """Cell → value and comment, of the commented cells."""
    page = load_workbook(io.BytesIO(content))[sheet]
    return {
        cell.coordinate: (cell.value, cell.comment.text)
        for row in page.iter_rows()
        for cell in row
        if cell.comment and cell.fill.fgColor.rgb == "00FFC7CE"
    }


def formats() -> list[Any]:
    lines = [HEADER, GOOD, BAD]
    written = [("csv", csv_of(*lines)), ("xlsx", workbook_of(programmes=lines))]
    written.append(("ods", ods_bytes([WrittenSheet("programmes", lines)])))
    return [pytest.param(f"programmes.{ending}", content, id=ending) for ending, content in written]


@pytest.mark.parametrize(("name", "content"), formats())
def test_the_workbook_comes_back_with_its_errors(officer: Client, name: str, content: bytes) -> None:
    batch = uploaded(officer, content, name=name)
    answer = officer.get(address(batch, "errors"))
    assert answer["Content-Disposition"].endswith("programmes%20%28errors%29.xlsx")
    marked = cells_of(answer.content, "programmes")
    assert {place: value for place, (value, __) in marked.items()} == {"C3": "projct", "D3": "soon"}
    assert "nearest: project" in marked["C3"][1]


def test_the_marked_workbook_put_right_goes_in(officer: Client, batch: ImportBatch) -> None:
    workbook = load_workbook(io.BytesIO(officer.get(address(batch, "errors")).content))
    workbook["programmes"]["C3"], workbook["programmes"]["D3"] = "project", "2025"
    content = io.BytesIO()
    workbook.save(content)
    second = uploaded(officer, content.getvalue(), name="programmes (errors).xlsx")
    assert bring_in(officer, second).counts["new"] == 2


def test_parked_rows_alone_come_back_as_a_file(officer: Client, batch: ImportBatch) -> None:
    choose(officer, batch, park="yes")
    bring_in(officer, batch)
    content = officer.get(address(batch, "parked")).content
    page = load_workbook(io.BytesIO(content))["programmes"]
    assert [list(row) for row in page.iter_rows(values_only=True)] == [HEADER, BAD]
    assert set(cells_of(content, "programmes")) == {"C2", "D2"}


def test_once_a_file_is_in_nothing_is_chosen(officer: Client) -> None:
    batch = bring_in(officer, uploaded(officer, csv_of(HEADER, GOOD)))
    before = batch.choices
    choose(officer, batch, park="yes")
    assert (batch.choices, batch.state) == (before, State.DONE)


def test_corrections_lead_back_to_the_rows_that_were_shown(officer: Client, batch: ImportBatch) -> None:
    shown = {"outcome": "refused", "sheet": "programmes.csv", "page": "1"}
    answer = officer.post(address(batch, "choose"), shown | {"correct|3|D|programmes.csv": "2025"})
    assert answer["Location"] == address(batch) + "?outcome=refused&sheet=programmes.csv&page=1"


def test_import_does_not_pass_over_what_was_ticked_and_not_looked_at(officer: Client) -> None:
    batch = uploaded(officer, csv_of(HEADER, GOOD, ["lake", "Lake", "project", "2025"]))
    ticked = {"fingerprint": batch.fingerprint, "page": "1", "shown|2|programmes.csv": "1"}
    answer = officer.post(
        address(batch, "bring_in"), ticked | {"shown|3|programmes.csv": "1", "out|3|programmes.csv": "on"}, follow=True
    )
    assert "Nothing was imported: look first at what your last changes would do." in words(answer)
    assert rows_shown(officer, batch) == [("new", 2, "hill"), ("left out", 3, "lake")]
    assert not Programme.objects.exists()

    batch.refresh_from_db()
    again = ticked | {"fingerprint": batch.fingerprint, "shown|3|programmes.csv": "1", "out|3|programmes.csv": "on"}
    officer.post(address(batch, "bring_in"), again)
    assert [programme.reference for programme in Programme.objects.all()] == ["hill"]


def test_import_on_a_page_where_nothing_was_changed_imports(officer: Client) -> None:
    batch = uploaded(officer, csv_of(HEADER, GOOD))
    shown = {"fingerprint": batch.fingerprint, "page": "1", "shown|2|programmes.csv": "1"}
    officer.post(address(batch, "bring_in"), shown)
    batch.refresh_from_db()
    assert batch.state == State.DONE
