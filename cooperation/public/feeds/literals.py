"""What the register holds as values of JSON-LD: texts with their language, dates as exact as they are, links."""

import re
from datetime import date
from functools import singledispatch
from typing import Any

from django.db import models
from django.http import HttpRequest

from cooperation.public.columns import Column
from cooperation.public.feeds.saying import address_of
from cooperation.public.shown import AsOf, Dated, Measured, Web
from cooperation.records.languages import LANGUAGES, LocalText
from cooperation.records.models import Record, Referenced
from cooperation.values.money import Money
from cooperation.values.partial_date import OPEN_END, PartialDate
from cooperation.values.quantity import Quantity

EDTF = "http://id.loc.gov/datatypes/edtf/EDTF"
"""The Library of Congress's name for such a date. Plain days, months and years are ISO 8601 and go without."""

_PLAIN = re.compile(r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-[0-9]{2})?)?").fullmatch

Json = dict[str, Any]


def id_of(request: HttpRequest, record: Record) -> str:
    """Return the address that means the record itself and not a page about it; the same in every language."""
    return f"{address_of(request, record, LANGUAGES[0])}#record"


def texts(instance: models.Model, stem: str) -> list[Json]:
    """Return a text kept in two languages, in those it has."""
    found = ((language, getattr(instance, f"{stem}_{language}")) for language in LANGUAGES)
    return [{"@language": language, "@value": text} for language, text in found if text]


def dated(value: object) -> Any:
    """Return a date; None for what is none."""
    if not isinstance(value, PartialDate):
        return None
    return value.text if _PLAIN(value.text) else {"@type": EDTF, "@value": value.text}


def ends(value: object) -> tuple[Any, Any]:
    """Return where a period begins and ends: a date that is no interval does both, an open end is left out."""
    if not isinstance(value, PartialDate):
        return None, None
    start, _slash, end = value.text.partition("/")
    first, last = (None if part == OPEN_END else dated(PartialDate.parse(part)) for part in (start, end or start))
    return first, last


def values(request: HttpRequest, column: Column, record: models.Model) -> list[Any]:
    """Return all a column holds of the record, as far as the public sees it."""
    if column.in_two_languages:
        return texts(record, column.name)
    found = (linked(value, request) for value in column.values(record))
    return [value for value in found if value is not None]


@singledispatch
def linked(value: Any, request: HttpRequest) -> Any:
    return str(value)


@linked.register
def _named(value: Referenced, request: HttpRequest) -> Any:
    return {"@type": "DefinedTerm", "termCode": value.reference, "name": texts(value, "title")}


@linked.register
def _record(value: Record, request: HttpRequest) -> Any:
    if not value.is_published:
        return None
    return {"@id": id_of(request, value), "name": texts(value, "title")}


@linked.register
def _text(value: LocalText, request: HttpRequest) -> Any:
    return {"@language": value.language, "@value": value.text}


@linked.register
def _date(value: Dated, request: HttpRequest) -> Any:
    return dated(value.value)


@linked.register
def _as_of(value: AsOf, request: HttpRequest) -> Any:
    return linked(value.value, request)


@linked.register
def _day(value: date, request: HttpRequest) -> Any:
    return value.isoformat()


@linked.register
def _money(value: Money, request: HttpRequest) -> Any:
    return {"@type": "MonetaryAmount", "currency": value.currency, "value": str(value.amount)}


@linked.register
def _quantity(value: Measured, request: HttpRequest) -> Any:
    if not isinstance(value.value, Quantity) or value.value.number is None:
        return None
    counted = {"@type": "QuantitativeValue", "value": str(value.value.number)}
    return counted | ({"unitText": texts(value.unit, "title")} if value.unit else {})


@linked.register
def _web(value: Web, request: HttpRequest) -> Any:
    return value.link or None
