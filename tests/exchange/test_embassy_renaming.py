"""A workbook that comes back after its records were renamed: its references mean the records that had them then."""

import pytest
from django.test import Client

from cooperation.models import Activity, Citation, Partner
from tests.activities.factories import ActivityFactory
from tests.exchange.embassies import (
    TITLE,
    add_row,
    answer,
    change,
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
from tests.exchange.renaming import notices, renamed
from tests.exchange.uploads import bring_in
from tests.partners.factories import PartnerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def activity() -> Activity:
    return course()


def rename_all(activity: Activity) -> None:
    """The activity, its participants and its source."""
    for partner in Partner.objects.all():
        renamed(partner, f"{partner.reference}-now")
    renamed(Citation.objects.get().source, "src-now")
    renamed(activity, "course-now")


def test_untouched_it_changes_nothing_and_tells_what_was_renamed(editor: Client, activity: Activity) -> None:
    book = opened(send(editor))
    rename_all(activity)
    batch = returned(editor, book)
    assert (counted(batch), batch.compared) == (
        {},
        {"asked": 0, "open": 0, "deleted": [], "withdrawn": [], "missing": []},
    )
    now = "a former reference; the record is now"
    assert f"returned.xlsx, activities, row 2, column A “Reference”: “course”: {now} “course-now”" in notices(batch)
    assert f"returned.xlsx, partners, row 2, column A “Reference”: “rs”: {now} “rs-now”" in notices(batch)


def test_what_the_embassy_edited_goes_to_the_renamed_records(editor: Client, activity: Activity) -> None:
    book = opened(send(editor))
    rename_all(activity)
    write(book, "activities", 2, TITLE, "Mountain course")
    write(book, "activity_participants", 2, "Role", "host")
    add_row(book, "activity_participants", Activity="course", Partner="rs", Role="recipient")
    batch = returned(editor, book)
    assert counted(batch) == {"changed": 2, "new": 1}
    bring_in(editor, batch)
    found = Activity.objects.get()
    assert (found.reference, found.title_en) == ("course-now", "Mountain course")
    rows = [(row.number, row.partner.reference, row.role) for row in found.participants.all()]
    assert [row[1:] for row in rows] == [("rs-now", "host"), ("dk-now", rows[1][2]), ("rs-now", "recipient")]


def test_a_link_that_was_only_renamed_is_no_change_of_ours(editor: Client, activity: Activity) -> None:
    """The embassy writes another partner; here nothing but the partner's reference was changed."""
    PartnerFactory(reference="osce", title_en="OSCE", title_da="")
    book = opened(send(editor))
    rename_all(activity)
    write(book, "activity_participants", 2, "Partner", "osce")
    batch = returned(editor, book)
    assert (questions(editor, batch), counted(batch)) == ([], {"changed": 1})


def test_many_links_keep_what_was_renamed(editor: Client, activity: Activity) -> None:
    osce, undp = (PartnerFactory(reference=name, title_en=name.upper(), title_da="") for name in ("osce", "undp"))
    activity.channels.set([osce])
    book = opened(send(editor))
    renamed(osce, "osce-now")
    write(book, "activities", 2, "Channels", "undp")
    batch = returned(editor, book)
    assert (questions(editor, batch), counted(batch)) == ([], {"changed": 1})
    bring_in(editor, batch)
    assert list(activity.channels.all()) == [undp]


def test_a_reference_given_to_another_record_since_still_means_the_first(editor: Client, activity: Activity) -> None:
    book = opened(send(editor))
    first = renamed(activity, "course-now")
    other = ActivityFactory(reference="course", title_en="Other", title_da="")
    write(book, "activities", 2, TITLE, "Mountain course")
    batch = returned(editor, book)
    assert counted(batch) == {"changed": 1}
    bring_in(editor, batch)
    for record in (first, other):
        record.refresh_from_db()
    assert (first.title_en, other.title_en) == ("Mountain course", "Other")


def test_a_linked_record_whose_reference_another_has_now(editor: Client, activity: Activity) -> None:
    book = opened(send(editor))
    renamed(Partner.objects.get(reference="rs"), "serbia")
    PartnerFactory(reference="rs", title_en="Other", title_da="")
    assert counted(returned(editor, book)) == {}
    write(book, "activity_participants", 2, "Role", "host")
    bring_in(editor, returned(editor, book))
    assert [row.partner.reference for row in activity.participants.all()] == ["serbia", "dk"]


def test_a_deleted_record_is_not_taken_for_the_one_that_has_its_reference(
    administrator: Client, activity: Activity
) -> None:
    book = opened(send(administrator))
    activity.citations.all().delete()
    activity.delete()
    ActivityFactory(reference="course", title_en="Other", title_da="")
    write(book, "activities", 2, TITLE, "Mountain course")
    batch = returned(administrator, book)
    assert {problem[2] for problem in problems(administrator, batch)} == {
        "the record that had this reference was deleted; another one has it now"
    }


def test_both_sides_changed_a_renamed_record(editor: Client, activity: Activity) -> None:
    book = opened(send(editor))
    change(renamed(activity, "course-now"), title_en="Course in Tara")
    write(book, "activities", 2, TITLE, "Mountain course")
    batch = returned(editor, book)
    assert [one.question.name for one in questions(editor, batch)] == ["course-now"]
    assert counted(answer(editor, batch, "embassy")) == {"changed": 1}


def test_a_deleted_record_is_brought_back_without_a_second_question(editor: Client, activity: Activity) -> None:
    book = opened(send(editor))
    activity.citations.all().delete()
    activity.delete()
    write(book, "activities", 2, TITLE, "Mountain course")
    batch = answer(editor, returned(editor, book), "embassy")
    assert counted(batch) == {"new": 4}


def test_a_workbook_is_sent_by_a_former_reference(editor: Client, activity: Activity) -> None:
    renamed(Partner.objects.get(reference="rs"), "serbia")
    form = editor.get(page("add"), {"partner": "rs"}).context["form"]
    assert form["partner"].value() == "serbia"
    assert send(editor, "rs").partner_reference == "serbia"
