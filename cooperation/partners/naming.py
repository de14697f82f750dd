"""What a partner's name tells of it: that it is a country, or of which kind it may be."""

import re
from dataclasses import dataclass
from functools import cache

from babel import Locale
from babel.core import get_global

from cooperation.partners.models import PartnerKind
from cooperation.records.resources import Document
from cooperation.search.folding import fold

KIND_WORDS = {
    PartnerKind.AUTHORITY: ("ministry", "ministeri", "agency", "styrelse", "embassy", "ambassade", "government"),
    PartnerKind.MILITARY_UNIT: (
        "army",
        "air force",
        "navy",
        "brigade",
        "battalion",
        "bataljon",
        "regiment",
        "flyvevab",
    ),
    PartnerKind.SCHOOL: ("school", "skole", "college", "academy", "akademi", "university", "universitet", "centre"),
}
CODE = re.compile("[A-Z]{3}").fullmatch
FORMER_CODES = {"ANT", "BUR", "DDR", "FXX", "NTZ", "SCG", "SUN", "TMP", "YMD", "YUG", "ZAR"}
NO_COUNTRY = re.compile("AA|Q[M-Z]|X[A-Z]|ZZ").fullmatch
"""Codes that ISO 3166-1 leaves to its users."""


@dataclass(frozen=True)
class Country:
    alpha2: str
    alpha3: str

    def document(self) -> Document:
        """Return the fields of a partner that the country settles."""
        return {
            "reference": self.alpha2.lower(),
            "title_en": Locale("en").territories[self.alpha2],
            "title_da": Locale("da").territories[self.alpha2],
            "iso_alpha2": self.alpha2,
            "iso_alpha3": self.alpha3,
        }


def country_named(name: str) -> Country | None:
    """Return the country of this name in English or Danish."""
    return countries().get(fold(name))


@cache
def countries() -> dict[str, Country]:
    found: dict[str, Country] = {}
    for alpha3, (alpha2, *_others) in get_global("territory_aliases").items():
        if CODE(alpha3) and alpha3 not in FORMER_CODES and not NO_COUNTRY(alpha2):
            names = [name for language in ("en", "da") if (name := Locale(language).territories.get(alpha2))]
            found |= {fold(name): Country(alpha2, alpha3) for name in names}
    return found


def kind_told_by(name: str) -> str:
    """Return the kind that a word of the name tells; empty where none does."""
    folded = fold(name)
    return next((kind for kind, words in KIND_WORDS.items() if any(word in folded for word in words)), "")
