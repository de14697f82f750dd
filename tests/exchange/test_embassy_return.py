"""A workbook that comes back: only what the embassy edited is offered, and what both changed is asked."""

import datetime

import pytest
from django.test import Client

from cooperation.exchange.batches.models import ImportBatch
from cooperation.exchange.embassy.models import SentWorkbook
from cooperation.models import Activity
from tests.activities.factories import ActivityFactory, ActivityParticipantFactory
from tests.exchange.embassies import (
    TITLE,
    WHEN,
    answer,
    both_change,
    change,
    column,
    counted,
    course,
    opened,
    page,
    problems,
    questions,
    returned,
    send,
    write,
)
from tests.exchange.spreadsheets import register
from tests.exchange.uploads import address, bring_in, words
from tests.partners.factories import PartnerFactory

pytestmark = pytest.mark.django_db

State = ImportBatch.State


@pytest.fixture
def activity() -> Activity:
    return course()


@pytest.fixture
def sent(officer: Client, activity: Activity) -> SentWorkbook:
    return send(officer)


def test_a_workbook_that_nobody_edited_offers_nothing(officer: Client, activity: Activity, sent: SentWorkbook) -> None:
    change(activity, title_en="Changed here", when="2025")
    activity.participants.get(number=2).delete()
    ActivityParticipantFactory(activity=activity, partner=PartnerFactory())
    before = register()
    batch = returned(officer, opened(sent))
    assert (counted(batch), batch.fingerprint, batch.sent) == ({}, "", sent)
    told = words(officer.get(address(batch)))
    assert "The workbook that was made for RS on" in told
    assert "There is nothing to import: the register says what the file says already." in told
    assert register() == before


def test_what_the_embassy_edited_is_offered_and_what_was_changed_here_stays(
    editor: Client, activity: Activity, sent: SentWorkbook
) -> None:
    change(activity, when="2025", internal_note="still ours")
    book = opened(sent)
    write(book, "activities", 2, TITLE, "Mountain course")
    batch = returned(editor, book)
    shown = editor.get(address(batch)).context["shown"].rows
    assert [(cell.title, cell.old, cell.new) for cell in shown[0].cells] == [(TITLE, "Course", "Mountain course")]
    assert counted(batch) == {"changed": 1}
    bring_in(editor, batch)
    activity.refresh_from_db()
    assert (activity.title_en, str(activity.when), activity.internal_note) == ("Mountain course", "2025", "still ours")


def test_the_same_change_on_both_sides_is_none(officer: Client, activity: Activity, sent: SentWorkbook) -> None:
    change(activity, title_en="Mountain course")
    book = opened(sent)
    write(book, "activities", 2, TITLE, "Mountain course")
    assert counted(returned(officer, book)) == {}


def test_what_both_changed_is_asked_and_nothing_goes_in_before(
    officer: Client, activity: Activity, sent: SentWorkbook
) -> None:
    batch = both_change(officer, activity, sent)
    assert (counted(batch), batch.fingerprint) == ({"refused": 1}, "")
    message = (
        "changed on both sides: sent as “Course”, the embassy writes “Mountain course”, "
        "here it is now “Course in Tara”; say which counts"
    )
    assert problems(officer, batch) == [(2, TITLE, message)]
    assert "1 change was made on both sides: say which counts" in words(officer.get(address(batch)))
    (asked,) = questions(officer, batch)
    assert (asked.question.name, asked.title, asked.answer) == ("course", TITLE, "")
    assert (asked.sent, asked.theirs, asked.here) == ("Course", "Mountain course", "Course in Tara")


@pytest.mark.parametrize(("word", "title"), [("embassy", "Mountain course"), ("here", "Course in Tara")])
def test_the_officer_says_which_counts(
    editor: Client, activity: Activity, sent: SentWorkbook, word: str, title: str
) -> None:
    batch = answer(editor, both_change(editor, activity, sent), word)
    assert counted(batch) == ({"changed": 1} if word == "embassy" else {})
    assert "See again what was changed on both sides" in words(editor.get(address(batch)))
    assert [shown.answer for shown in questions(editor, batch)] == [word]
    bring_in(editor, batch)
    activity.refresh_from_db()
    assert activity.title_en == title


def test_or_the_officer_writes_what_is_right(editor: Client, activity: Activity, sent: SentWorkbook) -> None:
    batch = answer(editor, both_change(editor, activity, sent), own=["Mountain course in Tara"])
    assert (counted(batch), questions(editor, batch)) == ({"changed": 1}, [])
    bring_in(editor, batch)
    activity.refresh_from_db()
    assert activity.title_en == "Mountain course in Tara"


def test_an_answer_counts_for_what_was_seen_and_no_longer(
    officer: Client, activity: Activity, sent: SentWorkbook
) -> None:
    batch = answer(officer, both_change(officer, activity, sent), "embassy")
    change(activity, title_en="Changed once more")
    bring_in(officer, batch)
    assert (batch.state, counted(batch)) == (State.WAITING, {"refused": 1})
    assert [(one.here, one.answer) for one in questions(officer, batch)] == [("Changed once more", "")]


def test_what_was_not_asked_is_not_answered(officer: Client, activity: Activity, sent: SentWorkbook) -> None:
    batch = both_change(officer, activity, sent)
    officer.post(page("questions", batch.pk), {"answer|0123": "embassy", f"answer|{'0' * 32}": "here"})
    batch.refresh_from_db()
    assert (batch.choices["answers"], counted(batch)) == ({}, {"refused": 1})


@pytest.mark.parametrize("day", [datetime.date(2024, 5, 13), "2024-05-13", "13-05-2024", "13. maj 2024"])
def test_another_spelling_is_no_edit(
    officer: Client, activity: Activity, sent: SentWorkbook, day: datetime.date | str
) -> None:
    change(activity, when="2025")
    book = opened(sent)
    write(book, "activities", 2, WHEN, day)
    write(book, "activities", 2, TITLE, " Course ")
    write(book, "activities", 2, "Kind", "Training or course")
    write(book, "activity_participants", 2, "Partner", "RS")
    assert counted(returned(officer, book)) == {}


def test_a_cell_that_cannot_be_read_is_refused_as_ever(editor: Client, activity: Activity, sent: SentWorkbook) -> None:
    book = opened(sent)
    write(book, "activities", 2, WHEN, "soon")
    batch = returned(editor, book)
    assert [(row, title) for row, title, __ in problems(editor, batch)] == [(2, WHEN)]
    editor.post(address(batch, "choose"), {f"correct|2|{'G'}|returned.xlsx, activities": "2024-06"})
    assert bring_in(editor, batch).state == State.DONE
    activity.refresh_from_db()
    assert str(activity.when) == "June 2024"


def test_links_kept_back_stay_when_the_embassy_edits_the_others(editor: Client, activity: Activity) -> None:
    secret, open_ = PartnerFactory(reference="secret", state="draft"), PartnerFactory(reference="osce")
    activity.channels.set([secret, open_])
    book = opened(send(editor))
    assert book["activities"].cell(2, column(book, "activities", "Channels")).value == "osce"
    write(book, "activities", 2, "Channels", "osce; dk")
    bring_in(editor, returned(editor, book))
    assert sorted(activity.channels.values_list("reference", flat=True)) == ["dk", "osce", "secret"]


def test_columns_that_were_not_sent_do_not_come_in(officer: Client, activity: Activity, sent: SentWorkbook) -> None:
    book = opened(sent)
    sheet = book["activities"]
    for title, value in (("Internal note", "theirs"), ("State", "withdrawn"), ("Owner", "embassy")):
        place = sheet.max_column + 1
        sheet.cell(1, place).value, sheet.cell(2, place).value = title, value
    assert counted(returned(officer, book)) == {}


def test_a_new_record_comes_in_as_a_draft(officer: Client, activity: Activity, sent: SentWorkbook) -> None:
    book = opened(sent)
    cells = {"Reference": "seminar", TITLE: "Seminar", "Kind": "visit or seminar", "Direction": "mutual"}
    for title, value in cells.items():
        write(book, "activities", 3, title, value)
    for title, value in {"Activity": "seminar", "Partner": "rs", "Role": "host"}.items():
        write(book, "activity_participants", 4, title, value)
    batch = returned(officer, book)
    assert counted(batch) == {"new": 2}
    bring_in(officer, batch)
    seminar = Activity.objects.get(reference="seminar")
    assert (seminar.state, seminar.participants.get().partner.reference) == ("draft", "rs")
    assert counted(returned(officer, book)) == {}, "the same file once more"


def test_a_record_that_is_not_in_the_file_stays_with_its_rows(
    officer: Client, activity: Activity, sent: SentWorkbook
) -> None:
    book = opened(sent)
    for sheet in ("activities", "activity_participants", "citations"):
        book[sheet].delete_rows(2, 9)
    batch = returned(officer, book)
    assert counted(batch) == {}
    assert "Not in the file, and left as they are course" in words(officer.get(address(batch))).replace("arec", "are c")


def test_a_record_deleted_here_stays_deleted_unless_the_embassy_edited_it(
    administrator: Client, activity: Activity
) -> None:
    book = opened(send(administrator))
    activity.citations.all().delete()
    activity.delete()
    batch = returned(administrator, book)
    assert (counted(batch), batch.compared["deleted"]) == ({}, ["course"])
    assert "Deleted here since" in words(administrator.get(address(batch)))

    write(book, "activities", 2, TITLE, "Mountain course")
    batch = returned(administrator, book)
    message = "deleted here since it was sent, and changed by the embassy; say which counts"
    assert [problem[2] for problem in problems(administrator, batch)] == [message]
    assert counted(answer(administrator, batch, "here")) == {}
    batch = answer(administrator, batch, "embassy")
    assert counted(batch) == {"new": 4}
    bring_in(administrator, batch)
    assert Activity.objects.get(reference="course").participants.count() == 2


def test_an_edited_row_of_a_deleted_record_is_asked_too(administrator: Client, activity: Activity) -> None:
    book = opened(send(administrator))
    activity.citations.all().delete()
    activity.delete()
    write(book, "activity_participants", 2, "Role", "host")
    assert [one.question.name for one in questions(administrator, returned(administrator, book))] == ["course"]


def test_a_record_withdrawn_here_is_named(officer: Client, activity: Activity, sent: SentWorkbook) -> None:
    Activity.objects.update(state="withdrawn")
    batch = returned(officer, opened(sent))
    assert "Withdrawn here since" in words(officer.get(address(batch)))
    assert batch.compared["withdrawn"] == ["course"]


@pytest.mark.parametrize("word", ["embassy", "here"])
def test_a_record_that_was_not_sent_is_not_written_over_unasked(
    officer: Client, activity: Activity, sent: SentWorkbook, word: str
) -> None:
    ActivityFactory(reference="secret", title_en="Secret", state="draft", result_en="kept")
    book = opened(sent)
    for title, value in {"Reference": "secret", TITLE: "Theirs", "Kind": "exercise", "Direction": "mutual"}.items():
        write(book, "activities", 3, title, value)
    batch = answer(officer, returned(officer, book), word)
    bring_in(officer, batch)
    kept = Activity.objects.get(reference="secret")
    assert (kept.title_en, kept.result_en) == ("Theirs" if word == "embassy" else "Secret", "kept")


def test_the_hidden_sheet_may_be_shown(editor: Client, activity: Activity, sent: SentWorkbook) -> None:
    book = opened(sent)
    for sheet in book:
        sheet.sheet_state = "visible"
    write(book, "activities", 2, TITLE, "Mountain course")
    del book["lists"]
    batch = returned(editor, book)
    assert (batch.sent, counted(batch)) == (sent, {"changed": 1})


def test_a_file_with_the_mark_of_no_workbook_is_an_ordinary_one(officer: Client, activity: Activity) -> None:
    sent = send(officer)
    content = bytes(sent.content)
    sent.delete()
    batch = returned(officer, content)
    assert (batch.sent, batch.compared) == (None, {})


def test_one_kind_of_record_may_come_back_by_itself(editor: Client, activity: Activity, sent: SentWorkbook) -> None:
    book = opened(sent)
    write(book, "activities", 2, TITLE, "Mountain course")
    batch = returned(editor, book, "activity")
    assert (batch.sent, counted(batch)) == (sent, {"changed": 1})
