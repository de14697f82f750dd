"""Records as schema.org, expanded by PyLD."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cooperation.public.feeds.literals import EDTF, dated, ends
from cooperation.records.models import Record, State
from cooperation.values.partial_date import PartialDate
from tests.commitments.factories import CommitmentFactory
from tests.declarations.factories import DeclarationFactory, DeclarationPartyFactory, DeclarationRelationFactory
from tests.house.kinds import RECORDS, factory_of, kind_id, package
from tests.meetings.factories import MeetingFactory, MeetingParticipantFactory
from tests.partners.factories import MembershipFactory, PartnerFactory, PartnerNameFactory
from tests.people.factories import OfficeFactory, PersonFactory
from tests.public.feeds.expanding import SCHEMA, document, expanded, statements
from tests.public.world import fill
from tests.records.factories import CitationFactory
from tests.sources.factories import SourceFactory
from tests.vocabulary.factories import PlaceFactory

pytestmark = pytest.mark.django_db
HOST = "http://testserver"
TYPES = {
    "Activity": "EducationEvent",
    "Commitment": "PlanAction",
    "Declaration": "Legislation",
    "Fund": "FundingAgency",
    "Meeting": "Event",
    "Partner": "Country",
    "Person": "Person",
    "Programme": "Project",
    "Source": "WebPage",
    "Statement": "Claim",
}


def address(record: Record) -> str:
    return f"/en/{package(type(record))}/{record.reference}.jsonld"


def said(thing: Any, name: str) -> list[Any]:
    """What stands under one of schema.org's names: texts with their language, addresses, or things as they are."""
    found = []
    for value in thing.get(f"{SCHEMA}{name}", []):
        if "@value" in value:
            language = value.get("@language")
            found.append((language, value["@value"]) if language else value["@value"])
        else:
            found.append(value.get("@id") or value)
    return found


def id_of(record: Record) -> str:
    return f"{HOST}/en/{package(type(record))}/{record.reference}/#record"


@pytest.mark.parametrize("kind", RECORDS, ids=kind_id)
def test_every_record_is_a_thing_of_schema_org(stranger: Client, kind: type[Record]) -> None:
    record = factory_of(kind)(title_en="In English", title_da="På dansk")
    thing = expanded(stranger, address(record))
    assert thing["@type"] == [f"{SCHEMA}{TYPES[kind.__name__]}"]
    assert thing["@id"] == id_of(record)
    assert said(thing, "name") == [("en", "In English"), ("da", "På dansk")]
    assert record.reference in said(thing, "identifier")
    assert said(thing, "url") == [f"{HOST}/en/{package(kind)}/{record.reference}/"]
    assert all(word.startswith((SCHEMA, "@")) for word in thing)
    assert statements(stranger, address(record)) >= 10


def test_a_record_means_the_same_in_both_languages(stranger: Client) -> None:
    meeting = MeetingFactory(reference="talks")
    danish = expanded(stranger, "/da/meetings/talks.jsonld")
    assert danish["@id"] == id_of(meeting)
    assert said(danish, "url") == [f"{HOST}/da/meetings/talks/"]


def test_a_page_links_to_its_data_and_has_no_script(stranger: Client) -> None:
    MeetingFactory(reference="talks")
    shown = stranger.get("/en/meetings/talks/").content.decode()
    assert f'<link rel="alternate" type="application/ld+json" href="{HOST}/en/meetings/talks.jsonld"' in shown
    assert "<script" not in shown


def test_a_meeting_is_an_event(stranger: Client) -> None:
    denmark, serbia = PartnerFactory(title_en="Denmark"), PartnerFactory(title_en="Serbia")
    place = PlaceFactory(title_en="Copenhagen", title_da="København", country=denmark)
    meeting = MeetingFactory(when="2024-11-21/2024-11-22", place=place, host=denmark, status="cancelled")
    person = PersonFactory()
    MeetingParticipantFactory(meeting=meeting, partner=serbia, person=person)
    event = expanded(stranger, address(meeting))
    assert (said(event, "startDate"), said(event, "endDate")) == (["2024-11-21"], ["2024-11-22"])
    assert said(event, "eventStatus") == [f"{SCHEMA}EventCancelled"]
    assert said(event, "organizer") == [id_of(denmark)]
    assert said(event, "attendee") == [id_of(serbia), id_of(person)]
    (location,) = event[f"{SCHEMA}location"]
    assert location["@type"] == [f"{SCHEMA}Place"]
    assert said(location, "name") == [("en", "Copenhagen"), ("da", "København")]
    assert said(location, "containedInPlace") == [id_of(denmark)]


def test_a_declaration_is_legislation(stranger: Client) -> None:
    party, older = PartnerFactory(), DeclarationFactory()
    declaration = DeclarationFactory(
        title_as_printed="Joint decleration",
        status="in force",
        signed="2004-05",
        in_force="2015-21",
        lovtidende_c="C 1",
    )
    DeclarationPartyFactory(declaration=declaration, partner=party)
    DeclarationRelationFactory(declaration=declaration, target=older, kind="amends")
    law = expanded(stranger, address(declaration))
    assert said(law, "alternateName") == ["Joint decleration"]
    assert said(law, "legislationDate") == ["2004-05"]
    assert law[f"{SCHEMA}legislationDateOfApplicability"] == [{"@type": EDTF, "@value": "2015-21"}]
    assert said(law, "legislationLegalForce") == [f"{SCHEMA}InForce"]
    assert said(law, "legislationIdentifier") == ["C 1"]
    assert said(law, "legislationPassedBy") == [id_of(party)]
    assert said(law, "legislationChanges") == [id_of(older)]


def test_a_partner_is_what_its_kind_is(stranger: Client) -> None:
    country = PartnerFactory(iso_alpha2="RS")
    PartnerNameFactory(partner=country, name="Srbija")
    forum = PartnerFactory(kind="forum")
    MembershipFactory(partner=country, forum=forum)
    thing = expanded(stranger, address(country))
    assert thing["@type"] == [f"{SCHEMA}Country"]
    assert said(thing, "alternateName") == ["Srbija"]
    assert said(thing, "memberOf") == [id_of(forum)]
    (code,) = [one for one in thing[f"{SCHEMA}identifier"] if "@type" in one]
    assert (said(code, "propertyID"), said(code, "value")) == (["ISO 3166-1 alpha-2"], ["RS"])
    assert expanded(stranger, address(forum))["@type"] == [f"{SCHEMA}Organization"]


def test_a_person_holds_an_office(stranger: Client) -> None:
    person, body = PersonFactory(), PartnerFactory()
    OfficeFactory(person=person, body=body, title_en="Minister", title_da="")
    thing = expanded(stranger, address(person))
    assert (said(thing, "jobTitle"), said(thing, "worksFor")) == ([("en", "Minister")], [id_of(body)])


def test_a_commitment_says_who_plans_what(stranger: Client) -> None:
    giver = PartnerFactory()
    commitment = CommitmentFactory(text_en="Deliver.", text_da="", due="2025", due_kind="date", committed_by=[giver])
    plan = expanded(stranger, address(commitment))
    assert (said(plan, "agent"), said(plan, "scheduledTime")) == ([id_of(giver)], ["2025"])
    assert ("en", "Deliver.") in said(plan, "description")


def test_the_page_names_its_sources_and_those_of_hidden_rows_are_not_among_them(stranger: Client) -> None:
    meeting = MeetingFactory()
    hidden = MeetingParticipantFactory(meeting=meeting, partner=PartnerFactory(state=State.DRAFT))
    shown, other, draft = SourceFactory(), SourceFactory(), SourceFactory(state=State.DRAFT)
    CitationFactory(record=meeting, source=shown)
    CitationFactory(record=meeting, source=shown, field="when")
    CitationFactory(record=meeting, source=draft)
    CitationFactory(record=meeting, source=other, field=f"participants.{hidden.number}")
    (page,) = expanded(stranger, address(meeting))[f"{SCHEMA}mainEntityOfPage"]
    assert said(page, "citation") == [id_of(shown)]
    assert said(page, "isPartOf") == [f"{HOST}/en/meetings/#dataset"]


@pytest.mark.parametrize("state", [State.DRAFT, State.IN_REVIEW, State.WITHDRAWN])
def test_nothing_unpublished_is_in_the_data(stranger: Client, state: State) -> None:
    hidden = PartnerFactory(reference="hidden-partner", title_en="Hidden", state=state)
    meeting = MeetingFactory(host=hidden, chair=hidden, forum=hidden, place=PlaceFactory(country=hidden))
    MeetingParticipantFactory(meeting=meeting, partner=hidden)
    declaration = DeclarationFactory()
    target = DeclarationFactory(reference="hidden-declaration", state=state)
    DeclarationRelationFactory(declaration=declaration, target=target)
    for record in (meeting, declaration):
        found = document(stranger, address(record))
        assert "idden" not in str(found)
    assert stranger.get(address(hidden)).status_code in (404, 410)
    assert "Hidden" not in stranger.get(address(hidden)).content.decode()


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("kind", RECORDS, ids=kind_id)
def test_data_costs_the_same_however_much_it_holds(stranger: Client, kind: type[Record], count: int) -> None:
    record = factory_of(kind)()
    fill(record, count)
    document(stranger, address(record))
    with CaptureQueriesContext(connection) as asked:
        document(stranger, address(record))
    assert len(asked) == COSTS[kind.__name__]


COSTS = {
    "Activity": 6,
    "Commitment": 6,
    "Declaration": 7,
    "Fund": 5,
    "Meeting": 6,
    "Partner": 6,
    "Person": 7,
    "Programme": 5,
    "Source": 4,
    "Statement": 10,
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2004", "2004"),
        ("2014-05", "2014-05"),
        ("2024-11-21", "2024-11-21"),
        ("2015-21", {"@type": EDTF, "@value": "2015-21"}),
        ("2024-02-08?", {"@type": EDTF, "@value": "2024-02-08?"}),
        ("2018/2023", {"@type": EDTF, "@value": "2018/2023"}),
    ],
)
def test_a_date_is_as_exact_as_it_is(text: str, expected: Any) -> None:
    assert dated(PartialDate.parse(text)) == expected


def test_a_period_has_the_ends_it_has() -> None:
    assert ends(PartialDate.parse("2006/..")) == ("2006", None)
    assert ends(PartialDate.parse("../2016")) == (None, "2016")
    assert ends(PartialDate.parse("2004")) == ("2004", "2004")
    assert ends(None) == (None, None)
