"""A number belongs to one child row for ever, and a citation stays with the row it was made for."""

from typing import Any

import pytest
from django.test import Client

from cooperation.exchange.applying import carry_out
from cooperation.exchange.plan import make_plan
from cooperation.exchange.planned import Plan
from cooperation.exchange.reading import Sheet
from cooperation.exchange.undoing import undo
from cooperation.models import Action, Activity, RowNumberMark
from cooperation.records.resources import with_rows
from cooperation.resources import RESOURCES
from cooperation.revisions.recording import Recorder
from tests.activities.factories import ActivityFactory, ActivityItemFactory
from tests.exchange.uploads import address, uploaded
from tests.meetings.factories import AgendaItemFactory, MeetingFactory
from tests.records.factories import CitationFactory
from tests.sources.factories import SourceFactory

pytestmark = pytest.mark.django_db

ITEMS = ["Activity", "Number", "What (English)", "Category", "Quantity"]
CITATIONS = ["Kind of record", "Record", "Number", "Field", "Source"]


def sheet(name: str, header: list[str], *rows: list[Any]) -> Sheet:
    return Sheet(name, f"{name}.csv", header, list(enumerate(map(list, rows), start=2)))


def items_sheet(*rows: list[Any]) -> Sheet:
    return sheet("activity_items", ITEMS, *(["gift", *row] for row in rows))


def citations_sheet(*rows: list[Any]) -> Sheet:
    return sheet("citations", CITATIONS, *(["activity", "gift", *row] for row in rows))


def planned(*sheets: Sheet) -> Plan:
    return make_plan(sheets, with_rows(RESOURCES))


def brought_in(*sheets: Sheet) -> Action:
    recorder = Recorder(Action.Kind.IMPORT, why="a file")
    carry_out(planned(*sheets), recorder)
    return recorder.action


def problems(plan: Plan) -> list[str]:
    return [str(problem) for problem in plan.problems]


def notices(plan: Plan) -> list[str]:
    return [notice for sheet in plan.sheets for notice in sheet.read.notices]


TRUCKS, PUMPS, TOOLS = ["Trucks", "vehicles", "14"], ["Pumps", "equipment", "2"], ["Tools", "equipment", ""]


@pytest.fixture
def gift() -> Activity:
    """Three items; the second and the third are cited, each with its name as the note."""
    activity = ActivityFactory(reference="gift")
    source = SourceFactory(reference="src")
    for name in ("Trucks", "Pumps", "Tools"):
        ActivityItemFactory(activity=activity, what_en=name, category="equipment")
    for number, name in ((2, "Pumps"), (3, "Tools")):
        CitationFactory(record=activity, field=f"items.{number}", source=source, note_en=name)
    brought_in(items_sheet([1, *TRUCKS], [2, *PUMPS], [3, *TOOLS]))
    return activity


def items(activity: Activity) -> list[tuple[int, str]]:
    return list(activity.items.values_list("number", "what_en"))


def cited(activity: Activity) -> list[tuple[str, str]]:
    return list(activity.citations.values_list("field", "note_en"))


# One row after another


def test_the_number_of_a_deleted_row_is_not_given_again(gift: Activity) -> None:
    gift.items.get(number=3).delete()

    assert cited(gift) == [("items.2", "Pumps")]
    assert ActivityItemFactory(activity=gift, what_en="Tents").number == 4
    assert cited(gift) == [("items.2", "Pumps")]


def test_rows_deleted_together_take_their_citations_along(gift: Activity) -> None:
    gift.items.filter(number__gte=2).delete()

    assert (items(gift), cited(gift)) == ([(1, "Trucks")], [])
    assert ActivityItemFactory(activity=gift).number == 4
    assert CitationFactory(record=gift).number == 3, "the numbers of citations are not given again either"


def test_each_record_counts_for_itself(gift: Activity) -> None:
    gift.items.all().delete()
    meeting = MeetingFactory(pk=gift.pk)

    assert ActivityItemFactory().number == 1
    assert AgendaItemFactory(meeting=meeting).number == 1


def test_a_number_that_a_citation_names_without_a_row_is_not_given_to_one(gift: Activity) -> None:
    CitationFactory(record=gift, field="items.7", note_en="nothing")

    assert ActivityItemFactory(activity=gift).number == 8


# Sheets


def test_a_row_left_out_of_a_sheet_goes_with_its_citations_and_the_plan_counts_them(gift: Activity) -> None:
    plan = planned(items_sheet([1, *TRUCKS], [3, *TOOLS]))
    (items_plan,) = plan.sheets
    assert [(document["number"], items_plan.deleted_citations[pk]) for pk, document in items_plan.removed] == [(2, 1)]

    carry_out(plan, Recorder(Action.Kind.IMPORT))

    assert (items(gift), cited(gift)) == ([(1, "Trucks"), (3, "Tools")], [("items.3", "Tools")])


def test_the_preview_says_how_many_citations_go_with_a_row(editor: Client, gift: Activity) -> None:
    content = "Activity;Number;What (English);Category\ngift;1;Trucks;vehicles\ngift;3;Tools;equipment\n"
    batch = uploaded(editor, content.encode(), "activity", "activity_items.csv")
    page = editor.get(address(batch), {"outcome": "removed"})
    assert [(row.name, row.deleted_citations) for row in page.context["shown"].rows] == [("gift 2", 1)]
    assert "with its 1 citation" in page.content.decode()


def test_a_changed_row_keeps_its_citations(gift: Activity) -> None:
    brought_in(items_sheet([1, *TRUCKS], [2, "Pumps", "equipment", "9"], [3, *TOOLS]))

    assert str(gift.items.get(number=2).quantity) == "9"
    assert cited(gift) == [("items.2", "Pumps"), ("items.3", "Tools")]


def test_a_sheet_may_give_a_new_row_any_number_never_used(gift: Activity) -> None:
    brought_in(items_sheet([1, *TRUCKS], [2, *PUMPS], [3, *TOOLS], [40, "Tents", "equipment", ""]))

    assert items(gift)[-1] == (40, "Tents")
    assert ActivityItemFactory(activity=gift).number == 41


def test_a_new_row_with_the_number_of_a_deleted_one_gets_the_next_and_its_citations_follow(gift: Activity) -> None:
    gift.items.get(number=3).delete()
    sheets = [
        items_sheet([1, *TRUCKS], [2, *PUMPS], [3, "Tents", "equipment", ""]),
        citations_sheet([1, "items.2", "src"], ["", "items.3", "src"]),
    ]
    plan = planned(*sheets)
    assert notices(plan) == ["row 4: number 3 of gift belongs to another row; this row gets number 4"]

    carry_out(plan, Recorder(Action.Kind.IMPORT))

    assert items(gift) == [(1, "Trucks"), (2, "Pumps"), (4, "Tents")]
    assert list(gift.citations.values_list("number", "field")) == [(1, "items.2"), (3, "items.4")]
    assert planned(*sheets).counts()["unchanged"] == 5, "the same file once more"


def test_a_sheet_without_numbers_means_rows_by_what_they_say(gift: Activity) -> None:
    """The second row is gone: the third keeps its number and its citation."""
    rows = [["gift", *TRUCKS], ["gift", *TOOLS], ["gift", "Tents", "equipment", ""]]
    without = [title for title in ITEMS if title != "Number"]
    brought_in(sheet("activity_items", without, *rows))

    assert items(gift) == [(1, "Trucks"), (3, "Tools"), (4, "Tents")]
    assert cited(gift) == [("items.3", "Tools")]


def test_a_row_without_a_number_that_bears_the_name_of_one_row_corrects_it(gift: Activity) -> None:
    without = [title for title in ITEMS if title != "Number"]
    rows = [["gift", *TOOLS], ["gift", "Pumps", "equipment", "5"], ["gift", *TRUCKS]]
    brought_in(sheet("activity_items", without, *rows))

    assert items(gift) == [(1, "Trucks"), (2, "Pumps"), (3, "Tools")]
    assert str(gift.items.get(number=2).quantity) == "5"
    assert cited(gift) == [("items.2", "Pumps"), ("items.3", "Tools")]


def test_a_new_citation_of_a_row_that_is_not_there_is_refused(gift: Activity) -> None:
    sheets = [items_sheet([1, *TRUCKS], [2, *PUMPS]), citations_sheet([1, "items.2", "src"], [8, "items.9", "src"])]
    assert problems(planned(*sheets)) == [
        (
            "citations.csv, row 3, column D “Field”: “items.9”: "
            "gift has no row items.9. If the row was deleted, delete this citation too"
        )
    ]
    sheets[0] = items_sheet([1, *TRUCKS], [2, *PUMPS], [9, *TOOLS])
    assert problems(planned(*sheets)) == []


def test_a_citation_in_the_file_goes_with_the_row_that_the_file_removes(gift: Activity) -> None:
    brought_in(items_sheet([1, *TRUCKS], [2, *PUMPS]), citations_sheet([1, "items.2", "src"], [2, "items.3", "src"]))

    assert (items(gift), cited(gift)) == ([(1, "Trucks"), (2, "Pumps")], [("items.2", "Pumps")])


def test_a_citation_that_is_moved_to_another_row_is_not_deleted_with_its_old_one(gift: Activity) -> None:
    brought_in(items_sheet([1, *TRUCKS], [2, *PUMPS]), citations_sheet([1, "items.2", "src"], [2, "items.1", "src"]))

    assert list(gift.citations.values_list("number", "field")) == [(1, "items.2"), (2, "items.1")]


def test_the_largest_number_is_named(gift: Activity) -> None:
    assert problems(planned(items_sheet([1_000_000, *TRUCKS]))) == [
        "activity_items.csv, row 2, column B “Number”: “1000000”: Ensure this value is less than or equal to 999999."
    ]


# Undo


def test_undo_brings_a_deleted_row_back_under_its_number_with_its_citations(gift: Activity) -> None:
    action = brought_in(items_sheet([1, *TRUCKS], [3, *TOOLS]))
    assert undo(action).put_back == ["gift"]

    assert items(gift) == [(1, "Trucks"), (2, "Pumps"), (3, "Tools")]
    assert cited(gift) == [("items.2", "Pumps"), ("items.3", "Tools")]


def test_the_number_of_a_row_that_was_undone_is_not_given_again(gift: Activity) -> None:
    action = brought_in(items_sheet([1, *TRUCKS], [2, *PUMPS], [3, *TOOLS], ["", "Tents", "equipment", ""]))
    assert items(gift)[-1] == (4, "Tents")
    undo(action)

    assert ActivityItemFactory(activity=gift).number == 5


def test_marks_are_kept_for_each_child_table(gift: Activity) -> None:
    gift.items.all().delete()
    marks = RowNumberMark.objects.values_list("kind", "rows", "object_id", "number")
    assert sorted(marks) == [("activity", "activityitem", gift.pk, 3), ("activity", "citation", gift.pk, 2)]


def test_queries_do_not_grow_with_the_rows(gift: Activity, django_assert_num_queries: Any) -> None:
    rows = [[1, *TRUCKS], [2, *PUMPS], [3, *TOOLS]]
    more = [["", f"Thing {number}", "equipment", ""] for number in range(50)]
    planned(items_sheet(*rows))
    with django_assert_num_queries(5):
        assert planned(items_sheet(*rows, more[0])).counts()["new"] == 1
    with django_assert_num_queries(5):
        assert planned(items_sheet(*rows, *more)).counts()["new"] == 50
