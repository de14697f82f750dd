"""Rows and citations below a record's form."""

from typing import Any

import pytest
from django.contrib import admin
from django.contrib.admin.utils import flatten
from django.test import Client

from cooperation.meetings.models import MeetingParticipant
from cooperation.records.models import State
from tests.activities.factories import ActivityFactory
from tests.commitments.factories import CommitmentFactory
from tests.desk.filling import errors_on, opened, saved, with_row
from tests.house.kinds import ROWS, kind_id
from tests.meetings.factories import AgendaItemFactory, MeetingFactory, MeetingParticipantFactory
from tests.partners.factories import PartnerFactory
from tests.records.factories import CitationFactory
from tests.sources.factories import SourceFactory

pytestmark = pytest.mark.django_db

HEAD = MeetingParticipant.Role.HEAD_OF_DELEGATION
CITATIONS = "cooperation-citation-content_type-object_id"


def test_rows_are_numbered_in_the_order_they_are_written(officer: Client) -> None:
    meeting = MeetingFactory(state=State.DRAFT)
    data = with_row(opened(officer, meeting), "agenda", text_en="First")
    data = with_row(data, "agenda", text_en="Second")
    assert saved(officer, meeting, data).status_code == 302
    assert list(meeting.agenda.values_list("number", "text_en")) == [(1, "First"), (2, "Second")]
    assert saved(officer, meeting, with_row(opened(officer, meeting), "agenda", text_en="Third")).status_code == 302
    assert list(meeting.agenda.values_list("number", "text_en"))[-1] == (3, "Third")


def test_a_row_left_empty_is_no_row(officer: Client) -> None:
    meeting = MeetingFactory(state=State.DRAFT)
    assert saved(officer, meeting, with_row(opened(officer, meeting), "agenda", text_en="")).status_code == 302
    assert meeting.agenda.count() == 0


def test_a_second_head_of_one_delegation_is_refused_on_the_role(officer: Client) -> None:
    meeting, partner = MeetingFactory(state=State.DRAFT), PartnerFactory()
    data = with_row(opened(officer, meeting), "participants", partner=partner.pk, role=HEAD)
    page = saved(officer, meeting, with_row(data, "participants", partner=partner.pk, role=HEAD))
    assert errors_on(page) == {
        "participants-1-role": ["This partner has a head of delegation already; a delegation has one head."]
    }
    assert meeting.participants.count() == 0


def test_a_head_who_is_struck_off_makes_room(officer: Client) -> None:
    meeting = MeetingFactory(state=State.DRAFT)
    old = MeetingParticipantFactory(meeting=meeting, role=HEAD)
    new = MeetingParticipantFactory(meeting=meeting, partner=old.partner)
    data = opened(officer, meeting) | {"participants-0-role": "member"}
    assert saved(officer, meeting, data).status_code == 302
    data = opened(officer, meeting) | {"participants-0-DELETE": "on", "participants-1-role": HEAD}
    assert saved(officer, meeting, data).status_code == 302
    assert list(meeting.participants.values_list("pk", "role")) == [(new.pk, HEAD)]


def test_complete_needs_evidence_and_takes_it(officer: Client) -> None:
    commitment = CommitmentFactory(state=State.DRAFT)
    bare = with_row(opened(officer, commitment), "progress", day="2024-11-21", status="complete")
    page = saved(officer, commitment, bare)
    assert errors_on(page) == {
        "progress-0-status": ["“Complete” needs evidence: name an activity, a declaration or a source."]
    }
    proven = bare | {"progress-0-evidence_activities": [str(ActivityFactory().pk)]}
    assert saved(officer, commitment, proven).status_code == 302
    assert commitment.progress.get().evidence_activities.count() == 1


def test_a_citation_names_a_field_or_a_row_of_its_record(officer: Client) -> None:
    meeting, source = MeetingFactory(state=State.DRAFT), SourceFactory()
    AgendaItemFactory(meeting=meeting)
    for field in ("when", "agenda.1", ""):
        cited = with_row(opened(officer, meeting), CITATIONS, source=source.pk, field=field, stance="supports")
        assert saved(officer, meeting, cited).status_code == 302
    assert sorted(meeting.citations.values_list("number", "field")) == [(1, "when"), (2, "agenda.1"), (3, "")]


def test_a_citation_of_no_field_is_refused_on_it(officer: Client) -> None:
    meeting, source = MeetingFactory(state=State.DRAFT), SourceFactory()
    cited = with_row(opened(officer, meeting), CITATIONS, source=source.pk, field="weather", stance="supports")
    assert list(errors_on(saved(officer, meeting, cited))) == [f"{CITATIONS}-0-field"]


def test_fields_and_rows_are_offered_to_citations(officer: Client) -> None:
    meeting = MeetingFactory(owner="Office 7")
    AgendaItemFactory(meeting=meeting)
    page = officer.get(f"/en/desk/cooperation/meeting/{meeting.pk}/change/").content.decode()
    for name, words in (("when", "When"), ("agenda", "Agenda items"), ("agenda.1", "Agenda item 1")):
        assert f'<option value="{name}">{words}</option>' in page
    assert '<option value="owner">' not in page


def test_a_citation_that_stands_is_kept(officer: Client) -> None:
    meeting = MeetingFactory(state=State.DRAFT)
    citation = CitationFactory(record=meeting, field="when", paragraph=3)
    assert saved(officer, meeting, opened(officer, meeting)).status_code == 302
    assert list(meeting.citations.values_list("pk", "paragraph")) == [(citation.pk, 3)]


@pytest.mark.parametrize("row", ROWS, ids=kind_id)
def test_numbers_give_themselves(row: type, officer: Client) -> None:
    inlines = [one for kind in admin.site._registry.values() for one in kind.inlines if one.model is row]
    assert inlines
    for inline in inlines:
        fieldsets: Any = inline.fieldsets
        fields = flatten([line for _title, options in fieldsets for line in options["fields"]])
        assert "number" not in fields
        assert len(fields) == len(set(fields))


def test_a_row_is_deleted_with_its_citations_and_the_form_says_so(officer: Client) -> None:
    meeting, source = MeetingFactory(state=State.DRAFT), SourceFactory()
    for text in ("First", "Second"):
        AgendaItemFactory(meeting=meeting, text_en=text)
    for field in ("agenda.1", "agenda.2", "agenda.2", "when"):
        CitationFactory(record=meeting, field=field, source=source)
    page = officer.get(f"/en/desk/cooperation/meeting/{meeting.pk}/change/")
    formset = next(one.formset for one in page.context["inline_admin_formsets"] if one.formset.prefix == "agenda")
    assert [str(form["DELETE"].label) for form in formset.initial_forms] == [
        "Delete with its 1 citation",
        "Delete with its 2 citations",
    ]

    answer = officer.post(page.wsgi_request.path, opened(officer, meeting) | {"agenda-1-DELETE": "on"}, follow=True)

    assert sorted(meeting.citations.values_list("field", flat=True)) == ["agenda.1", "when"]
    messages = [str(message) for message in answer.context["messages"]]
    assert messages[0] == "2 citations of the deleted rows were deleted too."
    assert AgendaItemFactory(meeting=meeting).number == 3


def test_a_citation_moved_from_a_deleted_row_stays(officer: Client) -> None:
    meeting = MeetingFactory(state=State.DRAFT)
    for text in ("First", "Second"):
        AgendaItemFactory(meeting=meeting, text_en=text)
    citation = CitationFactory(record=meeting, field="agenda.2")
    data = opened(officer, meeting) | {"agenda-1-DELETE": "on", f"{CITATIONS}-0-field": "agenda.1"}

    assert saved(officer, meeting, data).status_code == 302
    assert list(meeting.citations.values_list("pk", "field")) == [(citation.pk, "agenda.1")]


def test_a_citation_that_is_changed_but_not_moved_is_deleted_with_its_row(officer: Client) -> None:
    meeting = MeetingFactory(state=State.DRAFT)
    AgendaItemFactory(meeting=meeting)
    CitationFactory(record=meeting, field="agenda.1")
    data = opened(officer, meeting) | {"agenda-0-DELETE": "on", f"{CITATIONS}-0-paragraph": "7"}

    assert saved(officer, meeting, data).status_code == 302
    assert meeting.citations.count() == 0


@pytest.mark.parametrize("field", ["agenda.2", "agenda.01", "agenda.²", "agenda.9999999", "agenda.-1"])
def test_a_citation_of_a_row_that_is_not_there_is_refused(officer: Client, field: str) -> None:
    meeting, source = MeetingFactory(state=State.DRAFT), SourceFactory()
    AgendaItemFactory(meeting=meeting)
    cited = with_row(opened(officer, meeting), CITATIONS, source=source.pk, field=field, stance="supports")
    assert list(errors_on(saved(officer, meeting, cited))) == [f"{CITATIONS}-0-field"]


def test_a_row_may_be_cited_in_the_form_that_adds_it(officer: Client) -> None:
    meeting, source = MeetingFactory(state=State.DRAFT), SourceFactory()
    data = with_row(opened(officer, meeting), "agenda", text_en="First")
    cited = with_row(data, CITATIONS, source=source.pk, field="agenda.1", stance="supports")

    assert saved(officer, meeting, cited).status_code == 302
    assert list(meeting.agenda.values_list("number", "text_en")) == [(1, "First")]
    assert list(meeting.citations.values_list("field", flat=True)) == ["agenda.1"]
