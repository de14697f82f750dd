"""Text typed into the desk's forms."""

import pytest
from django.test import Client

from cooperation.models import Meeting
from tests.desk.filling import change_address, errors_on, opened, saved
from tests.meetings.factories import AgendaItemFactory, MeetingFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting() -> Meeting:
    found: Meeting = MeetingFactory(state="draft", title_en="Title", summary_en="")
    AgendaItemFactory(meeting=found, text_en="Item")
    return found


def test_text_is_kept_in_one_form(officer: Client, meeting: Meeting) -> None:
    row = next(name for name, value in opened(officer, meeting).items() if value == "Item")
    typed = {"title_en": "A\u030arhus\u2028two\tlines", "summary_en": "one\r\ntwo\x0bthree", row: "A\u030a\x85B"}

    assert saved(officer, meeting, opened(officer, meeting) | typed).status_code == 302

    meeting.refresh_from_db()
    assert (meeting.title_en, meeting.summary_en) == ("Århus two lines", "one\ntwo\nthree")
    assert meeting.agenda.get().text_en == "Å B"


def test_a_decomposed_title_has_as_many_letters_as_it_shows(officer: Client, meeting: Meeting) -> None:
    assert saved(officer, meeting, opened(officer, meeting) | {"title_en": "a\u030a" * 250}).status_code == 302
    meeting.refresh_from_db()
    assert meeting.title_en == "å" * 250


def test_an_invalid_character_is_refused_where_it_is_typed(officer: Client, meeting: Meeting) -> None:
    page = saved(officer, meeting, opened(officer, meeting) | {"summary_en": "it\x92s here"})
    assert errors_on(page) == {"summary_en": ["The text contains an invalid character (U+0092) after “it”. Delete it."]}
    danish = officer.post(
        change_address(meeting).replace("/en/", "/da/"), opened(officer, meeting) | {"summary_en": "it\x92s here"}
    )
    assert errors_on(danish) == {"summary_en": ["Teksten indeholder et ugyldigt tegn (U+0092) efter »it«. Slet det."]}


def test_an_older_text_is_shown_as_it_will_be_kept(officer: Client, meeting: Meeting) -> None:
    Meeting.objects.update(title_en="Two\nlines", summary_en="A\u030arhus it\x92s")

    form = opened(officer, meeting)
    assert (form["title_en"], form["summary_en"]) == ("Two lines", "Århus it\ufffds")

    assert saved(officer, meeting, form).status_code == 302
    meeting.refresh_from_db()
    assert (meeting.title_en, meeting.summary_en) == ("Two lines", "Århus it\ufffds")
