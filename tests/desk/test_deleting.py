"""What others refer to stays, and the page says who refers to it."""

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client

from cooperation.commitments.models import Progress
from cooperation.meetings.models import Meeting
from cooperation.partners.models import Partner
from tests.activities.factories import ActivityFactory
from tests.commitments.factories import CommitmentFactory, ProgressFactory
from tests.desk.filling import address
from tests.meetings.factories import AgendaItemFactory, MeetingFactory, MeetingParticipantFactory
from tests.partners.factories import PartnerFactory
from tests.records.factories import CitationFactory
from tests.sources.factories import SourceFactory
from tests.vocabulary.factories import AreaFactory

pytestmark = pytest.mark.django_db


def tried(client: Client, record: Any) -> str:
    """Try to delete the record, past the page that asks; return what the page says."""
    answer = client.post(address(type(record), "delete", record.pk), {"post": "yes"})
    assert answer.status_code == 200
    assert type(record)._default_manager.filter(pk=record.pk).exists()
    return answer.content.decode()


def test_what_a_record_refers_to_stays(editor: Client) -> None:
    partner = PartnerFactory(title_en="Serbia")
    meeting = MeetingFactory(title_en="The talks", forum=partner)
    page = tried(editor, partner)
    assert "Cannot delete partner" in page
    assert f'Meeting: <a href="{address(Meeting, "change", meeting.pk)}">The talks</a>' in page


def test_what_a_link_leads_to_stays(editor: Client) -> None:
    """Links stand in a join table; the page names the record that holds the link instead."""
    osce = PartnerFactory()
    ActivityFactory(title_en="Ammunition safety", channels=[osce])
    page = tried(editor, osce)
    assert "Ammunition safety" in page
    assert "relationship" not in page


def test_what_a_row_refers_to_stays_and_its_record_is_named_once(editor: Client) -> None:
    partner = PartnerFactory()
    meeting = MeetingFactory(title_en="Round one")
    MeetingParticipantFactory(meeting=meeting, partner=partner, role="member")
    MeetingParticipantFactory(meeting=meeting, partner=partner, role="guest")
    assert tried(editor, partner).count("Round one") == 1


def test_what_a_link_of_a_row_leads_to_stays(editor: Client) -> None:
    activity = ActivityFactory()
    progress = ProgressFactory(commitment=CommitmentFactory(title_en="Ramp up"))
    assert isinstance(progress, Progress)
    progress.evidence_activities.add(activity)
    assert "Ramp up" in tried(editor, activity)


def test_a_source_that_is_cited_stays(editor: Client) -> None:
    source = SourceFactory()
    CitationFactory(record=MeetingFactory(title_en="Citing it"), source=source)
    assert "Citing it" in tried(editor, source)


def test_chosen_in_the_list_they_stay_too(editor: Client) -> None:
    kept, free = PartnerFactory(), PartnerFactory()
    ActivityFactory(title_en="In the way", channels=[kept])
    chosen = {"action": "delete_selected", "_selected_action": [kept.pk, free.pk], "post": "yes"}
    answer = editor.post(address(Partner, "changelist"), chosen)
    assert answer.status_code == 200
    assert "In the way" in answer.content.decode()
    assert Partner.objects.count() == 2


def test_a_record_goes_with_its_rows_citations_and_own_links(editor: Client) -> None:
    meeting = MeetingFactory(areas=[AreaFactory()])
    AgendaItemFactory(meeting=meeting, text_en="First of all")
    CitationFactory(record=meeting)
    asked = editor.get(address(Meeting, "delete", meeting.pk)).content.decode()
    assert "First of all" in asked
    assert "relationship" not in asked
    answer = editor.post(address(Meeting, "delete", meeting.pk), {"post": "yes"})
    assert [str(message) for message in get_messages(answer.wsgi_request)]
    assert not Meeting.objects.exists()
    assert meeting.citations.model.objects.count() == 0
