"""Made-up dates: ours beside the edtf library's, and words read back."""

import contextlib
import math
import re
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from edtf import parse_edtf
from edtf.parser import parser_classes as edtf_classes
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cooperation.values.partial_date import PartialDate
from cooperation.values.partial_date_input import read_partial_date
from cooperation.values.words import in_words
from tests.values.made_up import days, edtf_texts, partial_dates, years

LEVEL_2 = (
    edtf_classes.PartialUnspecified,
    edtf_classes.PartialUncertainOrApproximate,
    edtf_classes.Level2Season,
    edtf_classes.Level2Interval,
)


def edtf_day(bound: object) -> date:
    """The library's bound as a day; infinity is an open end."""
    if bound == -math.inf:
        return date.min
    if bound == math.inf:
        return date.max
    return date(*bound[:3])  # type: ignore[index]


def edtf_bounds(text: str) -> tuple[date, date]:
    parsed = parse_edtf(text)
    return edtf_day(parsed.lower_strict()), edtf_day(parsed.upper_strict())


@settings(max_examples=50)  # the library reads a hundred or two a second
@given(edtf_texts)
def test_our_bounds_are_those_of_the_edtf_library(text: str) -> None:
    ours = PartialDate.parse(text)
    assert (ours.earliest, ours.latest) == edtf_bounds(text)


def stricter_on_purpose(text: str) -> bool:
    """Whether we refuse on purpose what the library reads."""
    if isinstance(parse_edtf(text), LEVEL_2) or text.startswith("/") or text.endswith("/"):
        return True
    if re.search(r"(^|/)([0-9]XXX|0|[3-9][0-9X]{3})", text):  # a year outside 1000 to 2999
        return True
    try:
        earliest, latest = edtf_bounds(text)
    except ValueError:  # a day that does not exist
        return True
    return earliest > latest


def edtf_reads(text: str) -> bool:
    """Some dates that are none make the library stumble instead of saying so."""
    try:
        return parse_edtf(text, fail_silently=True) is not None
    except (AttributeError, TypeError):
        return False


shapes = st.from_regex(
    r"([12][0-9]{3}|[0-9]{4})(-([0-3][0-9]|XX)){0,2}[?~%]?|[0-9]{3}X[?~%]?|[0-9]{2}XX|[0-9]XXX", fullmatch=True
)
dated = st.one_of(shapes, days, years.map(str))
ends = st.one_of(dated, st.sampled_from(("..", "")))


@settings(max_examples=50)
@given(st.one_of(shapes, st.builds("{}/{}".format, dated, ends), st.builds("{}/{}".format, ends, dated)))
def test_we_refuse_what_the_edtf_library_reads_only_on_purpose(text: str) -> None:
    try:
        ours = PartialDate.parse(text)
    except ValidationError:
        assert not edtf_reads(text) or stricter_on_purpose(text)
    else:
        assert ours.text == text


@given(partial_dates)
def test_a_date_is_its_text(value: PartialDate) -> None:
    assert PartialDate.parse(value.text) == value
    assert value.earliest <= value.latest


@given(partial_dates, partial_dates)
def test_order_is_by_earliest_then_the_wider_first(one: PartialDate, other: PartialDate) -> None:
    if (one.earliest, one.latest) != (other.earliest, other.latest):
        expected = one.earliest < other.earliest or (one.earliest == other.earliest and one.latest > other.latest)
        assert (one < other, one > other) == (expected, not expected)


@pytest.mark.parametrize("language", ["en", "da"])
@given(value=partial_dates)
def test_words_are_never_code(language: str, value: PartialDate) -> None:
    assert not re.search(r"[X/~%?]|[0-9]-[0-9]|\.\.", in_words(value, language))


def may_be_one_winter(value: PartialDate) -> bool:
    """In words, `winter 2014 – 2015` also means one winter, so it is not read."""
    found = re.fullmatch(r"([0-9]{4})-24[?~%]?/([0-9]{4})[?~%]?", value.text)
    return bool(found and int(found[1]) + 1 == int(found[2]))


@pytest.mark.parametrize("language", ["en", "da"])
@given(value=partial_dates)
@example(value=PartialDate.parse("2014-24/2015"))
def test_words_are_read_back_as_the_same_date(language: str, value: PartialDate) -> None:
    words = in_words(value, language)
    if may_be_one_winter(value):
        with pytest.raises(ValidationError):
            read_partial_date(words)
    else:
        assert read_partial_date(words) == value


@given(st.text(max_size=40))
def test_nothing_written_breaks_the_reader(text: str) -> None:
    with contextlib.suppress(ValidationError):
        assert read_partial_date(text) is None or not text.isspace()
