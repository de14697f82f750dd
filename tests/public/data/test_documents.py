"""A record as JSON: all that its page shows, in fields that stay as they are, and nothing that the page hides."""

import json
from typing import Any

import pytest
from django.test import Client

from cooperation.records.models import State
from tests.activities.factories import ActivityFactory, ActivityItemFactory
from tests.commitments.factories import CommitmentFactory
from tests.declarations.factories import DeclarationFactory
from tests.funds.factories import FundFactory, FundingLineFactory
from tests.meetings.factories import MeetingFactory, MeetingParticipantFactory
from tests.partners.factories import PartnerFactory
from tests.programmes.factories import ProgrammeFactory, ProgrammePartnerFactory
from tests.records.factories import CitationFactory
from tests.sources.factories import SourceFactory

pytestmark = pytest.mark.django_db


def document(client: Client, address: str) -> Any:
    answer = client.get(f"{address.rstrip('/')}.json")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/json")
    return json.loads(answer.content)


def hidden(**fields: Any) -> dict[str, Any]:
    return {"reference": "hidden", "title_en": "Hidden", "state": State.DRAFT} | fields


def test_a_record_whole(stranger: Client) -> None:
    partner = PartnerFactory(reference="serbia")
    programme = ProgrammeFactory(
        reference="rs",
        title_en="Cooperation with Serbia",
        title_da="Samarbejdet med Serbien",
        period="2006/..",
        oda_share="about 40",
        aims_en="",
        internal_note="secret",
        owner="secret",
        established_by=[DeclarationFactory(reference="b"), DeclarationFactory(reference="a")],
    )
    ProgrammePartnerFactory(programme=programme, partner=partner, role="recipient")
    CitationFactory(record=programme, field="partners.1", source=SourceFactory(reference="embassy"), paragraph=3)
    said = document(stranger, programme.get_absolute_url())
    assert said["register"]["kind"] == "programme"
    assert said["register"]["pages"] == {
        "en": "http://testserver/en/programmes/rs/",
        "da": "http://testserver/da/programmes/rs/",
    }
    assert (said["reference"], said["title_da"], said["aims_en"]) == ("rs", "Samarbejdet med Serbien", None)
    assert said["period"] == {"text": "2006/..", "absence": None, "earliest": "2006-01-01", "latest": None}
    assert said["oda_share"] == {"text": "about 40", "absence": None, "number": 40, "precision": "about"}
    assert said["established_by"] == ["a", "b"]
    assert said["partners"] == [{"number": 1, "partner": "serbia", "role": "recipient", "sort_order": 1}]
    (citation,) = said["citations"]
    assert (citation["field"], citation["source"], citation["paragraph"]) == ("partners.1", "embassy", 3)
    assert "secret" not in json.dumps(said)
    assert {"state", "owner", "journal_number", "internal_note", "id"}.isdisjoint(said)


def test_not_known_none_withheld_and_not_recorded_stay_apart(stranger: Client) -> None:
    said = [
        document(stranger, ProgrammeFactory(period=written).get_absolute_url())["period"]
        for written in ("not known", "none", "withheld", "")
    ]
    empty = {"earliest": None, "latest": None}
    assert said == [{"text": word, "absence": word} | empty for word in ("not known", "none", "withheld")] + [None]


def test_money_is_a_number_and_its_text_is_exact(stranger: Client) -> None:
    fund = FundFactory()
    FundingLineFactory(fund=fund, money="DKK 84000000")
    FundingLineFactory(fund=fund, money="EUR 123456789012345.6789")
    first, second = (line["money"] for line in document(stranger, fund.get_absolute_url())["lines"])
    assert first == {"text": "DKK 84000000", "absence": None, "amount": 84000000, "currency": "DKK"}
    assert (second["text"], second["currency"]) == ("EUR 123456789012345.6789", "EUR")


def test_a_quantity_in_words_has_no_number(stranger: Client) -> None:
    activity = ActivityFactory()
    ActivityItemFactory(activity=activity, quantity="unquantified: a very large amount")
    (item,) = document(stranger, activity.get_absolute_url())["items"]
    assert item["quantity"] == {
        "text": "unquantified: a very large amount",
        "absence": None,
        "number": None,
        "precision": "unquantified",
    }


def test_the_list_has_the_same_document(stranger: Client) -> None:
    programme = ProgrammeFactory()
    ProgrammePartnerFactory(programme=programme)
    CitationFactory(record=programme)
    (listed,) = json.loads(stranger.get("/da/programmes.json").content)["results"]
    assert listed == document(stranger, programme.get_absolute_url())


def test_a_link_to_a_draft_is_as_if_it_were_not_recorded(stranger: Client) -> None:
    draft = ProgrammeFactory(**hidden())
    programme = ProgrammeFactory(parent=draft, predecessor=draft)
    CitationFactory(record=programme, field="parent")
    said = document(stranger, programme.get_absolute_url())
    assert (said["parent"], said["predecessor"], said["citations"]) == (None, None, [])


def test_a_draft_is_left_out_of_many_links(stranger: Client) -> None:
    shown, draft = DeclarationFactory(reference="shown"), DeclarationFactory(**hidden())
    programme = ProgrammeFactory(established_by=[shown, draft])
    CitationFactory(record=programme, field="established_by")
    said = document(stranger, programme.get_absolute_url())
    assert said["established_by"] == ["shown"]
    assert [one["field"] for one in said["citations"]] == ["established_by"]


def test_what_cites_links_to_drafts_alone_is_left_out(stranger: Client) -> None:
    programme = ProgrammeFactory(established_by=[DeclarationFactory(**hidden())])
    CitationFactory(record=programme, field="established_by")
    said = document(stranger, programme.get_absolute_url())
    assert (said["established_by"], said["citations"]) == ([], [])


def test_a_row_that_names_a_draft_is_left_out_with_what_cites_it(stranger: Client) -> None:
    meeting = MeetingFactory()
    MeetingParticipantFactory(meeting=meeting, partner=PartnerFactory(**hidden()))
    MeetingParticipantFactory(meeting=meeting, partner=PartnerFactory(reference="shown"))
    for field in ("participants.1", "participants.2", "participants", "participants.12", "participants.x"):
        CitationFactory(record=meeting, field=field)
    said = document(stranger, meeting.get_absolute_url())
    assert [(one["number"], one["partner"]) for one in said["participants"]] == [(2, "shown")]
    assert [one["field"] for one in said["citations"]] == ["participants.2", "participants"]


def test_what_rests_on_a_draft_source_or_on_a_staff_field_is_left_out(stranger: Client) -> None:
    commitment = CommitmentFactory(responsible_officer="A. Officer")
    CitationFactory(record=commitment, source=SourceFactory(**hidden()))
    CitationFactory(record=commitment, field="internal_note")
    CitationFactory(record=commitment, field="responsible_officer")
    CitationFactory(record=commitment, field="state")
    CitationFactory(record=commitment, field="due", note_en="kept")
    said = document(stranger, commitment.get_absolute_url())
    assert [one["note_en"] for one in said["citations"]] == ["kept"]
    assert "responsible_officer" not in said


def test_citations_of_another_kind_with_the_same_id_stay_there(stranger: Client) -> None:
    programme = ProgrammeFactory()
    meeting = MeetingFactory(pk=programme.pk)
    CitationFactory(record=meeting)
    assert document(stranger, programme.get_absolute_url())["citations"] == []
    assert len(document(stranger, meeting.get_absolute_url())["citations"]) == 1
