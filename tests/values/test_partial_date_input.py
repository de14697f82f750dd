from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from cooperation.values.absence import Absence
from cooperation.values.partial_date import PartialDate
from cooperation.values.partial_date_input import note_for, read_partial_date

# What officers write, and the date it is.
WRITTEN = {
    "2004": "2004 | 2004.0 |  2004\u00a0 | in 2004 | i 2004 | året 2004 | 2004\u200b",
    "2014-05": "maj 2014 | May 2014 | MAJ\u00a02014 | maj  2014 | i maj 2014 | 2014-05 | 2014-5 | 5/2014 | 05.2014"
    " | May-2014",
    "2015-09": "Sept. 2015 | sep 2015 | september 2015 | September, 2015",
    "2014-10": "okt 2014 | Oct 2014 | oktober 2014 | October 2014",
    "2015-21": "foråret 2015 | forår 2015 | spring 2015 | the spring of 2015 | in spring 2015 | Spring 2015 | 2015-21",
    "2015-22": "sommeren 2015 | summer 2015",
    "2015-23": "efteråret 2015 | autumn 2015 | fall 2015",
    "2015-24": "vinteren 2015 | winter 2015",
    "2024-11-21": (
        "21. november 2024 | 21 November 2024 | 21-11-2024 | 21.11.2024 | 21/11/2024 | 21/11-2024 | 21. nov. 2024"
        " | den 21. november 2024 | d. 21. november 2024 | 21st November 2024 | 21st of November 2024"
        " | November 21, 2024"
        " | 21-Nov-2024 | 2024-11-21 | 2024/11/21 | 2024.11.21 | 21.  11. 2024 | 2024-11-21T00:00:00 | 21–11–2024"
    ),
    "2024-02-01": "1/2/2024 | 1.2.2024 | 01-02-2024",
    "2014-06~": "primo juni 2014 | medio juni 2014 | ultimo juni 2014 | early June 2014 | mid-June 2014"
    " | late June 2014 | the end of June 2014 | slutningen af juni 2014",
    "2006/..": "siden 2006 | since 2006 | from 2006 | fra 2006 | fra og med 2006 | 2006/.. | 2006 / ..",
    "2014-05/..": "siden maj 2014 | since May 2014",
    "../2016": "indtil 2016 | until 2016 | til og med 2016 | ../2016",
    "199X": "1990'erne | 1990’erne | 1990erne | 1990-erne | the 1990s | 1990s | the 1990's | 199X | 199x | i 1990'erne",
    "199X/..": "siden 1990'erne | since the 1990s",
    "199X~": "begyndelsen af 1990'erne | early 1990s | about the 1990s",
    "19XX": "1900-tallet | the 20th century | det 20. århundrede | 19xx",
    "190X": "the years 1900–1909 | årene 1900-1909 | 190X",
    "2018/2023": "2018-2023 | 2018–2023 | 2018 — 2023 | 2018/2023 | fra 2018 til 2023 | from 2018 to 2023"
    " | mellem 2018 og 2023 | between 2018 and 2023",
    "2014-05/2014-06": "maj-juni 2014 | May–June 2014 | fra maj til juni 2014",
    "2014-05/2015-06": "May 2014 – June 2015 | maj 2014-juni 2015 | 2014-05/2015-06",
    "2014-05-03/2014-05-05": "3.–5. maj 2014 | 3-5 May 2014 | from 3 to 5 May 2014 | 3. maj - 5. maj 2014",
    "2014-05-28/2014-06-03": "28 May – 3 June 2014 | 28. maj - 3. juni 2014",
    "2010~": "ca. 2010 | ca 2010 | omkring 2010 | about 2010 | around 2010 | c. 2010 | cirka 2010 | 2010~",
    "2017-01~": "about January 2017 | omkring januar 2017 | ca. jan. 2017",
    "2024-02-08?": "2024-02-08? | 8 February 2024 (inferred) | 8. februar 2024 (udledt)",
    "2010%": "about 2010 (inferred) | ca. 2010? | 2010%",
}
ABSENCES = {
    Absence.NOT_KNOWN: "ukendt | ikke kendt | not known | unknown | Not  Known | IKKE\u00a0KENDT",
    Absence.NONE: "ingen | none | None",
    Absence.WITHHELD: "tilbageholdt | withheld",
}


def each(written: Mapping[Any, str]) -> list[tuple[str, Any]]:
    return [(spelling, meaning) for meaning, spellings in written.items() for spelling in spellings.split(" | ")]


@pytest.mark.parametrize(("written", "expected"), each(WRITTEN))
def test_an_officer_writes_a_date_in_either_language(written: str, expected: str) -> None:
    assert read_partial_date(written) == PartialDate.parse(expected)


@pytest.mark.parametrize(
    ("written", "expected"), each(ABSENCES), ids=[spelling for spelling, _absence in each(ABSENCES)]
)
def test_an_officer_says_why_there_is_no_date(written: str, expected: Absence) -> None:
    assert read_partial_date(written) is expected


@pytest.mark.parametrize("written", ["", "   ", "\u00a0", None])
def test_an_empty_cell_is_not_recorded(written: str | None) -> None:
    assert read_partial_date(written) is None


REFUSED = {
    "date": "yesterday | i går | May | 2006- | spring 2014-2015 | winter 2014 – 2015 | May - 2014 | jul 2014"
    " | 2018-2023-2024"
    " | 1-1-1 | ½ | 2004 or 2005 | since | about | / | - | siden siden 2006 | ../.. | 2004/",
    "date_two_digit_year": "21.11.24 | 21-11-24 | 90'erne | the 90s | May 14 | May-14 | 2014/15 | 2006/07 | 2018-19"
    " | vinteren 2014/15",
    "date_month": "2024-13 | 11/21/2024 | 13/2024 | 2015-25 | 2024/13",
    "date_day": "2024-02-30 | 30-02-2024 | 31. april 2020 | 29 February 2023 | 0 May 2014",
    "date_year": "0204 | 3024 | 1 May 0204 | siden 9999",
    "date_reversed": "2018/2017 | 2018-2017 | June–May 2014",
    "date_decade_or_century": "the 1900s | 2000'erne",
}


@pytest.mark.parametrize(("written", "code"), each(REFUSED))
def test_a_date_that_may_mean_two_things_or_none_is_refused(written: str, code: str) -> None:
    with pytest.raises(ValidationError) as refused:
        read_partial_date(written)
    assert (refused.value.code, written in refused.value.messages[0]) == (code, True)


@pytest.mark.parametrize(
    ("written", "language", "example"),
    [
        ("1900'erne", "en", "the years 1900–1909"),
        ("2024-02-30", "da", "29. februar 2024"),
        ("2024-05/2024-04", "en", "April–May 2024"),
    ],
)
def test_examples_in_a_refusal_are_in_words_of_the_page(written: str, language: str, example: str) -> None:
    with pytest.raises(ValidationError) as refused:
        read_partial_date(written)
    with translation.override(language):
        assert example in refused.value.messages[0]


def test_a_long_text_is_refused_and_shortened_in_the_message() -> None:
    with pytest.raises(ValidationError) as refused:
        read_partial_date("about " * 10_000)
    assert refused.value.messages[0].startswith("“" + "about " * 13 + "a…” is not a date.")


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (date(2024, 11, 21), "2024-11-21"),
        (datetime(2024, 11, 21, tzinfo=UTC), "2024-11-21"),
        (datetime(2020, 1, 6, 10, 6, tzinfo=UTC), "2020-01-06"),
        (2004, "2004"),
        (2004.0, "2004"),
    ],
)
def test_a_spreadsheet_cell_holds_a_date(cell: object, expected: str) -> None:
    assert read_partial_date(cell) == PartialDate.parse(expected)


@pytest.mark.parametrize(
    ("cell", "code"),
    [(45617, "date_serial"), (45617.0, "date_serial"), (2004.5, "date"), (True, "date"), (time(10, 6), "date")],
)
def test_a_spreadsheet_cell_that_is_no_date_is_refused(cell: object, code: str) -> None:
    with pytest.raises(ValidationError) as refused:
        read_partial_date(cell)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("written", "note"),
    [
        ("primo juni 2014", "primo juni 2014"),
        ("Since  early June 2014", "Since early June 2014"),
        ("2020-01-06 10:06", "2020-01-06 10:06"),
        (datetime(2020, 1, 6, 10, 6), "2020-01-06 10:06"),  # noqa: DTZ001
        ("2024-11-21T00:00:00", ""),
        (datetime(2024, 11, 21), ""),  # noqa: DTZ001
        ("juni 2014", ""),
        (2004, ""),
    ],
)
def test_words_that_a_date_cannot_hold_are_its_note(written: object, note: str) -> None:
    assert note_for(written) == note
