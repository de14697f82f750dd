"""Every value as the public reads it, in English or Danish."""

from decimal import Decimal
from typing import Final

from cooperation.values.absence import ABSENCE_WORDS, Absence
from cooperation.values.date_words import date_in_words
from cooperation.values.languages import DANISH, ENGLISH, language_or_active
from cooperation.values.money import Money
from cooperation.values.numbers import figures
from cooperation.values.partial_date import PartialDate
from cooperation.values.quantity import Precision, Quantity

Value = PartialDate | Quantity | Money

_PRECISION: Final = {
    ENGLISH: {
        Precision.AT_LEAST: "at least",
        Precision.ABOUT: "about",
        Precision.UNQUANTIFIED: "unquantified",
    },
    DANISH: {Precision.AT_LEAST: "mindst", Precision.ABOUT: "omkring", Precision.UNQUANTIFIED: "uden tal"},
}
_SCALES: Final = (
    (Decimal(10**9), {ENGLISH: "billion", DANISH: "mia."}),
    (Decimal(10**6), {ENGLISH: "million", DANISH: "mio."}),
)


def in_words(value: Value | Absence | None, language: str | None = None) -> str:
    """In `language`, else the active one; nothing for what is not recorded."""
    shown_in = language_or_active(language)
    match value:
        case None:
            return ""
        case Absence():
            return ABSENCE_WORDS[shown_in][value]
        case PartialDate():
            return date_in_words(value, shown_in)
        case Quantity():
            return _quantity_in_words(value, shown_in)
        case Money():
            return _money_in_words(value, shown_in)


def _quantity_in_words(value: Quantity, language: str) -> str:
    precision = _PRECISION[language].get(value.precision, "")
    if value.number is None:
        return value.words or precision
    return f"{precision} {figures(value.number, language)}".lstrip()


def _money_in_words(value: Money, language: str) -> str:
    amount = _amount_in_words(value.amount, language)
    if language == ENGLISH:
        return f"{value.currency} {amount}"
    return f"{amount} {'kr.' if value.currency == 'DKK' else value.currency}"


def _amount_in_words(amount: Decimal, language: str) -> str:
    """`84 million` where two decimals say it exactly, else the full figure: never rounded."""
    for scale, name in _SCALES:
        scaled = amount / scale
        if scaled >= 1 and scaled == round(scaled, 2):
            return f"{figures(scaled, language)} {name[language]}"
    return figures(amount, language, decimals=2)
