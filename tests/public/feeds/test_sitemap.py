"""The site map as a search engine reads it."""

from typing import Any
from urllib.robotparser import RobotFileParser

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import etree

from cooperation.public.feeds import sitemap
from cooperation.records.models import State
from tests.house.kinds import RECORDS, factory_of
from tests.meetings.factories import MeetingFactory

pytestmark = pytest.mark.django_db
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
HOST = "http://testserver"


def read(client: Client, address: str) -> Any:
    answer = client.get(address)
    assert answer.status_code == 200, address
    assert answer["Content-Type"] == "application/xml; charset=utf-8"
    return etree.fromstring(answer.getvalue())


def addresses(tree: Any) -> list[str]:
    return [one.text for one in tree.xpath("//s:loc", namespaces=NAMES)]


def every_address(client: Client) -> list[str]:
    parts = addresses(read(client, "/sitemap.xml"))
    return [address for part in parts for address in addresses(read(client, part.removeprefix(HOST)))]


def test_every_page_in_it_is_there(stranger: Client) -> None:
    for kind in RECORDS:
        factory_of(kind)()
    found = every_address(stranger)
    assert len(found) == len(set(found)) > 2 * 2 * len(RECORDS)
    for address in found:
        answer = stranger.get(address.removeprefix(HOST))
        assert answer.status_code == 200, address
        assert answer["Content-Type"] == "text/html; charset=utf-8"


def test_every_published_record_is_in_it_and_no_other(stranger: Client) -> None:
    shown = [factory_of(kind)() for kind in RECORDS]
    kept_back = [factory_of(kind)(state=state) for kind in RECORDS for state in State if state != State.PUBLISHED]
    found = set(every_address(stranger))
    for record in type(shown[0]).objects.published():
        assert f"{HOST}{record.get_absolute_url()}" in found
    assert {f"{HOST}{record.get_absolute_url()}" for record in shown} <= found
    assert not {f"{HOST}{record.get_absolute_url()}" for record in kept_back} & found


def test_an_address_names_itself_in_every_language(stranger: Client) -> None:
    meeting = MeetingFactory(reference="talks")
    urls = read(stranger, "/sitemap-meeting-1.xml").xpath("//s:url", namespaces=NAMES)
    pages = {language: f"{HOST}/{language}/meetings/talks/" for language in ("en", "da")}
    assert [one.xpath("string(s:loc)", namespaces=NAMES) for one in urls] == list(pages.values())
    for one in urls:
        links = one.xpath("x:link", namespaces=NAMES)
        assert {link.get("hreflang"): link.get("href") for link in links} == pages
        changed = meeting.updated_at.strftime("%Y-%m-%dT%H:%M:%SZ")
        assert one.xpath("string(s:lastmod)", namespaces=NAMES) == changed


def test_many_records_are_several_parts(stranger: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap, "A_PART", 2)
    for number in range(5):
        MeetingFactory(reference=f"m{number}")
    parts = [part for part in addresses(read(stranger, "/sitemap.xml")) if "meeting-" in part]
    assert parts == [f"{HOST}/sitemap-meeting-{number}.xml" for number in (1, 2, 3)]
    found = [address for part in parts for address in addresses(read(stranger, part.removeprefix(HOST)))]
    assert found == [f"{HOST}/{language}/meetings/m{n}/" for n in range(5) for language in ("en", "da")]


@pytest.mark.parametrize("name", ["meeting-2", "meeting-0", "meeting-x", "meeting-9999999", "user-1", "meeting", "-1"])
def test_a_part_that_does_not_exist_is_missing(stranger: Client, name: str) -> None:
    MeetingFactory()
    assert stranger.get(f"/sitemap-{name}.xml").status_code == 404


def test_a_part_costs_one_query(stranger: Client) -> None:
    for _ in range(3):
        MeetingFactory()
    stranger.get("/sitemap-meeting-1.xml").getvalue()
    with CaptureQueriesContext(connection) as asked:
        assert len(addresses(read(stranger, "/sitemap-meeting-1.xml"))) == 6
    assert len(asked) == 1


def test_robots_are_shown_the_map_and_kept_from_the_desk(stranger: Client) -> None:
    answer = stranger.get("/robots.txt")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    robots = RobotFileParser()
    robots.parse(answer.content.decode().splitlines())
    assert robots.site_maps() == [f"{HOST}/sitemap.xml"]
    assert not robots.can_fetch("any", "/en/desk/")
    assert not robots.can_fetch("any", "/da/desk/login/")
    assert robots.can_fetch("any", "/en/meetings/")
