"""Amounts of money as officers write them in English and Danish."""

import re
from decimal import Decimal
from typing import Final

from django.core.exceptions import ValidationError

from cooperation.values.absence import Absence
from cooperation.values.languages import DANISH, LONGEST_WRITTEN, language_or_active, single_spaced, tidy
from cooperation.values.messages import refusal, refusal_of
from cooperation.values.money import Money, is_currency
from cooperation.values.money_words import BILLION, CURRENCIES, FACTORS, SEVERAL_CURRENCIES, any_of, languages_of
from cooperation.values.numbers import EXACT, NumberContext, as_written, localized, read_number
from cooperation.values.title_units import NO_UNIT, TitleUnit

Written = str | int | float | Decimal

_CURRENCY: Final = rf"{any_of({*CURRENCIES, *SEVERAL_CURRENCIES})}|[a-z]{{3}}"
_SCALE: Final = rf"(?:{any_of(FACTORS.keys() - {'t'})})(?:\.|(?![a-z]))|t\.|t(?= ?kr)"
_AMOUNT = re.compile(
    rf"(?P<before>{_CURRENCY})?\s*(?P<number>[0-9](?:[0-9., ]*[0-9])?)(?P<whole>[,.]-)?"
    rf"\s*(?P<scale>{_SCALE})?\s*(?P<after>{_CURRENCY})?"
).fullmatch
_NO_LANGUAGES: Final = frozenset[str]()


def read_money(
    written: Written,
    language: str | None = None,
    default_currency: str | None = None,
    unit: TitleUnit = NO_UNIT,
) -> Money | Absence | None:
    """What an officer or a spreadsheet's cell says; None where it is empty.

    `kr.` is Danish kroner. A scale and a currency that are not written are those of the column's title, `unit`. An
    amount with no currency at all takes `default_currency`, or is refused. `language`, else the active one, is that of
    the form or of the column's title.
    """
    text = as_written(written, "money")
    words = tidy(text)
    if not words:
        return None
    if len(words) > LONGEST_WRITTEN:
        raise refusal("money", text)
    return Absence.read(words) or _in_column(text, language_or_active(language), default_currency, unit)


def currency_written(text: str) -> str | None:
    """The code of the currency that an amount names; None where it names none, or where the text is no amount."""
    found = _AMOUNT(tidy(text))
    sign = found and (found["before"] or found["after"])
    return CURRENCIES.get(sign, sign.upper()) if sign else None


def _in_column(text: str, language: str, default_currency: str | None, unit: TitleUnit) -> Money:
    """The amount with what only the column's title says of it."""
    found = _AMOUNT(tidy(text))
    if found is None or unit is NO_UNIT:
        return _amount(text, language, default_currency)
    has_currency = bool(found["before"] or found["after"])
    needs_scale = bool(unit.scale and not found["scale"])
    if not unit.is_clear and (needs_scale or not has_currency):
        raise refusal("money_title_unclear", text, title=unit.title)
    if needs_scale and has_currency:
        raise _scale_question(_amount(text, language, None), text, language, unit)
    added = ["" if found["scale"] else unit.scale, "" if has_currency else unit.currency]
    if not any(added):
        return _amount(text, language, default_currency)
    languages = unit.languages | {language} if unit.languages else _NO_LANGUAGES
    return _amount(single_spaced(" ".join([text, *added])), language, default_currency, languages)


def _scale_question(read: Money, text: str, language: str, unit: TitleUnit) -> ValidationError:
    """Ask whether the amount counts what the column's title counts; both answers name a scale."""
    scaled, exact = (
        f"{localized(number, language)} {unit.scale} {read.currency}"
        for number in (read.amount, EXACT.divide(read.amount, unit.factor))
    )
    return refusal("money_scale_missing", text, title=unit.title, scaled=scaled, exact=exact)


def _amount(
    text: str, language: str, default_currency: str | None, more_languages: frozenset[str] = _NO_LANGUAGES
) -> Money:
    found = _AMOUNT(tidy(text))
    if found is None:
        raise refusal("money", text)
    signs = [sign for sign in (found["before"], found["after"]) if sign]
    scale = (found["scale"] or "").rstrip(".")
    currency = _currency(signs, text, default_currency)
    if scale in BILLION and language == DANISH:
        raise refusal("money_billion", text)
    context = NumberContext(
        text, language, languages_of(scale, signs) | more_languages, bool(scale), bool(found["whole"])
    )
    try:
        number = read_number(found["number"], context)
        if context.is_whole and number != int(number):
            raise refusal("money", text)
        return Money(EXACT.multiply(number, FACTORS.get(scale, Decimal(1))), currency)
    except ValidationError as error:
        raise refusal("money", text) if error.code == "number" else refusal_of(error, text) from error


def _currency(signs: list[str], text: str, default_currency: str | None) -> str:
    for sign in signs:
        if sign in SEVERAL_CURRENCIES:
            raise refusal("money_currency_ambiguous", text, currency=sign)
    codes = {CURRENCIES.get(sign, sign.upper()) for sign in signs}
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
