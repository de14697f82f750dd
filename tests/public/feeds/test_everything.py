"""The feed and the calendar of all kinds together."""

from typing import Any

import feedparser
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from cooperation.records.models import State
from tests.activities.factories import ActivityFactory, ActivityParticipantFactory
from tests.commitments.factories import CommitmentFactory
from tests.funds.factories import FundFactory
from tests.meetings.factories import MeetingFactory, MeetingParticipantFactory
from tests.partners.factories import PartnerFactory
from tests.vocabulary.factories import AreaFactory

pytestmark = pytest.mark.django_db


def entries(client: Client, address: str) -> set[str]:
    answer = client.get(address)
    assert answer.status_code == 200, answer.content
    assert answer["Access-Control-Allow-Origin"] == "*"
    return {entry.title for entry in feedparser.parse(answer.content).entries}


def events(client: Client, address: str) -> list[str]:
    answer = client.get(address)
    assert answer.status_code == 200, answer.content
    assert answer["Access-Control-Allow-Origin"] == "*"
    found: Any = Calendar.from_ical(answer.content)
    return [str(event["SUMMARY"]) for event in found.walk("VEVENT")]


def test_the_feed_is_narrowed_to_an_area_whatever_the_kind(stranger: Client) -> None:
    area = AreaFactory(reference="logistics", title_en="Logistics")
    MeetingFactory(title_en="Fuel talks", areas=[area])
    FundFactory(title_en="Fuel fund", areas=[area])
    FundFactory(title_en="Another fund", areas=[AreaFactory()])
    assert entries(stranger, "/en/changes.atom?area=logistics") == {"Fuel talks", "Fuel fund"}
    found = feedparser.parse(stranger.get("/en/changes.atom?area=logistics").content)
    assert found.feed.title == "Area: Logistics – Cooperation register"


def test_the_calendar_has_all_that_is_dated_in_the_order_of_time(stranger: Client) -> None:
    CommitmentFactory(
        title_en="Deliver", due_kind="date", due="2025", meeting=MeetingFactory(title_en="Last", when="2026")
    )
    ActivityFactory(title_en="First", when="2014-05")
    MeetingFactory(title_en="Undated")
    assert events(stranger, "/en/calendar.ics") == ["First", "Due: Deliver", "Last"]
    found: Any = Calendar.from_ical(stranger.get("/en/calendar.ics").content)
    assert found["X-WR-CALNAME"] == "Calendar – Cooperation register"
    assert "not in this calendar" in found["X-WR-CALDESC"]


def test_the_calendar_is_narrowed_as_the_timeline_is(stranger: Client) -> None:
    serbia = PartnerFactory(reference="rs", title_en="Serbia")
    meeting = MeetingFactory(title_en="With Serbia", when="2014-05")
    MeetingParticipantFactory(meeting=meeting, partner=serbia)
    exercise = ActivityFactory(title_en="Exercise with Serbia", when="2015-21")
    ActivityParticipantFactory(activity=exercise, partner=serbia)
    MeetingFactory(title_en="Without", when="2015")
    assert events(stranger, "/en/calendar.ics?partner=serbia") == ["With Serbia", "Exercise with Serbia"]
    assert events(stranger, "/en/calendar.ics?partner=rs&kind=activity") == ["Exercise with Serbia"]
    assert events(stranger, "/en/calendar.ics?period=2015-04") == ["Without", "Exercise with Serbia"]


@pytest.mark.parametrize("address", ["/en/changes.atom", "/en/calendar.ics", "/da/calendar.ics"])
@pytest.mark.parametrize("asked", ["area=none", "kind=user", "period=2024-13", "partner=%00", "partner=nobody"])
def test_what_cannot_be_read_is_refused(stranger: Client, address: str, asked: str) -> None:
    answer = stranger.get(f"{address}?{asked}")
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert [one["name"] for one in answer.json()["parameters"]] == [asked.partition("=")[0]]


@pytest.mark.parametrize("state", [State.DRAFT, State.IN_REVIEW, State.WITHDRAWN])
def test_what_is_not_published_is_in_neither(stranger: Client, state: State) -> None:
    PartnerFactory(reference="hidden", title_en="Hidden", state=state)
    MeetingFactory(title_en="Hidden meeting", when="2024", state=state)
    assert events(stranger, "/en/calendar.ics") == []
    assert entries(stranger, "/en/changes.atom") == set()
    assert stranger.get("/en/calendar.ics?partner=hidden").status_code == 400


def test_both_cost_the_same_however_much_they_hold(stranger: Client) -> None:
    costs = []
    for _ in range(2):
        for _ in range(2):
            MeetingFactory(when="2024", areas=[AreaFactory()])
            ActivityFactory(when="2024", areas=[AreaFactory()])
            CommitmentFactory(due="2024", due_kind="date", areas=[AreaFactory()])
        for address in ("/en/calendar.ics", "/en/changes.atom"):
            stranger.get(address)
            with CaptureQueriesContext(connection) as asked:
                assert stranger.get(address).status_code == 200
            costs.append(len(asked))
    assert costs[:2] == costs[2:]


def test_the_calendar_page_leads_to_the_calendar_as_it_is_narrowed(stranger: Client) -> None:
    PartnerFactory(reference="rs", title_en="Serbia")
    shown = stranger.get("/en/calendar/?partner=Serbia&month=2014-05").content.decode()
    assert '<a href="/en/calendar.ics?partner=Serbia" type="text/calendar">' in shown


@pytest.mark.parametrize("address", ["/en/changes.atom", "/en/calendar.ics"])
def test_a_parameter_that_is_none_is_refused(stranger: Client, address: str) -> None:
    assert stranger.get(f"{address}?kind=meeting").status_code == 200
    answer = stranger.get(f"{address}?knd=meeting&kind=meeting")
    assert answer.status_code == 400
    expected = "no parameter of this list; its parameters are: kind, partner, partner__within, area, period, undated"
    assert answer.json()["parameters"] == [{"name": "knd", "value": "meeting", "expected": expected}]
