"""Amounts of money as officers write them in English and Danish."""

import re
from collections.abc import Iterable
from decimal import Context, Decimal
from typing import Final

from django.core.exceptions import ValidationError

from cooperation.values.absence import Absence
from cooperation.values.languages import DANISH, ENGLISH, LONGEST_WRITTEN, language_or_active, tidy
from cooperation.values.messages import refusal, refusal_of
from cooperation.values.money import Money, is_currency
from cooperation.values.numbers import NumberContext, as_written, read_number

Written = str | int | float | Decimal

_THOUSAND: Final = Decimal(10**3)
_MILLION: Final = Decimal(10**6)
_THOUSAND_MILLION: Final = Decimal(10**9)
_SCALES: Final = {
    ENGLISH: {
        "thousand": _THOUSAND,
        **dict.fromkeys(("million", "millions", "mn", "m"), _MILLION),
        **dict.fromkeys(("billion", "billions", "bn"), _THOUSAND_MILLION),
    },
    DANISH: {
        **dict.fromkeys(("tusind", "t"), _THOUSAND),
        **dict.fromkeys(("millioner", "mio", "mill"), _MILLION),
        **dict.fromkeys(("milliard", "milliarder", "mia"), _THOUSAND_MILLION),
    },
}
_FACTORS: Final = _SCALES[ENGLISH] | _SCALES[DANISH]
# Means 10**9 in English and 10**12 in Danish.
_BILLION: Final = frozenset({"billion", "billions"})
_KRONER: Final = frozenset({"kr", "kr.", "kroner", "danske kroner"})
_NAMES: Final = {
    **dict.fromkeys((*_KRONER, "danish kroner"), "DKK"),
    **dict.fromkeys(("€", "euro", "euros"), "EUR"),
    **dict.fromkeys(("£", "pounds sterling"), "GBP"),
    "us$": "USD",
}
_SEVERAL: Final = frozenset({"$", "dollar", "dollars", "pund", "pounds", "¥"})


def _any_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_CURRENCY: Final = rf"{_any_of({*_NAMES, *_SEVERAL})}|[a-z]{{3}}"
_SCALE: Final = rf"(?:{_any_of(_FACTORS.keys() - {'t'})})(?:\.|(?![a-z]))|t\.|t(?= ?kr)"
_AMOUNT = re.compile(
    rf"(?P<before>{_CURRENCY})?\s*(?P<number>[0-9](?:[0-9., ]*[0-9])?)(?P<whole>[,.]-)?"
    rf"\s*(?P<scale>{_SCALE})?\s*(?P<after>{_CURRENCY})?"
).fullmatch
# Enough that no digit of what was typed is rounded away.
_EXACT: Final = Context(prec=LONGEST_WRITTEN + 9)


def read_money(
    written: Written, language: str | None = None, default_currency: str | None = None
) -> Money | Absence | None:
    """What an officer or a spreadsheet's cell says; None where it is empty.

    `kr.` is Danish kroner. An amount with no currency takes `default_currency`, or is refused. `language`, else the
    active one, is that of the form or of the column's title.
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
    signs = [sign for sign in (found["before"], found["after"]) if sign]
    scale = (found["scale"] or "").rstrip(".")
    currency = _currency(signs, text, default_currency)
    if scale in _BILLION and language_or_active(language) == DANISH:
        raise refusal("money_billion", text)
    context = NumberContext(
        text, language_or_active(language), _languages(scale, signs), bool(scale), bool(found["whole"])
    )
    try:
        number = read_number(found["number"], context)
        if context.is_whole and number != int(number):
            raise refusal("money", text)
        return Money(_EXACT.multiply(number, _FACTORS.get(scale, Decimal(1))), currency)
    except ValidationError as error:
        raise refusal("money", text) if error.code == "number" else refusal_of(error, text) from error


def _languages(scale: str, signs: Iterable[str]) -> frozenset[str]:
    """The languages of an amount's words; codes and `€` are of none."""
    languages = {language for language, scales in _SCALES.items() if scale in scales}
    return frozenset(languages | ({DANISH} if _KRONER.intersection(signs) else set()))


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
