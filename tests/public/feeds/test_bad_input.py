"""Whatever is asked of a feed or a calendar, it is one, or says what is wrong."""

from urllib.parse import urlencode

import feedparser
import pytest
from django.test import Client
from icalendar import Calendar

from tests.meetings.factories import MeetingFactory

pytestmark = pytest.mark.django_db

ADDRESSES = ["/en/meetings.atom", "/da/meetings.ics", "/en/changes.atom", "/da/calendar.ics"]
ASKED = [
    "q=%00",
    "q=%ff%fe",
    "q=%ED%A0%80",
    "q=%3Cb%3E%26%22%27",
    "q=" + "x" * 5000,
    "q=a&q=b&q=",
    "%00=%00",
    "=&&&=;",
    "period=2024-02-30",
    "period=9999999999",
    "kind=%27%20OR%201%3D1--",
    "area=../../etc",
    "page=-1&size=0",
    "page=1000000000&sort=owner",
    "partner=\u202e",
    urlencode({"q": "\x07\x0b\ufffe\ud800"}, errors="surrogatepass"),
]


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("asked", ASKED, ids=range(len(ASKED)))
def test_no_question_breaks_a_feed(stranger: Client, address: str, asked: str) -> None:
    MeetingFactory(when="2024-11-21", title_en="a < b & \x07 c")
    answer = stranger.get(f"{address}?{asked}")
    if answer.status_code != 200:
        assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
        assert answer.json()["parameters"]
    elif address.endswith(".atom"):
        assert not feedparser.parse(answer.content).bozo
    else:
        assert Calendar.from_ical(answer.content).name == "VCALENDAR"
