from typing import Any

import pytest
from django.test import Client

from cooperation.vocabulary.models import Area
from tests.desk.filling import address, errors_on, shown
from tests.desk.listing import costs
from tests.house.kinds import TERMS, factory_of
from tests.partners.factories import PartnerFactory
from tests.vocabulary.factories import AreaFactory, PlaceFactory

pytestmark = pytest.mark.django_db
PLAIN = [model for model in TERMS if model.__name__ != "Place"]


@pytest.mark.parametrize("model", PLAIN, ids=lambda model: model.__name__)
def test_the_list_costs_the_same_for_one_row_and_for_three(model: Any, officer: Client) -> None:
    assert costs(officer, factory_of(model)) == [6, 6]


def test_the_list_of_places_costs_the_same_for_one_row_and_for_three(officer: Client) -> None:
    assert costs(officer, lambda: PlaceFactory(country=PartnerFactory())) == [7, 7]


def test_a_term_is_entered_in_both_languages(officer: Client) -> None:
    data = shown(officer.get(address(Area, "add"))) | {"reference": "logistics", "title_en": "Logistics"}
    assert errors_on(officer.post(address(Area, "add"), data)) == {"title_da": ["This field is required."]}
    assert officer.post(address(Area, "add"), data | {"title_da": "Logistik"}).status_code == 302
    assert Area.objects.get().title_da == "Logistik"


def test_a_reference_is_given_once(officer: Client) -> None:
    AreaFactory(reference="logistics")
    data = shown(officer.get(address(Area, "add"))) | {"reference": "logistics", "title_en": "L", "title_da": "L"}
    assert list(errors_on(officer.post(address(Area, "add"), data))) == ["reference"]
