"""Cells of an XLSX sheet as XML. They carry no address: they stand in order, and so each distinct one is made once."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from cooperation.exchange.packing.typed_cells import typed_cell
from cooperation.exchange.packing.xml_text import escaped
from cooperation.exchange.sheets import SheetColumn, written_once
from cooperation.records.widgets import DayWidget, NumberWidget
from cooperation.values.long_texts import SURELY_SHORT, cut_to_cell
from cooperation.values.money import Money
from cooperation.values.numbers import plain
from cooperation.values.widgets import MoneyWidget, QuantityWidget

# Places in the list of formats of xlsx_frame.STYLES.
GENERAL, TEXT, DAY, SUM, TITLE = range(5)

DAY_NOUGHT = date(1899, 12, 30).toordinal()
LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
BETWEEN = "\x00"
"""In no text of the register."""
HIDDEN = re.compile("[\x01-\x08\x0b-\x1f\ufffe\uffff]")
CLOSING = "</t></is></c>"

OWN_STYLE = {DayWidget: DAY, MoneyWidget: SUM, QuantityWidget: GENERAL, NumberWidget: GENERAL}
"""How a column's empty cells and those with words look; text keeps what is typed from turning into a date."""


def style_of(column: SheetColumn) -> int:
    return OWN_STYLE.get(type(column.source.widget), TEXT) if column.source else TEXT


def cells_of(column: SheetColumn, values: Sequence[Any]) -> Sequence[str]:
    if column.is_text:
        return text_cells(values)
    return written_once(cell_writer(column), values)


def cell_writer(column: SheetColumn) -> Callable[[Any], str]:
    style = style_of(column)

    def write(value: Any) -> str:
        match typed_cell(column, value):
            case date() as day:
                return number_cell(day.toordinal() - DAY_NOUGHT, DAY)
            case Money(amount=amount):
                return number_cell(plain(amount), SUM)
            case Decimal() as number:
                return number_cell(plain(number), GENERAL)
            case int() | float() as number:
                return number_cell(number, GENERAL)
            case words:
                return text_cell(str(words), style)

    return write


def number_cell(number: float | str, style: int) -> str:
    return f'<c s="{style}"><v>{number}</v></c>'


def text_cell(text: str, style: int = TEXT) -> str:
    return f"{opening(style)}{in_cell(cut_to_cell(text))}{CLOSING}" if text else empty(style)


def text_cells(texts: Sequence[str], style: int = TEXT) -> list[str]:
    """The same of many at once: what must be escaped is looked for in all of them together."""
    if max(map(len, texts), default=0) > SURELY_SHORT:
        texts = list(map(cut_to_cell, texts))
    before, none = opening(style), empty(style)
    together = in_cell(BETWEEN.join(texts))
    return [f"{before}{text}{CLOSING}" if text else none for text in together.split(BETWEEN)]


def opening(style: int) -> str:
    return f'<c s="{style}" t="inlineStr"><is><t xml:space="preserve">'


def empty(style: int) -> str:
    return f'<c s="{style}"/>'


def in_cell(text: str) -> str:
    """Return the text so that it reads back as it is, the characters included that XML has not."""
    if "_x" in text:
        text = LOOKS_ESCAPED.sub("_x005F_", text)
    if HIDDEN.search(text):
        text = HIDDEN.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
    return escaped(text)
