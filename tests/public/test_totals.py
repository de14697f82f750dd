"""Every total equals its rows: each number that leads somewhere is compared with the list it leads to."""

import html
import re
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.test import Client

from cooperation.partners.models import Partner
from tests.house.project_code import ROOT
from tests.public.reading import main, page, part, words

TOTAL = re.compile(r'<a href="([^"]+)" data-total="(\d+)"(?: data-sum="([^"]+)")?>')
FIGURE = re.compile(r'<a href="([^"]+)"><span class="figure">([\d,.]+)</span>')


def totals(markup: str) -> list[tuple[str, int, str]]:
    """Each number on the page that leads to its rows: the address, the number, and the sum of the rows if it is one."""
    found = [(address, int(number), said) for address, number, said in TOTAL.findall(markup)]
    found += [(address, int(re.sub(r"\D", "", number)), "") for address, number in FIGURE.findall(markup)]
    return [(html.unescape(address), number, said) for address, number, said in found]


def rows_of(markup: str) -> int:
    """How many rows the list says it has."""
    heading = re.search(r'id="count"[^>]*>\s*([\d,.]+) ', main(markup))
    assert heading, words(main(markup))[:200]
    return int(re.sub(r"\D", "", heading[1]))


def summed(markup: str) -> Decimal:
    quantities = re.findall(r'<td data-label="(?:Quantity|Mængde|Antal)"[^>]*>(.*?)</td>', markup)
    return sum((Decimal(re.findall(r"[\d.]+", words(cell))[0]) for cell in quantities), Decimal(0))


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "da"])
def test_every_total_equals_its_rows(stranger: Client, language: str) -> None:
    call_command("import_register", str(ROOT / "fixtures"), verbosity=0)
    pages = [f"/{language}/", *(f"/{language}/partners/{one.reference}/" for one in Partner.objects.published())]
    compared = 0
    lists: dict[str, str] = {}
    for address in pages:
        for target, number, said in totals(page(stranger, address)):
            if target not in lists:
                lists[target] = page(stranger, target)
            assert rows_of(lists[target]) == number, f"{address}: {target}"
            if said and "/items/" in target:
                assert Decimal(re.findall(r"[\d.]+", said)[0]) == summed(lists[target]), f"{address}: {target}"
            compared += 1
    assert compared > 150


@pytest.mark.django_db
def test_a_number_without_rows_leads_nowhere(stranger: Client) -> None:
    call_command("import_register", str(ROOT / "fixtures"), verbosity=0)
    shown = part(page(stranger, "/en/"), '<ul class="ways">', "</ul>")
    assert "0 activities" in words(shown)
    assert 'data-total="0"' not in shown
