"""Money by year and stage: each sum leads to its lines, and nothing of different stages or years is added."""

import re

import pytest
from django.test import Client

from tests.funds.factories import FundFactory, FundingLineFactory
from tests.public.reading import page, part, text, words

pytestmark = pytest.mark.django_db


def test_each_sum_leads_to_its_lines(stranger: Client) -> None:
    fund = FundFactory(reference="peace")
    for money, years, stage in (
        ("DKK 100000000", "2023", "committed"),
        ("DKK 50000000", "2023", "committed"),
        ("DKK 84000000", "2018/2023", "framework"),
        ("EUR 7", "2023", "committed"),
        ("DKK 5", None, "committed"),
        ("not known", "2023", "committed"),
    ):
        FundingLineFactory(fund=fund, money=money, years=years, stage=stage)
    FundingLineFactory(money="DKK 9", years="2023", stage="committed")
    shown = part(page(stranger, "/en/funds/peace/"), '<section id="money">', "</section>")
    table = part(shown, "<table", "</table>")
    assert words(part(table, "<thead", "</thead>")).endswith("no years recorded 2018–2023 2023")
    assert "Committed, DKK DKK 5 DKK 150 million" in words(table)
    assert "Committed, EUR EUR 7" in words(table)
    assert "Framework, DKK DKK 84 million" in words(table)
    assert "Lines without a figure are left out of the sums: 1." in words(shown)
    for address, number in re.findall(r'<a href="([^"]+)" data-total="(\d+)"', shown):
        rows = text(stranger, address.replace("&amp;", "&"))
        assert f"{number} row" in rows, address


@pytest.mark.parametrize(
    ("language", "signs"),
    [("en", ["84M", "1.8B", "950"]), ("da", ["84\N{NO-BREAK SPACE}mio.", "1,8\N{NO-BREAK SPACE}mia.", "950"])],
)
def test_the_picture_writes_sums_short_as_the_language_does(stranger: Client, language: str, signs: list[str]) -> None:
    fund = FundFactory(reference="peace")
    for money, years in (("DKK 84000000", "2021"), ("DKK 1750000000", "2022"), ("DKK 950", "2023")):
        FundingLineFactory(fund=fund, money=money, years=years, stage="committed")
    shown = part(page(stranger, f"/{language}/funds/peace/"), '<section id="money">', "</section>")
    assert re.findall(r'<text class="on-.*?>(.*?)</text>', shown) == signs


def test_many_years_are_all_in_the_table_and_the_last_twelve_in_the_picture(stranger: Client) -> None:
    fund = FundFactory(reference="peace")
    for year in range(2010, 2025):
        FundingLineFactory(fund=fund, money=f"DKK {year}", years=str(year), stage="committed")
    shown = part(page(stranger, "/en/funds/peace/"), '<section id="money">', "</section>")
    assert re.findall(r'<th scope="col">(\d+)</th>', shown) == [str(year) for year in range(2010, 2025)]
    assert len(re.findall(r'<text class="on-', shown)) == 12


def test_a_fund_without_figures_has_no_picture(stranger: Client) -> None:
    fund = FundFactory()
    FundingLineFactory(fund=fund, money="withheld")
    assert 'id="money"' not in page(stranger, fund.get_absolute_url())
