"""Choosing a link by typing a name."""

import pytest
from django.test import Client
from django.urls import reverse

from cooperation.records.models import State
from tests.partners.factories import PartnerFactory, PartnerNameFactory

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
