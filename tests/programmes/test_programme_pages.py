import pytest
from django.test import Client

from tests.activities.factories import ActivityFactory
from tests.declarations.factories import DeclarationFactory
from tests.programmes.factories import ProgrammeFactory
from tests.public.reading import cost, page, part, words
from tests.public.world import fill

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_however_many(stranger: Client, count: int) -> None:
    listed = [ProgrammeFactory() for _ in range(count)]
    for programme in listed:
        fill(programme, count)
    assert cost(stranger, "/en/programmes/", [programme.title_en for programme in listed]) == 12


@pytest.mark.parametrize("count", [1, 3])
def test_page_costs_the_same_however_much_it_shows(stranger: Client, count: int) -> None:
    programme = ProgrammeFactory()
    shown = fill(programme, count)
    assert cost(stranger, programme.get_absolute_url(), [programme.title_en, *shown]) == 12


def test_a_programme_and_what_it_rests_on_lead_to_each_other(stranger: Client) -> None:
    document = DeclarationFactory(title_en="Programme document of 2006")
    programme = ProgrammeFactory(title_en="Programme with Serbia", period="2006/..", established_by=[document])
    activity = ActivityFactory(title_en="LOGEX15", programme=programme)
    shown = page(stranger, programme.get_absolute_url())
    assert "Programme document of 2006" in words(part(shown, '<div id="fact-established-by">', "</div>"))
    assert "since 2006" in words(part(shown, '<ul class="state"', "</ul>"))
    assert "LOGEX15" in words(part(shown, '<section id="related-activities">', "</section>"))
    assert "Programme with Serbia" in words(page(stranger, document.get_absolute_url()))
    assert "Programme with Serbia" in words(page(stranger, activity.get_absolute_url()))
