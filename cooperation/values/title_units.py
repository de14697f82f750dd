"""What a column's title says of the amounts below it: `Value (EUR million)`, `Beløb i 1.000 kr.`, `value_eur`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import Final

from cooperation.values.languages import DANISH, ENGLISH
from cooperation.values.money import is_currency
from cooperation.values.money_words import CURRENCIES, FACTORS, SEVERAL_CURRENCIES, any_of, languages_of

# Known in small letters too. Other codes, such as ALL and TRY, may be words.
_CODES: Final = frozenset({"cad", "chf", "czk", "dkk", "eur", "gbp", "isk", "jpy", "nok", "pln", "sek", "uah", "usd"})
_NAMES: Final = CURRENCIES.keys() | SEVERAL_CURRENCIES
_SCALES: Final = {scale: scale for scale in FACTORS} | {"thousands": "thousand", "tusinde": "tusind", "k": "thousand"}
_THOUSAND: Final = "k"  # stands for `1000` too; of either language, so it decides no separator
_ABBREVIATIONS: Final = frozenset({"mia", "mill", "mio", "t"})
# A scale only beside a currency: alone they may be metres or tonnes, or a number.
_SHORT: Final = frozenset({"k", "m", "mn", "t"})
_THOUSANDS: Final = r"['’]?(?:1[., ]?)?000(?:['’]?s)?(?![0-9])"
_SPACED_NAMES: Final = any_of(name for name in _NAMES if " " in name)
_WORDS = re.compile(
    rf"(?:{_SPACED_NAMES})(?![^\W_])|us\$|[€£$¥]|\(\s*{_THOUSANDS}\s*\)|(?<![0-9.,]){_THOUSANDS}|[^\W\d_]+\.?|\w+|[%#&+<>]",
    re.IGNORECASE,
).findall
_ONLY_THOUSANDS = re.compile(_THOUSANDS, re.IGNORECASE).fullmatch
_GLUED = re.compile(
    rf"(?P<before>{any_of(_SCALES)})?\.?(?P<currency>{any_of({*_CODES, 'kr'})})(?P<after>{any_of(_SCALES)})?"
).fullmatch
_CAMEL_CASE = re.compile(r"(?<=[a-zæøå])(?=[A-ZÆØÅ])").split
_JOINING: Final = frozenset({"in", "i", "of", "af"})


@dataclass(frozen=True, slots=True)
class TitleUnit:
    """`currency` and `scale` are words as they may stand in a cell, empty where the title has none.

    `languages` are those of these words. `names` are what the title may be called without them. A title with several
    currencies or scales, or with the sign of several currencies, is not `is_clear`.
    """

    title: str = ""
    currency: str = ""
    scale: str = ""
    languages: frozenset[str] = frozenset()
    is_clear: bool = True
    names: tuple[str, ...] = ()

    @property
    def factor(self) -> Decimal:
        return FACTORS.get(self.scale.rstrip("."), Decimal(1))


NO_UNIT: Final = TitleUnit()


@dataclass(slots=True)
class _Word:
    """A word of a title; `needs_currency` says that it is a scale only beside a currency."""

    text: str
    scale: str = ""
    currency: str = ""
    needs_currency: bool = False

    @property
    def is_unit(self) -> bool:
        return bool(self.currency or (self.scale and not self.needs_currency))


@lru_cache(maxsize=512)
def unit_in_title(title: str) -> TitleUnit:
    words = [word for text in _WORDS(title.replace("_", " ")) for word in _classify(text, title)]
    _settle_scales(words)
    units = [word for word in words if word.is_unit]
    if not units:
        return NO_UNIT
    currencies = {CURRENCIES.get(word.currency, word.currency): word.currency for word in units if word.currency}
    scales = {FACTORS[_SCALES[word.scale]]: word.scale for word in units if word.scale}
    currency, scale = next(iter(currencies.values()), ""), next(iter(scales.values()), "")
    is_clear = len(currencies) < 2 and len(scales) < 2 and currency not in SEVERAL_CURRENCIES
    languages = languages_of(_SCALES.get(scale, ""), [currency])
    if scale == _THOUSAND:
        languages |= {ENGLISH, DANISH}
    return TitleUnit(title, currency, _in_cell(scale), languages, is_clear, _names_without_unit(words))


def _in_cell(scale: str) -> str:
    word = _SCALES.get(scale, "")
    return word + "." if word in _ABBREVIATIONS else word


def _classify(text: str, title: str) -> Iterator[_Word]:
    """The word with what it means; two words where a scale and a currency, or two words, are written as one."""
    name = text.lower()
    bare = name.strip(".() ")
    if name in _NAMES or bare in _NAMES:
        yield _Word(text, currency=name if name in _NAMES else bare)
    elif _ONLY_THOUSANDS(bare):
        yield _Word(text, scale=_THOUSAND, needs_currency="(" not in text)
    elif bare in _SCALES:
        yield _Word(text, scale=bare, needs_currency=bare in _SHORT)
    elif bare in _CODES or (bare.upper() in text and is_currency(bare.upper()) and not title.isupper()):
        yield _Word(text, currency=bare.upper())
    elif glued := _GLUED(bare):
        currency = glued["currency"]
        yield _Word(text, glued["before"] or glued["after"] or "", "kr." if currency == "kr" else currency.upper())
    else:
        parts = _CAMEL_CASE(text)
        for part in parts:
            yield from _classify(part, title) if len(parts) > 1 else [_Word(text)]


def _settle_scales(words: list[_Word]) -> None:
    for one, other in pairwise(words):
        if one.currency:
            other.needs_currency = False
        if other.currency:
            one.needs_currency = False


def _names_without_unit(words: list[_Word]) -> tuple[str, ...]:
    """What is left of the title, as words and as a field's name; without `in` or `of` beside the unit."""
    drops = [word.is_unit for word in words]
    for place, word in enumerate(words):
        if word.text.lower() in _JOINING and any(drops[max(place - 1, 0) : place + 2]):
            drops[place] = True
    left = [word.text for word, drop in zip(words, drops, strict=True) if not drop]
    return (" ".join(left), "_".join(left)) if left else ()
