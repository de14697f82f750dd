from typing import Any

import pytest
from django.test import Client

from cooperation.people.models import Person
from tests.desk.filling import address, shown, with_row
from tests.desk.listing import costs, row_of
from tests.partners.factories import PartnerFactory
from tests.people.factories import PersonFactory

pytestmark = pytest.mark.django_db


def test_the_list_costs_the_same_for_one_row_and_for_three(officer: Client) -> None:
    assert costs(officer, PersonFactory) == [7, 7]


def test_the_list_shows_what_an_officer_looks_for(officer: Client) -> None:
    person = PersonFactory(reference="umerov", title_en="Rustem Umerov", last_verified="2024-11-22")
    assert row_of(officer, person) == {
        "reference": "umerov",
        "title": "Rustem Umerov",
        "state": "published",
        "last_verified": "22 November 2024",
    }


def test_a_person_is_entered_with_offices_and_spellings(officer: Client) -> None:
    ministry = PartnerFactory(kind="authority")
    data = shown(officer.get(address(Person, "add"))) | {"reference": "umerov", "title_en": "Rustem Umerov"}
    data = with_row(data, "offices", title_en="Minister of Defence", body=ministry.pk, period="siden 2023")
    data = with_row(data, "spellings", name="Rustem Umjerov")
    assert officer.post(address(Person, "add"), data).status_code == 302
    person: Any = Person.objects.matching_for_officers("umjerov").get()
    [office] = person.offices.all()
    assert (office.body, office.period.text) == (ministry, "2023/..")
