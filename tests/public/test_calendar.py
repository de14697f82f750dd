"""The calendar: what falls on a day stands on it, what no source gives a day stands apart."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client

from tests.activities.factories import ActivityFactory
from tests.commitments.factories import CommitmentFactory
from tests.meetings.factories import MeetingFactory
from tests.public.reading import cost, main, page, part, text, words
from tests.public.world import draft

pytestmark = pytest.mark.django_db


def on_days(client: Client, address: str) -> dict[str, str]:
    """Day → what stands on it in the month's table."""
    table = part(page(client, address), '<table class="month">', "</table>")
    cells = re.findall(r'<span class="day-number">(\d+)</span><ul>(.*?)</ul>', table)
    return {day: words(said) for day, said in cells}


def sections(client: Client, address: str) -> dict[str, str]:
    """Heading → what is listed below it."""
    found = re.findall(
        r"<h2[^>]*>([^<]+)</h2>\s*<ul class=\"links\">(.*?)</ul>", main(page(client, address)), re.DOTALL
    )
    return {heading: words(said) for heading, said in found}


def test_a_month_shows_each_kind_of_date_where_it_belongs(stranger: Client) -> None:
    for title, when in (
        ("Signing", "2015-04-21"),
        ("Visit", "2015-04-03/2015-04-05"),
        ("Over the turn of the month", "2015-04-29/2015-05-02"),
        ("In April", "2015-04"),
        ("Spring", "2015-21"),
        ("That year", "2015"),
        ("About then", "2015-04~"),
        ("Long", "2006/.."),
        ("Before", "2015-03-31"),
    ):
        ActivityFactory(title_en=title, when=when)
    draft(ActivityFactory._meta.model, when="2015-04-21")
    address = "/en/calendar/?month=2015-04"
    assert on_days(stranger, address) == {
        "3": "Visit", "4": "Visit", "5": "Visit", "21": "Signing",
        "29": "Over the turn of the month", "30": "Over the turn of the month",
    }  # fmt: skip
    assert sections(stranger, address) == {
        "On days in April 2015": (
            "Visit activity · 3–5 April 2015 Signing activity · 21 April 2015 "
            "Over the turn of the month activity · 29 April 2015 – 2 May 2015"
        ),
        "Sometime in: April 2015": "In April activity · April 2015",
        "Sometime in: about April 2015": "About then activity · about April 2015",
        "Sometime in: spring 2015": "Spring activity · spring 2015",
        "Sometime in: 2015": "That year activity · 2015",
        "Under way in April 2015": "Long activity · since 2006",
    }


@pytest.mark.parametrize("written", ["2015-04", "April 2015", "april 2015", "2015-04-21"])
def test_a_month_may_be_written_in_several_ways(stranger: Client, written: str) -> None:
    assert '<h2 id="month">April 2015</h2>' in page(stranger, f"/en/calendar/?month={written}")


def test_it_leads_to_the_months_beside_it_and_to_the_timeline(stranger: Client) -> None:
    shown = page(stranger, "/en/calendar/?month=2015-12")
    assert re.search(r'rel="prev" href="\?month=2015-11">\s*← November 2015', shown)
    assert re.search(r'rel="next" href="\?month=2016-01">\s*January 2016 →', shown)
    assert '<a href="/en/timeline/?period=2015-12">' in shown
    assert 'rel="next"' not in page(stranger, "/en/calendar/?month=2999-12")
    assert 'rel="prev"' not in page(stranger, "/en/calendar/?month=1000-01")


def test_it_opens_with_this_month_and_says_what_is_coming(stranger: Client) -> None:
    tomorrow = date.today() + timedelta(days=1)  # noqa: DTZ011 -- a day is enough
    MeetingFactory(title_en="Ministerial", when=tomorrow.isoformat())
    CommitmentFactory(title_en="Promise", due="2990", due_kind="date")
    MeetingFactory(title_en="Long ago", when="1999-01-01")
    said = sections(stranger, "/en/calendar/")["What is coming"]
    assert said.index("Ministerial") < said.index("Promise commitment · 2990")
    assert "Long ago" not in text(stranger, "/en/calendar/")


def test_a_day_with_many_says_how_many_more(stranger: Client) -> None:
    for number in range(5):
        MeetingFactory(title_en=f"Meeting {number}", when="2015-04-21")
    assert on_days(stranger, "/en/calendar/?month=2015-04") == {"21": "Meeting 0 Meeting 1 Meeting 2 and 2 more"}


def test_an_empty_month_says_so_in_both_languages(stranger: Client) -> None:
    assert "Nothing in the register falls or may fall in April 2015." in text(stranger, "/en/calendar/?month=2015-04")
    assert "Intet i registeret falder eller kan falde i april 2015." in text(stranger, "/da/calendar/?month=2015-04")


@pytest.mark.parametrize(
    "query", ["month=2015-13", "month=not known", "month=../2015", "month=%00", "kind=x", "month=[]"]
)
def test_what_cannot_be_read_is_said(stranger: Client, query: str) -> None:
    assert "This can’t be looked up" in text(stranger, f"/en/calendar/?{query}")


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_the_same_however_much_there_is(stranger: Client, count: int) -> None:
    made = [MeetingFactory(when="2015-04-21") for _ in range(count)]
    assert cost(stranger, "/en/calendar/?month=2015-04", [one.title_en for one in made]) == 4
