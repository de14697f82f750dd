import pytest
from django.test import Client

from tests.declarations.factories import DeclarationFactory
from tests.funds.factories import FundFactory, FundingLineFactory
from tests.public.reading import cost, page, part, words
from tests.public.world import fill

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_however_many(stranger: Client, count: int) -> None:
    listed = [FundFactory() for _ in range(count)]
    for fund in listed:
        fill(fund, count)
    assert cost(stranger, "/en/funds/", [fund.title_en for fund in listed]) == 8


@pytest.mark.parametrize("count", [1, 3])
def test_page_costs_the_same_however_much_it_shows(stranger: Client, count: int) -> None:
    fund = FundFactory()
    shown = fill(fund, count)
    assert cost(stranger, fund.get_absolute_url(), [fund.title_en, *shown]) == 9


def test_each_line_says_its_stage_and_year_and_nothing_is_added_up(stranger: Client) -> None:
    fund = FundFactory()
    decided = DeclarationFactory(title_en="Defence Agreement 2018–2023")
    FundingLineFactory(
        fund=fund,
        title_en="Before",
        stage="baseline",
        money="84 mio. kr.",
        years="not known",
        counts_in_totals=False,
        why_not_en="Its year is not known.",
    )
    FundingLineFactory(fund=fund, title_en="After", money="150 mio. kr.", years="2023", decided_in=decided)
    FundingLineFactory(fund=fund, title_en="Unfinished", money="withheld")
    shown = page(stranger, fund.get_absolute_url())
    lines = [words(part(shown, f'<tr id="lines-{number}">', "</tr>")) for number in (1, 2, 3)]
    assert lines[0] == "Before DKK 84 million not known baseline no Its year is not known."
    assert lines[1] == "After DKK 150 million 2023 framework Defence Agreement 2018–2023 yes"
    assert lines[2] == "Unfinished withheld not recorded framework yes"
    assert "234" not in words(shown)
    money = part(page(stranger, decided.get_absolute_url()), '<section id="related-funding-lines">', "</section>")
    assert "After · DKK 150 million · framework · 2023" in words(money)
