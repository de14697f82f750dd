"""Currencies and scales in the titles of columns, and what they make of the cells below them."""

from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from cooperation.records.languages import LANGUAGES
from cooperation.records.resources import with_rows
from cooperation.records.synonyms import words_for
from cooperation.resources import RESOURCES
from cooperation.values.money import Money
from cooperation.values.quantity import Quantity
from cooperation.values.title_units import NO_UNIT, unit_in_title
from cooperation.values.widgets import MoneyWidget, QuantityWidget


@pytest.mark.parametrize(
    ("title", "text", "name"),
    [
        ("Value (EUR)", "EUR 5", "Value"),
        ("Value [EUR]", "EUR 5", "Value"),
        ("Value – EUR", "EUR 5", "Value"),
        ("Value, EUR million", "EUR 5000000", "Value"),
        ("Value in millions of euros", "EUR 5000000", "Value"),
        ("Value (€ million)", "EUR 5000000", "Value"),
        ("Value (US$ million)", "USD 5000000", "Value"),
        ("Value (MEUR)", "EUR 5000000", "Value"),
        ("Value (DKK '000)", "DKK 5000", "Value"),
        ("AMOUNT EUR", "EUR 5", "AMOUNT"),
        ("valueEUR", "EUR 5", "value"),
        ("monetary_value_eur", "EUR 5", "monetary value"),
        ("value_in_eur_million", "EUR 5000000", "value"),
        ("EUR value", "EUR 5", "value"),
        ("EUR m", "EUR 5000000", None),
        ("EURm", "EUR 5000000", None),
        ("€m", "EUR 5000000", None),
        ("kEUR", "EUR 5000", None),
        ("EUR (bn)", "EUR 5000000000", None),
        ("mio. DKK", "DKK 5000000", None),
        ("kr.", "DKK 5", None),
        ("Kroner", "DKK 5", None),
        ("Beløb i kr.", "DKK 5", "Beløb"),
        ("Beløb i mio.kr.", "DKK 5000000", "Beløb"),
        ("Beløb i 1.000 kr.", "DKK 5000", "Beløb"),
        ("Beløb (tkr.)", "DKK 5000", "Beløb"),
        ("Bevilling, t.kr.", "DKK 5000", "Bevilling"),
        ("Beløb (svenske kroner)", "SEK 5", "Beløb"),
        ("Beløb (mia. norske kroner)", "NOK 5000000000", "Beløb"),
    ],
)
def test_a_title_says_currency_and_scale(title: str, text: str, name: str | None) -> None:
    unit = unit_in_title(title)

    assert MoneyWidget().for_column(title, ()).clean(5) == Money.parse(text)
    assert MoneyWidget().for_column(title, ()).clean("5") == Money.parse(text)
    assert (unit.names[0] if unit.names else None) == name


@pytest.mark.parametrize(
    "title",
    ["Value", "Target in money", "Length (m)", "Antal (t)", "Budget 2024", "Budget (2000)", "Amount for all years"],
)
def test_other_words_are_no_unit(title: str) -> None:
    assert unit_in_title(title) == NO_UNIT


def test_no_title_of_the_register_has_a_unit() -> None:
    titles = [
        title
        for resource in with_rows(RESOURCES)
        for column in resource.columns()
        if isinstance(column.widget, MoneyWidget | QuantityWidget)
        for language in LANGUAGES
        for title in (column.titles[language], *words_for(column.name, resource.synonyms).words(language))
    ]

    assert {"Value", "Money", "Quantity", "Headcount", "Bevilling", "ODA share (%)"} - set(titles) == set()
    assert [title for title in titles if unit_in_title(title) != NO_UNIT] == []


@pytest.mark.parametrize(
    ("title", "cell", "language", "text"),
    [
        ("Value (EUR)", "84 mio. kr.", "en", "DKK 84000000"),
        ("Value (EUR)", "84 mio.", "en", "EUR 84000000"),
        ("Value (EUR)", "1,425 mia.", "en", "EUR 1425000000"),
        ("Value (EUR million)", "DKK 5 bn", "en", "DKK 5000000000"),
        ("Value (EUR million)", "1.425", "en", "EUR 1425000"),
        ("Value (EUR bn)", 0.134425, "en", "EUR 134425000"),
        ("Value ($)", "USD 5", "en", "USD 5"),
        ("Beløb (mio. kr.)", "1,425", "da", "DKK 1425000"),
        ("Beløb (mio. kr.)", 1.425, "da", "DKK 1425000"),
        ("Beløb i kr.", "1.425", "da", "DKK 1425"),
    ],
)
def test_a_cell_has_what_it_says_itself_and_else_what_the_title_says(
    title: str, cell: Any, language: str, text: str
) -> None:
    assert MoneyWidget().for_column(title, ()).clean(cell, language=language) == Money.parse(text)


@pytest.mark.parametrize(
    ("title", "cell", "language", "message"),
    [
        (
            "Value (EUR million)",
            "1,425",
            "en",
            "“1,425 million EUR” may be read as “1425 million EUR” or as “1.4250 million EUR”. Write the one you mean.",
        ),
        (
            "Beløb (mio. kr.)",
            "1.425",
            "da",
            "“1.425 mio. kr.” may be read as “1425 mio. kr.” or as “1,4250 mio. kr.”. Write the one you mean.",
        ),
        (
            "Value (kr.)",
            "1,425",
            "en",
            "“1,425 kr.” may be read as “1425 kr.” or as “1.4250 kr.”. Write the one you mean.",
        ),
        (
            "Beløb (mio. kr.)",
            "84.000.000 kr.",
            "da",
            (
                "“84.000.000 kr.” does not say thousands or millions, but the column title “Beløb (mio. kr.)” does. "
                "Write “84000000 mio. DKK” or “84 mio. DKK”, whichever you mean."
            ),
        ),
        (
            "EUR m",
            "EUR 5",
            "en",
            (
                "“EUR 5” does not say thousands or millions, but the column title “EUR m” does. Write “5 m EUR” or "
                "“0.000005 m EUR”, whichever you mean."
            ),
        ),
        *(
            (
                title,
                "5",
                "en",
                (
                    f"“5”: the column title “{title}” may mean several currencies or scales. Write both in the cell, "
                    "for example EUR 5 million or 84 mio. kr."
                ),
            )
            for title in ("Value ($)", "Value (EUR/DKK)", "Value (EUR thousand or million)")
        ),
    ],
)
def test_what_the_title_leaves_open_is_asked_about(title: str, cell: str, language: str, message: str) -> None:
    with pytest.raises(ValidationError) as refused, translation.override("en"):
        MoneyWidget().for_column(title, ()).clean(cell, language=language)
    assert refused.value.messages == [message]


def test_an_amount_without_currency_among_others_in_euros_is_asked_about() -> None:
    widget = MoneyWidget().for_column("Value", ["EUR 0.13 bn", "SEK 5", "0.1344 bn", "DKK 5", "uge 5", None, 5])

    with pytest.raises(ValidationError) as refused, translation.override("en"):
        widget.clean("0.1344 bn", language="en")

    assert refused.value.messages == [
        (
            "“0.1344 bn” names no currency, but other cells of the column are in EUR, SEK. Write the currency in the "
            "cell or in the column title, for example “Value (EUR)”."
        )
    ]
    assert widget.clean("not known") == "not known"


def test_amounts_without_currency_are_kroner_where_nothing_says_otherwise() -> None:
    cells = ["0.1344 bn", "84 mio. kr.", "DKK 5", "not known", 5]
    widget = MoneyWidget().for_column("Value", cells)

    assert [widget.clean(cell) for cell in cells] == [
        *map(Money.parse, ("DKK 134400000", "DKK 84000000", "DKK 5")),
        "not known",
        Money.parse("DKK 5"),
    ]


def test_a_number_cell_among_amounts_in_euros_is_in_kroner_as_our_own_workbooks_have_it() -> None:
    assert MoneyWidget().for_column("Value", ["EUR 5", 5.0]).clean(5.0) == Money(Decimal(5), "DKK")


@pytest.mark.parametrize(
    ("title", "cell", "text"),
    [
        ("Quantity (thousands)", 12, "12000"),
        ("Quantity (1,000)", "12", "12000"),
        ("Antal (tusinde)", "mindst 1,5", "at least 1500"),
        ("Antal (i tusinde)", "1,4257", "1425.7"),
        ("Quantity (million)", "0.0000015", "1.5"),
        ("Length (m)", 12, "12"),
    ],
)
def test_quantities_count_what_their_title_says(title: str, cell: Any, text: str) -> None:
    assert QuantityWidget().for_column(title, ()).clean(cell) == Quantity.parse(text)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("title", ["Beløb (EUR 1.000)", "kEUR", "Value (DKK '000)"])
def test_thousands_in_figures_decide_no_separator(title: str, language: str) -> None:
    for cell in ("1,425", "1.425"):
        with pytest.raises(ValidationError) as refused:
            MoneyWidget().for_column(title, ()).clean(cell, language=language)
        assert refused.value.code == "number_ambiguous"


@pytest.mark.parametrize(
    ("title", "language"),
    [("Antal (tusinde)", "en"), ("Quantity (thousands)", "da"), ("Antal (1.000)", "da"), ("Quantity (1,000)", "en")],
)
def test_a_separator_below_a_title_with_a_scale_is_asked_about(title: str, language: str) -> None:
    for cell in ("1,425", "1.425"):
        with pytest.raises(ValidationError) as refused:
            QuantityWidget().for_column(title, ()).clean(cell, language=language)
        assert refused.value.code == "number_ambiguous"
