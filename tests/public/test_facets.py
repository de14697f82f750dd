"""Facets: each choice says how many records it leaves, and a reader who takes it finds exactly these."""

import html
import re
from collections.abc import Iterator
from random import Random
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from tests.activities.factories import ActivityFactory, ActivityParticipantFactory
from tests.declarations.factories import DeclarationFactory
from tests.meetings.factories import MeetingFactory
from tests.partners.factories import PartnerFactory
from tests.public.reading import cost, page, part, text
from tests.public.test_filters import found
from tests.vocabulary.factories import AreaFactory

pytestmark = pytest.mark.django_db
ACTIVITIES = "/en/activities/"
COUNTED = 6
"""Queries that the facets of activities take."""
VERSIONS = 2
"""Queries for the version of the register: for the page, and for its counts."""
OPTION = re.compile(
    r'<input type="checkbox" name="([a-z_]+)" value="([^"]*)"( checked)?> '
    r'<span>.*?</span> <span class="tally">([0-9]+)<'
)
DATES = ["2014", "2014-05", "2015-21", "2013/2016", "2015/..", "../2014", "not known", "withheld", None]


def options(shown: str) -> Iterator[tuple[str, str, bool, int]]:
    for name, value, checked, count in OPTION.findall(shown):
        yield name, html.unescape(value), bool(checked), int(count)


def said(client: Client, address: str) -> str:
    """The sentence over the list."""
    return html.unescape(part(page(client, address), '<h2 id="count" class="count">', "</h2>"))


@pytest.fixture
def activities() -> None:
    """Forty activities, published but for some, with other values in every way a list is filtered by."""
    chance = Random(4)  # noqa: S311 -- the same each time
    partners = [PartnerFactory() for _ in range(4)] + [PartnerFactory(state="draft")]
    areas = [AreaFactory() for _ in range(3)]
    for _ in range(40):
        activity = ActivityFactory(
            kind=chance.choice(["exercise", "deployment", "visit or seminar"]),
            status=chance.choice(["completed", "planned"]),
            direction=chance.choice(["mutual", "Denmark gives"]),
            when=chance.choice(DATES),
            areas=chance.sample(areas, chance.randint(0, 2)),
            channels=chance.sample(partners, chance.randint(0, 1)),
            state=chance.choice(["published", "published", "published", "draft"]),
        )
        for partner in chance.sample(partners, chance.randint(0, 3)):
            ActivityParticipantFactory(activity=activity, partner=partner)


@pytest.mark.parametrize(
    "others",
    [
        [],
        [("kind", "exercise"), ("kind", "deployment")],
        [("status", "planned"), ("period", "2014")],
        [("kind__not", "exercise"), ("direction", "mutual")],
        [("period", "not known"), ("period", "May 2014")],
        [("area", "not recorded")],
    ],
)
def test_every_choice_leaves_as_many_as_it_says(
    stranger: Client, activities: None, others: list[tuple[str, str]]
) -> None:
    shown = page(stranger, f"{ACTIVITIES}?{urlencode(others)}&more=partner")
    every = list(options(shown))
    assert {name for name, *_rest in every} == {"partner", "programme", "kind", "status", "direction", "period", "area"}
    for name, value, _checked, count in every:
        kept = [(other, one) for other, one in others if other.removesuffix("__not") != name]
        rows = found(stranger, f"{ACTIVITIES}?{urlencode([*kept, (name, value)])}&size=100")
        assert len(rows) == count, (name, value)


def test_the_sentence_counts_the_rows(stranger: Client, activities: None) -> None:
    for asked in (
        "",
        "?kind=exercise",
        "?kind=exercise&kind__not=deployment&status=planned",
        "?period=2014&q=activity",
    ):
        rows = found(stranger, f"{ACTIVITIES}{asked}")
        assert said(stranger, f"{ACTIVITIES}{asked}").split()[0] == str(len(rows))


def test_the_sentence_says_what_one_is_looking_at(stranger: Client) -> None:
    serbia = PartnerFactory(reference="rs", title_en="Serbia", title_da="Serbien")
    for year in (2014, 2015):
        ActivityParticipantFactory(partner=serbia, activity=ActivityFactory(when=str(year), kind="exercise"))
    asked = "?partner=rs&period=2014-2015&kind=exercise&status__not=cancelled"
    assert said(stranger, f"{ACTIVITIES}{asked}") == (
        "2 activities with Serbia, 2014–2015, kind: exercise, last known status: not cancelled"
    )
    assert said(stranger, f"/da/activities/{asked}") == (
        "2 aktiviteter med Serbien, 2014–2015, type: øvelse, senest kendte status: ikke aflyst"
    )
    assert said(stranger, f"{ACTIVITIES}?partner=rs&partner=not+recorded") == (
        "2 activities, partner: Serbia or not recorded"
    )


def test_several_values_of_a_facet_mean_any_and_not_means_none_of_them(stranger: Client) -> None:
    for kind in ("exercise", "deployment", "infrastructure"):
        ActivityFactory(title_en=kind, kind=kind)
    assert sorted(found(stranger, ACTIVITIES, kind=["exercise", "deployment"])) == ["deployment", "exercise"]
    assert found(stranger, ACTIVITIES, kind__not=["exercise", "deployment"]) == ["infrastructure"]
    assert found(stranger, ACTIVITIES, kind="exercise", kind__not="exercise") == []


def test_not_recorded_is_a_choice(stranger: Client) -> None:
    partner = PartnerFactory(reference="rs")
    ActivityParticipantFactory(partner=partner, activity=ActivityFactory(title_en="With", when="2014"))
    ActivityParticipantFactory(
        partner=PartnerFactory(state="draft"), activity=ActivityFactory(title_en="With a hidden one", when="not known")
    )
    ActivityFactory(title_en="Without", title_da="Uden", when=None)
    assert sorted(found(stranger, ACTIVITIES, partner="not recorded")) == ["With a hidden one", "Without"]
    assert found(stranger, ACTIVITIES, partner__not="not recorded") == ["With"]
    assert found(stranger, ACTIVITIES, period="not recorded") == ["Without"]
    assert found(stranger, "/da/activities/", period="ikke registreret") == ["Uden"]
    assert found(stranger, ACTIVITIES, period__not="2014") != []


def test_a_record_linked_in_two_ways_counts_once(stranger: Client) -> None:
    partner = PartnerFactory(reference="rs")
    activity = ActivityFactory(channels=[partner])
    for role in ("host", "participant"):
        ActivityParticipantFactory(activity=activity, partner=partner, role=role)
    assert ("partner", "rs", False, 1) in list(options(page(stranger, ACTIVITIES)))


def test_a_year_counts_a_record_once_however_many_of_its_dates_fall_in_it(stranger: Client) -> None:
    DeclarationFactory(announced="2014-01", signed="2014-05", period="2014/2016")
    DeclarationFactory(signed="2015")
    years = {value: count for name, value, _checked, count in options(page(stranger, "/en/declarations/"))
             if name == "period"}  # fmt: skip
    assert years == {"2016": 1, "2015": 2, "2014": 1}


def test_one_value_is_taken_away_at_a_time(stranger: Client) -> None:
    ActivityFactory(kind="exercise")
    shown = part(
        page(stranger, f"{ACTIVITIES}?kind=exercise&kind=deployment&q=a&page=1"), 'class="narrowings"', "</ul>"
    )
    assert re.findall(r'href="([^"]*)"', html.unescape(shown)) == [
        "?kind=exercise&kind=deployment",
        "?q=a&kind=deployment",
        "?q=a&kind=exercise",
        ACTIVITIES,
    ]


def test_only_the_first_choices_are_shown_until_more_are_asked_for(stranger: Client) -> None:
    for number in range(12):
        ActivityParticipantFactory(partner=PartnerFactory(reference=f"p-{number:02}", title_en=f"Partner {number:02}"))
    first = [value for name, value, *_ in options(page(stranger, ACTIVITIES)) if name == "partner"]
    assert first == [f"p-{number:02}" for number in range(8)]
    assert 'href="?more=partner#facet-partner"' in page(stranger, ACTIVITIES)
    every = [value for name, value, *_ in options(page(stranger, f"{ACTIVITIES}?more=partner")) if name == "partner"]
    assert every == [f"p-{number:02}" for number in range(12)]
    chosen = list(options(page(stranger, f"{ACTIVITIES}?partner=p-11")))
    assert ("partner", "p-11", True, 1) in chosen


def test_nothing_found_says_what_each_filter_keeps_away(stranger: Client) -> None:
    ActivityFactory(kind="exercise", when="2014")
    ActivityFactory(kind="deployment", when="2015")
    shown = text(stranger, f"{ACTIVITIES}?kind=exercise&period=2015&status=cancelled")
    assert "Without the filter" not in shown
    shown = text(stranger, f"{ACTIVITIES}?kind=exercise&period=2015")
    assert "Without the filter “Kind” 1 activity Without the filter “Period” 1 activity" in shown


def test_columns_are_chosen_and_the_title_stays(stranger: Client) -> None:
    AreaFactory(reference="logistics", title_en="Military logistics")
    ActivityFactory(title_en="LOGEX15", when="2015", summary_en="About fuel.")
    shown = page(stranger, f"{ACTIVITIES}?columns=summary&columns=when&kind__not=deployment")
    heads = re.findall(r'<th scope="col"[^>]*>(?:<a[^>]*>)?([^<]*)', shown)
    assert heads == ["Title", "When", "Summary"]
    assert "About fuel." in shown
    form = part(shown, '<form class="choose"', "</form>")
    assert '<input type="hidden" name="kind__not" value="deployment">' in form
    assert '<input type="hidden" name="columns" value="summary">' in part(shown, '<form class="sieve"', "</form>")


def test_headings_sort_and_say_how(stranger: Client) -> None:
    for title, signed in (("B", "2014"), ("A", "2015")):
        DeclarationFactory(title_en=title, signed=signed, announced="2000")
    address = "/en/declarations/"
    assert found(stranger, address, sort="-signed") == ["A", "B"]
    assert found(stranger, address, sort="signed") == ["B", "A"]
    assert found(stranger, address, sort="-title") == ["B", "A"]
    heads = part(page(stranger, f"{address}?sort=-signed"), "<thead", "</thead>")
    assert 'aria-sort="descending"><a href="?sort=signed">Signed or adopted</a>' in heads
    assert heads.count("aria-sort") == 1
    MeetingFactory()
    heads = part(page(stranger, "/en/meetings/"), "<thead", "</thead>")
    assert 'aria-sort="descending"><a href="?sort=oldest">When</a>' in heads


def test_what_can_be_read_is_kept_beside_what_cannot(stranger: Client) -> None:
    ActivityFactory(kind="exercise")
    shown = page(stranger, f"{ACTIVITIES}?kind=exercise&period=2014-13&columns=when", 400)
    form = part(shown, '<form class="sieve"', "</form>")
    assert '<input type="hidden" name="kind" value="exercise">' in form
    assert '<input type="hidden" name="columns" value="when">' in form
    assert 'value="2014-13"' in form


@pytest.mark.parametrize("count", [1, 3, 1000])
def test_a_filtered_list_costs_the_same_however_many(stranger: Client, count: int) -> None:
    partner, area = PartnerFactory(reference="rs"), AreaFactory(reference="logistics")
    for _ in range(count):
        activity = ActivityFactory(kind="exercise", when="2014-05", areas=[area])
        ActivityParticipantFactory(activity=activity, partner=partner)
    asked = "?partner=rs&area=logistics&kind=exercise&period=2014&q=activity&columns=areas&columns=when"
    of_words = {"sqlite": 2, "postgresql": 1}[connection.vendor]  # used by all
    assert cost(stranger, f"{ACTIVITIES}{asked}", [f"{count:,} activit"]) == 16 + of_words


def queries_of(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        page(client, address)
    return len(asked)


@pytest.mark.django_db(transaction=True)
def test_counts_are_kept_until_something_changes(settings: Settings) -> None:
    settings.REGISTER_KEPT_MEGABYTES = 1
    ActivityFactory(kind="exercise")
    assert ("kind", "exercise", False, 1) in list(options(page(Client(), ACTIVITIES)))
    ActivityFactory(kind="exercise")
    assert ("kind", "exercise", False, 2) in list(options(page(Client(), ACTIVITIES)))
    others = queries_of(Client(), f"{ACTIVITIES}?sort=title")
    settings.REGISTER_KEPT_MEGABYTES = 0
    assert queries_of(Client(), f"{ACTIVITIES}?sort=-title") == others - VERSIONS + COUNTED
