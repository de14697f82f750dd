"""The words that values are read from and shown in. Both languages are always read, whichever is shown."""

import re
import unicodedata
from typing import Final

from django.utils.translation import get_language

ENGLISH: Final = "en"
DANISH: Final = "da"

MONTHS: Final = {
    ENGLISH: (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    DANISH: (
        "januar",
        "februar",
        "marts",
        "april",
        "maj",
        "juni",
        "juli",
        "august",
        "september",
        "oktober",
        "november",
        "december",
    ),
}
SEASONS: Final = {
    ENGLISH: {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"},
    DANISH: {"21": "foråret", "22": "sommeren", "23": "efteråret", "24": "vinteren"},
}

LONGEST_WRITTEN: Final = 300

_DASHES: Final = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
_APOSTROPHES: Final = dict.fromkeys(map(ord, "’‘´`"), "'")
_SPACES: Final = re.compile(r"\s+")


def language_or_active(language: str | None) -> str:
    """`da` or `en`: the language asked for, else the active one; English where neither is ours."""
    return DANISH if (language or get_language() or "").lower().startswith(DANISH) else ENGLISH


def single_spaced(text: str) -> str:
    """Composed (NFC) and without stray spaces, also non-breaking and zero-width ones."""
    visible = "".join(mark for mark in unicodedata.normalize("NFC", text) if unicodedata.category(mark) != "Cf")
    return _SPACES.sub(" ", visible).strip()


def tidy(text: str) -> str:
    """What was written, for reading: lower case, single spaces, one kind of dash and apostrophe."""
    return single_spaced(text).lower().translate(_DASHES).translate(_APOSTROPHES)
