"""Spreadsheet cells: canonical text out; in, what an officer writes or a spreadsheet makes of it."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from import_export.widgets import Widget

from cooperation.values.absence import Absence
from cooperation.values.messages import refusal
from cooperation.values.money import REGISTER_CURRENCY, Money, is_currency
from cooperation.values.money_input import currency_written, read_money
from cooperation.values.month_first import MonthFirst, in_iso_order
from cooperation.values.partial_date import PartialDate
from cooperation.values.partial_date_input import read_partial_date
from cooperation.values.quantity import Quantity
from cooperation.values.quantity_input import read_quantity
from cooperation.values.title_units import NO_UNIT, TitleUnit, unit_in_title
from cooperation.values.words import Value


class ValueWidget(Widget):
    """Refuses with ValidationError. `language` says which sign is for thousands, else the active one."""

    value_class: type[Value]

    def for_column(self, title: str, cells: Sequence[Any]) -> "ValueWidget":
        """Return the widget for a column of a sheet, where its title or its other cells say how one is read."""
        return self

    def read(self, cell: Any, language: str | None) -> Value | Absence | None:
        raise NotImplementedError

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Value | Absence | None:
        if value is None or isinstance(value, self.value_class | Absence):
            return value
        return self.read(value, kwargs.get("language"))

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return "" if value is None else value.text


class PartialDateWidget(ValueWidget):
    value_class = PartialDate

    def read(self, cell: Any, language: str | None) -> Value | Absence | None:
        return read_partial_date(in_iso_order(cell) if isinstance(cell, MonthFirst) else cell)


class QuantityWidget(ValueWidget):
    value_class = Quantity

    def __init__(self, unit: TitleUnit = NO_UNIT) -> None:
        super().__init__()
        self.unit = unit

    def for_column(self, title: str, cells: Sequence[Any]) -> ValueWidget:
        return QuantityWidget(unit_in_title(title))

    def read(self, cell: Any, language: str | None) -> Value | Absence | None:
        return read_quantity(cell, language, self.unit)


class MoneyWidget(ValueWidget):
    """Reads amounts without a currency as kroner, unless the column's title or other cells of it name another."""

    value_class = Money

    def __init__(self, unit: TitleUnit = NO_UNIT, cells: Sequence[Any] = ()) -> None:
        super().__init__()
        self.unit, self._cells = unit, cells

    def for_column(self, title: str, cells: Sequence[Any]) -> ValueWidget:
        return MoneyWidget(unit_in_title(title), cells)

    @cached_property
    def other_currencies(self) -> list[str]:
        """Those that cells of the column name, but for the register's own."""
        named = {currency_written(cell) for cell in set(map(cell_as_text, self._cells)) if not cell.isdigit()}
        return sorted({currency for currency in named if currency and is_currency(currency)} - {REGISTER_CURRENCY})

    def read(self, cell: Any, language: str | None) -> Value | Absence | None:
        if not isinstance(cell, str):  # as our own workbooks have amounts in kroner
            return read_money(cell, language, REGISTER_CURRENCY, self.unit)
        try:
            return read_money(cell, language, None, self.unit)
        except ValidationError as error:
            if error.code != "money_currency_missing":
                raise
        if self.other_currencies:
            raise refusal("money_currency_unsaid", cell, currencies=", ".join(self.other_currencies))
        return read_money(cell, language, REGISTER_CURRENCY, self.unit)


def cell_as_text(cell: Any) -> str:
    return cell if isinstance(cell, str) else ""
