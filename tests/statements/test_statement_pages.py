import pytest
from django.test import Client

from tests.partners.factories import PartnerFactory
from tests.public.reading import cost, page, part, words
from tests.public.world import fill
from tests.sources.factories import SourceFactory
from tests.statements.factories import StatementFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_however_many(stranger: Client, count: int) -> None:
    listed = [StatementFactory() for _ in range(count)]
    for statement in listed:
        fill(statement, count)
    assert cost(stranger, "/en/statements/", [statement.title_en for statement in listed]) == 11


@pytest.mark.parametrize("count", [1, 3])
def test_page_costs_the_same_however_much_it_shows(stranger: Client, count: int) -> None:
    statement = StatementFactory()
    shown = fill(statement, count)
    assert cost(stranger, statement.get_absolute_url(), [statement.title_en, *shown]) == 9


def test_a_statement_is_attributed(stranger: Client) -> None:
    newspaper, about = SourceFactory(title_en="The newspaper"), PartnerFactory(title_en="Serbia")
    statement = StatementFactory(
        title_en="The biggest partner", speaker=None, speaker_source=newspaper, when="199X", about_partners=[about]
    )
    shown = page(stranger, statement.get_absolute_url())
    assert words(part(shown, '<ul class="state"', "</ul>")).endswith("position The newspaper the 1990s")
    assert "The newspaper" in words(part(page(stranger, "/en/statements/"), "<tbody", "</tbody>"))
    for other in (newspaper, about):
        assert "The biggest partner" in words(page(stranger, other.get_absolute_url()))
