"""What a list has in memory is what the database says: the counts of its facets, its order and its rows."""

from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.models import QuerySet
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.http import urlencode
from pytest_django import Settings

from cooperation.public import counting, listed
from cooperation.public.counting import WORTH_HOLDING, KeptCounts
from cooperation.public.filters import LinkFilter, OccurringFilter
from cooperation.public.filtersets import RecordFilter
from cooperation.public.held import BYTES, Held, InMemory, read
from cooperation.public.keeping import Kept
from cooperation.public.navigation import kinds
from cooperation.public.periods import PeriodFilter
from cooperation.public.tallies import InDatabase
from tests.activities.factories import ActivityFactory, ActivityParticipantFactory
from tests.house.project_code import ROOT
from tests.partners.factories import PartnerFactory
from tests.public.reading import page, part

QUESTIONS = 12
"""To each kind of record."""
PERIODS = ["2014", "2015-05", "2010/2016", "2018/..", "not known", "withheld", "not recorded"]
WORDS = ["serbia", "training", "border police", "udstyr", "nothing-holds-this", "!!"]


def questions(filters: type[RecordFilter], records: QuerySet, chance: Random) -> Iterator[RecordFilter]:
    """Two of the kind's filters set each time, to values that are offered, some of them to what is not wanted."""
    for _ in range(QUESTIONS):
        blank = filters(QueryDict(), records)
        assert blank.is_valid()
        asked = [
            (name if name == "q" else name + chance.choice(["", "", "__not"]), value_of(blank, name, chance))
            for name in chance.sample(sorted(["q", *blank.facets()]), 2)
        ]
        one = filters(QueryDict(urlencode(asked)), records)
        assert one.is_valid(), asked
        yield one


def value_of(blank: RecordFilter, name: str, chance: Random) -> str:
    one: Any = blank.filters[name]
    if name == "q":
        return chance.choice(WORDS)
    if isinstance(one, PeriodFilter):
        return chance.choice(PERIODS)
    if isinstance(one, LinkFilter):
        references: list[str] = sorted(one.targets().values_list("reference", flat=True))
        return chance.choice([*references, "not recorded"])
    return chance.choice(sorted(map(str, one.labels(()))))


@pytest.mark.django_db
def test_memory_counts_what_the_database_counts() -> None:
    call_command("import_register", str(ROOT / "fixtures"), verbosity=0)
    for kind in kinds():
        for asked in questions(kind.filters, kind.model.objects.published(), Random(7)):  # noqa: S311 -- ever the same
            compare(asked)


def compare(asked: RecordFilter) -> None:
    lists = {name: one for name, one in asked.facets().items() if isinstance(one, OccurringFilter)}
    memory, database = InMemory(asked, lists, read(asked, lists)), InDatabase(asked, lists)
    assert sorted(memory.combinations()) == sorted(database.combinations())
    assert memory.number() == database.number()
    for name, one in asked.facets().items():
        assert memory.number(name) == database.number(name)
        if isinstance(one, LinkFilter):
            assert memory.links(name) == database.links(name)
        elif isinstance(one, PeriodFilter):
            assert memory.years(name) == database.years(name)
    if asked.usual_sort == "newest":
        assert list(memory.keys()) == [record.pk for record in asked.qs]


ADDRESSES = [
    "?kind=exercise",
    "?partner=rs&kind__not=exercise",
    "?period=2014/2016&page=2&size=25",
    "?q=activity+number&sort=title",
    "?q=activity",
    "?status=planned&status=completed&period__not=2014",
]


@pytest.fixture
def many_activities(db: None) -> None:
    partners = [PartnerFactory(reference="rs"), PartnerFactory()]
    for number in range(60):
        activity = ActivityFactory(
            title_en=f"Activity number {number}",
            kind=["exercise", "deployment"][number % 2],
            status=["planned", "completed", "cancelled"][number % 3],
            when=["2014", "2014-05", "2016", "not known", None][number % 5],
        )
        ActivityParticipantFactory(activity=activity, partner=partners[number % 2])


def test_the_page_is_the_same_from_memory(
    many_activities: None, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = [page(Client(), f"/en/activities/{address}") for address in ADDRESSES]
    settings.REGISTER_KEPT_MEGABYTES = 1
    monkeypatch.setattr(counting, "WORTH_HOLDING", 0)
    monkeypatch.setattr(counting, "_kept", KeptCounts())
    assert [page(Client(), f"/en/activities/{address}") for address in ADDRESSES] == told
    assert [len(held.lines) for held in counting._kept.held.values()] == [60]


@pytest.mark.django_db(transaction=True)
def test_a_kind_is_held_when_it_was_asked_about_often_and_until_something_changes(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.REGISTER_KEPT_MEGABYTES = 1
    monkeypatch.setattr(counting, "_kept", KeptCounts())
    ActivityFactory(when="2014")
    page(Client(), "/en/activities/")
    for year in range(2001, 2000 + WORTH_HOLDING):
        page(Client(), f"/en/activities/?period={year}")
        assert list(counting._kept.held) == []
    page(Client(), "/en/activities/?period=1999")
    assert [len(held.lines) for held in counting._kept.held.values()] == [1]
    with CaptureQueriesContext(connection) as asked:
        assert "1 activity" in page(Client(), "/en/activities/?period=2014")
    assert len(asked) == 7
    ActivityFactory(when="2014")
    assert "2 activities" in page(Client(), "/en/activities/?period=2014")
    assert list(counting._kept.held) == []


def test_what_takes_too_much_memory_is_not_held(
    many_activities: None, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.REGISTER_KEPT_MEGABYTES = 1
    monkeypatch.setattr(counting, "WORTH_HOLDING", 0)
    monkeypatch.setattr(counting, "BYTES", 2**20 // 59)
    monkeypatch.setattr(counting, "_kept", KeptCounts())
    assert "30 activities" in page(Client(), "/en/activities/?kind=exercise")
    assert list(counting._kept.held) == []


def test_the_kind_that_is_held_longest_makes_room(settings: Settings) -> None:
    settings.REGISTER_KEPT_MEGABYTES = 1
    kept, most = KeptCounts(), 2**20 // BYTES
    kept.turn_to(("a version",))

    def ask(kind: str, records: int) -> None:
        for _ in range(WORTH_HOLDING + 1):
            kept.hold(("a version",), kind, lambda: records, lambda: Held([()] * records, {}, {}, [], [], []))

    ask("meetings", most - 10)
    ask("people", 10)
    assert list(kept.held) == ["meetings", "people"]
    ask("funds", 1)
    assert list(kept.held) == ["people", "funds"]
    ask("meetings", most - 10)
    assert list(kept.held) == ["funds", "meetings"]


@pytest.mark.django_db(transaction=True)
def test_a_row_is_written_once_until_something_changes(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.REGISTER_KEPT_MEGABYTES = 1
    monkeypatch.setattr(listed, "_kept", Kept(2**20))
    partner = PartnerFactory(title_en="Serbia", title_da="Serbien")
    ActivityParticipantFactory(activity=ActivityFactory(when="2014", title_en="Visit"), partner=partner)
    first = part(page(Client(), "/en/activities/"), "<tbody>", "</tbody>")
    with CaptureQueriesContext(connection) as asked:
        assert part(page(Client(), "/en/activities/?sort=title"), "<tbody>", "</tbody>") == first
    assert [query["sql"] for query in asked if "title_en" in query["sql"].partition("FROM")[0]] == []
    assert "Serbien" in part(page(Client(), "/da/activities/"), "<tbody>", "</tbody>")
    assert "Serbia" not in part(page(Client(), "/en/activities/?columns=when"), "<tbody>", "</tbody>")
    partner.title_en = "Republic of Serbia"
    partner.save()
    assert "Republic of Serbia" in part(page(Client(), "/en/activities/?sort=title"), "<tbody>", "</tbody>")
    partner.state = "draft"
    partner.save()
    assert "Serbia" not in part(page(Client(), "/en/activities/?sort=title"), "<tbody>", "</tbody>")
