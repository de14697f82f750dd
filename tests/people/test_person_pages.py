import pytest
from django.test import Client

from tests.partners.factories import PartnerFactory
from tests.people.factories import OfficeFactory, PersonFactory, PersonSpellingFactory
from tests.public.reading import cost, page, part, words
from tests.public.world import fill

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_however_many(stranger: Client, count: int) -> None:
    listed = [PersonFactory() for _ in range(count)]
    for person in listed:
        fill(person, count)
    assert cost(stranger, "/en/people/", [person.title_en for person in listed]) == 8


@pytest.mark.parametrize("count", [1, 3])
def test_page_costs_the_same_however_much_it_shows(stranger: Client, count: int) -> None:
    person = PersonFactory()
    shown = fill(person, count)
    assert cost(stranger, person.get_absolute_url(), [person.title_en, *shown]) == 12


def test_a_person_shows_offices_and_spellings(stranger: Client) -> None:
    person = PersonFactory(title_en="Volodymyr Zelenskyy")
    OfficeFactory(person=person, title_en="President", body=PartnerFactory(title_en="Ukraine"), period="2019/..")
    PersonSpellingFactory(person=person, name="Volodymyr Zelensky")
    shown = page(stranger, person.get_absolute_url())
    assert words(part(shown, '<tr id="offices-1">', "</tr>")) == (
        "President when its undated source was written Ukraine since 2019"
    )
    assert "Volodymyr Zelensky" in words(part(shown, '<section id="spellings">', "</section>"))
    assert "President" in words(part(page(stranger, "/en/people/"), "<tbody", "</tbody>"))
