"""Parties by year: a mark where a party may have signed or joined, none where nobody knows."""

import re

import pytest
from django.test import Client

from tests.declarations.factories import DeclarationFactory, DeclarationPartyFactory
from tests.partners.factories import PartnerFactory
from tests.public.reading import page, part, words

pytestmark = pytest.mark.django_db


def test_parties_are_marked_in_the_years_they_joined(stranger: Client) -> None:
    declaration = DeclarationFactory(signed="2004")
    for title, date in (
        ("Founder", None),
        ("Later", "2006-05"),
        ("Sometime", "2005/2006"),
        ("Nobody knows", "not known"),
    ):
        partner = PartnerFactory(title_en=title)
        DeclarationPartyFactory(declaration=declaration, partner=partner, date=date, capacity="party")
    shown = part(page(stranger, declaration.get_absolute_url()), '<section id="joining">', "</section>")
    rows = [words(row) for row in re.findall(r"<tr>(.*?)</tr>", shown, re.DOTALL)]
    assert rows == [
        "Party 2004 2005 2006",
        "Founder party: 2004",
        "Later party: May 2006",
        "Sometime party: 2005–2006 party: 2005–2006",
        "Nobody knows",
    ]
    assert re.findall(r'<rect class="level-(\d)"', shown) == ["4", "4", "2", "2"]


def test_parties_of_one_year_need_no_picture(stranger: Client) -> None:
    declaration = DeclarationFactory(signed="2004")
    DeclarationPartyFactory(declaration=declaration)
    assert 'id="joining"' not in page(stranger, declaration.get_absolute_url())
