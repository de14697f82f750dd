"""Cells of an OpenDocument sheet as XML."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from cooperation.exchange.packing.typed_cells import typed_cell
from cooperation.exchange.packing.xml_text import escaped, legal
from cooperation.exchange.sheets import SheetColumn, written_once
from cooperation.values.money import Money
from cooperation.values.numbers import plain

SPACES = re.compile(r"(?:^ | (?= )| $)", re.MULTILINE)
EMPTY = "<table:table-cell/>"
OPENING = '<table:table-cell office:value-type="string"><text:p>'
CLOSING = "</text:p></table:table-cell>"


def cells_of(column: SheetColumn, values: Sequence[Any]) -> list[str]:
    return written_once(cell_writer(column), values)


def cell_writer(column: SheetColumn) -> Callable[[Any], str]:
    def write(value: Any) -> str:
        match typed_cell(column, value):
            case date() as day:
                return valued("ce1", f'date" office:date-value="{day.isoformat()}', day.isoformat())
            case Money() as money:
                kind = f'currency" office:currency="{money.currency}" office:value="{plain(money.amount)}'
                return valued("ce2", kind, money.text)
            case Decimal() as number:
                return valued("ce0", f'float" office:value="{plain(number)}', plain(number))
            case int() | float() as number:
                return valued("ce0", f'float" office:value="{number}', str(number))
            case words:
                return text_cell(str(words))

    return write


def valued(style: str, value: str, shown: str) -> str:
    return (
        f'<table:table-cell table:style-name="{style}" office:value-type="{value}">'
        f"<text:p>{escaped(shown)}</text:p></table:table-cell>"
    )


def text_cell(text: str) -> str:
    return f"{OPENING}{in_cell(text)}{CLOSING}" if text else EMPTY


def in_cell(text: str) -> str:
    """Return text with what plain XML would lose: line breaks as paragraphs, spaces beyond the first as elements.

    A tab stays a character: the reader that we use leaves out the element for it.
    """
    text = escaped(legal(text))
    if " " in text:
        text = SPACES.sub("<text:s/>", text)
    return text.replace("\n", "</text:p><text:p>")
