"""What stands around every page: language, addresses, menu, skip link, and nothing a strict browser would refuse."""

import re

import pytest
from django.template.loader import get_template
from django.test import Client

from tests.house.kinds import RECORDS, kind_id, package, stem
from tests.public.reading import page, part
from tests.public.world import fill, make

pytestmark = pytest.mark.django_db
every_kind = pytest.mark.parametrize("kind", RECORDS, ids=kind_id)


@pytest.mark.parametrize(("language", "title"), [("en", "Activities"), ("da", "Aktiviteter")])
def test_a_page_says_its_language_and_what_it_is(stranger: Client, language: str, title: str) -> None:
    shown = page(stranger, f"/{language}/activities/")
    assert f'<html lang="{language}">' in shown
    assert part(shown, "<title>", "</title>").startswith(f"{title} – ")


def test_the_language_switch_stays_on_the_page_with_its_query(stranger: Client) -> None:
    shown = page(stranger, "/en/activities/?q=a%26b&period=2014&kind=")
    assert (
        '<a href="/da/activities/?q=a%26b&amp;period=2014" hreflang="da" lang="da" rel="alternate">Dansk</a>' in shown
    )
    back = page(stranger, "/da/activities/?q=a%26b&period=2014")
    assert 'href="/en/activities/?q=a%26b&amp;period=2014" hreflang="en" lang="en" rel="alternate">English</a>' in back


@every_kind
def test_the_language_switch_leads_to_the_same_record(stranger: Client, kind: type) -> None:
    record = make(kind)
    assert f'<a href="/da/{package(kind)}/{record.reference}/" hreflang="da"' in page(
        stranger, record.get_absolute_url()
    )


def test_search_engines_are_told_both_languages_and_the_one_address(stranger: Client) -> None:
    shown = page(stranger, "/en/activities/?q=&page=1&kind=")
    assert '<link rel="canonical" href="http://testserver/en/activities/?page=1">' in shown
    assert '<link rel="alternate" hreflang="da" href="http://testserver/da/activities/?page=1">' in shown


def test_the_menu_has_every_kind_once_in_the_order_of_the_addresses(stranger: Client) -> None:
    menu = part(page(stranger, "/en/"), '<nav class="menu"', "</nav>")
    expected = "partners people programmes activities funds meetings declarations commitments statements sources"
    assert re.findall(r'href="/en/([a-z]+)/"', menu) == expected.split()


def test_the_menu_says_where_one_is(stranger: Client) -> None:
    meeting = make(next(kind for kind in RECORDS if stem(kind) == "meeting"))
    assert '<a href="/en/meetings/" aria-current="page">' in page(stranger, "/en/meetings/")
    assert '<a href="/en/meetings/" aria-current="true">' in page(stranger, meeting.get_absolute_url())


@every_kind
def test_nothing_on_a_page_needs_script_or_style_of_its_own(stranger: Client, kind: type) -> None:
    record = make(kind)
    fill(record, 1)
    for address in ("/en/", f"/en/{package(kind)}/", record.get_absolute_url(), "/en/search/?q=e"):
        answer = stranger.get(address)
        shown = answer.content.decode()
        assert not re.search(r"<script|<style|\sstyle=|\son[a-z]+=|javascript:", shown)
        assert "'self'" in answer["Content-Security-Policy"]
        assert "unsafe" not in answer["Content-Security-Policy"]


@every_kind
def test_a_page_has_one_heading_of_the_first_rank_and_its_anchors_are_there_once(stranger: Client, kind: type) -> None:
    record = make(kind)
    fill(record, 2)
    shown = page(stranger, record.get_absolute_url())
    anchors = re.findall(r'\sid="([^"]+)"', shown)
    assert sorted(anchors) == sorted(set(anchors))
    assert set(re.findall(r'href="#([^"]+)"', shown)) <= set(anchors)
    assert shown.count("<h1>") == 1


def test_pages_ask_for_no_cookie(stranger: Client) -> None:
    answer = stranger.get("/en/")
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")


@pytest.mark.parametrize("address", ["/en/no-such-page/", "/en/meetings/no-such-meeting/", "/no-such-page"])
def test_a_page_that_is_not_there_helps(stranger: Client, address: str) -> None:
    shown = page(stranger, address, status=404)
    assert "There is no page at this address" in shown
    assert '<meta name="robots" content="noindex">' in shown
    assert "canonical" not in shown
    assert 'name="q"' in shown


def test_the_page_for_our_own_mistakes_stands_alone_in_both_languages() -> None:
    shown = get_template("500.html").render()
    assert '<html lang="en">' in shown
    assert '<section lang="da">' in shown
    assert "stylesheet" not in shown  # its address may be what went wrong
