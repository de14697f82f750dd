"""One written point in time (no interval) to EDTF: `21. november 2024`, `primo juni 2014`, `the 1990s`."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from cooperation.values.languages import MONTHS
from cooperation.values.messages import refusal
from cooperation.values.partial_date import PartialDate

_MONTH_NUMBERS: Final = {
    name: f"{number:02}"
    for names in MONTHS.values()
    for number, full in enumerate(names, start=1)
    for name in (full.lower(), full.lower()[:3])
} | {"sept": "09"}
_SEASON_NUMBERS: Final = {
    **dict.fromkeys(("spring", "forår", "foråret"), "21"),
    **dict.fromkeys(("summer", "sommer", "sommeren"), "22"),
    **dict.fromkeys(("autumn", "fall", "efterår", "efteråret"), "23"),
    **dict.fromkeys(("winter", "vinter", "vinteren"), "24"),
}
_PARTS: Final = (
    r"primo|medio|ultimo|early|mid|late|(?:the )?(?:beginning|middle|end) of"
    r"|begyndelsen af|midten af|slutningen af"
)
_WORD: Final = r"([a-zæøå]+)\.?"
_YEAR: Final = r"([0-9]{4})"
_ORDINAL: Final = r"(?:\.|st|nd|rd|th)?"
_TIME: Final = r"(?:[t ]([0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?)(?: ?(z|utc|gmt|[+-][0-9]{2}(?::?[0-9]{2})?))?)?"

_INFERRED = re.compile(r"(.+?) ?\((?:inferred|udledt)\)").fullmatch
_ABOUT = re.compile(r"(?:ca\.?|c\.|circa|cirka|omkring|omtrent|about|around|approximately|approx\.?) ?(.+)").fullmatch
_PART_OF = re.compile(rf"(?:in |i )?(?:the )?(?:{_PARTS})[ -](.+)").fullmatch
_SAYS_MORE = re.compile(rf"\b(?:{_PARTS})\b|[0-9]{{2}}:[0-9]{{2}}(?<!00:00)")

COPENHAGEN: Final = ZoneInfo("Europe/Copenhagen")

Builder = Callable[[re.Match[str]], str | None]


def says_more(text: str) -> bool:
    """Whether the (tidy) words hold what EDTF cannot: a part of a month or year, a time of day."""
    return bool(_SAYS_MORE.search(text))


def point_in_edtf(text: str) -> str | None:
    """EDTF for tidy words, or None where they are no single point in time."""
    qualifiers = set()
    if found := _INFERRED(text):
        text = found[1]
        qualifiers.add("?")
    if found := _ABOUT(text) or _PART_OF(text):
        text = found[1]
        qualifiers.add("~")
    point = _unqualified(text)
    if point and point[-1] in "?~%":
        qualifiers |= set("?~" if point[-1] == "%" else point[-1])
        point = point[:-1]
    return point and point + ("%" if len(qualifiers) == 2 else "".join(qualifiers))


def _unqualified(text: str) -> str | None:
    for fullmatch, build in _WAYS:
        found = fullmatch(text)
        point = build(found) if found else None
        if point:
            return point
    return None


def _day(day: str, month: str | None, year: str) -> str | None:
    return month and f"{year}-{month.zfill(2)}-{day.zfill(2)}"


def _in_copenhagen(day: str | None, time: str | None, offset: str | None) -> str | None:
    """The day in Copenhagen at a time with an offset, such as `22:00z`; the day as written where there is none."""
    if not (day and offset):
        return day
    zone = "+00:00" if offset[0].isalpha() else offset
    PartialDate.parse(day)  # refuses a day that there is not
    try:
        return datetime.fromisoformat(f"{day}T{time}{zone}").astimezone(COPENHAGEN).date().isoformat()
    except (ValueError, OverflowError):  # no such time, or beyond the years there are
        return None


def _month_or_season(found: re.Match[str]) -> str | None:
    if found[1] == "jul":  # July for short, or Danish for Christmas
        return None
    number = _MONTH_NUMBERS.get(found[1]) or _SEASON_NUMBERS.get(found[1])
    return number and f"{found[2]}-{number}"


def _month(year: str, month: str, text: str) -> str:
    if int(month) > 12:
        raise refusal("date_month", text, month=month, year=year)
    return f"{year}-{month.zfill(2)}"


def _decade(found: re.Match[str]) -> str:
    if found[1].endswith("0"):
        decade, century = PartialDate.parse(f"{found[1]}X"), PartialDate.parse(f"{found[1][:2]}XX")
        raise refusal("date_decade_or_century", found[0], decade=decade, century=century)
    return f"{found[1]}X"


def _unspecified(found: re.Match[str]) -> str | None:
    point = _unqualified(found[1])
    expected = 7 if found[2] in ("day", "dag") else 4
    return f"{point}-XX{'-XX' if ' ' in found[2] else ''}" if point and len(point) == expected else None


_WAYS: Final[tuple[tuple[Callable[[str], re.Match[str] | None], Builder], ...]] = tuple(
    (re.compile(pattern).fullmatch, build)
    for pattern, build in (
        (rf"(?:in |i |the year |året |år )?{_YEAR}(?:\.0)?", lambda m: m[1]),
        (
            r"[0-9]{2}[0-9x]{2}(?:-[0-9x]{2}){0,2}[?~%]?",
            lambda m: m[0].upper(),
        ),
        (
            rf"(?:(?:d\.|den|the|on) ?)?([0-9]{{1,2}}){_ORDINAL}(?: of)?[ -]?{_WORD},?[ -]?{_YEAR}",
            lambda m: _day(m[1], _MONTH_NUMBERS.get(m[2]), m[3]),
        ),
        (
            rf"{_WORD} ([0-9]{{1,2}}){_ORDINAL},? {_YEAR}",
            lambda m: _day(m[2], _MONTH_NUMBERS.get(m[1]), m[3]),
        ),
        (rf"(?:in |i )?(?:the )?{_WORD},?(?: of)?[ -]?{_YEAR}", _month_or_season),
        (
            rf"(?:d\. ?|den )?([0-9]{{1,2}})\.? ?[-./] ?([0-9]{{1,2}}) ?[-./] ?{_YEAR}{_TIME}",
            lambda m: _in_copenhagen(_day(m[1], m[2], m[3]), m[4], m[5]),
        ),
        (
            rf"{_YEAR}([-./])([0-9]{{1,2}})\2([0-9]{{1,2}}){_TIME}",
            lambda m: _in_copenhagen(_day(m[4], m[3], m[1]), m[5], m[6]),
        ),
        (rf"([0-9]{{1,2}})[-./]{_YEAR}", lambda m: _month(m[2], m[1], m[0])),
        (rf"{_YEAR}[-/]([0-9]{{1,2}})", lambda m: _month(m[1], m[2], m[0])),
        (r"(?:in |i )?(?:the )?([0-9]{3})0[-']?(?:s|erne)", _decade),
        (r"(?:the years|årene) ([0-9]{3})0-(?:\1)9", lambda m: f"{m[1]}X"),
        (r"(?:i )?([0-9]{2})00-tallet", lambda m: f"{m[1]}XX"),
        (
            r"(?:in |i )?(?:the |det )?([0-9]{2})(?:st|nd|rd|th|\.) (?:century|århundrede)",
            lambda m: f"{int(m[1]) - 1:02}XX",
        ),
        (
            r"(.+) \((day|dag|month|måned|month and day|måned og dag) (?:not known|ikke kendt)\)",
            _unspecified,
        ),
    )
)
