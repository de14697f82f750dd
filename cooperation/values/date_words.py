"""A partial date in words, never as code and never with a made-up day."""

from typing import Final

from cooperation.values.languages import DANISH, ENGLISH, MONTHS, SEASONS
from cooperation.values.partial_date import OPEN_END, PartialDate

_ABOUT: Final = {ENGLISH: "about", DANISH: "omkring"}
_SINCE: Final = {ENGLISH: "since", DANISH: "siden"}
_UNTIL: Final = {ENGLISH: "until", DANISH: "indtil"}
_INFERRED: Final = {ENGLISH: "(inferred)", DANISH: "(udledt)"}
_DAY_NOT_KNOWN: Final = {ENGLISH: "(day not known)", DANISH: "(dag ikke kendt)"}
_MONTH_NOT_KNOWN: Final = {ENGLISH: "(month not known)", DANISH: "(måned ikke kendt)"}
_NEITHER_KNOWN: Final = {ENGLISH: "(month and day not known)", DANISH: "(måned og dag ikke kendt)"}


def date_in_words(value: PartialDate, language: str) -> str:
    start, slash, end = value.text.partition("/")
    if not slash:
        return _point(start, language)
    if start == OPEN_END:
        return f"{_UNTIL[language]} {_point(end, language)}"
    if end == OPEN_END:
        return f"{_SINCE[language]} {_point(start, language)}"
    return _short_interval(start, end, language) or f"{_point(start, language)} – {_point(end, language)}"


def _point(edtf: str, language: str) -> str:
    qualifier = edtf[-1] if edtf[-1] in "?~%" else ""
    words = _unqualified(edtf.rstrip("?~%"), language)
    if qualifier in ("~", "%"):
        words = f"{_ABOUT[language]} {words}"
    if qualifier in ("?", "%"):
        words = f"{words} {_INFERRED[language]}"
    return words


def _unqualified(edtf: str, language: str) -> str:
    if len(edtf) == 4:
        return _year_or_wider(edtf, language)
    year, _, rest = edtf.partition("-")
    month, _, day = rest.partition("-")
    if month == "XX":
        return f"{year} {(_NEITHER_KNOWN if day else _MONTH_NOT_KNOWN)[language]}"
    words = f"{_month(month, language)} {year}"
    if day == "XX":
        return f"{words} {_DAY_NOT_KNOWN[language]}"
    return f"{_day(day, language)} {words}" if day else words


def _year_or_wider(edtf: str, language: str) -> str:
    if edtf.endswith("XX"):
        return f"{edtf[:2]}00-tallet" if language == DANISH else f"the {_ordinal(int(edtf[:2]) + 1)} century"
    if not edtf.endswith("X"):
        return edtf
    decade = edtf[:3]
    if decade.endswith("0"):  # “the 1900s” may be a century
        return f"{'årene' if language == DANISH else 'the years'} {decade}0–{decade}9"
    return f"{decade}0'erne" if language == DANISH else f"the {decade}0s"


def _short_interval(start: str, end: str, language: str) -> str | None:
    """`2018–2023`, `May–June 2014`, `3–5 May 2014`; None where both ends must be written out."""
    if start == end or not (start + end).replace("-", "").isdigit() or len(start) != len(end):
        return None
    if len(start) == 4:
        return f"{start}–{end}"
    if start[:-3] != end[:-3]:
        return None
    if len(start) == 10:
        return f"{_day(start[-2:], language)}–{_point(end, language)}"
    return f"{_month(start[-2:], language)}–{_point(end, language)}"


def _month(number: str, language: str) -> str:
    return SEASONS[language].get(number) or MONTHS[language][int(number) - 1]


def _day(number: str, language: str) -> str:
    return f"{int(number)}." if language == DANISH else str(int(number))


def _ordinal(number: int) -> str:
    if 10 <= number % 100 <= 20:
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"
