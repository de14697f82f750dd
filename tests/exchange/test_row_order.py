"""The order of child rows is a column of its own, beside the number that identifies a row."""

import pytest
from django.test import Client

from cooperation.models import Activity
from tests.exchange.test_row_numbers import ITEMS, PUMPS, TOOLS, TRUCKS, brought_in, gift, items, items_sheet, sheet

pytestmark = pytest.mark.django_db
__all__ = ["gift"]


def test_rows_are_shown_in_their_order_and_keep_their_numbers(gift: Activity, stranger: Client) -> None:
    header = [*ITEMS, "Order"]
    rows = [[1, *TRUCKS, 3], [2, *PUMPS, 1], [3, *TOOLS, 2]]
    brought_in(sheet("activity_items", header, *(["gift", *row] for row in rows)))

    assert items(gift) == [(2, "Pumps"), (3, "Tools"), (1, "Trucks")]
    page = stranger.get("/en/activities/gift/").content.decode()
    assert page.index('id="items-2"') < page.index('id="items-3"') < page.index('id="items-1"')


def test_new_rows_come_last_once_somebody_has_moved_rows(gift: Activity) -> None:
    gift.items.filter(number=1).update(sort_order=9)
    brought_in(items_sheet([1, *TRUCKS], [2, *PUMPS], [3, *TOOLS], ["", "Tents", "equipment", ""]))

    assert items(gift) == [(2, "Pumps"), (3, "Tools"), (1, "Trucks"), (4, "Tents")]
