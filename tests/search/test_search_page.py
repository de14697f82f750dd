"""The search page as a reader gets it."""

import re

import pytest
from django.db import connection
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cooperation.records.models import Record, State
from tests.activities.factories import ActivityFactory, ActivityParticipantFactory
from tests.declarations.factories import DeclarationFactory, DeclarationPartyFactory
from tests.house.kinds import RECORDS, factory_of, kind_id
from tests.meetings.factories import AgendaItemFactory, MeetingFactory, OutcomeFactory
from tests.partners.factories import PartnerFactory
from tests.people.factories import PersonFactory
from tests.public.reading import cost, main, page, text, words
from tests.vocabulary.factories import AreaFactory

pytestmark = pytest.mark.django_db


def titles(client: Client, address: str) -> list[str]:
    """The titles of the hits, in their order."""
    return [words(found) for found in re.findall(r'<p class="hit">(.*?)</a>', page(client, address))]


def test_a_hit_says_what_it_is_and_shows_the_passage(stranger: Client) -> None:
    ActivityFactory(
        title_en="Fuel trucks", kind="donation or transfer", when="2014", summary_en="Given to Serbia’s air force."
    )
    shown = main(page(stranger, "/en/search/?q=serbia+fuel"))
    assert "<mark>Fuel</mark> trucks</a>" in shown
    assert "<p>Given to <mark>Serbia</mark>’s air force.</p>" in shown
    assert "Fuel trucks donation or transfer · 2014 Given to Serbia" in words(shown)


def test_a_passage_in_another_language_says_so(stranger: Client) -> None:
    ActivityFactory(title_en="Course", summary_en="Courses.", summary_da="Kurser på Ærø.")
    assert '<span lang="da">Kurser på <mark>Ærø</mark>.</span>' in page(stranger, "/en/search/?q=aeroe")
    assert "<p>Kurser på <mark>Ærø</mark>.</p>" in page(stranger, "/da/search/?q=aero")


def test_titles_weigh_more_than_texts_and_whole_words_more_than_beginnings(stranger: Client) -> None:
    ActivityFactory(title_en="Course", summary_en="Held in Serbia.", when="2020")
    ActivityFactory(title_en="Serbian course", when="2019")
    ActivityFactory(title_en="Course in Serbia", when="2010")
    ActivityFactory(title_en="Visit to Serbia", when="2012")
    PartnerFactory(title_en="Embassy of Denmark in Serbia")
    PartnerFactory(title_en="Serbia")
    assert titles(stranger, "/en/search/?q=serbia") == [
        *("Serbia", "Embassy of Denmark in Serbia"),
        *("Visit to Serbia", "Course in Serbia", "Serbian course", "Course"),
    ]


def test_a_hit_by_a_child_row_shows_it(stranger: Client) -> None:
    meeting = MeetingFactory(title_en="Ministerial")
    AgendaItemFactory(meeting=meeting, text_en="Wyvern patrols", text_da="")
    meeting.save()
    assert "<mark>Wyvern</mark> patrols" in page(stranger, "/en/search/?q=wyvern")


def test_filters_narrow_by_kind_partner_and_year(stranger: Client) -> None:
    serbia, ukraine = (
        PartnerFactory(title_en="Serbia", reference="rs"),
        PartnerFactory(title_en="Ukraine", reference="ua"),
    )
    for title, when, partner in (
        ("Course one", "2014-05", serbia),
        ("Course two", "2015", serbia),
        ("Course three", "2014", ukraine),
    ):
        ActivityParticipantFactory(activity=ActivityFactory(title_en=title, when=when), partner=partner)
    DeclarationPartyFactory(declaration=DeclarationFactory(title_en="Course letter", signed="2014"), partner=serbia)
    PersonFactory(title_en="Course Person")
    assert len(titles(stranger, "/en/search/?q=course")) == 5
    assert titles(stranger, "/en/search/?q=course&kind=activity&year=2014") == ["Course one", "Course three"]
    assert titles(stranger, "/en/search/?q=course&partner=rs&year=2014") == ["Course one", "Course letter"]
    assert titles(stranger, "/en/search/?q=course&partner=serbia&year=2015") == ["Course two"]
    assert titles(stranger, "/en/search/?partner=ua") == ["Ukraine", "Course three"]


def test_more_than_are_shown_are_in_the_list_asked_for_the_same(stranger: Client) -> None:
    serbia = PartnerFactory(title_en="Serbia", reference="rs")
    for number in range(7):
        ActivityParticipantFactory(activity=ActivityFactory(title_en=f"Course {number}", when="2014"), partner=serbia)
    shown = page(stranger, "/en/search/?q=course&partner=rs&year=2014")
    address = re.search(r'<a href="([^"]*)">See all 7 activities', shown)
    assert address
    assert address[1] == "/en/activities/?q=course&amp;period=2014&amp;partner=rs"
    assert page(stranger, address[1].replace("&amp;", "&")).count('<th scope="row">') == 7


def test_very_many_are_not_counted(stranger: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cooperation.public.found.LOOKED_AT", 6)
    monkeypatch.setattr("cooperation.public.search.LOOKED_AT", 6)
    for number in range(8):
        ActivityFactory(title_en=f"Course {number}")
    said = text(stranger, "/en/search/?q=course")
    assert "More than 6 found for “course”" in said
    assert "Activities more than 6" in said
    assert "See all activities" in said


def test_areas_are_found_with_the_lists_they_narrow(stranger: Client) -> None:
    area = AreaFactory(title_en="Military logistics", title_da="Militær logistik", reference="logistics")
    ActivityFactory().areas.add(area)
    MeetingFactory(state=State.DRAFT).areas.add(area)
    shown = main(page(stranger, "/en/search/?q=logistik"))
    assert re.findall(r'<a href="(/[^"]*area=logistics)">([^<]*)</a>', shown) == [
        ("/en/activities/?area=logistics", "Activities")
    ]
    assert "1 found for “logistik”" in words(shown)


def test_what_was_meant_is_offered_where_nothing_is_found(stranger: Client) -> None:
    PartnerFactory(title_en="Afghanistan")
    assert 'Did you mean <a href="?q=Afghanistan">Afghanistan</a>?' in page(stranger, "/en/search/?q=afganistan")
    assert "Mente du" in page(stranger, "/da/search/?q=afganistan")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("partner=nobody", "No partner is called “nobody”."),
        ("year=20x5", "“20x5” is no year; write four figures, for example 2015."),
        ("kind=dragon", "There is no kind of record called “dragon”."),
        ("q=" + "serbia+" * 40, "Only the first 12 words were looked for."),
        ("q=serbia&partner=%00&year=-1&kind=%F0%9F%9A%81", "“-1” is no year"),
    ],
)
def test_what_cannot_be_read_is_said_and_left_out(stranger: Client, asked: str, said: str) -> None:
    assert said in text(stranger, f"/en/search/?{asked}")


@pytest.mark.parametrize("kind", RECORDS, ids=kind_id)
@pytest.mark.parametrize("state", [State.DRAFT, State.IN_REVIEW, State.WITHDRAWN])
def test_what_is_not_published_is_not_found(stranger: Client, kind: type[Record], state: State) -> None:
    if kind.__name__ == "Partner":
        assert titles(stranger, "/en/search/?partner=wyvern") == []
    factory_of(kind)(title_en="Wyvern", summary_en="A wyvern", state=state)
    assert "Nothing found" in text(stranger, "/en/search/?q=wyvern")
    assert titles(stranger, "/en/search/?q=wyvern&partner=wyvern") == []


def test_staff_only_fields_are_not_found(stranger: Client) -> None:
    for kind in RECORDS:
        factory_of(kind)(**{name: "wyvern" for name in kind.staff_only if name != "classification"})
    assert "Nothing found for “wyvern”" in text(stranger, "/en/search/?q=wyvern")


def test_a_hidden_row_is_neither_found_nor_shown(stranger: Client) -> None:
    meeting = MeetingFactory(title_en="Ministerial")
    OutcomeFactory(meeting=meeting, text_en="Wyvern", led_to_declaration=DeclarationFactory(state=State.DRAFT))
    meeting.save()
    assert "Nothing found" in text(stranger, "/en/search/?q=wyvern")
    assert "Nothing found" in text(stranger, "/en/search/?q=wyvern&year=2024")
    assert "Wyvern" not in text(stranger, "/en/search/?q=ministerial")


@pytest.mark.parametrize("count", [1, 4])
def test_a_search_costs_the_same_however_much_it_finds(stranger: Client, count: int) -> None:
    made = [
        factory_of(kind)(title_en=f"Floods {number}", summary_en="Help") for kind in RECORDS for number in range(count)
    ]
    of_words = {"sqlite": 1, "postgresql": 0}[connection.vendor]
    assert cost(stranger, "/en/search/?q=floods", [record.title_en for record in made]) == 15 + of_words


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(*[st.text() | st.sampled_from(["2015", "serbia", "activity", "\x00", "\ud800"])] * 4)
def test_no_address_is_an_error(stranger: Client, q: str, kind: str, partner: str, year: str) -> None:
    asked = {"q": q, "kind": kind, "partner": partner, "year": year}
    said = {name: text.encode("utf-8", "surrogatepass") for name, text in asked.items()}
    assert stranger.get("/en/search/", said).status_code == 200


def test_a_very_long_search_is_no_error(stranger: Client) -> None:
    assert "Nothing found" in text(stranger, "/en/search/?q=" + "wyvern%22*+" * 9_000)
