"""A workbook that came back is an import like any other: parked, marked, undone, answered by who may."""

import io

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from cooperation.exchange.batches.models import ImportBatch
from cooperation.exchange.embassy.models import SentWorkbook
from cooperation.models import Activity, Partner
from cooperation.revisions.models import Revision
from tests.activities.factories import ActivityFactory, ActivityParticipantFactory
from tests.exchange.embassies import (
    TITLE,
    both_change,
    change,
    column,
    counted,
    course,
    opened,
    page,
    questions,
    returned,
    saved,
    send,
    write,
)
from tests.exchange.spreadsheets import register
from tests.exchange.uploads import address, bring_in, rows_shown, words
from tests.vocabulary.factories import AreaFactory

pytestmark = pytest.mark.django_db

State = ImportBatch.State


@pytest.fixture
def activity() -> Activity:
    return course()


@pytest.fixture
def sent(officer: Client, activity: Activity) -> SentWorkbook:
    return send(officer)


def test_it_is_undone_and_has_its_history_as_any_import(editor: Client, activity: Activity, sent: SentWorkbook) -> None:
    before = register()
    book = opened(sent)
    write(book, "activities", 2, TITLE, "Mountain course")
    book["activity_participants"].delete_rows(3)
    batch = bring_in(editor, returned(editor, book))
    assert (batch.counts["changed"], batch.counts["removed"]) == (1, 1)
    assert [one.change for one in Revision.objects.filter(action=batch.action, reference="course")] == ["changed"]
    listed = editor.get(page("changelist")).content.decode()
    assert address(batch) in listed
    assert "returned.xlsx" in words(editor.get(page("change", sent.pk)))
    editor.post(address(batch, "undo"))
    after = register()
    assert {name for name in after if after[name] != before[name]} == set()


def test_questions_may_be_parked_and_are_marked_in_the_officers_workbook(
    editor: Client, activity: Activity, sent: SentWorkbook
) -> None:
    other = ActivityFactory(reference="exercise", title_en="Exercise", channels=[Partner.objects.get(reference="rs")])
    book = opened(send(editor))
    change(activity, title_en="Course in Tara")
    write(book, "activities", 2, TITLE, "Mountain course")
    write(book, "activities", 3, TITLE, "Joint exercise")
    batch = returned(editor, book)
    marked = load_workbook(io.BytesIO(editor.get(address(batch, "errors")).content))
    cell = marked["activities"].cell(2, column(marked, "activities", TITLE))
    assert cell.value == "Mountain course"
    assert cell.comment
    assert cell.comment.text.startswith("changed on both sides")

    editor.post(address(batch, "choose"), {"park": "yes"})
    assert rows_shown(editor, batch, outcome="parked") == [("parked", 2, "course")]
    bring_in(editor, batch)
    other.refresh_from_db()
    activity.refresh_from_db()
    assert (batch.state, other.title_en, activity.title_en) == (State.DONE, "Joint exercise", "Course in Tara")

    cell.value = "Course in Tara"
    assert counted(returned(editor, marked)) == {}, "put right in the marked workbook"


def test_who_may_not_import_does_not_answer(
    officer: Client, reader: Client, activity: Activity, sent: SentWorkbook
) -> None:
    batch = both_change(officer, activity, sent)
    assert reader.get(page("questions", batch.pk)).status_code == 403
    assert reader.post(page("questions", batch.pk), {}).status_code == 403


def test_once_a_file_is_in_nothing_is_asked(editor: Client, activity: Activity, sent: SentWorkbook) -> None:
    book = opened(sent)
    write(book, "activities", 2, TITLE, "Mountain course")
    batch = bring_in(editor, returned(editor, book))
    assert editor.get(page("questions", batch.pk))["Location"] == address(batch)


def test_as_many_queries_for_many_rows_as_for_one(officer: Client, activity: Activity) -> None:
    taken = []
    for number in (1, 4):
        for place in range(number):
            one = ActivityFactory(reference=f"more-{number}-{place}", areas=[AreaFactory()])
            ActivityParticipantFactory(activity=one, partner=Partner.objects.get(reference="rs"))
        book = opened(send(officer))
        for row in range(2, book["activities"].max_row + 1):
            write(book, "activities", row, TITLE, f"Edited {row}")
        content = saved(book)
        Activity.objects.filter(reference__startswith="more").update(title_en=f"Changed here {number}")
        with CaptureQueriesContext(connection) as queries:
            batch = returned(officer, content)
        with CaptureQueriesContext(connection) as asking:
            asked = questions(officer, batch)
        taken.append((len(queries), len(asking)))
    assert len(asked) == 5
    assert taken[0] == taken[1]
