from typing import Any

import pytest
from django.test import Client

from cooperation.funds.models import Fund
from tests.declarations.factories import DeclarationFactory
from tests.desk.filling import address, errors_on, shown, with_row
from tests.desk.listing import costs, row_of
from tests.funds.factories import FundFactory

pytestmark = pytest.mark.django_db


def test_the_list_costs_the_same_for_one_row_and_for_three(officer: Client) -> None:
    assert costs(officer, FundFactory) == [7, 7]


def test_the_list_shows_what_an_officer_looks_for(officer: Client) -> None:
    fund = FundFactory(reference="psf", title_en="Peace and Stabilisation Fund")
    assert row_of(officer, fund) == {
        "reference": "psf",
        "title": "Peace and Stabilisation Fund",
        "state": "published",
        "last_verified": "–",
    }


def test_a_fund_is_entered_with_its_lines(officer: Client) -> None:
    agreement = DeclarationFactory()
    data = shown(officer.get(address(Fund, "add"))) | {"reference": "psf", "title_en": "The fund"}
    line: dict[str, Any] = {
        "title_en": "Level to come",
        "stage": "framework",
        "decided_in": agreement.pk,
        "counts_in_totals": True,
    }
    data = with_row(data, "lines", money="150 mio. kr.", years="2023", **line)
    assert officer.post(address(Fund, "add"), data).status_code == 302
    fund: Any = Fund.objects.get(reference="psf")
    [kept] = fund.lines.all()
    assert (kept.money_amount, kept.money_currency, kept.years.text) == (150_000_000, "DKK", "2023")
    assert kept.decided_in == agreement


def test_a_line_that_does_not_count_says_why(officer: Client) -> None:
    data = shown(officer.get(address(Fund, "add"))) | {"reference": "psf", "title_en": "The fund"}
    page = officer.post(address(Fund, "add"), with_row(data, "lines", title_en="Baseline", stage="baseline", money=""))
    assert errors_on(page) == {"lines-0-why_not_en": ["Say why the line does not count in totals."]}
    assert not Fund.objects.exists()
