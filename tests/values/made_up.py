"""Made-up values for property tests: every form the register may hold."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from hypothesis import strategies as st

from cooperation.values.money import Money
from cooperation.values.partial_date import PartialDate
from cooperation.values.quantity import WORDS_LIMIT, Precision, Quantity

years = st.integers(1000, 2999)
days = st.dates(date(1000, 1, 1), date(2999, 12, 31)).map(date.isoformat)
months = st.builds("{}-{:02}".format, years, st.integers(1, 12))
seasons = st.builds("{}-{}".format, years, st.integers(21, 24))
unspecified = st.one_of(
    st.builds("{}X".format, st.integers(100, 299)),
    st.builds("{}XX".format, st.integers(10, 29)),
    st.builds("{}-XX".format, st.one_of(years, months)),
    st.builds("{}-XX-XX".format, years),
)
qualifiers = st.sampled_from(("", "", "?", "~", "%"))


def qualified(points: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds("{}{}".format, points, qualifiers)


def in_order(start: str, end: str) -> str:
    first, last = sorted((PartialDate.parse(start), PartialDate.parse(end)))
    return f"{first.text}/{last.text}"


def intervals(points: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.builds("{}/..".format, points), st.builds("../{}".format, points), st.builds(in_order, points, points)
    )


level_0_or_1_ends = st.one_of(qualified(st.one_of(years.map(str), months, days, seasons)))
# What the edtf library reads as well; it takes no qualified season and no decade at the end of an interval.
edtf_texts = st.one_of(
    qualified(st.one_of(years.map(str), months, days, unspecified)), seasons, intervals(level_0_or_1_ends)
)

points = qualified(st.one_of(years.map(str), months, days, seasons, unspecified))
partial_dates = st.one_of(points, intervals(points)).map(PartialDate.parse)

amounts = st.decimals(min_value=0, max_value=Decimal(10**15 - 1), places=4)
numbers = st.one_of(st.integers(0, 5000).map(Decimal), amounts)
described = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), max_size=WORDS_LIMIT)
quantities = st.one_of(
    st.builds(Quantity, numbers, st.sampled_from((Precision.EXACT, Precision.AT_LEAST, Precision.ABOUT))),
    st.builds(Quantity, st.none(), st.just(Precision.UNQUANTIFIED), described),
)
round_amounts = st.builds(
    lambda hundredths, scale: Decimal(hundredths) * scale, st.integers(0, 10**6), st.sampled_from((10**4, 10**7))
)
money = st.builds(Money, st.one_of(numbers, round_amounts), st.sampled_from(("DKK", "EUR", "USD", "SEK", "TND")))


def value_or_refusal(read: Callable[[str, str], object], written: str, language: str) -> object:
    """What the text is read as, or the code of the refusal."""
    try:
        return read(written, language)
    except ValidationError as error:
        return error.code


def number_is_ambiguous(words: str) -> bool:
    """Whether a separator stands before exactly three digits, as in `1.125`, which two languages read differently."""
    return bool(re.search(r"(?<![0-9.,])[1-9][0-9]{0,2}[.,][0-9]{3}(?![0-9.,])", words))
