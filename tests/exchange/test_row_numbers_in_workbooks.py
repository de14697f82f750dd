"""Rows and citations that an embassy adds or brings back, beside those that were added and deleted here meanwhile."""

from typing import Any

import pytest
from django.test import Client

from cooperation.models import Activity
from tests.activities.factories import ActivityFactory, ActivityItemFactory
from tests.exchange.embassies import answer, counted, opened, returned, send, write
from tests.exchange.test_row_numbers import CITATIONS, ITEMS, cited, items
from tests.exchange.uploads import bring_in
from tests.partners.factories import PartnerFactory
from tests.records.factories import CitationFactory
from tests.sources.factories import SourceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def gift() -> Activity:
    """A gift to Serbia of three items; the second and the third are cited, each with its name as the note."""
    activity = ActivityFactory(reference="gift")
    activity.participants.create(partner=PartnerFactory(reference="rs", title_en="Serbia"), role="recipient")
    source = SourceFactory(reference="src")
    for name in ("Trucks", "Pumps", "Tools"):
        ActivityItemFactory(activity=activity, what_en=name, category="equipment")
    for number, name in ((2, "Pumps"), (3, "Tools")):
        CitationFactory(record=activity, field=f"items.{number}", source=source, note_en=name)
    return activity


def write_row(book: Any, sheet: str, row: int, titles: list[str], *cells: Any) -> None:
    for title, value in zip(titles, cells, strict=True):
        write(book, sheet, row, title, value)


def test_a_row_and_its_citation_added_by_an_embassy_get_the_next_numbers(editor: Client, gift: Activity) -> None:
    """Both sides added item 4 and citation 3 meanwhile."""
    book = opened(send(editor))
    ActivityItemFactory(activity=gift, what_en="Tents", category="equipment")
    CitationFactory(record=gift, field="items.4", source=gift.citations.first().source, note_en="Tents")
    write_row(book, "activity_items", 5, ITEMS, "gift", 4, "Boats", "equipment", None)
    row = book["citations"].max_row + 1
    write_row(book, "citations", row, [*CITATIONS, "Note (English)"], "activity", "gift", 3, "items.4", "src", "Boats")

    bring_in(editor, returned(editor, book))

    assert items(gift)[3:] == [(4, "Tents"), (5, "Boats")]
    assert sorted(cited(gift)) == [
        ("items.2", "Pumps"), ("items.3", "Tools"), ("items.4", "Tents"), ("items.5", "Boats")
    ]  # fmt: skip
    assert counted(returned(editor, book)) == {}, "the same file once more"


def test_a_row_that_an_embassy_brings_back_has_its_old_number(editor: Client, gift: Activity) -> None:
    book = opened(send(editor))
    gift.items.get(number=2).delete()
    write(book, "activity_items", 3, "Quantity", "7")

    batch = answer(editor, returned(editor, book), "embassy")
    bring_in(editor, batch)

    assert items(gift) == [(1, "Trucks"), (2, "Pumps"), (3, "Tools")]
