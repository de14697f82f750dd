"""Quantities as officers write them in English and Danish."""

import re
from decimal import Decimal
from typing import Final

from django.core.exceptions import ValidationError

from cooperation.values.absence import Absence
from cooperation.values.languages import DANISH, ENGLISH, LONGEST_WRITTEN, language_or_active, single_spaced, tidy
from cooperation.values.messages import refusal, refusal_of
from cooperation.values.numbers import EXACT, NumberContext, as_written, read_number
from cooperation.values.quantity import Precision, Quantity
from cooperation.values.title_units import NO_UNIT, TitleUnit

Written = str | int | float | Decimal

_PREFIXES: Final = tuple(
    (precision, languages, re.compile(rf"(?:{words})\s*(.+)").fullmatch)
    for precision, languages, words in (
        (Precision.AT_LEAST, frozenset({ENGLISH}), r"at least"),
        (Precision.AT_LEAST, frozenset({DANISH}), r"mindst"),
        (Precision.AT_LEAST, frozenset(), r"minimum|min\."),
        (Precision.ABOUT, frozenset({ENGLISH}), r"about|around|approximately|approx\.?"),
        (Precision.ABOUT, frozenset({DANISH}), r"cirka|ca\.?|omkring|omtrent"),
        (Precision.ABOUT, frozenset(), r"circa"),
    )
)
_UNQUANTIFIED = re.compile(r"(?:unquantified|uden tal)(?:\s*:\s*(.*))?", re.IGNORECASE).fullmatch


def read_quantity(
    written: Written, language: str | None = None, unit: TitleUnit = NO_UNIT
) -> Quantity | Absence | None:
    """What an officer or a spreadsheet's cell says; None where it is empty.

    Canonical text reads the same in every language. `language`, else the active one, is that of the form or
    of the column's title. Numbers count what the title says, `unit`: thousands, millions.
    """
    text = as_written(written, "quantity")
    words = tidy(text)
    if not words:
        return None
    if len(words) > LONGEST_WRITTEN:
        raise refusal("quantity", text)
    return Absence.read(words) or _unquantified(text) or _number(words, text, language_or_active(language), unit)


def _unquantified(text: str) -> Quantity | None:
    found = _UNQUANTIFIED(single_spaced(text))
    return Quantity(None, Precision.UNQUANTIFIED, found[1] or "") if found else None


def _number(words: str, text: str, language: str, unit: TitleUnit) -> Quantity:
    precision, languages = Precision.EXACT, frozenset[str]()
    for candidate, spoken, prefixed in _PREFIXES:
        found = prefixed(words)
        if found:
            precision, languages, words = candidate, spoken, found[1]
            break
    if unit.scale and unit.languages:
        languages |= unit.languages | {language}
    context = NumberContext(text, language, languages, has_scale=bool(unit.scale))
    try:
        return Quantity(EXACT.multiply(read_number(words, context), unit.factor), precision)
    except ValidationError as error:
        raise refusal("quantity", text) if error.code == "number" else refusal_of(error, text) from error
