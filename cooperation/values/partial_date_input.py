"""Dates as officers write them in English and Danish, both read whatever the page's language."""

import re
from datetime import date, datetime, time
from typing import Final

from django.core.exceptions import ValidationError

from cooperation.values.absence import Absence
from cooperation.values.languages import LONGEST_WRITTEN, single_spaced, tidy
from cooperation.values.messages import refusal, refusal_of
from cooperation.values.partial_date import PartialDate
from cooperation.values.written_dates import COPENHAGEN, point_in_edtf, says_more

_POINT: Final = r"[0-9]{2}[0-9X]{2}(?:-[0-9X]{2}(?:-[0-9X]{2})?)?[?~%]?"
_DAYS = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:/[0-9]{4}-[0-9]{2}-[0-9]{2})?").fullmatch
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}").fullmatch
_EDTF = re.compile(rf"{_POINT}|(?:{_POINT}|\.\.) ?/ ?(?:{_POINT}|\.\.)").fullmatch
_SINCE = re.compile(r"(?:siden|since|fra og med|fra|from) (.+)").fullmatch
_UNTIL = re.compile(r"(?:indtil|until|til og med|til|till|up to) (.+)").fullmatch
_FROM_TO = re.compile(r"(?:fra|from|mellem|between) (.+) (?:til|to|until|og|and) (.+)").fullmatch
_DASH = re.compile(r"[-/]")
_SPACED_DASH = re.compile(r" [-/] ")
_TWO_DIGIT_YEAR = re.compile(
    r"[0-9]{1,2}[-./][0-9]{1,2}[-./][0-9]{2}|(?:the )?[0-9]{2}[-']?(?:s|erne)|.*[a-zæøå.][ -]'?[0-9]{2}"
    r"|.*[0-9]{4}[-/][0-9]{2}"
).fullmatch
_TWO_YEARS = re.compile(r"([0-9]{2})([0-9]{2})([-/])([0-9]{2})").fullmatch
_SEASONS: Final = ("21", "22", "23", "24")
_WINTER: Final = "-24"


def read_partial_date(written: object) -> PartialDate | Absence | None:
    """What an officer writes, or a cell holds: text, a day, a whole number. None where it is empty.

    Numeric dates have the day first (`1/2/2024` is 1 February). A time with an offset becomes the day in Copenhagen.
    `primo juni 2014` becomes about June 2014;
    `note_for` gives the words that this loses.
    """
    if written is None or isinstance(written, PartialDate | Absence):
        return written
    if isinstance(written, datetime) and written.tzinfo:
        return PartialDate.of(written.astimezone(COPENHAGEN))
    if isinstance(written, date):
        return PartialDate.of(written)
    if isinstance(written, str):
        return _read(written)
    if isinstance(written, bool) or not isinstance(written, int | float) or not float(written).is_integer():
        raise refusal("date", written)
    if written > 9999:
        raise refusal("date_serial", int(written))
    return _read(str(int(written)))


def read_day(written: object) -> date | None:
    """Like `read_partial_date`, where nothing less exact than a day will do."""
    value = read_partial_date(written)
    if value is None:
        return None
    if not isinstance(value, PartialDate) or not _DAY(value.text):
        raise refusal("day", written)
    return value.earliest


def note_for(written: object) -> str:
    """The words to keep beside the date: those that say more than it can, such as `primo` or a time."""
    if isinstance(written, datetime) and written.time() != time.min:
        return written.isoformat(" ", "minutes")
    if not isinstance(written, str) or _DAYS(written):
        return ""
    return single_spaced(written) if says_more(tidy(written)) else ""


def refuse_years_as_season(written: str) -> None:
    """`2021-22` is summer 2021 in EDTF and two years to whoever types it."""
    words = tidy(written)
    if _following_years(words) and "-" in words and words[-2:] in _SEASONS:
        season, century = PartialDate.parse(words), words[:2]
        raise refusal("date_season_or_years", written, season=season, first=words[:4], last=century + words[-2:])


def _read(text: str) -> PartialDate | Absence | None:
    try:
        if _DAYS(text):  # by far the most, with nothing to tidy
            return PartialDate.parse(text)
        words = tidy(text)
        if len(words) > LONGEST_WRITTEN:
            raise refusal("date", text)
        return (Absence.read(words) or PartialDate.parse(_edtf(words))) if words else None
    except ValidationError as error:
        raise refusal_of(error, text) from error


def _edtf(words: str) -> str:
    if _following_years(words) and ("/" in words or words[-2:] > "24" or "12" < words[-2:] < "21"):
        raise refusal("date_two_digit_year", words)
    code = words.upper()
    if _EDTF(code):
        return code.replace(" ", "")
    edtf = point_in_edtf(words) or _open_interval(words) or _interval(words)
    if edtf is None:
        raise refusal("date_two_digit_year" if _TWO_DIGIT_YEAR(words) else "date", words)
    return edtf


def _following_years(words: str) -> bool:
    """Whether it looks like `2014/15`."""
    found = _TWO_YEARS(words)
    return bool(found and int(found[2]) + 1 == int(found[4]))


def _open_interval(words: str) -> str | None:
    if (found := _SINCE(words)) and (start := point_in_edtf(found[1])):
        return f"{start}/.."
    if (found := _UNTIL(words)) and (end := point_in_edtf(found[1])):
        return f"../{end}"
    return None


def _interval(words: str) -> str | None:
    """From the one place where `words` split into two points in time; None where there is none or several."""
    found = _FROM_TO(words)
    if found:
        return _between(found[1], found[2])
    spaced = list(_SPACED_DASH.finditer(words))
    readings = set()
    for dash in spaced or _DASH.finditer(words):
        interval = _between(words[: dash.start()].rstrip(), words[dash.end() :].lstrip())
        if interval and not _may_mean_otherwise(interval, bool(spaced)):
            readings.add(interval)
    return readings.pop() if len(readings) == 1 else None


def _may_mean_otherwise(interval: str, spaced: bool) -> bool:
    """`winter 2014-2015` is one winter; `spring 2014-2015` may be two springs."""
    start, _, end = (point.rstrip("?~%") for point in interval.partition("/"))
    if spaced:
        return start.endswith(_WINTER) and end == str(int(start[:4]) + 1)
    return len(start) != len(end)


def _between(start: str, end: str) -> str | None:
    """`3` and `5 May 2014` is from 3 May 2014: what the start lacks is taken from the end."""
    last = point_in_edtf(end)
    if last is None:
        return None
    tokens = end.split(" ")
    for borrowed in ([], *(tokens[-count:] for count in (1, 2) if count < len(tokens))):
        first = point_in_edtf(" ".join([start, *borrowed]))
        if first:
            return f"{first}/{last}"
    return None
