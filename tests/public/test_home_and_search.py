"""The home page and the search over every kind."""

import re

import pytest
from django.test import Client

from tests.activities.factories import ActivityFactory, ActivityParticipantFactory
from tests.declarations.factories import DeclarationFactory
from tests.funds.factories import FundFactory
from tests.house.kinds import RECORDS, kind_id, package
from tests.partners.factories import PartnerFactory, PartnerNameFactory
from tests.public.reading import cost, main, page, part, text, words
from tests.public.world import draft, make
from tests.vocabulary.factories import AreaFactory

pytestmark = pytest.mark.django_db


def counts(client: Client) -> dict[str, int]:
    """Kind → how many of it the home page says there are."""
    shown = part(page(client, "/en/"), '<ul class="kinds">', "</section>")
    found = re.findall(r'<a href="/en/([a-z]+)/(?:\?[^"]+)?"><span class="figure">([0-9]+)</span>', shown)
    return {kind: int(count) for kind, count in found}


@pytest.mark.parametrize("kind", RECORDS, ids=kind_id)
def test_home_counts_what_is_published_and_leads_to_it(stranger: Client, kind: type) -> None:
    assert counts(stranger) == {package(model): 0 for model in RECORDS}
    draft(kind)
    assert counts(stranger)[package(kind)] == 0
    make(kind)
    assert counts(stranger)[package(kind)] == 1
    assert page(stranger, f"/en/{package(kind)}/").count('<th scope="row">') == 1


def test_home_counts_one_in_the_singular(stranger: Client) -> None:
    FundFactory()
    assert "1 fund What pays for" in text(stranger, "/en/")
    FundFactory()
    assert "2 funds What pays for" in text(stranger, "/en/")


def test_home_shows_what_changed_last_newest_first(stranger: Client) -> None:
    older, newer = PartnerFactory(title_en="Older"), ActivityFactory(title_en="Newer")
    shown = part(page(stranger, "/en/"), 'id="changed"', "</section>")
    assert shown.index(newer.title_en) < shown.index(older.title_en)
    older.save()
    shown = part(page(stranger, "/en/"), 'id="changed"', "</section>")
    assert shown.index(older.title_en) < shown.index(newer.title_en)


def test_home_shows_what_happened_last_and_not_what_lies_ahead(stranger: Client) -> None:
    for title, when in (("LOGEX15", "2015-21"), ("Floods", "2014-05"), ("Some day", "2999"), ("No day", None)):
        ActivityFactory(title_en=title, when=when)
    DeclarationFactory(title_en="Joint declaration", signed="2024-11-21")
    said = words(part(page(stranger, "/en/"), 'id="latest">', "</section>"))
    assert said == (
        "Most recent Joint declaration declaration · 21 November 2024 "
        "LOGEX15 activity · spring 2015 Floods activity · May 2014"
    )


def test_home_shows_what_is_coming_soonest_first(stranger: Client) -> None:
    for title, when in (("In 2990", "2990"), ("In May", "2988-05"), ("Past", "2014"), ("Since", "2006/..")):
        ActivityFactory(title_en=title, when=when)
    said = words(part(page(stranger, "/en/"), 'id="coming">', "</section>"))
    assert said == "What is coming In May activity · May 2988 In 2990 activity · 2990"


def test_home_fills_the_map_with_countries_and_says_how_much_there_is_with_each(stranger: Client) -> None:
    serbia, malta, quiet = (
        PartnerFactory(reference=code.lower(), title_en=title, iso_alpha2=code)
        for code, title in (("RS", "Serbia"), ("MT", "Malta"), ("GE", "Georgia"))
    )
    PartnerFactory(title_en="NATO", kind="alliance")
    own = PartnerFactory(reference="dk", title_en="Denmark", iso_alpha2="DK", standing="own side")
    draft(PartnerFactory._meta.model, iso_alpha2="UA")
    both = ActivityFactory(title_en="Twice with Serbia", channels=[serbia])
    for role in ("host", "participant"):
        ActivityParticipantFactory(activity=both, partner=serbia, role=role)
    ActivityFactory(title_en="Through Serbia", channels=[serbia])
    ActivityParticipantFactory(activity=ActivityFactory(), partner=malta)
    ActivityParticipantFactory(activity=both, partner=own)
    ActivityParticipantFactory(activity=draft(ActivityFactory._meta.model), partner=malta)
    shown = part(page(stranger, "/en/"), 'class="picture map"', "</section>")
    labels = re.findall(r'aria-label="([^"]+)"', shown)
    assert sorted(labels) == [
        "Denmark: 1 activity",
        "Georgia: 0 activities",
        "Malta: 1 activity",
        "Serbia: 2 activities",
    ]
    assert '<a href="/en/partners/rs/" aria-label="Serbia: 2 activities">' in shown
    assert words(part(shown, '<ul class="ways">', "</ul>")) == (
        "Serbia 2 activities Malta 1 activity Georgia 0 activities"
    )
    assert len(re.findall("<circle", shown)) == 1
    assert "2 activities with Serbia" in text(stranger, "/en/activities/?partner=rs")
    assert quiet.title_en in shown


def test_home_leads_to_everything_in_an_area_and_a_year(stranger: Client) -> None:
    area, unused = AreaFactory(reference="logistics", title_en="Logistics"), AreaFactory(title_en="Unused")
    ActivityFactory(title_en="Course", areas=[area], when="2015")
    ActivityFactory(title_en="Undated course", areas=[area], when=None)
    draft(ActivityFactory._meta.model, areas=[unused])
    shown = page(stranger, "/en/")
    assert '<a href="/en/timeline/?area=logistics">Logistics</a>' in shown
    assert "Unused" not in shown
    assert "1 record with a date" in text(stranger, "/en/timeline/?area=logistics")
    assert "1 record without a date" in text(stranger, "/en/timeline/?area=logistics")


@pytest.mark.parametrize("count", [1, 3])
def test_home_costs_the_same_however_much_there_is(stranger: Client, count: int) -> None:
    made = [ActivityFactory(when="2014") for _ in range(count)]
    assert cost(stranger, "/en/", [activity.title_en for activity in made]) == 21


def test_search_groups_its_hits_and_leads_to_the_whole_list(stranger: Client) -> None:
    for number in range(7):
        ActivityFactory(title_en=f"Course in Serbia {number}")
    DeclarationFactory(title_en="Letter", title_da="Aftale", summary_en="Between Denmark and Serbia")
    PartnerFactory(title_en="Romania")
    shown = main(page(stranger, "/en/search/?q=serbia"))
    assert "8 found for “serbia”" in words(shown)
    assert re.findall(r'id="hits-([a-z]+)"', shown) == ["activity", "declaration"]
    assert words(shown).count("Course in Serbia") == 5
    assert '<a href="/en/activities/?q=serbia">See all 7 activities</a>' in shown
    assert "Romania" not in shown.partition('id="count"')[2]


def test_a_partner_is_found_by_its_other_names(stranger: Client) -> None:
    partner = PartnerFactory(title_en="Serbia")
    PartnerNameFactory(partner=partner, name="Republika Srbija")
    partner.save()
    assert "1 found" in text(stranger, "/en/search/?q=srbija")


@pytest.mark.parametrize("words_sought", ["", "   "])
def test_a_search_for_nothing_says_what_to_write(stranger: Client, words_sought: str) -> None:
    PartnerFactory(title_en="Serbia")
    said = text(stranger, f"/en/search/?q={words_sought}")
    assert "Write one or more words" in said
    assert "Serbia" not in said


@pytest.mark.parametrize("sought", ["zzz", "%", "_", "'", '"', "<script>alert(1)</script>", "a" * 200])
def test_a_search_that_finds_nothing_says_so(stranger: Client, sought: str) -> None:
    PartnerFactory(title_en="Serbia", title_da="Serbien")
    answer = stranger.get("/en/search/", {"q": sought})
    assert answer.status_code == 200
    assert "Nothing found for" in words(main(answer.content.decode()))
    assert "<script" not in answer.content.decode()
