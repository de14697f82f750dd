"""What happens when a record is saved at the desk."""

from datetime import date
from typing import Any

import pytest
from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.test import Client

from cooperation.meetings.models import Meeting
from cooperation.partners.models import Partner
from cooperation.records.models import State
from cooperation.values.partial_date import PartialDate
from tests.desk.filling import address, errors_on, opened, saved, shown, with_row
from tests.meetings.factories import MeetingFactory
from tests.partners.factories import PartnerFactory, PartnerNameFactory

pytestmark = pytest.mark.django_db


def entered(client: Client, **written: str) -> None:
    page = client.get(address(Meeting, "add"))
    meeting = {"reference": "visit-1", "title_en": "A visit", "kind": "visit", "status": "held"}
    answer = client.post(address(Meeting, "add"), shown(page) | meeting | written)
    assert answer.status_code == 302, errors_on(answer)


def test_what_an_editor_enters_is_published_at_once(editor: Client) -> None:
    entered(editor)
    assert Meeting.objects.published().get().reference == "visit-1"


def test_a_day_of_verification_with_a_time_in_utc_is_the_day_in_copenhagen(editor: Client) -> None:
    entered(editor, last_verified="2014-05-01T22:00:00Z", when="2014-05-01T22:00:00Z")
    meeting = Meeting.objects.get()
    assert (meeting.last_verified, meeting.when) == (date(2014, 5, 2), PartialDate.parse("2014-05-02"))


def test_what_an_officer_enters_is_a_draft(officer: Client) -> None:
    entered(officer)
    assert Meeting.objects.get().state == State.DRAFT


def test_a_new_record_is_its_first_revision_and_each_save_one_more(editor: Client) -> None:
    entered(editor)
    meeting = Meeting.objects.get()
    assert meeting.revision == 1
    for expected in (2, 3):
        assert saved(editor, meeting, opened(editor, meeting) | {"title_da": f"Besøg {expected}"}).status_code == 302
        meeting.refresh_from_db()
        assert meeting.revision == expected


def test_names_in_rows_are_found_and_the_save_is_one_revision(editor: Client) -> None:
    partner = PartnerFactory(title_en="Serbia")
    data = with_row(opened(editor, partner), "names", kind="local", name="Србија på Ærø")
    assert saved(editor, partner, data).status_code == 302
    partner.refresh_from_db()
    assert partner.revision == 2
    assert list(Partner.objects.matching("paa ærø")) == [partner]


def test_a_new_record_with_names_in_rows_is_its_first_revision(editor: Client) -> None:
    data = shown(editor.get(address(Partner, "add"))) | {"reference": "rs", "title_en": "Serbia", "kind": "country"}
    answer = editor.post(address(Partner, "add"), with_row(data, "names", kind="local", name="Srbija"))
    assert answer.status_code == 302
    assert Partner.objects.matching("srbija").get().revision == 1


def test_a_name_taken_away_is_found_no_more(editor: Client) -> None:
    partner = PartnerNameFactory(name="Jugoslavien").partner
    partner.save()
    assert list(Partner.objects.matching("jugoslavien")) == [partner]
    assert saved(editor, partner, opened(editor, partner) | {"names-0-DELETE": "on"}).status_code == 302
    assert list(Partner.objects.matching("jugoslavien")) == []


def test_the_history_tells_who_did_what(editor: Client) -> None:
    entered(editor)
    meeting = Meeting.objects.get()
    saved(editor, meeting, opened(editor, meeting) | {"title_da": "Besøg"})
    entries = LogEntry.objects.order_by("action_time")
    assert [(entry.user.username, entry.action_flag) for entry in entries] == [("editor", ADDITION), ("editor", CHANGE)]
    assert "Changed Title (Danish)." in editor.get(address(Meeting, "history", meeting.pk)).content.decode()


def test_a_date_is_kept_as_exact_as_it_is_written(officer: Client) -> None:
    entered(officer, when="foråret 2015", when_basis="stated")
    meeting: Any = Meeting.objects.get()
    assert str(meeting.when) == "spring 2015"
    assert meeting.when_basis == "stated"


def test_a_date_that_does_not_exist_is_refused_with_what_was_typed(officer: Client) -> None:
    meeting = MeetingFactory(state=State.DRAFT)
    page = saved(officer, meeting, opened(officer, meeting) | {"when": "30. februar 2024", "title_da": "Behold mig"})
    assert list(errors_on(page)) == ["when"]
    assert "30. februar 2024" in page.content.decode()
    assert "Behold mig" in page.content.decode()


def test_a_circle_of_meetings_is_refused_on_its_field(officer: Client) -> None:
    first = MeetingFactory(state=State.DRAFT)
    second = MeetingFactory(previous=first)
    page = saved(officer, first, opened(officer, first) | {"previous": str(second.pk)})
    assert list(errors_on(page)) == ["previous"]
