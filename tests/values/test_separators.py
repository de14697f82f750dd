"""A separator before exactly three digits: words decide what it is, or the officer is asked."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from cooperation.values.money import Money
from cooperation.values.money_input import read_money
from cooperation.values.quantity import Precision, Quantity
from cooperation.values.quantity_input import read_quantity
from tests.values.made_up import value_or_refusal

BOTH = ("en", "da")


def question(written: str, whole: str, fraction: str) -> str:
    return f"“{written}” may be read as “{whole}” or as “{fraction}”. Write the one you mean."


@pytest.mark.parametrize("language", BOTH)
@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("1,425 mia. kr.", "DKK 1425000000"),
        ("84,125 mio. kr.", "DKK 84125000"),
        ("1,425 mia. DKK", "DKK 1425000000"),
        ("1,425 mio. EUR", "EUR 1425000"),
        ("1,425 t.kr.", "DKK 1425"),
        ("kr. 1,234", "DKK 1.2340"),
        ("EUR 1.425 bn", "EUR 1425000000"),
        ("EUR 1.425 million", "EUR 1425000"),
        ("€1.425m", "EUR 1425000"),
        ("DKK 1.425 thousand", "DKK 1425"),
        ("1.425 kr.", "DKK 1425"),
        ("1.425,- kr.", "DKK 1425"),
        ("1.425,-", "DKK 1425"),
        ("1,425.-", "DKK 1425"),
        ("EUR 0.134425 bn", "EUR 134425000"),
        ("EUR 134.42500 million", "EUR 134425000"),
        ("1,180315 mia. EUR", "EUR 1180315000"),
        ("0.1344 bn", "DKK 134400000"),
        ("0.00000001 bn DKK", "DKK 10"),
        ("1,5 mio. kr.", "DKK 1500000"),
    ],
)
def test_words_decide(written: str, text: str, language: str) -> None:
    assert read_money(written, language, "DKK") == Money.parse(text)


@pytest.mark.parametrize("language", BOTH)
@pytest.mark.parametrize(
    ("written", "whole", "fraction"),
    [
        ("1.425 mia. kr.", "1425 mia. kr.", "1,4250 mia. kr."),
        ("1.500 mio. kr.", "1500 mio. kr.", "1,5 mio. kr."),
        ("1.425 t.kr.", "1425 t.kr.", "1,4250 t.kr."),
        ("DKK 1,425 bn", "DKK 1425 bn", "DKK 1.4250 bn"),
        ("EUR 1,425 bn", "EUR 1425 bn", "EUR 1.4250 bn"),
        ("€1,425m", "€1425m", "€1.4250m"),
    ],
)
def test_thousands_of_millions_are_always_asked_about(written: str, whole: str, fraction: str, language: str) -> None:
    with pytest.raises(ValidationError) as refused, translation.override("en"):
        read_money(written, language)
    assert refused.value.messages == [question(written, whole, fraction)]
    assert read_money(whole, language) != read_money(fraction, language)


@pytest.mark.parametrize(
    ("written", "language", "whole", "fraction"),
    [
        ("EUR 1,234", "en", "EUR 1234", "EUR 1.2340"),
        ("EUR 1.234", "en", "EUR 1234", "EUR 1.2340"),
        ("1.234 EUR", "da", "1234 EUR", "1,2340 EUR"),
        ("1,234", "en", "1234", "1.2340"),
        ("1.234", "en", "1234", "1.2340"),
        ("1.234", "da", "1234", "1,2340"),
        ("1.425 million kr.", "en", "1425 million kr.", "1.4250 million kr."),
        ("kr. 1,425 bn", "da", "kr. 1425 bn", "kr. 1,4250 bn"),
        ("1.425,- mio. kr.", "da", "1425 mio. kr.", "1,4250 mio. kr."),
    ],
)
def test_what_no_word_decides_is_asked_about(written: str, language: str, whole: str, fraction: str) -> None:
    with pytest.raises(ValidationError) as refused, translation.override("en"):
        read_money(written, language, "DKK")
    assert refused.value.messages == [question(written, whole, fraction)]


def test_a_danish_form_asks_in_danish() -> None:
    with pytest.raises(ValidationError) as refused, translation.override("da"):
        read_money("1.425 mia. kr.")
    with translation.override("da"):
        assert refused.value.messages == [
            "»1.425 mia. kr.« kan læses som »1425 mia. kr.« eller som »1,4250 mia. kr.«. Skriv det, du mener."
        ]


figures = st.decimals(min_value=0, max_value=9999, places=3) | st.integers(0, 10**5).map(Decimal)
danish_scales = st.sampled_from([("t.", 3), ("tusind", 3), ("mio.", 6), ("mill.", 6), ("mia.", 9), ("milliarder", 9)])
english_scales = st.sampled_from([("thousand", 3), ("million", 6), ("m", 6), ("mn", 6), ("bn", 9)])
currencies = st.sampled_from(["DKK", "EUR", "SEK"])


def written_figure(number: Decimal, thousands: str, decimal: str) -> str:
    return f"{number:,f}".translate(str.maketrans(",.", thousands + decimal))


def assert_read_or_asked(written: str, number: Decimal, scale: tuple[str, int], currency: str) -> None:
    amount = number * 10 ** scale[1]
    expected = {Money(amount, currency), "number_ambiguous"}
    for language in BOTH:
        assert value_or_refusal(read_money, f"{written} {scale[0]} {currency}", language) in expected


@given(figures, danish_scales, currencies)
def test_a_danish_amount_is_read_as_itself_or_asked_about(number: Decimal, scale: tuple[str, int], code: str) -> None:
    assert_read_or_asked(written_figure(number, ".", ","), number, scale, code)


@given(figures, english_scales, currencies)
def test_an_english_amount_is_read_as_itself_or_asked_about(number: Decimal, scale: tuple[str, int], code: str) -> None:
    assert_read_or_asked(written_figure(number, ",", "."), number, scale, code)


@given(figures, st.sampled_from([("mindst", ".,"), ("at least", ",."), ("ca.", ".,"), ("about", ",.")]))
def test_a_quantity_with_words_is_read_as_itself(number: Decimal, style: tuple[str, str]) -> None:
    words, signs = style
    quantity = Quantity(number, Precision.AT_LEAST if words in {"mindst", "at least"} else Precision.ABOUT)
    for language in BOTH:
        assert read_quantity(f"{words} {written_figure(number, signs[0], signs[1])}", language) == quantity


@given(figures)
def test_a_figure_without_words_is_read_as_itself_or_asked_about(number: Decimal) -> None:
    expected = {Quantity(number), "number_ambiguous"}
    for language, signs in (("en", ",."), ("da", ".,")):
        assert value_or_refusal(read_quantity, written_figure(number, signs[0], signs[1]), language) in expected
