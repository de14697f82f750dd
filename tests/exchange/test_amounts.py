"""Amounts and quantities in sheets: titles and words say currency, scale and separator, or the officer is asked."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from cooperation.activities.models import ActivityItem
from cooperation.exchange.batches.models import ImportBatch
from cooperation.exchange.reading import read_path
from tests.activities.factories import ActivityFactory
from tests.exchange.spreadsheets import SAMPLES, brought_in, planned, refusal
from tests.exchange.uploads import address, bring_in, csv_of, uploaded, workbook_of

pytestmark = pytest.mark.django_db

ENGLISH = ["Activity", "Number", "What (English)", "Category", "Quantity", "Unit", "Value"]
DANISH = ["Aktivitet", "Nummer", "Hvad (engelsk)", "Kategori", "Antal", "Enhed", "Værdi"]


@pytest.fixture(autouse=True)
def activity() -> None:
    ActivityFactory(reference="floods")


def read_or_asked(tmp_path: Path, header: list[str], cells: list[tuple[str, Any]]) -> list[str | None]:
    """What each row's cell below this title is read as; None where the officer is asked which of two it is."""
    place = header.index(cells[0][0])
    path = tmp_path / "items.xlsx"
    found: list[str | None] = []
    for __, cell in cells:
        row: list[Any] = ["floods", 1, "Boats", "equipment", *[""] * (len(header) - 4)]
        row[place] = cell
        path.write_bytes(workbook_of(activity_items=[header, row]))
        plan = planned(*read_path(path))
        if plan.problems:
            found.append(None if "may be read as" in str(plan.problems[0]) else str(plan.problems))
        else:
            brought_in(path)
            item = ActivityItem.objects.get()
            found.append((item.value or item.quantity).text)  # type: ignore[union-attr]  # one of them was in the row
    return found


AMOUNTS = {
    "1,425 mia. kr.": ("DKK 1425000000", "DKK 1425000000"),
    "84,125 mio. kr.": ("DKK 84125000", "DKK 84125000"),
    "DKK 1,425 bn": (None, None),
    "1,425 mia. DKK": ("DKK 1425000000", "DKK 1425000000"),
    "kr. 1,234": ("DKK 1.2340", "DKK 1.2340"),
    "EUR 1,234": (None, "EUR 1.2340"),
    "1.425 mia. kr.": (None, None),
    "EUR 1.425 bn": ("EUR 1425000000", "EUR 1425000000"),
    "EUR 1.425 million": ("EUR 1425000", "EUR 1425000"),
    "1,5 mio. kr.": ("DKK 1500000", "DKK 1500000"),
    "1,234": (None, "DKK 1.2340"),
    "1.234": (None, None),
    "1.425 kr.": ("DKK 1425", "DKK 1425"),
}
QUANTITIES = {
    "1,234": (None, "1.2340"),
    "1.234": (None, None),
    "mindst 1,234": ("at least 1.2340", "at least 1.2340"),
    "ca. 1,200": ("about 1.2", "about 1.2"),
    "at least 1,200": ("at least 1200", "at least 1200"),
}


@pytest.mark.parametrize(("header", "language"), [(ENGLISH, 0), (DANISH, 1)])
def test_amounts_are_read_as_their_words_say_or_asked_about(tmp_path: Path, header: list[str], language: int) -> None:
    cells = [(header[6], cell) for cell in AMOUNTS]
    assert read_or_asked(tmp_path, header, cells) == [read[language] for read in AMOUNTS.values()]


@pytest.mark.parametrize(("header", "language"), [(ENGLISH, 0), (DANISH, 1)])
def test_quantities_are_read_as_their_words_say_or_asked_about(
    tmp_path: Path, header: list[str], language: int
) -> None:
    cells = [(header[4], cell) for cell in QUANTITIES]
    assert read_or_asked(tmp_path, header, cells) == [read[language] for read in QUANTITIES.values()]


def test_a_danish_title_among_english_ones_counts_for_its_column(tmp_path: Path) -> None:
    header = [*ENGLISH[:6], "Beløb"]
    assert read_or_asked(tmp_path, header, [("Beløb", "1,234")]) == ["DKK 1.2340"]


def test_the_currency_in_a_title_is_that_of_the_amounts() -> None:
    brought_in(SAMPLES / "weapons_in_euros.csv", "activity_items")

    assert [(item.what_en, item.value.text) for item in ActivityItem.objects.order_by("number")] == [  # type: ignore[union-attr]  # all have one
        ("Howitzers", "EUR 189599811"),
        ("Tanks", "EUR 85414840.5"),
    ]


def test_an_amount_without_currency_is_not_taken_for_kroner_among_euros() -> None:
    assert refusal(SAMPLES / "amount_without_currency.csv", "activity_items") == [
        (
            "amount_without_currency.csv, row 5, column D “Value”: “0.1344 bn” names no currency, but other cells of "
            "the column are in EUR. Write the currency in the cell or in the column title, for example “Value (EUR)”."
        )
    ]


@pytest.mark.parametrize(
    ("title", "cell", "text"),
    [
        ("Value (EUR)", "189,599,811", "EUR 189599811"),
        ("Value, EUR million", "1.425", "EUR 1425000"),
        ("Beløb i kr.", "1.425", "DKK 1425"),
        ("Beløb (mio. kr.)", "1,425", "DKK 1425000"),
        ("Beløb i 1.000 kr.", 84125, "DKK 84125000"),
    ],
)
def test_a_title_with_a_unit_is_known(tmp_path: Path, title: str, cell: Any, text: str) -> None:
    assert read_or_asked(tmp_path, [*ENGLISH[:6], title], [(title, cell)]) == [text]


def test_a_column_chosen_by_hand_keeps_the_unit_of_its_title(editor: Client) -> None:
    lines = [["Activity", "What (English)", "Category", "mio. EUR"], ["floods", "Boats", "equipment", "1,425"]]
    batch = uploaded(editor, csv_of(*lines), "activity", "activity_items.csv")
    assert [problem["text"] for problem in batch.problems] == [
        "activity_items.csv, row 1, column D “mio. EUR”: unknown column"
    ]

    editor.post(address(batch, "columns"), {"kind|0": "activity_items", "column|0|D": "value"})

    batch.refresh_from_db()
    assert bring_in(editor, batch).state == ImportBatch.State.DONE
    assert ActivityItem.objects.get().value.text == "EUR 1425000"  # type: ignore[union-attr]  # it has one


def test_two_columns_that_differ_in_their_unit_are_one_column_twice() -> None:
    assert refusal(SAMPLES / "value_in_two_currencies.csv", "activity_items") == [
        "value_in_two_currencies.csv, row 1, column E “Value (DKK)”: the sheet has this column twice"
    ]
