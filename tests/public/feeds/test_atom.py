"""Feeds as a feed reader reads them."""

from datetime import UTC, datetime, timedelta
from typing import Any

import feedparser
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cooperation.models import Activity, Meeting, Partner
from cooperation.public.feeds.atom import Entry, Feed, atom
from cooperation.records.models import Record, State
from tests.activities.factories import ActivityFactory, ActivityParticipantFactory
from tests.house.kinds import RECORDS, factory_of, kind_id, package
from tests.meetings.factories import MeetingFactory, MeetingParticipantFactory
from tests.partners.factories import PartnerFactory
from tests.public.world import fill
from tests.records.factories import CitationFactory
from tests.sources.factories import SourceFactory
from tests.vocabulary.factories import AreaFactory

pytestmark = pytest.mark.django_db
BEGAN = datetime(2026, 1, 1, 12, tzinfo=UTC)


def read(client: Client, address: str) -> Any:
    answer = client.get(address)
    assert answer.status_code == 200, answer.content
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    found = feedparser.parse(answer.content)
    assert not found.bozo, found.bozo_exception
    assert found.version == "atom10"
    return found


def titles(client: Client, address: str) -> list[str]:
    return [entry.title for entry in read(client, address).entries]


def changed(record: Record, days: int) -> None:
    """Put the record's last change so many days after the beginning."""
    type(record)._default_manager.filter(pk=record.pk).update(updated_at=BEGAN + timedelta(days=days))


@pytest.mark.parametrize("kind", RECORDS, ids=kind_id)
@pytest.mark.parametrize("language", ["en", "da"])
def test_every_list_has_its_changes_as_a_feed(stranger: Client, kind: type[Record], language: str) -> None:
    record = factory_of(kind)(title_en="In English", title_da="På dansk")
    feed = read(stranger, f"/{language}/{package(kind)}.atom")
    (entry,) = feed.entries
    page = f"http://testserver/{language}/{package(kind)}/{record.reference}/"
    assert (entry.title, entry.id, entry.link) == ("In English" if language == "en" else "På dansk", page, page)
    assert feed.feed.id == f"http://testserver/{language}/{package(kind)}.atom"
    links = {(link.rel, link.get("hreflang", "")): link.href for link in feed.feed.links}
    other = "da" if language == "en" else "en"
    assert links == {
        ("self", ""): feed.feed.id,
        ("alternate", language): f"http://testserver/{language}/{package(kind)}/",
        ("alternate", other): f"http://testserver/{other}/{package(kind)}.atom",
    }


def test_a_feed_has_what_was_changed_last_at_its_top(stranger: Client) -> None:
    for days, title in ((1, "First"), (3, "Last"), (2, "Between")):
        changed(MeetingFactory(title_en=title), days)
    feed = read(stranger, "/en/meetings.atom")
    assert [entry.title for entry in feed.entries] == ["Last", "Between", "First"]
    assert [entry.updated for entry in feed.entries] == [f"2026-01-0{day}T12:00:00Z" for day in (4, 3, 2)]
    assert feed.feed.updated == "2026-01-04T12:00:00Z"


def test_a_feed_ends_at_the_fiftieth(stranger: Client) -> None:
    for number in range(51):
        changed(MeetingFactory(title_en=f"Meeting {number}"), number)
    assert titles(stranger, "/en/meetings.atom") == [f"Meeting {number}" for number in range(50, 0, -1)]
    assert len(titles(stranger, "/en/meetings.atom?page=2&size=25")) == 50


def test_a_feed_is_of_what_its_list_was_narrowed_to(stranger: Client) -> None:
    area, other = AreaFactory(title_en="Logistics"), AreaFactory()
    MeetingFactory(title_en="On fuel", areas=[area], kind="summit")
    MeetingFactory(title_en="On ships", areas=[other])
    feed = read(stranger, f"/en/meetings.atom?area={area.reference}")
    assert [entry.title for entry in feed.entries] == ["On fuel"]
    assert feed.feed.title == "Meetings, Area: Logistics – Cooperation register"
    assert [(tag.term, tag.label) for tag in feed.entries[0].tags] == [
        ("meeting", "Meeting"),
        (area.reference, "Logistics"),
    ]
    assert titles(stranger, "/en/meetings.atom?kind=summit") == ["On fuel"]
    assert titles(stranger, "/en/meetings.atom?q=ships") == ["On ships"]


def test_an_entry_says_what_the_page_says_under_its_title(stranger: Client) -> None:
    MeetingFactory(title_en="Talks <1>", summary_en="Fuel & “ships”.", kind="summit", status="held", when="2015-21")
    (entry,) = read(stranger, "/en/meetings.atom").entries
    assert entry.title == "Talks <1>"
    assert entry.summary == "summit · held when its undated source was written · spring 2015"
    assert entry.content[0].value == "Fuel & “ships”."


def test_a_text_in_the_other_language_is_marked(stranger: Client) -> None:
    MeetingFactory(title_en="Only English", title_da="", summary_en="In English.", summary_da="")
    (entry,) = read(stranger, "/da/meetings.atom").entries
    assert (entry.title_detail.language, entry.content[0].language, entry.summary_detail.language) == ("en", "en", "da")


def test_a_partners_feed_has_all_that_names_it(stranger: Client) -> None:
    serbia, other = PartnerFactory(reference="serbia", title_en="Serbia"), PartnerFactory(title_en="Another")
    MeetingParticipantFactory(meeting=MeetingFactory(title_en="Its meeting"), partner=serbia)
    MeetingParticipantFactory(meeting=MeetingFactory(title_en="Another meeting"), partner=other)
    ActivityFactory(title_en="Through it", channels=[serbia])
    MeetingFactory(title_en="There", host=serbia)
    PartnerFactory(title_en="A part of it", parent=serbia)
    assert sorted(titles(stranger, "/en/partners/serbia.atom")) == [
        "A part of it",
        "Its meeting",
        "Serbia",
        "There",
        "Through it",
    ]


def test_a_sources_feed_has_what_rests_on_it(stranger: Client) -> None:
    source = SourceFactory(reference="page", title_en="The page")
    CitationFactory(record=MeetingFactory(title_en="Resting"), source=source)
    hidden = MeetingParticipantFactory(partner=PartnerFactory(state=State.DRAFT))
    CitationFactory(record=hidden.meeting, source=source, field=f"participants.{hidden.number}")
    CitationFactory(record=MeetingFactory(), source=source, field="owner")
    assert sorted(titles(stranger, "/en/sources/page.atom")) == ["Resting", "The page"]


@pytest.mark.parametrize("state", [State.DRAFT, State.IN_REVIEW, State.WITHDRAWN])
def test_what_is_not_published_is_in_no_feed(stranger: Client, state: State) -> None:
    partner = PartnerFactory(reference="rs", title_en="Serbia")
    hidden = MeetingFactory(reference="hidden", title_en="Hidden meeting", state=state, host=partner)
    named = ActivityFactory(title_en="Shown activity")
    ActivityParticipantFactory(activity=named, partner=PartnerFactory(title_en="Hidden partner", state=state))
    addresses = ["/en/meetings.atom", "/en/partners/rs.atom", "/en/activities.atom", "/en/changes.atom"]
    assert [titles(stranger, address) for address in addresses[:3]] == [[], ["Serbia"], ["Shown activity"]]
    assert all(b"Hidden" not in stranger.get(address).content for address in addresses)
    assert b"Hidden" not in stranger.get("/en/meetings/hidden.atom").content

    hidden.state = State.PUBLISHED
    hidden.save()
    assert set(titles(stranger, "/en/partners/rs.atom")) == {"Serbia", "Hidden meeting"}


def test_the_feed_of_everything_is_of_all_kinds(stranger: Client) -> None:
    shown = [factory_of(kind)(title_en=kind.__name__) for kind in RECORDS]
    found = titles(stranger, "/en/changes.atom")
    assert {type(record).__name__ for record in shown} <= set(found)


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("kind", [Meeting, Activity, Partner], ids=kind_id)
def test_feeds_cost_the_same_however_much_they_hold(stranger: Client, kind: type[Record], count: int) -> None:
    for _ in range(count):
        fill(factory_of(kind)(), count)
    one: Any = kind.objects.published().order_by("pk").first()
    changed(one, 10_000)
    costs = []
    for address in (f"/en/{package(kind)}.atom", f"/en/{package(kind)}/{one.reference}.atom"):
        stranger.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert titles(stranger, address)[0] == one.title_en
        costs.append(len(asked))
    assert costs == COSTS[kind]


COSTS: dict[type, list[int]] = {Meeting: [3, 14], Activity: [3, 14], Partner: [2, 30]}


def test_an_empty_feed_is_a_feed(stranger: Client) -> None:
    feed = read(stranger, "/en/meetings.atom")
    assert (feed.entries, feed.feed.updated) == ([], "1970-01-01T00:00:00Z")


def test_a_filter_that_cannot_be_read_is_refused(stranger: Client) -> None:
    answer = stranger.get("/en/meetings.atom?period=2024-13")
    assert answer.status_code == 400
    assert answer.json()["parameters"][0]["name"] == "period"


def test_characters_that_xml_has_not_are_replaced(stranger: Client) -> None:
    MeetingFactory(title_en="Bell \x07", summary_en="\x0bFeed\ufffe")
    (entry,) = read(stranger, "/en/meetings.atom").entries
    assert (entry.title, entry.content[0].value) == ("Bell �", "�Feed�")


def test_the_builder_knows_nothing_of_records() -> None:
    feed = Feed("https://r.test/a.atom", "https://r.test/a/", "A", "", "R", "da")
    entry = Entry("https://r.test/a/1/", "Æ", "da", BEGAN, "held", "", "da")
    found = feedparser.parse(atom(feed, [entry]))
    assert [(one.title, one.summary, one.get("content")) for one in found.entries] == [("Æ", "held", None)]
