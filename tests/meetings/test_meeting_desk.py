import pytest
from django.test import Client

from cooperation.meetings.models import Meeting
from tests.desk.filling import address, shown, with_row
from tests.desk.listing import costs, row_of
from tests.meetings.factories import MeetingFactory
from tests.partners.factories import PartnerFactory
from tests.people.factories import PersonFactory
from tests.vocabulary.factories import PlaceFactory

pytestmark = pytest.mark.django_db


def test_the_list_costs_the_same_for_one_row_and_for_three(officer: Client) -> None:
    assert costs(officer, lambda: MeetingFactory(place=PlaceFactory(), forum=PartnerFactory(), when="2024")) == [7, 7]


def test_the_list_shows_what_an_officer_looks_for(officer: Client) -> None:
    place = PlaceFactory(title_en="Copenhagen")
    meeting = MeetingFactory(
        reference="talks",
        title_en="The talks",
        when="2024-11-21",
        place=place,
        forum=PartnerFactory(title_en="NORDEFCO"),
    )
    assert row_of(officer, meeting) == {
        "reference": "talks",
        "title": "The talks",
        "kind": "ministerial",
        "status": "held",
        "when": "21 November 2024",
        "place": "Copenhagen",
        "forum": "NORDEFCO",
        "state": "published",
    }


def test_a_meeting_is_entered_with_who_came_what_was_on_the_agenda_and_what_came_of_it(officer: Client) -> None:
    denmark, umerov = PartnerFactory(), PersonFactory()
    written = {
        "reference": "talks",
        "title_en": "The talks",
        "kind": "ministerial",
        "status": "held",
        "when": "2024-11-21",
    }
    data = shown(officer.get(address(Meeting, "add"))) | written
    data = with_row(data, "participants", partner=denmark.pk, person=umerov.pk, role="guest", headcount="about 12")
    data = with_row(data, "agenda", text_en="Taking stock of 2024")
    data = with_row(data, "outcomes", kind="agreed", text_en="A timeline for further talks")
    assert officer.post(address(Meeting, "add"), data).status_code == 302
    meeting = Meeting.objects.get(reference="talks")
    [participant] = meeting.participants.all()
    assert (participant.partner, participant.person, str(participant.headcount)) == (denmark, umerov, "about 12")
    assert meeting.agenda.get().number == meeting.outcomes.get().number == 1
