import pytest
from django.test import Client

from tests.declarations.factories import DeclarationFactory, DeclarationPartyFactory, DeclarationRelationFactory
from tests.partners.factories import PartnerFactory
from tests.public.reading import cost, page, part, words
from tests.public.world import fill

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_however_many(stranger: Client, count: int) -> None:
    listed = [DeclarationFactory() for _ in range(count)]
    for declaration in listed:
        fill(declaration, count)
    assert cost(stranger, "/en/declarations/", [declaration.title_en for declaration in listed]) == 12


@pytest.mark.parametrize("count", [1, 3])
def test_page_costs_the_same_however_much_it_shows(stranger: Client, count: int) -> None:
    declaration = DeclarationFactory()
    shown = fill(declaration, count)
    assert cost(stranger, declaration.get_absolute_url(), [declaration.title_en, *shown]) == 17


def test_the_title_as_printed_stands_beside_the_correct_one(stranger: Client) -> None:
    declaration = DeclarationFactory(title_en="Joint declaration", title_as_printed="Joint decleration")
    title = words(part(page(stranger, declaration.get_absolute_url()), '<header class="title"', "</header>"))
    assert "Joint declaration Printed in the source as “Joint decleration”" in title


def test_parties_and_relations_lead_both_ways(stranger: Client) -> None:
    vision = DeclarationFactory(title_en="Vision 2030")
    roadmap = DeclarationFactory(title_en="Roadmap", signed="not known", applies_greenland="not known")
    DeclarationRelationFactory(declaration=roadmap, target=vision, kind="implements")
    party = DeclarationPartyFactory(declaration=roadmap, partner=PartnerFactory(title_en="Norway"), date="2024")
    shown = page(stranger, roadmap.get_absolute_url())
    assert words(part(shown, '<tr id="parties-1">', "</tr>")) == "Norway party 2024"
    assert words(part(shown, '<tr id="relations-1">', "</tr>")) == "implements Vision 2030"
    said = words(part(shown, '<ul class="state"', "</ul>"))
    assert "signed or adopted when its undated source was written date: not known" in said
    assert "Application to Greenland not known" in words(shown)
    back = part(page(stranger, vision.get_absolute_url()), '<section id="related-related-from">', "</section>")
    assert "Roadmap implements" in words(back)
    assert "Roadmap" in words(page(stranger, party.partner.get_absolute_url()))
