"""Two officers have the same record open, and add, change and delete its rows."""

from typing import Any

import pytest
from django.test import Client

from cooperation.meetings.models import Meeting
from tests.desk.filling import opened, saved, shown, with_row
from tests.desk.merging import again, agenda, conflicts, meeting, mette, told
from tests.meetings.factories import AgendaItemFactory

pytestmark = pytest.mark.django_db
__all__ = ["meeting", "mette"]

CITATIONS = "cooperation-citation-content_type-object_id"
Data = dict[str, Any]


def without(data: Data, prefix: str) -> Data:
    return data | {f"{prefix}-DELETE": "on"}


def test_a_row_that_one_deleted_and_the_other_left_alone_is_gone(
    editor: Client, mette: Client, meeting: Meeting
) -> None:
    mine = opened(editor, meeting)
    saved(mette, meeting, without(without(opened(mette, meeting), "agenda-1"), f"{CITATIONS}-0"))
    answer = saved(editor, meeting, mine | {"agenda-2-text_en": "Third"})
    assert answer.status_code == 302
    assert agenda(meeting) == [(1, "One"), (3, "Third")]
    assert meeting.citations.count() == 0
    assert told(answer)[0].endswith("Also kept: Agenda item 2 (deleted), Citation 1 (deleted).")


def test_a_row_that_one_deleted_and_the_other_edited_is_asked_and_comes_back_as_it_was_numbered(
    editor: Client, mette: Client, meeting: Meeting
) -> None:
    mine = opened(editor, meeting)
    saved(mette, meeting, without(without(opened(mette, meeting), "agenda-1"), f"{CITATIONS}-0"))
    page = saved(editor, meeting, mine | {"agenda-1-text_en": "Second"})
    assert conflicts(page) == [("Agenda item 2", "deleted", "Text (English): Second")]
    assert again(page, editor, meeting).status_code == 302
    assert agenda(meeting) == [(1, "One"), (2, "Second"), (3, "Three")]
    assert list(meeting.citations.values_list("number", "field", "paragraph")) == [(1, "agenda.2", 1)]


def test_or_it_stays_deleted(editor: Client, mette: Client, meeting: Meeting) -> None:
    mine = opened(editor, meeting)
    saved(mette, meeting, without(without(opened(mette, meeting), "agenda-1"), f"{CITATIONS}-0"))
    page = saved(editor, meeting, mine | {"agenda-1-text_en": "Second"})
    [conflict] = page.context["adminform"].form.merge.conflicts
    assert again(page, editor, meeting, use_saved=[conflict.name]).status_code == 302
    assert agenda(meeting) == [(1, "One"), (3, "Three")]
    assert meeting.citations.count() == 0


def test_a_citation_does_not_come_back_without_its_row(editor: Client, mette: Client, meeting: Meeting) -> None:
    """The officer removes the row from the page, as the button beside it does, and says nothing of its citation."""
    mine = opened(editor, meeting)
    saved(mette, meeting, without(without(opened(mette, meeting), "agenda-1"), f"{CITATIONS}-0"))
    page = saved(editor, meeting, mine | {"agenda-1-text_en": "Second"})
    data = {name: value for name, value in shown(page).items() if not name.startswith("agenda-2-")}
    assert saved(editor, meeting, data | {"agenda-TOTAL_FORMS": "2", "merged": "1"}).status_code == 302
    assert agenda(meeting) == [(1, "One"), (3, "Three")]
    assert meeting.citations.count() == 0


def test_a_row_whose_citation_the_other_edited_is_asked(editor: Client, mette: Client, meeting: Meeting) -> None:
    mine = opened(editor, meeting)
    saved(mette, meeting, without(without(opened(mette, meeting), "agenda-1"), f"{CITATIONS}-0"))
    page = saved(editor, meeting, mine | {f"{CITATIONS}-0-paragraph": "7"})
    assert conflicts(page) == [("Agenda item 2", "deleted", "cited")]
    assert again(page, editor, meeting).status_code == 302
    assert agenda(meeting)[1] == (2, "Two")
    assert list(meeting.citations.values_list("field", "paragraph")) == [("agenda.2", 7)]


def test_a_row_that_both_deleted_is_gone(editor: Client, mette: Client, meeting: Meeting) -> None:
    mine = opened(editor, meeting)
    saved(mette, meeting, without(opened(mette, meeting), "agenda-1"))
    assert saved(editor, meeting, without(mine, "agenda-1")).status_code == 302
    assert agenda(meeting) == [(1, "One"), (3, "Three")]


def test_a_row_that_one_edited_and_the_other_deletes_is_asked(editor: Client, mette: Client, meeting: Meeting) -> None:
    mine = without(opened(editor, meeting), "agenda-1")
    saved(mette, meeting, opened(mette, meeting) | {"agenda-1-text_en": "Second"})
    page = saved(editor, meeting, mine)
    assert conflicts(page) == [("Agenda item 2", "Text (English): Second", "deleted")]
    assert agenda(meeting)[1] == (2, "Second")
    assert again(page, editor, meeting).status_code == 302
    assert agenda(meeting) == [(1, "One"), (3, "Three")]


def test_or_the_edited_row_stays(editor: Client, mette: Client, meeting: Meeting) -> None:
    mine = without(opened(editor, meeting), "agenda-1")
    saved(mette, meeting, opened(mette, meeting) | {"agenda-1-text_en": "Second"})
    page = saved(editor, meeting, mine)
    assert again(page, editor, meeting, use_saved=["agenda-1"]).status_code == 302
    assert agenda(meeting) == [(1, "One"), (2, "Second"), (3, "Three")]


def test_rows_that_both_added_stay_under_numbers_of_their_own(editor: Client, mette: Client, meeting: Meeting) -> None:
    mine = with_row(opened(editor, meeting), "agenda", text_en="Mine")
    saved(mette, meeting, with_row(opened(mette, meeting), "agenda", text_en="Theirs"))
    answer = saved(editor, meeting, mine)
    assert answer.status_code == 302
    assert agenda(meeting) == [(1, "One"), (2, "Two"), (3, "Three"), (4, "Theirs"), (5, "Mine")]
    assert told(answer)[0].endswith("Also kept: Agenda item 4 (added).")


def test_a_form_that_is_sent_twice_adds_its_rows_once(editor: Client, meeting: Meeting) -> None:
    mine = with_row(with_row(opened(editor, meeting), "agenda", text_en="Mine"), "agenda", text_en="Mine")
    for __ in range(2):
        assert saved(editor, meeting, mine).status_code == 302
    assert agenda(meeting) == [(1, "One"), (2, "Two"), (3, "Three"), (4, "Mine"), (5, "Mine")]


def test_all_rows_may_be_gone(editor: Client, mette: Client, meeting: Meeting) -> None:
    mine, theirs = opened(editor, meeting), opened(mette, meeting)
    for index in range(3):
        theirs = without(theirs, f"agenda-{index}")
    saved(mette, meeting, theirs)
    assert saved(editor, meeting, mine | {"title_en": "Mine"}).status_code == 302
    assert agenda(meeting) == []


def test_a_row_that_came_back_under_another_id_is_known_by_its_number(
    editor: Client, meeting: Meeting, mette: Client
) -> None:
    """As after an import that was undone."""
    mine = opened(editor, meeting)
    saved(mette, meeting, without(opened(mette, meeting), "agenda-1"))
    meeting.refresh_from_db()
    AgendaItemFactory(meeting=meeting, number=2, text_en="Two", text_da="")
    assert saved(editor, meeting, mine | {"agenda-1-text_en": "Second"}).status_code == 302
    assert agenda(meeting) == [(1, "One"), (2, "Second"), (3, "Three")]


def test_a_form_that_does_not_say_its_numbers_is_asked_and_saved(
    editor: Client, mette: Client, meeting: Meeting
) -> None:
    """One that was opened before an upgrade."""
    mine = {name: value for name, value in opened(editor, meeting).items() if not name.endswith("row_number")}
    saved(mette, meeting, without(opened(mette, meeting), "agenda-1"))
    page = saved(editor, meeting, mine)
    assert [label for label, __, __ in conflicts(page)] == ["Agenda item", "Citation"]
    assert again(page, editor, meeting, use_saved=["agenda-2", f"{CITATIONS}-0"]).status_code == 302
    assert agenda(meeting) == [(1, "One"), (3, "Three")]


def test_without_a_history_all_that_differs_is_asked(editor: Client, meeting: Meeting) -> None:
    """The record was written by something that keeps no revisions."""
    mine = opened(editor, meeting)
    meeting.agenda.get(number=2).delete()
    meeting.title_en = "Elsewhere"
    meeting.save()
    page = saved(editor, meeting, mine)
    assert [label for label, __, __ in conflicts(page)] == ["Title (English)", "Agenda item 2"]
    assert again(page, editor, meeting).status_code == 302
    meeting.refresh_from_db()
    assert (meeting.title_en, len(agenda(meeting))) == ("The talks", 3)
