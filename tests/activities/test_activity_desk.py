from typing import Any

import pytest
from django.test import Client

from cooperation.activities.models import Activity
from tests.activities.factories import ActivityFactory
from tests.desk.filling import address, shown, with_row
from tests.desk.listing import costs, row_of
from tests.partners.factories import PartnerFactory
from tests.vocabulary.factories import PlaceFactory, UnitFactory

pytestmark = pytest.mark.django_db


def test_the_list_costs_the_same_for_one_row_and_for_three(officer: Client) -> None:
    assert costs(officer, lambda: ActivityFactory(place=PlaceFactory(), when="2015")) == [7, 7]


def test_the_list_shows_what_an_officer_looks_for(officer: Client) -> None:
    activity = ActivityFactory(
        reference="logex15", title_en="LOGEX15", kind="exercise", status="completed", direction="mutual", when="2015-21"
    )
    assert row_of(officer, activity) == {
        "reference": "logex15",
        "title": "LOGEX15",
        "kind": "exercise",
        "status": "completed",
        "direction": "mutual",
        "when": "spring 2015",
        "place": "–",
        "state": "published",
    }


def test_an_activity_is_entered_with_who_took_part_and_what_was_given(officer: Client) -> None:
    serbia, trucks = PartnerFactory(), UnitFactory()
    written = {"reference": "trucks", "title_en": "Fuel trucks", "kind": "donation or transfer"}
    data = shown(officer.get(address(Activity, "add"))) | written | {"direction": "Denmark gives"}
    data = with_row(data, "participants", partner=serbia.pk, role="recipient", headcount="ikke kendt")
    data = with_row(data, "items", what_en="fuel truck", category="vehicles", quantity="14", unit=trucks.pk)
    data = with_row(data, "items", what_en="tools", category="equipment", quantity="unquantified: very large amount")
    data = with_row(data, "items", what_en="freight", category="other", value="1,5 mio. kr.")
    assert officer.post(address(Activity, "add"), data).status_code == 302
    activity: Any = Activity.objects.get(reference="trucks")
    assert str(activity.participants.get().headcount) == "not known"
    given = [(item.quantity_number, item.value_amount) for item in activity.items.all()]
    assert given == [(14, None), (None, None), (None, 1_500_000)]
