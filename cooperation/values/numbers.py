"""Figures as officers write them. A figure that may mean two amounts is never guessed at."""

import re
from dataclasses import dataclass
from decimal import Context, Decimal
from typing import Final

from cooperation.values.languages import DANISH, ENGLISH, LONGEST_WRITTEN, single_spaced
from cooperation.values.messages import refusal

DIGITS: Final = 19
DECIMALS: Final = 4
EXACT: Final = Context(prec=LONGEST_WRITTEN + 9)
"""For calculating with what was typed: no digit is rounded away."""

_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:([., ])[0-9]{3})(?:\1[0-9]{3})*(?:(?!\1)[.,]([0-9]+))?").fullmatch
_FRACTION = re.compile(r"([0-9]+)[.,]([0-9]+)").fullmatch
_DECIMAL_SIGN: Final = {DANISH: ",", ENGLISH: "."}
_WHOLE_SIGN = re.compile(r"(?<=[0-9])[.,][^\w\s]")
_AMBIGUOUS = re.compile(r"0*([1-9][0-9]{0,2})([.,])([0-9]{3})").fullmatch


@dataclass(frozen=True, slots=True)
class NumberContext:
    """What tells how to read a separator before exactly three digits.

    `text` is all that was written, the number included, and `languages` those of its words (`mio.`, `about`).
    `language` is that of the form or of the column's title. `has_scale` says that the number counts thousands,
    millions or more, `is_whole` that it has no decimals (`1.425,-`).
    """

    text: str
    language: str
    languages: frozenset[str] = frozenset()
    has_scale: bool = False
    is_whole: bool = False


def read_number(number: str, context: NumberContext) -> Decimal:
    """The number as exactly as it is written, for example `1.500,25` or `1,500.25`.

    One separator followed by exactly three digits is thousands in one language and a fraction in the other. Words
    decide which, or a comma in a Danish form; else it is refused with both readings.
    """
    ambiguous = _AMBIGUOUS(number)
    if ambiguous:
        return _read_ambiguous(ambiguous, context)
    if number.isascii() and number.isdigit():
        return Decimal(number)
    grouped = _GROUPED(number)
    if grouped:
        whole = re.sub(r"[^0-9]", "", number[: grouped.start(2) - 1] if grouped[2] else number)
        return Decimal(f"{whole}.{grouped[2] or 0}")
    fraction = _FRACTION(number)
    if fraction:
        return Decimal(f"{fraction[1]}.{fraction[2]}")
    raise refusal("number", number)


def _read_ambiguous(found: re.Match[str], context: NumberContext) -> Decimal:
    thousands, fraction = Decimal(found[1] + found[3]), Decimal(f"{found[1]}.{found[3]}")
    has_decimals = _has_decimals(found[2], context)
    if has_decimals is not None:
        return fraction if has_decimals else thousands
    language = next(iter(context.languages)) if len(context.languages) == 1 else context.language
    readings = {"whole": plain(thousands), "fraction": localized(fraction, language)}
    written = _WHOLE_SIGN.sub("", single_spaced(context.text))
    raise refusal(
        "number_ambiguous",
        context.text,
        **{name: written.replace(found[0], reading, 1) for name, reading in readings.items()},
    )


def _has_decimals(sign: str, context: NumberContext) -> bool | None:
    """Whether the sign is a decimal sign; None where that must be asked, as always for thousands of millions."""
    if context.is_whole:
        is_decimal_sign = False
    elif len(context.languages) == 1:
        is_decimal_sign = sign == _DECIMAL_SIGN[next(iter(context.languages))]
    elif not context.languages and context.language == DANISH and sign == _DECIMAL_SIGN[DANISH]:
        is_decimal_sign = True
    else:
        return None
    return None if context.has_scale and not is_decimal_sign else is_decimal_sign


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


def localized(number: Decimal, language: str) -> str:
    """Like `plain`, with the language's decimal sign."""
    return plain(number).replace(".", _DECIMAL_SIGN[language])


def as_written(number: object, code: str) -> str:
    """The text to read; a number from a spreadsheet's cell has no separators to mistake: `14.0` is 14."""
    if isinstance(number, str):
        return number
    if isinstance(number, bool) or not isinstance(number, int | float | Decimal):
        raise refusal(code, number)
    exact = Decimal(str(number))
    if not exact.is_finite() or exact < 0:
        raise refusal("number", number)
    if exact >= 10 ** (DIGITS - DECIMALS):  # before a text of hundreds of digits is made of it
        raise refusal("number_size", number)
    return plain(exact)


def figures(number: Decimal, language: str, decimals: int = 0) -> str:
    """With the language's separators, exact, with at least `decimals` decimals where there is a fraction."""
    whole, _, fraction = f"{number:f}".partition(".")
    fraction = fraction.rstrip("0")
    if fraction:
        fraction = fraction.ljust(decimals, "0")
    grouped = f"{int(whole):,}" + (f".{fraction}" if fraction else "")
    return grouped.translate(str.maketrans(",.", ".,")) if language == DANISH else grouped
