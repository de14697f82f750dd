"""Documents have a format number, and those of older formats are read as if they were written now."""

import json
import zlib
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from cooperation.exchange.applying import carry_out
from cooperation.exchange.embassy.keeping import packed, unpacked
from cooperation.exchange.plan import make_plan
from cooperation.exchange.reading import Sheet
from cooperation.exchange.undoing import plan_of, undo
from cooperation.models import Action, Activity, Revision
from cooperation.records.resources import resource_of, with_rows
from cooperation.resources import RESOURCES
from cooperation.revisions.documents import document_texts
from cooperation.revisions.recording import Recorder
from cooperation.revisions.upgrades import FORMAT, STEPS, upgrade_document
from tests.activities.factories import ActivityFactory, ActivityItemFactory
from tests.exchange.spreadsheets import register
from tests.records.factories import CitationFactory
from tests.sources.factories import SourceFactory

pytestmark = pytest.mark.django_db
FORMATS = Path(__file__).parent / "formats"
Cells = dict[str, Any]


def fields_now() -> dict[str, list[str]]:
    return {resource.sheet: [column.name for column in resource.columns()] for resource in with_rows(RESOURCES)}


def test_a_change_of_fields_has_a_new_format() -> None:
    """After such a change: raise FORMAT, add a step to STEPS where one is needed, and write the new file."""
    assert json.loads((FORMATS / f"{FORMAT}.json").read_text()) == fields_now()
    assert {int(path.stem) for path in FORMATS.glob("*.json")} == set(range(1, FORMAT + 1))
    assert set(STEPS) == set(range(1, FORMAT))


def imported(*lines: list[Any], name: str = "activities") -> Action:
    header, *rows = lines
    recorder = Recorder(Action.Kind.IMPORT, why="a file")
    sheet = Sheet(name, f"{name}.csv", header, list(enumerate(rows, start=2)))
    carry_out(make_plan([sheet], with_rows(RESOURCES)), recorder)
    return recorder.action


def without(cells: Cells, *names: str) -> Cells:
    return {name: cell for name, cell in cells.items() if name not in names}


def write_in_first_format(*names: str) -> None:
    """Make the stored documents what they were in format 1, and before the named fields of records were added."""
    for revision in Revision.objects.exclude(document=None):
        document: Any = revision.document
        rows = {sheet: [without(cells, "sort_order") for cells in own] for sheet, own in document["rows"].items()}
        revision.document = {"fields": without(document["fields"], *names), "rows": rows}
        revision.save()


@pytest.fixture
def course() -> Activity:
    """A course with two items, the second cited, of which an import changed the title."""
    activity = ActivityFactory(reference="course", title_en="Course", internal_note="ours", summary_en="Summary")
    for name in ("Trucks", "Pumps"):
        ActivityItemFactory(activity=activity, what_en=name)
    CitationFactory(record=activity, field="items.2", source=SourceFactory(reference="src"))
    return activity


def test_undo_of_an_import_made_before_an_upgrade_blanks_nothing(course: Activity) -> None:
    """`internal_note` stands for a field that came in after the import, and has been filled in since."""
    before = register()
    action = imported(["Reference", "Title (English)"], ["course", "Other"])
    write_in_first_format("internal_note")

    report = undo(action)

    assert (report.put_back, report.left) == (["course"], [])
    assert register() == before


def test_undo_of_rows_deleted_before_an_upgrade_brings_them_back(course: Activity) -> None:
    before = register()
    action = imported(["Activity", "Number", "What (English)"], ["course", 1, "Trucks"], name="activity_items")
    write_in_first_format()

    assert undo(action).put_back == ["course"]
    assert register() == before


def test_a_record_that_says_the_same_in_another_format_is_not_changed_since(course: Activity) -> None:
    first = imported(["Reference", "Title (English)"], ["course", "First"])
    write_in_first_format()
    second = imported(["Reference", "Title (English)"], ["course", "Second"])
    undo(second)

    assert undo(first).put_back == ["course"]
    course.refresh_from_db()
    assert course.title_en == "Course"


@pytest.mark.parametrize("written_in", [1, 2])
def test_a_revision_restores_to_its_document(course: Activity, written_in: int) -> None:
    imported(["Reference", "Title (English)", "Summary (English)"], ["course", "Other", ""])
    first, last = Revision.objects.filter(reference="course").order_by("number")
    document: Any = first.document
    if written_in == 1:
        write_in_first_format()
        first.refresh_from_db()
        assert "format" not in (first.document or {})

    carry_out(plan_of([first]), Recorder(Action.Kind.UNDO))

    (text,) = document_texts(resource_of(Activity), [course.pk]).values()
    assert json.loads(text[1]) == document
    assert (last.document or {})["fields"]["title_en"] == "Other"


def test_history_shows_no_change_where_only_the_format_changed(course: Activity, stranger: Client) -> None:
    imported(["Reference", "Title (Danish)"], ["course", "Kursus"])
    write_in_first_format("verified_by")
    imported(["Reference", "Place"], ["course", ""])
    imported(["Reference", "Summary (English)"], ["course", "Another"])

    page = stranger.get("/en/activities/course/history/")
    changes = [str(line) for change in page.context["changes"] for line in change.lines]
    assert changes == ["Summary (English): changed", "Title (Danish): changed", "Published on this day or earlier."]


def test_a_workbook_sent_in_the_first_format_is_read_in_the_present_one() -> None:
    (items,) = (resource for resource in with_rows(RESOURCES) if resource.sheet == "activity_items")
    sheets = [["activity_items", ["activity", "number", "what_en"], [["course", "2", "Pumps"]], {}]]
    sent = {"activity": "course", "number": "2", "what_en": "Pumps"}

    first = unpacked(zlib.compress(json.dumps(sheets).encode()), [items])
    assert first["activity_items"].sent == {("course", 2): sent | {"sort_order": "2"}}
    present = unpacked(packed([("activity_items", [*sent], [[*sent.values()]], {})]), [items])
    assert present["activity_items"].sent == {("course", 2): sent}


def test_every_field_of_today_is_in_an_upgraded_document(course: Activity) -> None:
    resource = resource_of(Activity)
    upgraded = upgrade_document(
        resource, {"fields": {"reference": "course"}, "rows": {"activity_items": [{"number": 7}]}}
    )

    assert list(upgraded["fields"]) == fields_now()["activities"]
    assert (upgraded["fields"]["reference"], upgraded["fields"]["title_en"]) == ("course", "")
    (row,) = upgraded["rows"]["activity_items"]
    assert ["activity", *row] == fields_now()["activity_items"]
    assert (row["number"], row["sort_order"], row["what_en"]) == (7, 7, "")
