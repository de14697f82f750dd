"""Whatever an address asks of a list, the answer is a page with a clear word: 200, 400 or 404, and never a fault."""

from typing import Any
from urllib.parse import quote, urlencode

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cooperation.public.filtersets import OF_PAGES, names_of
from cooperation.records.models import Record
from tests.house.kinds import RECORDS, factory_of, find, kind_id, package
from tests.public.reading import main
from tests.public.world import fill

pytestmark = pytest.mark.django_db
WORDS = {200: "", 400: "This can’t be looked up", 404: "There is no such page"}

UNKNOWN = [
    "colour",
    "owner",
    "state",
    "internal_note",
    "columns__not",
    "q__not",
    "sort__not",
    "page__not",
    "",
    "é",
    "%",
]
VALUES = [
    *("exercise", "training or course", "not recorded", "not known", "withheld", "none", "title", "-title", "newest"),
    *("changed", "signed", "-signed", "owner", "-internal_note", "folded", "25", "50", "100", "1000000", "summary"),
    *("areas", "participants.partner", "internal_note", "owner", "__class__", "pk", "state", "draft"),
    *("2014", "2014-02-30", "2014-13", "2021-22", "../2016", "2006/..", "0001", "9999", "10000-01-01", "2018/2004"),
    *("-1", "0", "1", "2", "1000000000", "9" * 400, "1e9", "٣", "½", "NaN", "0x1"),
    *("' OR 1=1 --", "\"; DROP TABLE cooperation_partner; --", "%' ESCAPE '", "%%s %(x)s", "\\", "{{ 7*7 }}", "${x}"),
    *("<script>alert(1)</script>", "\x00", "\ud800", "\ufeff", "\u202e", "a" * 5000, "x " * 400, "æøå", "\r\nA: b"),
]  # fmt: skip
WORST = ["' OR 1=1 --", "<script>alert(1)</script>", "\x00", "\ud800", "9" * 400, "2014-02-30", "internal_note"]
BROKEN = ["%ff", "%C3%28", "%E0%80%80", "%00", "%", "%zz", "%ed%a0%80"]

text = st.one_of(st.sampled_from(VALUES), st.text(max_size=40))


def parameters(kind: type[Record]) -> list[str]:
    filters = find(f"cooperation.{package(kind)}.filters", f"{kind.__name__}Filter").base_filters
    return [*OF_PAGES, *(one for name, each in filters.items() for one in names_of(name, each))]


def pairs(kind: type[Record]) -> st.SearchStrategy[list[tuple[str, str]]]:
    names = st.one_of(st.sampled_from(parameters(kind)), st.sampled_from(UNKNOWN), st.text(max_size=8))
    return st.lists(st.tuples(names, text), max_size=8)


def encoded(asked: list[tuple[str, str]], broken: str) -> str:
    """The query string; the last value may be followed by bytes that are no UTF-8."""
    written = urlencode(asked, errors="surrogatepass", quote_via=quote)
    return f"{written}{broken}" if written else broken


def answer(address: str) -> tuple[int, str]:
    response = Client().get(address)
    return response.status_code, response.content.decode()


@pytest.fixture
def register(db: None) -> None:
    """A record of every kind, with something of everything."""
    for kind in RECORDS:
        fill(factory_of(kind)(), 1)


@pytest.mark.parametrize("kind", RECORDS, ids=kind_id)
def test_whatever_is_asked_there_is_a_page(register: None, kind: type[Record]) -> None:
    @settings(max_examples=25, suppress_health_check=list(HealthCheck))
    @given(pairs(kind), st.sampled_from(["", *BROKEN]), st.sampled_from(["en", "da"]))
    def asked(what: list[tuple[str, str]], broken: str, language: str) -> None:
        status, shown = answer(f"/{language}/{package(kind)}/?{encoded(what, broken)}")
        assert status in WORDS
        if language == "en":
            assert WORDS[status] in main(shown)
        assert "<script" not in shown

    asked()


@pytest.mark.parametrize("kind", RECORDS, ids=kind_id)
def test_every_parameter_answers_the_worst(stranger: Client, kind: type[Record]) -> None:
    factory_of(kind)()
    strange: list[Any] = []
    for name in parameters(kind):
        for value in WORST:
            status, shown = answer(f"/en/{package(kind)}/?{encoded([(name, value)], '')}")
            if status not in WORDS or WORDS[status] not in main(shown) or "<script" in shown:
                strange.append((name, value, status))
    assert strange == []


def test_staff_fields_are_neither_columns_nor_orders(stranger: Client) -> None:
    for kind in RECORDS:
        factory_of(kind)(owner="Secret office", internal_note="Secret note", journal_number="2024-1")
        for name in kind.staff_only | {"folded", "state", "pk"}:
            for parameter in ("sort", "columns"):
                status, shown = answer(f"/en/{package(kind)}/?{parameter}={name}")
                assert status == 400
                assert "Secret" not in shown


def test_what_means_nothing_is_named(stranger: Client) -> None:
    factory_of(RECORDS[0])()
    address = f"/en/{package(RECORDS[0])}/"
    _status, shown = answer(f"{address}?colour=red&%3Cb%3E=1")
    assert "<code>colour</code>, <code>&lt;b&gt;</code>" in shown
    assert "left aside" not in answer(f"{address}?page=1&sort=title")[1]
