"""Figures as officers write them. A figure that English and Danish read differently is never guessed at."""

import re
from decimal import Decimal
from typing import Final

from django.utils.translation import get_language

from cooperation.values.languages import DANISH, ENGLISH
from cooperation.values.messages import refusal

DIGITS: Final = 19
DECIMALS: Final = 4

_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:([., ])[0-9]{3})(?:\1[0-9]{3})*(?:(?!\1)[.,]([0-9]+))?").fullmatch
_FRACTION = re.compile(r"([0-9]+)[.,]([0-9]+)").fullmatch
_THOUSANDS_SIGN: Final = {DANISH: ".", ENGLISH: ","}
_AMBIGUOUS = re.compile(r"([1-9][0-9]{0,2})([.,])([0-9]{3})").fullmatch


def read_number(text: str, language: str | None = None) -> Decimal:
    """The number in `text`, for example `1.500` in Danish and `1,500` in English.

    One separator followed by exactly three digits is thousands in one language and a fraction in the
    other: it is taken where it is the language's own sign for thousands, and refused otherwise.
    """
    ambiguous = _AMBIGUOUS(text)
    if ambiguous:
        return _thousands(ambiguous, text, language)
    if text.isascii() and text.isdigit():
        return limited(Decimal(text), text)
    grouped = _GROUPED(text)
    if grouped:
        whole = re.sub(r"[^0-9]", "", text[: grouped.start(2) - 1] if grouped[2] else text)
        return limited(Decimal(f"{whole}.{grouped[2] or 0}"), text)
    fraction = _FRACTION(text)
    if fraction:
        return limited(Decimal(f"{fraction[1]}.{fraction[2]}"), text)
    raise refusal("number", text)


def _thousands(found: re.Match[str], text: str, language: str | None) -> Decimal:
    written_in = (language or get_language() or "").lower()[:2]
    if found[2] == _THOUSANDS_SIGN.get(written_in):
        return limited(Decimal(found[1] + found[3]), text)
    fraction = Decimal(f"{found[1]}.{found[3]}")
    raise refusal("number_ambiguous", text, whole=found[1] + found[3], fraction=plain(fraction))


def limited(number: Decimal, text: object) -> Decimal:
    """The number without needless zeros; refused where no column could hold it exactly."""
    if not number.is_finite() or number < 0:
        raise refusal("number", text)
    if number >= 10 ** (DIGITS - DECIMALS) or number != round(number, DECIMALS):
        raise refusal("number_size", text)
    return Decimal(plain(number))


def plain(number: Decimal) -> str:
    """Canonical: no exponent, no separators, no needless zeros.

    Three decimals get a fourth, so that no reader takes `1.125` for a thousand.
    """
    text = f"{number:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text + "0" if _AMBIGUOUS(text) else text


def as_written(number: object, code: str) -> str:
    """The text to read; a number from a spreadsheet's cell has no separators to mistake: `14.0` is 14."""
    if isinstance(number, str):
        return number
    if isinstance(number, bool) or not isinstance(number, int | float | Decimal):
        raise refusal(code, number)
    return plain(limited(Decimal(str(number)), number))


def figures(number: Decimal, language: str, decimals: int = 0) -> str:
    """With the language's separators, exact, with at least `decimals` decimals where there is a fraction."""
    whole, _, fraction = f"{number:f}".partition(".")
    fraction = fraction.rstrip("0")
    if fraction:
        fraction = fraction.ljust(decimals, "0")
    grouped = f"{int(whole):,}" + (f".{fraction}" if fraction else "")
    return grouped.translate(str.maketrans(",.", ".,")) if language == DANISH else grouped
