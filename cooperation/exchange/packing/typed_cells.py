"""Cells that a spreadsheet program can calculate with: numbers, days and sums of money where a value is just that.

Whatever would come back as another value stays text: dates less exact than a day or before March 1900, quantities with
words, sums in another currency than the register's own, numbers longer than a spreadsheet holds.
"""

import re
from datetime import date
from decimal import Decimal
from typing import Any

from cooperation.exchange.sheets import SheetColumn
from cooperation.values.money import REGISTER_CURRENCY, Money
from cooperation.values.partial_date import PartialDate
from cooperation.values.quantity import Precision, Quantity

Cell = str | float | Decimal | date | Money

EXACT_DIGITS = 15
"""More a spreadsheet's number does not hold."""
FIRST_DAY = date(1900, 3, 1)
"""Before it, spreadsheet programs disagree on the number of a day by one."""
FULL_DAY = re.compile(r"\d{4}-\d\d-\d\d").fullmatch


def typed_cell(column: SheetColumn, value: Any) -> Cell:
    """Return the value as a number, a day or a sum in the register's currency; else as the text that CSV has."""
    match value:
        case PartialDate(earliest=date() as day) if FULL_DAY(value.text) and day >= FIRST_DAY:
            return day
        case date() if value >= FIRST_DAY:
            return value
        case Quantity(number=Decimal() as number, precision=Precision.EXACT) if holds(number):
            return number
        case Money(currency=currency) if currency == REGISTER_CURRENCY and holds(value.amount):
            return value
    cell: Cell = column.write(value)
    return cell


def holds(number: Decimal) -> bool:
    return len(number.as_tuple().digits) <= EXACT_DIGITS
