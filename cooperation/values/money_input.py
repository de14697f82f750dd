"""Amounts of money as officers write them in English and Danish."""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from django.core.exceptions import ValidationError

from cooperation.values.absence import Absence
from cooperation.values.languages import DANISH, LONGEST_WRITTEN, language_or_active, tidy
from cooperation.values.messages import refusal, refusal_of
from cooperation.values.money import Money, is_currency
from cooperation.values.numbers import as_written, read_number

Written = str | int | float | Decimal

_MILLION: Final = Decimal(10**6)
_THOUSAND_MILLION: Final = Decimal(10**9)
_SCALES: Final = {
    **dict.fromkeys(("thousand", "tusind", "t."), Decimal(1000)),
    **dict.fromkeys(("million", "millions", "millioner", "mio", "mio.", "mill", "mill.", "mn", "m"), _MILLION),
    **dict.fromkeys(("billion", "billions", "milliard", "milliarder", "mia", "mia.", "bn"), _THOUSAND_MILLION),
}
# Means 10**9 in English and 10**12 in Danish.
_BILLION: Final = frozenset({"billion", "billions"})
_NAMES: Final = {
    **dict.fromkeys(("kr", "kr.", "kroner", "danske kroner", "danish kroner"), "DKK"),
    **dict.fromkeys(("€", "euro", "euros"), "EUR"),
    **dict.fromkeys(("£", "pounds sterling"), "GBP"),
    "us$": "USD",
}
_SEVERAL: Final = frozenset({"$", "dollar", "dollars", "pund", "pounds", "¥"})


def _any_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_CURRENCY: Final = rf"{_any_of({*_NAMES, *_SEVERAL})}|[a-z]{{3}}"
_AMOUNT = re.compile(
    rf"(?P<before>{_CURRENCY})?\s*(?P<number>[0-9](?:[0-9., ]*[0-9])?)(?:,-)?"
    rf"\s*(?P<scale>(?:{_any_of(_SCALES)})(?![a-z]))?\s*(?P<after>{_CURRENCY})?"
).fullmatch


def read_money(
    written: Written, language: str | None = None, default_currency: str | None = None
) -> Money | Absence | None:
    """What an officer or a spreadsheet's cell says; None where it is empty.

    `kr.` is Danish kroner. An amount with no currency takes `default_currency`, or is refused.
    """
    text = as_written(written, "money")
    words = tidy(text)
    if not words:
        return None
    if len(words) > LONGEST_WRITTEN:
        raise refusal("money", text)
    return Absence.read(words) or _amount(words, text, language, default_currency)


def _amount(words: str, text: str, language: str | None, default_currency: str | None) -> Money:
    found = _AMOUNT(words)
    if found is None:
        raise refusal("money", text)
    currency = _currency([sign for sign in (found["before"], found["after"]) if sign], text, default_currency)
    if found["scale"] in _BILLION and language_or_active(language) == DANISH:
        raise refusal("money_billion", text)
    try:
        number = read_number(found["number"], language)
        return Money(number * _SCALES.get(found["scale"] or "", Decimal(1)), currency)
    except ValidationError as error:
        raise refusal("money", text) if error.code == "number" else refusal_of(error, text) from error


def _currency(signs: list[str], text: str, default_currency: str | None) -> str:
    for sign in signs:
        if sign in _SEVERAL:
            raise refusal("money_currency_ambiguous", text, currency=sign)
    codes = {_NAMES.get(sign, sign.upper()) for sign in signs}
    if not codes and default_currency:
        return default_currency
    if not codes:
        raise refusal("money_currency_missing", text)
    if len(codes) > 1:
        raise refusal("money_two_currencies", text)
    code = codes.pop()
    if not is_currency(code):
        raise refusal("money_currency_unknown", text, currency=code)
    return code
