"""The words and signs of scales and currencies, in lower case, as amounts and column titles have them."""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from cooperation.values.languages import DANISH, ENGLISH

THOUSAND: Final = Decimal(10**3)
_MILLION: Final = Decimal(10**6)
_THOUSAND_MILLION: Final = Decimal(10**9)
SCALES: Final = {
    ENGLISH: {
        "thousand": THOUSAND,
        **dict.fromkeys(("million", "millions", "mn", "m"), _MILLION),
        **dict.fromkeys(("billion", "billions", "bn"), _THOUSAND_MILLION),
    },
    DANISH: {
        **dict.fromkeys(("tusind", "t"), THOUSAND),
        **dict.fromkeys(("millioner", "mio", "mill"), _MILLION),
        **dict.fromkeys(("milliard", "milliarder", "mia"), _THOUSAND_MILLION),
    },
}
FACTORS: Final = SCALES[ENGLISH] | SCALES[DANISH]
# Means 10**9 in English and 10**12 in Danish.
BILLION: Final = frozenset({"billion", "billions"})
KRONER: Final = frozenset({"kr", "kr.", "kroner", "danske kroner"})
CURRENCIES: Final = {
    **dict.fromkeys((*KRONER, "danish kroner"), "DKK"),
    **dict.fromkeys(("svenske kroner", "swedish kronor"), "SEK"),
    **dict.fromkeys(("norske kroner", "norwegian kroner"), "NOK"),
    **dict.fromkeys(("€", "euro", "euros"), "EUR"),
    **dict.fromkeys(("£", "pounds sterling"), "GBP"),
    "us$": "USD",
}
SEVERAL_CURRENCIES: Final = frozenset({"$", "dollar", "dollars", "pund", "pounds", "¥"})


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def languages_of(scale: str, signs: Iterable[str]) -> frozenset[str]:
    """The languages of an amount's words; codes and `€` are of none."""
    languages = {language for language, scales in SCALES.items() if scale in scales}
    return frozenset(languages | ({DANISH} if KRONER.intersection(signs) else set()))
