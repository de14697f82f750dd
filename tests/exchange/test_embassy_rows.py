"""Child rows in a workbook that comes back: edited, added, taken away, there and here."""

import pytest
from django.test import Client

from cooperation.exchange.batches.models import ImportBatch
from cooperation.models import Activity, Partner
from tests.activities.factories import ActivityFactory, ActivityParticipantFactory
from tests.exchange.embassies import answer, counted, opened, problems, questions, returned, send, write
from tests.exchange.uploads import address, bring_in, rows_shown
from tests.partners.factories import PartnerFactory

pytestmark = pytest.mark.django_db

ROWS = "activity_participants"


@pytest.fixture
def activity() -> Activity:
    """A course with two participants, rows 1 and 3, of Serbia and Denmark."""
    serbia, denmark = (PartnerFactory(reference=name, title_en=name.upper()) for name in ("rs", "dk"))
    activity = ActivityFactory(reference="course", title_en="Course")
    for number, partner in ((1, serbia), (3, denmark)):
        ActivityParticipantFactory(activity=activity, partner=partner, number=number, role="participant")
    return activity


@pytest.fixture
def osce() -> Partner:
    return PartnerFactory(reference="osce", title_en="OSCE")


def rows_of(activity: Activity) -> list[tuple[int, str, str]]:
    return list(activity.participants.order_by("number").values_list("number", "partner__reference", "role"))


FIRST, SECOND = (1, "rs", "participant"), (3, "dk", "participant")


def test_an_edited_row_is_compared_cell_by_cell(editor: Client, activity: Activity) -> None:
    book = opened(send(editor))
    activity.participants.filter(number=1).update(note_en="noted here")
    write(book, ROWS, 2, "Role", "host")
    bring_in(editor, returned(editor, book))
    assert rows_of(activity) == [(1, "rs", "host"), SECOND]
    assert activity.participants.get(number=1).note_en == "noted here"


@pytest.mark.parametrize("number", [None, 2, 3, 4])
def test_an_added_row_is_new_whatever_number_it_bears(
    editor: Client, activity: Activity, osce: Partner, number: int | None
) -> None:
    """Rows copied in a spreadsheet keep the number of the row they were copied from; one may be taken here since."""
    book = opened(send(editor))
    ActivityParticipantFactory(activity=activity, partner=osce, number=4, role="host")
    for title, value in {"Activity": "course", "Number": number, "Partner": "osce", "Role": "funder"}.items():
        write(book, ROWS, 4, title, value)
    batch = returned(editor, book)
    assert counted(batch) == {"new": 1}
    bring_in(editor, batch)
    added = (number if number == 2 else 5, "osce", "funder")
    assert rows_of(activity) == sorted([FIRST, SECOND, (4, "osce", "host"), added])
    assert counted(returned(editor, book)) == {}, "the same file once more"


def test_a_row_that_the_embassy_took_away_is_offered_for_removal(editor: Client, activity: Activity) -> None:
    book = opened(send(editor))
    book[ROWS].delete_rows(3)
    batch = returned(editor, book)
    assert rows_shown(editor, batch, outcome="removed") == [("removed", None, "course 3")]
    bring_in(editor, batch)
    assert rows_of(activity) == [FIRST]


def test_all_rows_of_a_record_may_be_taken_away(editor: Client, activity: Activity) -> None:
    book = opened(send(editor))
    book[ROWS].delete_rows(2, 2)
    batch = returned(editor, book)
    assert counted(batch) == {"removed": 2}
    bring_in(editor, batch)
    assert rows_of(activity) == []


def test_a_sheet_that_is_not_in_the_file_says_nothing(officer: Client, activity: Activity) -> None:
    book = opened(send(officer))
    del book[ROWS]
    assert counted(returned(officer, book)) == {}


def test_a_row_added_here_since_stays(editor: Client, activity: Activity, osce: Partner) -> None:
    book = opened(send(editor))
    ActivityParticipantFactory(activity=activity, partner=osce, number=2, role="host")
    book[ROWS].delete_rows(2, 2)
    batch = returned(editor, book)
    assert counted(batch) == {"removed": 2}
    bring_in(editor, batch)
    assert rows_of(activity) == [(2, "osce", "host")]


def test_a_row_that_was_kept_back_stays(editor: Client, activity: Activity) -> None:
    hidden = PartnerFactory(reference="secret", state="draft")
    ActivityParticipantFactory(activity=activity, partner=hidden, number=2, role="host")
    book = opened(send(editor))
    write(book, ROWS, 2, "Role", "host")
    bring_in(editor, returned(editor, book))
    assert rows_of(activity) == [(1, "rs", "host"), (2, "secret", "host"), SECOND]


def taken_away_there_and_changed_here(officer: Client, activity: Activity) -> ImportBatch:
    book = opened(send(officer))
    activity.participants.filter(number=3).update(role="host")
    book[ROWS].delete_rows(3)
    return returned(officer, book)


@pytest.mark.parametrize(("word", "left"), [("embassy", [FIRST]), ("here", [FIRST, (3, "dk", "host")])])
def test_a_row_taken_away_there_and_changed_here_is_asked(
    editor: Client, activity: Activity, word: str, left: list[tuple[int, str, str]]
) -> None:
    batch = taken_away_there_and_changed_here(editor, activity)
    assert (counted(batch), batch.fingerprint) == ({"refused": 1}, "")
    message = (
        "the embassy took row course 3 away, which was changed here since it was sent: sent as “Role: participant”, "
        "here it is now “Role: host”; say which counts"
    )
    assert problems(editor, batch) == [(None, "Partner", message)]
    assert "correct|None" not in editor.get(address(batch)).content.decode()
    assert editor.get(address(batch, "errors")).status_code == 200
    bring_in(editor, answer(editor, batch, word))
    assert rows_of(activity) == left


def test_parked_it_stays_with_the_other_rows_of_its_record(officer: Client, activity: Activity) -> None:
    batch = taken_away_there_and_changed_here(officer, activity)
    officer.post(address(batch, "choose"), {"park": "yes"})
    batch.refresh_from_db()
    assert counted(batch) == {"parked": 2}
    assert officer.get(address(batch, "parked")).status_code == 200
    assert rows_of(activity) == [FIRST, (3, "dk", "host")]


def test_a_row_taken_away_here_stays_away(officer: Client, activity: Activity) -> None:
    book = opened(send(officer))
    activity.participants.get(number=3).delete()
    assert counted(returned(officer, book)) == {}


@pytest.mark.parametrize(("word", "left"), [("here", [FIRST]), ("embassy", [FIRST, (3, "dk", "host")])])
def test_a_row_taken_away_here_and_edited_there_is_asked(
    editor: Client, activity: Activity, word: str, left: list[tuple[int, str, str]]
) -> None:
    book = opened(send(editor))
    activity.participants.get(number=3).delete()
    write(book, ROWS, 3, "Role", "host")
    batch = returned(editor, book)
    (asked,) = questions(editor, batch)
    assert (asked.sent, asked.theirs) == ("Role: participant", "Role: host")
    bring_in(editor, answer(editor, batch, word))
    assert rows_of(activity) == left


def test_without_the_column_of_numbers_rows_are_known_by_what_they_say(editor: Client, activity: Activity) -> None:
    book = opened(send(editor))
    book[ROWS].delete_cols(2)
    batch = returned(editor, book)
    assert counted(batch) == {}
    write(book, ROWS, 3, "Role", "host")
    bring_in(editor, returned(editor, book))
    assert [row[1:] for row in rows_of(activity)] == [("rs", "participant"), ("dk", "host")]


def test_a_row_left_out_takes_nothing_away(editor: Client, activity: Activity) -> None:
    book = opened(send(editor))
    write(book, ROWS, 2, "Role", "host")
    book[ROWS].delete_rows(3)
    batch = returned(editor, book)
    place = f"2|returned.xlsx, {ROWS}"
    editor.post(address(batch, "choose"), {f"shown|{place}": "", f"out|{place}": "on"})
    batch.refresh_from_db()
    assert counted(batch) == {"left out": 1}
    assert rows_of(activity) == [FIRST, SECOND]
