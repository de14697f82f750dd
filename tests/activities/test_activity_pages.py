import pytest
from django.test import Client

from tests.activities.factories import ActivityFactory
from tests.partners.factories import PartnerFactory
from tests.public.reading import cost, page, part, words
from tests.public.world import fill
from tests.vocabulary.factories import PlaceFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_however_many(stranger: Client, count: int) -> None:
    listed = [ActivityFactory() for _ in range(count)]
    for activity in listed:
        fill(activity, count)
    assert cost(stranger, "/en/activities/", [activity.title_en for activity in listed]) == 13


@pytest.mark.parametrize("count", [1, 3])
def test_page_costs_the_same_however_much_it_shows(stranger: Client, count: int) -> None:
    activity = ActivityFactory()
    shown = fill(activity, count)
    assert cost(stranger, activity.get_absolute_url(), [activity.title_en, *shown]) == 11


def test_a_place_is_shown_as_it_is_and_as_it_is_printed(stranger: Client) -> None:
    place = PlaceFactory(title_en="Tartu", as_printed="Tartuu", country=PartnerFactory(title_en="Estonia"))
    shown = page(stranger, ActivityFactory(place=place).get_absolute_url())
    facts = words(part(shown, '<dl class="facts">', "</dl>"))
    assert "Place Tartu Place as printed Tartuu Country Estonia" in facts


def test_the_country_of_a_place_is_not_shown_while_it_is_a_draft(stranger: Client) -> None:
    place = PlaceFactory(title_en="Tartu", country=PartnerFactory(title_en="Estonia", state="draft"))
    shown = words(page(stranger, ActivityFactory(place=place).get_absolute_url()))
    assert "Tartu" in shown
    assert "Estonia" not in shown
