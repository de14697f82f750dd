"""Cells of a spreadsheet, through django-import-export."""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from cooperation.values.absence import Absence
from cooperation.values.money import Money
from cooperation.values.partial_date import PartialDate
from cooperation.values.quantity import Quantity
from cooperation.values.widgets import MoneyWidget, PartialDateWidget, QuantityWidget, ValueWidget

DATE, QUANTITY, MONEY = PartialDateWidget(), QuantityWidget(), MoneyWidget()


@pytest.mark.parametrize(
    ("widget", "cell", "text"),
    [
        (DATE, "foråret 2015", "2015-21"),
        (DATE, "2021-22", "2021-22"),
        (DATE, date(2024, 11, 21), "2024-11-21"),
        (DATE, datetime(2024, 11, 21), "2024-11-21"),  # noqa: DTZ001
        (DATE, 2004, "2004"),
        (DATE, 2004.0, "2004"),
        (QUANTITY, "ca. 200", "about 200"),
        (QUANTITY, 14, "14"),
        (QUANTITY, 14.0, "14"),
        (QUANTITY, 0.5, "0.5"),
        (QUANTITY, 1.125, "1.1250"),
        (QUANTITY, Decimal("2.50"), "2.5"),
        (MONEY, "84 mio. kr.", "DKK 84000000"),
        (MONEY, "150.000.000", "DKK 150000000"),
        (MONEY, 150_000_000.0, "DKK 150000000"),
    ],
)
def test_a_cell_becomes_its_value_and_leaves_as_canonical_text(widget: ValueWidget, cell: Any, text: str) -> None:
    value = widget.clean(cell)
    assert (type(value), widget.render(value)) == (widget.value_class, text)
    with translation.override("da"):
        assert (widget.clean(text), widget.render(value)) == (value, text)


@pytest.mark.parametrize("widget", [DATE, QUANTITY, MONEY])
def test_absences_and_empty_cells_are_kept_apart(widget: ValueWidget) -> None:
    cells = ["", None, "ukendt", "none", "withheld", Absence.NONE]
    values = [widget.clean(cell) for cell in cells]
    assert values == [None, None, Absence.NOT_KNOWN, Absence.NONE, Absence.WITHHELD, Absence.NONE]
    with translation.override("da"):
        assert [widget.render(value) for value in values] == ["", "", "not known", "none", "withheld", "none"]


@pytest.mark.parametrize(
    ("widget", "value"),
    [(DATE, PartialDate.parse("2004")), (QUANTITY, Quantity.parse("14")), (MONEY, Money.parse("DKK 5"))],
)
def test_a_value_passes_unchanged(widget: ValueWidget, value: Any) -> None:
    assert widget.clean(value) is value


@pytest.mark.parametrize(
    ("widget", "cell", "code"),
    [
        (DATE, 45617, "date_serial"),
        (DATE, True, "date"),
        (DATE, time(10, 6), "date"),
        (DATE, "2024-13", "date_month"),
        (QUANTITY, True, "quantity"),
        (QUANTITY, datetime(2024, 2, 1), "quantity"),  # noqa: DTZ001
        (QUANTITY, -1, "number"),
        (QUANTITY, 1e300, "number_size"),
        (QUANTITY, float("nan"), "number"),
        (MONEY, date(2024, 2, 1), "money"),
        (MONEY, "84 mio. xyz", "money_currency_unknown"),
    ],
)
def test_a_cell_that_is_no_value_is_refused_in_words(widget: ValueWidget, cell: Any, code: str) -> None:
    with pytest.raises(ValidationError) as refused:
        widget.clean(cell)
    assert (refused.value.code, refused.value.messages[0].startswith(f"“{cell}”")) == (code, True)


@pytest.mark.parametrize(("language", "read"), [("da", "1.2340"), ("en", None)])
def test_a_comma_before_three_digits_is_a_decimal_comma_in_a_danish_column(language: str, read: str | None) -> None:
    if read is None:
        with pytest.raises(ValidationError, match=r"may be read as “1234” or as “1\.2340”"):
            QUANTITY.clean("1,234", language=language)
    else:
        assert QUANTITY.clean("1,234", language=language) == Quantity.parse(read)
        assert MONEY.clean("1,234", language=language) == Money.parse(f"DKK {read}")
