from datetime import date

import pytest
from django.core.exceptions import ValidationError

from cooperation.values.partial_date import PartialDate

OPEN_START, OPEN_END = date.min, date.max


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2004", date(2004, 1, 1), date(2004, 12, 31)),
        ("2014-05", date(2014, 5, 1), date(2014, 5, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("1900-02", date(1900, 2, 1), date(1900, 2, 28)),
        ("2024-11-21", date(2024, 11, 21), date(2024, 11, 21)),
        ("2015-21", date(2015, 3, 1), date(2015, 5, 31)),
        ("2015-22", date(2015, 6, 1), date(2015, 8, 31)),
        ("2015-23", date(2015, 9, 1), date(2015, 11, 30)),
        ("2015-24", date(2015, 12, 1), date(2015, 12, 31)),
        ("199X", date(1990, 1, 1), date(1999, 12, 31)),
        ("19XX", date(1900, 1, 1), date(1999, 12, 31)),
        ("2024-XX", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02-XX", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-XX-XX", date(2024, 1, 1), date(2024, 12, 31)),
        ("2017-01~", date(2017, 1, 1), date(2017, 1, 31)),
        ("2024-02-08?", date(2024, 2, 8), date(2024, 2, 8)),
        ("2018/2023", date(2018, 1, 1), date(2023, 12, 31)),
        ("2006/..", date(2006, 1, 1), OPEN_END),
        ("../2016", OPEN_START, date(2016, 12, 31)),
        ("199X/2004-05", date(1990, 1, 1), date(2004, 5, 31)),
        ("2014-05/2014", date(2014, 5, 1), date(2014, 12, 31)),
    ],
)
def test_a_date_has_an_earliest_and_a_latest_day(text: str, earliest: date, latest: date) -> None:
    parsed = PartialDate.parse(text)
    assert (parsed.text, parsed.earliest, parsed.latest) == (text, earliest, latest)


@pytest.mark.parametrize(
    ("text", "inferred", "approximate"),
    [
        ("2004", False, False),
        ("2004?", True, False),
        ("2004~", False, True),
        ("2004%", True, True),
        ("2004?/2010~", True, True),
    ],
)
def test_a_date_says_whether_it_is_inferred_or_approximate(text: str, inferred: bool, approximate: bool) -> None:
    parsed = PartialDate.parse(text)
    assert (parsed.inferred, parsed.approximate) == (inferred, approximate)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "2024-13",
            (
                "“2024-13”: there is no month 13. Months are 1 to 12. "
                "Write for example 2024-11, November 2024 or spring 2024."
            ),
        ),
        ("2024-02-30", "“2024-02-30”: that month has days 1 to 29. Write for example 29 February 2024."),
        ("2023-02-29", "“2023-02-29”: that month has days 1 to 28. Write for example 28 February 2023."),
        ("2024-04-00", "“2024-04-00”: that month has days 1 to 30. Write for example 30 April 2024."),
        ("2018/2017", "“2018/2017” ends before it begins. Write for example 2017–2018."),
        (
            "0204",
            (
                "“0204”: the year must be between 1000 and 2999. "
                "Write for example 2004, or since 2004 where there is no end."
            ),
        ),
    ],
)
def test_an_impossible_date_is_refused_with_an_example(text: str, message: str) -> None:
    with pytest.raises(ValidationError) as refused:
        PartialDate.parse(text)
    assert refused.value.messages == [message]


NOT_EDTF = (
    " 2004|2004 |204|20044|2004-1|2004-00|2004-25|2004-21-05|2004-XX-05|2004-1X|1XXX|XXXX|20X4|9999|2004-05-1X"
    "|2004??|?2004|2004-?05|../..|/2004|2004/|2004/2005/2006|2004//2005|..|-2004|Y20040|2004-05-06T10:00:00"
    "|199x|２００４|2004\n|"
)


@pytest.mark.parametrize("text", NOT_EDTF.split("|"))
def test_what_is_no_date_of_the_register_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        PartialDate.parse(text)


def test_dates_sort_by_first_day_and_a_wider_one_before_those_within() -> None:
    texts = ["../2016", "19XX", "199X", "2004/..", "2004/2006", "2004", "2004-01", "2004-01-01", "2004-01-02", "2005"]
    assert [value.text for value in sorted(map(PartialDate.parse, reversed(texts)))] == texts


def test_dates_compare_by_what_they_say() -> None:
    year, same, unspecified = (PartialDate.parse(text) for text in ("2004", "2004", "2004-XX"))
    assert (year == same, hash(year) == hash(same)) == (True, True)
    assert (year == unspecified, year < unspecified, year >= same, year == "2004") == (False, True, True, False)
    with pytest.raises(TypeError):
        assert year < "2005"


@pytest.mark.parametrize(
    ("text", "first", "last", "expected"),
    [
        ("2015-21", date(2015, 4, 1), date(2015, 4, 30), True),
        ("2015-21", date(2015, 6, 1), date(2015, 6, 30), False),
        ("2015-21", date(2015, 5, 31), date(2015, 5, 31), True),
        ("2015-21", None, date(2015, 2, 28), False),
        ("2015-21", None, date(2015, 3, 1), True),
        ("2015-21", date(2015, 6, 1), None, False),
        ("2006/..", date(2900, 1, 1), date(2900, 12, 31), True),
        ("../2016", date(2017, 1, 1), None, False),
        ("2004", None, None, True),
    ],
)
def test_a_date_overlaps_the_days_it_may_have_been_on(
    text: str, first: date | None, last: date | None, expected: bool
) -> None:
    assert PartialDate.parse(text).overlaps(first, last) is expected


def test_a_date_cannot_be_changed() -> None:
    parsed = PartialDate.parse("2004")
    with pytest.raises(AttributeError):
        parsed.text = "2005"  # type: ignore[misc]
    with pytest.raises((AttributeError, TypeError)):
        parsed.colour = "blue"  # type: ignore[attr-defined]
    assert parsed.text == "2004"
