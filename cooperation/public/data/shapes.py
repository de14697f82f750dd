"""The shapes of values in JSON: how each kind of column is written there, and the schema that says so."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from cooperation.records.columns import Column
from cooperation.records.widgets import ChoiceWidget, DayWidget, NumberWidget, YesNoWidget
from cooperation.values.absence import Absence
from cooperation.values.money import Money
from cooperation.values.partial_date import PartialDate
from cooperation.values.quantity import Precision, Quantity
from cooperation.values.widgets import MoneyWidget, PartialDateWidget, QuantityWidget

Schema = dict[str, Any]

EXACT_DIGITS = 15
"""More a program's number does not hold; the value's `text` does."""


@dataclass(frozen=True)
class Shape:
    """`name` is that of a schema in the OpenAPI document, empty where the schema stands with each field."""

    write: Callable[[Any], Any]
    schema: Schema
    name: str = ""


def as_it_is(value: Any) -> Any:
    return None if value == "" else value


def date_object(value: Any) -> Any:
    days = (value.earliest, value.latest) if isinstance(value, PartialDate) else (date.min, date.max)
    return value_object(value, earliest=bounded(days[0]), latest=bounded(days[1]))


def quantity_object(value: Any) -> Any:
    counted = isinstance(value, Quantity)
    return value_object(
        value, number=number(value.number) if counted else None, precision=str(value.precision) if counted else None
    )


def money_object(value: Any) -> Any:
    known = isinstance(value, Money)
    return value_object(
        value, amount=number(value.amount) if known else None, currency=value.currency if known else None
    )


def value_object(value: Any, **parts: Any) -> Any:
    """Return `null` for what is not recorded; else the text, why there is no value if there is none, and its parts."""
    if value is None:
        return None
    return {"text": value.text, "absence": value.text if isinstance(value, Absence) else None} | parts


def bounded(day: date) -> str | None:
    return None if day in (date.min, date.max) else day.isoformat()


def number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def one_of(values: Sequence[str], *, empty: bool = True) -> Schema:
    return {"type": ["string", "null"], "enum": [*values, None]} if empty else {"type": "string", "enum": [*values]}


def value_schema(text: str, example: Any, **parts: Schema) -> Schema:
    properties = {
        "text": {"type": "string", "description": text},
        "absence": one_of([absence.text for absence in Absence])
        | {"description": "Why there is no value, where there is none."},
        **parts,
    }
    return {
        "type": ["object", "null"],
        "properties": properties,
        "required": [*properties],
        "additionalProperties": False,
        "examples": [example],
    }


DAY = {"type": ["string", "null"], "format": "date"}
SOME_NUMBER = {"type": ["number", "null"]}

PARTIAL_DATE = Shape(
    date_object,
    value_schema(
        "The date as exact as its source: EDTF (ISO 8601-2), or the word that says why there is none.",
        date_object(PartialDate.parse("2006/..")),
        earliest=DAY | {"description": "The first day it may mean; null where that is open."},
        latest=DAY | {"description": "The last day it may mean; null where that is open."},
    )
    | {"description": "A partial date; null where none is recorded."},
    "PartialDate",
)
QUANTITY = Shape(
    quantity_object,
    value_schema(
        "The number with its precision, or the words of a source that gives none.",
        quantity_object(Quantity.parse("at least 14")),
        number=SOME_NUMBER | {"description": f"Exact up to {EXACT_DIGITS} digits; the text is exact always."},
        precision=one_of([str(precision) for precision in Precision]),
    )
    | {"description": "A quantity; null where none is recorded."},
    "Quantity",
)
MONEY = Shape(
    money_object,
    value_schema(
        "Currency and amount.",
        money_object(Money.parse("DKK 84000000")),
        amount=SOME_NUMBER | {"description": f"Exact up to {EXACT_DIGITS} digits; the text is exact always."},
        currency={"type": ["string", "null"], "description": "ISO 4217."},
    )
    | {"description": "An amount of money; null where none is recorded. Nothing is converted."},
    "Money",
)


def shape_of(column: Column) -> Shape:  # noqa: C901, PLR0911 -- one case a kind of column
    """Return the shape of the column's values; what may be missing may be null."""
    match column.widget:
        case PartialDateWidget():
            return PARTIAL_DATE
        case QuantityWidget():
            return QUANTITY
        case MoneyWidget():
            return MONEY
        case DayWidget():
            return Shape(lambda value: value and value.isoformat(), DAY)
        case YesNoWidget():
            return Shape(as_it_is, {"type": "boolean"})
        case NumberWidget():
            return Shape(as_it_is, {"type": ["integer", "null"] if column.model_field.null else "integer"})
        case ChoiceWidget(choices=choices):
            return Shape(as_it_is, one_of([str(value) for value, _label in choices], empty=column.model_field.blank))
    if column.many:
        return Shape(list, {"type": "array", "items": {"type": "string"}})
    return Shape(as_it_is, {"type": "string" if column.required else ["string", "null"]})
