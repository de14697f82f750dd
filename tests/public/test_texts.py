"""Glossary, about the data, accessibility and privacy: in both languages, and true to what the register holds."""

import re

import pytest
from django.test import Client
from django.utils import translation

from cooperation.public.glossary import fields_called
from cooperation.public.marks import Mark, third_party
from cooperation.public.meanings import MEANINGS
from tests.house.kinds import RECORDS, kind_id, package
from tests.meetings.factories import MeetingFactory
from tests.public.reading import cost, main, page, part, text, words
from tests.public.world import draft, make
from tests.vocabulary.factories import AreaFactory, CategoryFactory, PlaceFactory

pytestmark = pytest.mark.django_db

PAGES = {
    "about": ("About the data", "Om data"),
    "glossary": ("Glossary", "Ordliste"),
    "accessibility": ("Accessibility statement", "Tilgængelighedserklæring"),
    "privacy": ("Privacy", "Privatliv"),
    "report": ("Report an error", "Meld en fejl"),
}


@pytest.mark.parametrize(("name", "titles"), PAGES.items(), ids=PAGES)
def test_the_foot_of_every_page_leads_to_the_text_in_its_language(
    stranger: Client, name: str, titles: tuple[str, str]
) -> None:
    for language, title in zip(("en", "da"), titles, strict=True):
        foot = part(page(stranger, f"/{language}/meetings/"), '<footer class="band">', "</footer>")
        assert re.search(rf'<a href="/{language}/{name}/[^>]*>{title}</a>', foot)
        assert f"<h1>{title}</h1>" in page(stranger, f"/{language}/{name}/")


def test_the_report_from_a_page_says_which_page(stranger: Client) -> None:
    address = MeetingFactory().get_absolute_url()
    foot = part(page(stranger, address), '<footer class="band">', "</footer>")
    (report,) = re.findall(r'href="(/en/report/[^"]*)"', foot)
    assert f"About the page {address}" in text(stranger, report)


@pytest.mark.parametrize("address", ["/was", "/was/", "/en/was/"])
def test_was_leads_to_the_accessibility_statement(stranger: Client, address: str) -> None:
    answer = stranger.get(address, follow=True)
    assert answer.redirect_chain[-1][0] == "/en/accessibility/"


def counts(client: Client) -> dict[str, int]:
    shown = part(page(client, "/en/about/"), "<tbody>", "</tbody>")
    return {kind: int(count) for kind, count in re.findall(r'<a href="/en/([a-z]+)/">([0-9]+)<', shown)}


@pytest.mark.parametrize("kind", RECORDS, ids=kind_id)
def test_about_the_data_counts_what_is_published_and_leads_to_it(stranger: Client, kind: type) -> None:
    draft(kind)
    assert counts(stranger)[package(kind)] == 0
    assert set(counts(stranger)) == {package(model) for model in RECORDS}
    made = make(kind)
    assert counts(stranger)[package(kind)] == 1
    assert page(stranger, f"/en/{package(kind)}/").count(made.get_absolute_url()) == 1


@pytest.mark.parametrize("count", [1, 3])
def test_about_the_data_costs_the_same_however_much_there_is(stranger: Client, count: int) -> None:
    MeetingFactory.create_batch(count)
    assert cost(stranger, "/en/about/", [f"Meetings {count} meetings"]) == 1


def test_every_meaning_is_of_a_word_that_the_register_uses() -> None:
    used = {(name, str(value)) for name, _ in MEANINGS for one in fields_called(name) for value, _ in one.choices or ()}
    assert set(MEANINGS) - used == set()
    assert used - set(MEANINGS) == {("status", "not known"), ("legal_nature", "not known")}  # among the own words


def test_the_glossary_says_what_statuses_marks_and_blanks_mean(stranger: Client) -> None:
    said = text(stranger, "/en/glossary/")
    assert "Third party Denmark is no party to this." in said
    assert "Not known The source does not say." in said
    assert "In force It applies now." in said
    danish = text(stranger, "/da/glossary/")
    assert f"Tredjepart {danish_meaning(third_party)}" in danish
    assert "I kraft Det gælder nu." in danish


def test_the_glossary_has_the_lookup_lists_without_what_is_retired(stranger: Client) -> None:
    CategoryFactory(title_en="Deployed soldiers", description_en="In international operations.", description_da="")
    AreaFactory(title_en="Østlig øvelse")
    AreaFactory(title_en="Zebra")
    AreaFactory(title_en="Gone", retired=True)
    PlaceFactory(title_en="Tartu")
    said = text(stranger, "/en/glossary/")
    assert "Areas Zebra Østlig øvelse" in said
    assert "Deployed soldiers In international operations." in said
    assert "Gone" not in said
    assert "Tartu" not in said
    assert '<dd lang="en">In international operations.</dd>' in page(stranger, "/da/glossary/")


def test_the_glossary_is_in_the_order_of_the_alphabet(stranger: Client) -> None:
    own = part(page(stranger, "/da/glossary/"), '<section id="own">', "</section>")
    terms = [words(term) for term in re.findall(r"<dt>(.*?)</dt>", own)]
    assert terms == sorted(terms, key=lambda term: term.lower().replace("æ", "~1").replace("ø", "~2"))
    assert len(terms) == 16


def test_anchors_are_there_once_and_the_contents_lead_to_them(stranger: Client) -> None:
    shown = main(page(stranger, "/en/glossary/"))
    anchors = re.findall(r'\sid="([^"]+)"', shown)
    assert sorted(anchors) == sorted(set(anchors))
    assert set(re.findall(r'href="#([^"]+)"', shown)) <= set(anchors)


def danish_meaning(mark: Mark) -> str:
    with translation.override("da"):
        return str(mark.explanation)


@pytest.mark.parametrize("count", [1, 3])
def test_the_glossary_costs_one_query_a_list(stranger: Client, count: int) -> None:
    areas = AreaFactory.create_batch(count)
    assert cost(stranger, "/en/glossary/", [str(area) for area in areas]) == 3
