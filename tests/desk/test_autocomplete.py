"""Choosing a link by typing a name."""

from typing import Any

import pytest
from django.db import models
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from cooperation.meetings.models import Meeting
from cooperation.records.models import Record, State
from tests.house.kinds import RECORDS, TERMS, factory_of
from tests.partners.factories import PartnerFactory, PartnerNameFactory
from tests.public.world import target_of

pytestmark = pytest.mark.django_db


def found(client: Client, term: str) -> list[str]:
    query = {"app_label": "cooperation", "model_name": "meeting", "field_name": "host", "term": term}
    return [one["text"] for one in client.get(reverse("admin:autocomplete"), query).json()["results"]]


@pytest.mark.parametrize("typed", ["færøerne", "FÆRØERNE", "faeroerne", "Færøerne fo", "faer"])
def test_a_partner_is_found_however_the_letters_are_written(typed: str, officer: Client) -> None:
    PartnerFactory(reference="fo", title_en="Faroe Islands", title_da="Færøerne")
    PartnerFactory(reference="rs", title_en="Serbia", title_da="Serbien")
    assert found(officer, typed) == ["Faroe Islands · fo"]


def test_a_partner_is_found_by_a_name_in_its_rows(officer: Client) -> None:
    partner = PartnerNameFactory(name="Србија", partner=PartnerFactory(reference="rs", title_en="Serbia")).partner
    partner.save()
    assert found(officer, "СРБИЈА") == ["Serbia · rs"]


def test_drafts_are_found_too_since_the_desk_links_to_them(officer: Client) -> None:
    PartnerFactory(reference="new", title_en="Newcomer", state=State.DRAFT)
    assert found(officer, "newcomer") == ["Newcomer · new"]


def test_nothing_typed_offers_all(officer: Client) -> None:
    PartnerFactory(reference="a", title_en="A")
    PartnerFactory(reference="b", title_en="B")
    assert found(officer, " ") == ["A · a", "B · b"]


# Ranking


def picked(client: Client, model: type[models.Model], field: str, term: str, page: int = 1) -> list[str]:
    kind = str(model._meta.model_name)
    query = {"app_label": "cooperation", "model_name": kind, "field_name": field, "term": term, "page": str(page)}
    return [one["text"] for one in client.get(reverse("admin:autocomplete"), query).json()["results"]]


@pytest.fixture
def countries(db: None) -> None:
    PartnerFactory(reference="dk", title_en="Denmark", title_da="Danmark", iso_alpha2="DK", iso_alpha3="DNK")
    PartnerFactory(reference="de", title_en="Germany", title_da="Tyskland", iso_alpha2="DE", iso_alpha3="DEU")
    PartnerFactory(reference="a-dk-school", title_en="Academy", title_da="Akademi", summary_en="Denmark, Danmark, dk.")
    PartnerFactory(reference="dk-dema", title_en="Agency", title_da="Beredskabsstyrelsen", short_name_en="DEMA")
    PartnerFactory(reference="a-embassy", title_en="Embassy of Denmark", title_da="Danmarks ambassade")
    PartnerFactory(reference="dk-ministry", title_en="Denmark’s ministry", title_da="Ministeriet i Danmark")
    PartnerFactory(reference="draft", title_en="Denmarkian", title_da="", state=State.DRAFT)


@pytest.mark.parametrize(
    ("typed", "references"),
    [
        ("Denmark", ["dk", "dk-ministry", "draft", "a-embassy"]),
        ("DENMARK ", ["dk", "dk-ministry", "draft", "a-embassy"]),
        ("danmark", ["dk", "a-embassy", "dk-ministry"]),
        ("dk", ["dk", "a-dk-school", "dk-dema", "dk-ministry"]),
        ("DNK", ["dk"]),
        ("de", ["de", "dk-dema", "dk", "dk-ministry", "draft", "a-embassy"]),
        ("dem", ["dk-dema"]),
        ("embassy denmark", ["a-embassy"]),
        ("ministry", ["dk-ministry"]),
        ("dk-min", ["dk-ministry"]),
        ("styrelsen", []),
        ("no such thing", []),
        ("---", []),
    ],
)
def test_partners_are_ranked_by_their_names(
    countries: None, officer: Client, typed: str, references: list[str]
) -> None:
    assert [text.rpartition(" · ")[2] for text in found(officer, typed)] == references


def test_a_former_name_counts_as_a_name(officer: Client) -> None:
    other = PartnerFactory(reference="a", title_en="A Burma road school")
    partner = PartnerFactory(reference="mm", title_en="Myanmar")
    PartnerNameFactory(partner=partner, name="Burma")
    for one in (other, partner):
        one.save()
    assert found(officer, "burma") == ["Myanmar · mm", "A Burma road school · a"]


@pytest.mark.parametrize("typed", ["Århus", "aarhus", "ARHUS", "A\u030arhus"])
def test_letters_are_compared_as_search_does(officer: Client, typed: str) -> None:
    PartnerFactory(reference="a", title_en="Academy of Aarhus", title_da="Akademiet i Århus")
    PartnerFactory(reference="b", title_en="Århus Garrison", title_da="Aarhus Garnison")
    PartnerFactory(reference="c", title_en="Aarhus", title_da="Århus")
    assert found(officer, typed) == ["Aarhus · c", "Århus Garrison · b", "Academy of Aarhus · a"]


def test_equals_are_in_the_order_of_their_names_in_the_language_of_the_page(officer: Client) -> None:
    PartnerFactory(reference="a", title_en="Corps two", title_da="Korps anden")
    PartnerFactory(reference="b", title_en="Corps one", title_da="Korps beta")
    assert found(officer, "corps") == ["Corps one · b", "Corps two · a"]
    query = {"app_label": "cooperation", "model_name": "meeting", "field_name": "host", "term": "korps"}
    with override("da"):
        page = officer.get(reverse("admin:autocomplete"), query)
    assert [one["text"] for one in page.json()["results"]] == ["Korps anden · a", "Korps beta · b"]


def test_every_page_has_its_own(officer: Client) -> None:
    for number in range(45):
        PartnerFactory(reference=f"p-{number:02}", title_en=f"Brigade {number:02}")
    PartnerFactory(reference="first", title_en="Brigade")
    pages = [picked(officer, Meeting, "host", "brigade", page) for page in (1, 2, 3)]
    assert [len(page) for page in pages] == [20, 20, 6]
    numbered = [f"Brigade {number:02} · p-{number:02}" for number in range(45)]
    assert [one for page in pages for one in page] == ["Brigade · first", *numbered]


@pytest.mark.parametrize("others", [1, 30])
def test_a_picker_asks_as_often_for_many_as_for_one(
    officer: Client, others: int, django_assert_num_queries: Any
) -> None:
    for number in range(others):
        PartnerFactory(title_en=f"Brigade {number:02}")
    with django_assert_num_queries(7):  # two for who asks, two for permissions, names, names in rows, those of the page
        assert len(found(officer, "brigade")) == min(others, 20)


LINKS = [
    (model, field.name)
    for model in RECORDS
    for field in (*model._meta.concrete_fields, *model._meta.many_to_many)
    if field.is_relation and field.related_model in (*RECORDS, *TERMS)
]


@pytest.mark.parametrize(("model", "field"), LINKS, ids=[f"{model.__name__}.{field}" for model, field in LINKS])
def test_every_picker_ranks_by_names_alone(model: type[models.Model], field: str, officer: Client) -> None:
    factory = factory_of(target_of(model, field))
    for number, title in enumerate(["A zither concert", "Zither players", "Zither"]):
        factory(reference=f"{number}-z", title_en=title, title_da="")
    if issubclass(factory._meta.model, Record):
        factory(reference="not-this", title_en="Something else", summary_en="A zither is played.")
    assert picked(officer, model, field, "zither") == ["Zither · 2-z", "Zither players · 1-z", "A zither concert · 0-z"]


def test_a_danish_compound_is_found_by_its_last_part(officer: Client) -> None:
    PartnerFactory(reference="a", title_en="A", title_da="Hjemmeværnsskolen")
    PartnerFactory(reference="b", title_en="B", title_da="Skolen i Nymindegab")
    assert found(officer, "skole") == ["B · b", "A · a"]


def test_the_list_still_searches_whole_texts(officer: Client) -> None:
    PartnerFactory(reference="a", title_en="Academy", summary_en="In Denmark.")
    page = officer.get(reverse("admin:cooperation_partner_changelist"), {"q": "denmark"})
    assert [str(one) for one in page.context["cl"].result_list] == ["Academy"]
