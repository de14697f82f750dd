from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given

from cooperation.values.absence import Absence
from cooperation.values.money import Money
from cooperation.values.money_input import read_money
from cooperation.values.words import in_words
from tests.values.made_up import money, number_is_ambiguous, value_or_refusal

BOTH = ("en", "da")


@pytest.mark.parametrize(
    ("written", "languages", "text"),
    [
        ("84 mio. kr.", BOTH, "DKK 84000000"),
        ("84 MIO KR", BOTH, "DKK 84000000"),
        ("84 mill. DKK", BOTH, "DKK 84000000"),
        ("84 millioner kroner", BOTH, "DKK 84000000"),
        ("DKK 84 million", BOTH, "DKK 84000000"),
        ("DKK 84 mio. kr.", BOTH, "DKK 84000000"),
        ("DKK 84000000", BOTH, "DKK 84000000"),
        ("kr. 84.000.000,00", BOTH, "DKK 84000000"),
        ("1,7 mia. kr.", BOTH, "DKK 1700000000"),
        ("1.7 mia. kr.", BOTH, "DKK 1700000000"),
        ("1.500,0 mio. kr.", BOTH, "DKK 1500000000"),
        ("DKK 1,500.0 million", BOTH, "DKK 1500000000"),
        ("EUR 1.8 bn", BOTH, "EUR 1800000000"),
        ("EUR 1.8 billion", ("en",), "EUR 1800000000"),
        ("1,8 milliarder euro", BOTH, "EUR 1800000000"),
        ("€ 5 million", BOTH, "EUR 5000000"),
        ("€5m", BOTH, "EUR 5000000"),
        ("5\u00a0mio.\u00a0€", BOTH, "EUR 5000000"),
        ("US$ 2 mn", BOTH, "USD 2000000"),
        ("£3 million", BOTH, "GBP 3000000"),
        ("sek 100", BOTH, "SEK 100"),
        ("500 tusind kr.", BOTH, "DKK 500000"),
        ("500 t.kr.", BOTH, "DKK 500000"),
        ("500 tkr.", BOTH, "DKK 500000"),
        ("84 mio.kr.", BOTH, "DKK 84000000"),
        ("5,- kr.", BOTH, "DKK 5"),
        ("1.234.567,50 kr.", BOTH, "DKK 1234567.5"),
    ],
)
def test_an_officer_writes_an_amount(written: str, languages: tuple[str, ...], text: str) -> None:
    assert [read_money(written, language) for language in languages] == [Money.parse(text)] * len(languages)


@pytest.mark.parametrize("written", ["150.000.000", "150,000,000", "150 mio.", 150_000_000, 150_000_000.0])
def test_an_amount_without_currency_takes_the_register_s(written: str | float) -> None:
    assert read_money(written, "da", "DKK") == Money(Decimal(150_000_000), "DKK")
    with pytest.raises(ValidationError) as refused:
        read_money(written, "da")
    assert refused.value.code == "money_currency_missing"


@pytest.mark.parametrize(
    ("written", "language", "message"),
    [
        ("84 mio.", "en", "“84 mio.” names no currency. Write for example DKK 84 million or EUR 1.8 bn."),
        (
            "ABC 5",
            "en",
            "“ABC 5”: ABC is not a currency code. Write for example DKK, EUR, SEK or USD.",
        ),
        ("$5m", "en", "“$5m”: $ is the sign of several currencies. Write the code, for example USD."),
        ("SEK 84 mio. kr.", "da", "“SEK 84 mio. kr.” names two currencies. Write for example SEK 84 million."),
        (
            "USD 1 billion",
            "da",
            (
                "“USD 1 billion”: billion means different amounts in English and Danish. "
                "Write bn or mia. for a thousand million."
            ),
        ),
    ],
)
def test_an_amount_that_may_mean_two_things_is_refused(written: str, language: str, message: str) -> None:
    with pytest.raises(ValidationError) as refused:
        read_money(written, language)
    assert refused.value.messages == [message]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        *(
            (text, "money")
            for text in ("DKK", "much", "84 mio. mio. kr.", "-5 kr.", "kr. 1.5.0", "5 kr. 6 kr.", "1e6 kr.")
        ),
        ("XXX 5", "money_currency_unknown"),
        ("XTS 5", "money_currency_unknown"),
        ("9999999 mia. kr.", "number_size"),
        ("0,00000000000001 mia. kr.", "number_size"),
        ("1,00000000000000000000000000000000000000000001 mia. kr.", "number_size"),
        ("1,5,- kr.", "money"),
        (1e300, "number_size"),
        ("0,00001 kr.", "number_size"),
        ("kr. " * 200, "money"),
        (True, "money"),
    ],
)
def test_what_is_no_amount_is_refused(written: str, code: str) -> None:
    with pytest.raises(ValidationError) as refused:
        read_money(written, "da")
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("written", "expected"),
    [("", None), ("\u00a0", None), ("ukendt", Absence.NOT_KNOWN), ("none", Absence.NONE)],
)
def test_no_amount_is_one_of_four_things(written: str, expected: Absence | None) -> None:
    assert read_money(written, default_currency="DKK") is expected


@pytest.mark.parametrize("text", ["dkk 5", "DKK 5.0", "DKK 05", "DKK 1E6", "DKK 1.125", "ABC 5", "DKK  5", "5", ""])
def test_canonical_text_is_only_what_money_writes(text: str) -> None:
    with pytest.raises(ValidationError):
        Money.parse(text)


@given(money)
def test_money_is_its_text_in_every_language(value: Money) -> None:
    assert Money.parse(value.text) == value
    assert [read_money(value.text, language) for language in ("en", "da", "")] == [value] * 3


@given(money)
def test_an_amount_in_words_is_never_read_as_another(value: Money) -> None:
    for language in BOTH:
        words = in_words(value, language)
        refusals = {"number_ambiguous"} if number_is_ambiguous(words) else set()
        assert value_or_refusal(read_money, words, language) in {value, *refusals}
