"""Calendars as a calendar program reads them."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from hypothesis import given
from icalendar import Calendar, Event

from cooperation.public.feeds import calendar as feeds_calendar
from cooperation.public.feeds.spans import span_of
from cooperation.records.models import State
from cooperation.values.absence import Absence
from cooperation.values.partial_date import PartialDate
from cooperation.values.words import in_words
from tests.activities.factories import ActivityFactory
from tests.commitments.factories import CommitmentFactory
from tests.meetings.factories import MeetingFactory
from tests.partners.factories import PartnerFactory
from tests.values.made_up import partial_dates
from tests.vocabulary.factories import AreaFactory, PlaceFactory

pytestmark = pytest.mark.django_db


def read(client: Client, address: str) -> Any:
    answer = client.get(address)
    assert answer.status_code == 200, answer.content
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert all(len(line) <= 75 for line in answer.content.split(b"\r\n"))
    return Calendar.from_ical(answer.content)


def events(client: Client, address: str) -> list[Any]:
    return list(read(client, address).walk("VEVENT"))


def test_a_meeting_stands_on_its_day(stranger: Client) -> None:
    denmark = PartnerFactory(title_en="Denmark")
    place = PlaceFactory(title_en="Copenhagen", country=denmark)
    area = AreaFactory(title_en="Logistics")
    meeting = MeetingFactory(
        reference="talks",
        title_en="Talks; about fuel, ships",
        summary_en="First line.\nSecond line.",
        when="2024-11-21",
        place=place,
        areas=[area],
    )
    (event,) = events(stranger, "/en/meetings.ics")
    address = "http://testserver/en/meetings/talks/"
    assert (event["SUMMARY"], event["SUMMARY"].params["LANGUAGE"]) == ("Talks; about fuel, ships", "en")
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2024, 11, 21), date(2024, 11, 22))
    assert event["UID"] == "meeting-talks@testserver"
    assert event["DTSTAMP"].dt == event["LAST-MODIFIED"].dt == meeting.updated_at.replace(microsecond=0)
    assert event["LOCATION"] == "Copenhagen, Denmark"
    assert event["STATUS"] == "CONFIRMED"
    assert event["URL"] == address
    assert event["CATEGORIES"].cats == ["Meeting", "Logistics"]
    said = "ministerial · held when its undated source was written · 21 November 2024 · Copenhagen"
    assert event["DESCRIPTION"] == f"{said}\n\nFirst line.\nSecond line.\n\n{address}"
    assert [one.to_ical() for one in events(stranger, "/en/meetings/talks.ics")] == [event.to_ical()]


@pytest.mark.parametrize(
    ("when", "first", "last", "words"),
    [
        ("2024-11-21/2024-11-22", "2024-11-21", "2024-11-22", ""),
        ("2014-05", "2014-05-01", "2014-05-31", "The date is not exact: May 2014."),
        ("2015-21", "2015-03-01", "2015-05-31", "The date is not exact: spring 2015."),
        ("2004", "2004-01-01", "2004-12-31", "The date is not exact: 2004."),
        ("2024-02-08?", "2024-02-08", "2024-02-08", "The date is not exact: 8 February 2024 (inferred)."),
        ("199X", "1990-01-01", "1999-12-31", "The date is not exact: the 1990s."),
    ],
)
def test_a_wider_date_takes_all_its_days_and_says_so(
    stranger: Client, when: str, first: str, last: str, words: str
) -> None:
    MeetingFactory(when=when, summary_en="")
    (event,) = events(stranger, "/en/meetings.ics")
    assert event["DTSTART"].dt == date.fromisoformat(first)
    assert event["DTEND"].dt == date.fromisoformat(last) + timedelta(days=1)
    assert event["DESCRIPTION"].partition("\n")[0] == (
        words or f"ministerial · held when its undated source was written · {PartialDate.parse(when)}"
    )


@given(partial_dates)
def test_no_date_is_narrower_in_the_calendar_than_in_the_register(value: PartialDate) -> None:
    text = value.text
    span = span_of(value)
    if span is None:
        assert value.earliest == date.min or value.latest == date.max
        return
    assert (span.first, span.after - timedelta(days=1)) == (value.earliest, value.latest)
    assert span.after > span.first
    exact = not set(text) & set("?~%X") and all(part.count("-") == 2 for part in text.split("/"))
    assert span.note == ("" if exact else f"The date is not exact: {in_words(value)}.")
    event = Event()
    event.add("dtstart", span.first)
    event.add("dtend", span.after)
    again: Any = Event.from_ical(event.to_ical())
    assert (again["DTSTART"].dt, again["DTEND"].dt) == (span.first, span.after)


@pytest.mark.parametrize("value", [None, *Absence, PartialDate.parse("2006/.."), PartialDate.parse("../2016")])
def test_what_has_no_two_ends_is_in_no_calendar(value: object) -> None:
    assert span_of(value) is None


def test_the_calendar_says_what_it_leaves_out(stranger: Client) -> None:
    MeetingFactory(title_en="Dated", when="2024-11-21")
    for when in ("not known", "2006/..", None):
        MeetingFactory(when=when)
    found = read(stranger, "/en/meetings.ics")
    assert [event["SUMMARY"] for event in found.walk("VEVENT")] == ["Dated"]
    said = "3 records have no date, or one with an open end, and are not in this calendar."
    assert (found["X-WR-CALDESC"], found["DESCRIPTION"]) == (said, said)
    assert found["X-WR-CALNAME"] == "Meetings – Cooperation register"
    assert (found["VERSION"], found["METHOD"], found["REFRESH-INTERVAL"].dt) == ("2.0", "PUBLISH", timedelta(hours=12))


def test_the_last_events_are_kept_where_there_are_too_many(stranger: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds_calendar, "AT_MOST", 2)
    for year in ("2001", "2003", "2002"):
        MeetingFactory(title_en=year, when=year)
    found = read(stranger, "/en/meetings.ics")
    assert [event["SUMMARY"] for event in found.walk("VEVENT")] == ["2002", "2003"]
    assert found["X-WR-CALDESC"] == "There are 3 with a date; these are the last 2. Filters bring the others."


@pytest.mark.parametrize(
    ("status", "said"),
    [("announced", "TENTATIVE"), ("reported", "TENTATIVE"), ("held", "CONFIRMED"), ("cancelled", "CANCELLED")],
)
def test_the_status_of_a_meeting_is_that_of_its_event(stranger: Client, status: str, said: str) -> None:
    MeetingFactory(when="2024-11-21", status=status)
    assert [event["STATUS"] for event in events(stranger, "/en/meetings.ics")] == [said]


def test_a_calendar_is_of_what_its_list_was_narrowed_to(stranger: Client) -> None:
    MeetingFactory(title_en="In May", when="2014-05")
    MeetingFactory(title_en="In June", when="2014-06")
    found = read(stranger, "/en/meetings.ics?period=2014-05&size=25&page=9")
    assert [event["SUMMARY"] for event in found.walk("VEVENT")] == ["In May"]
    assert found["X-WR-CALNAME"] == "Meetings, Period: May 2014 – Cooperation register"


def test_a_commitment_stands_on_the_day_it_is_due(stranger: Client) -> None:
    CommitmentFactory(title_en="Deliver", title_da="Levere", due_kind="date", due="2025-12-31")
    CommitmentFactory(title_en="Some day")
    (event,) = events(stranger, "/en/commitments.ics")
    assert (event["SUMMARY"], event["DTSTART"].dt) == ("Due: Deliver", date(2025, 12, 31))
    assert "STATUS" not in event
    (event,) = events(stranger, "/da/commitments.ics")
    assert event["SUMMARY"] == "Frist: Levere"


def test_a_calendar_is_in_the_language_of_its_address(stranger: Client) -> None:
    with override("da"):
        month = str(PartialDate.parse("2014-05"))
    ActivityFactory(title_en="Only English", title_da="", when="2014-05", status="planned")
    (event,) = events(stranger, "/da/activities.ics")
    assert event["SUMMARY"].params["LANGUAGE"] == "en"
    assert event["DESCRIPTION"].params["LANGUAGE"] == "da"
    assert event["DESCRIPTION"].startswith(f"Datoen er ikke nøjagtig: {month}.")
    assert event["STATUS"] == "TENTATIVE"


@pytest.mark.parametrize("state", [State.DRAFT, State.IN_REVIEW, State.WITHDRAWN])
def test_what_is_not_published_is_in_no_calendar(stranger: Client, state: State) -> None:
    country = PartnerFactory(title_en="Hidden country", state=state)
    MeetingFactory(when="2024-11-21", place=PlaceFactory(title_en="Somewhere", country=country))
    hidden = MeetingFactory(reference="hidden", when="2024-11-22", state=state)
    (event,) = events(stranger, "/en/meetings.ics")
    assert event["LOCATION"] == "Somewhere"
    assert b"VEVENT" not in stranger.get("/en/meetings/hidden.ics").content
    type(hidden)._default_manager.filter(pk=hidden.pk).update(state=State.PUBLISHED)
    assert len(events(stranger, "/en/meetings.ics")) == 2


def test_kinds_without_dates_have_no_calendar(stranger: Client) -> None:
    partner = PartnerFactory()
    for address in ("/en/partners.ics", f"/en/partners/{partner.reference}.ics"):
        assert stranger.get(address).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_calendars_cost_the_same_however_many_events_they_hold(stranger: Client, count: int) -> None:
    for _ in range(count):
        place = PlaceFactory(country=PartnerFactory())
        MeetingFactory(when="2024", place=place, areas=[AreaFactory()])
        ActivityFactory(when="2024", place=place, areas=[AreaFactory()])
    costs = []
    for address in ("/en/meetings.ics", "/en/activities.ics"):
        stranger.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert len(events(stranger, address)) == count
        costs.append(len(asked))
    assert costs == [4, 4]
