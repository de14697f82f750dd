"""Quantities as officers write them in English and Danish."""

import re
from decimal import Decimal
from typing import Final

from django.core.exceptions import ValidationError

from cooperation.values.absence import Absence
from cooperation.values.languages import LONGEST_WRITTEN, single_spaced, tidy
from cooperation.values.messages import refusal, refusal_of
from cooperation.values.numbers import as_written, read_number
from cooperation.values.quantity import Precision, Quantity

Written = str | int | float | Decimal

_PREFIXES: Final = {
    Precision.AT_LEAST: re.compile(r"(?:at least|mindst|minimum|min\.)\s*(.+)").fullmatch,
    Precision.ABOUT: re.compile(
        r"(?:about|around|approximately|approx\.?|circa|cirka|ca\.?|omkring|omtrent)\s*(.+)"
    ).fullmatch,
}
_UNQUANTIFIED = re.compile(r"(?:unquantified|uden tal)(?:\s*:\s*(.*))?", re.IGNORECASE).fullmatch


def read_quantity(written: Written, language: str | None = None) -> Quantity | Absence | None:
    """What an officer or a spreadsheet's cell says; None where it is empty.

    Canonical text reads the same in every language; `language` (else the active one) says which sign is
    for thousands.
    """
    text = as_written(written, "quantity")
    words = tidy(text)
    if not words:
        return None
    if len(words) > LONGEST_WRITTEN:
        raise refusal("quantity", text)
    return Absence.read(words) or _unquantified(text) or _number(words, text, language)


def _unquantified(text: str) -> Quantity | None:
    found = _UNQUANTIFIED(single_spaced(text))
    return Quantity(None, Precision.UNQUANTIFIED, found[1] or "") if found else None


def _number(words: str, text: str, language: str | None) -> Quantity:
    precision = Precision.EXACT
    for candidate, prefixed in _PREFIXES.items():
        found = prefixed(words)
        if found:
            precision, words = candidate, found[1]
            break
    try:
        return Quantity(read_number(words, language), precision)
    except ValidationError as error:
        raise refusal("quantity", text) if error.code == "number" else refusal_of(error, text) from error
