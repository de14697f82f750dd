"""Spreadsheet cells: canonical text out; in, what an officer writes or a spreadsheet makes of it."""

from typing import Any

from import_export.widgets import Widget

from cooperation.values.absence import Absence
from cooperation.values.money import REGISTER_CURRENCY, Money
from cooperation.values.money_input import read_money
from cooperation.values.month_first import MonthFirst, in_iso_order
from cooperation.values.partial_date import PartialDate
from cooperation.values.partial_date_input import read_partial_date
from cooperation.values.quantity import Quantity
from cooperation.values.quantity_input import read_quantity
from cooperation.values.words import Value


class ValueWidget(Widget):
    """Refuses with ValidationError. `language` says which sign is for thousands, else the active one."""

    value_class: type[Value]

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

    def read(self, cell: Any, language: str | None) -> Value | Absence | None:
        return read_quantity(cell, language)


class MoneyWidget(ValueWidget):
    value_class = Money

    def read(self, cell: Any, language: str | None) -> Value | Absence | None:
        return read_money(cell, language, REGISTER_CURRENCY)
