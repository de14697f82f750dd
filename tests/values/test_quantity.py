from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given

from cooperation.values.absence import Absence
from cooperation.values.quantity import Precision, Quantity, QuantityTotal, sum_quantities
from cooperation.values.quantity_input import read_quantity
from cooperation.values.words import in_words
from tests.values.made_up import number_is_ambiguous, quantities, value_or_refusal

BOTH = ("en", "da")


@pytest.mark.parametrize(
    ("written", "languages", "text"),
    [
        ("14", BOTH, "14"),
        (" 14 ", BOTH, "14"),
        ("ca. 200", BOTH, "about 200"),
        ("about 200", BOTH, "about 200"),
        ("Omkring\u00a0200", BOTH, "about 200"),
        ("mindst 5", BOTH, "at least 5"),
        ("At least 5", BOTH, "at least 5"),
        ("1,500", ("da",), "1.5"),
        ("at least 1,500", BOTH, "at least 1500"),
        ("at least 1.500", BOTH, "at least 1.5"),
        ("approx. 1,500", BOTH, "about 1500"),
        ("mindst 1.500", BOTH, "at least 1500"),
        ("mindst 1,234", BOTH, "at least 1.2340"),
        ("ca. 1,200", BOTH, "about 1.2"),
        ("omkring 1.200", BOTH, "about 1200"),
        ("1.500,25", BOTH, "1500.25"),
        ("1,500.25", BOTH, "1500.25"),
        ("1.500.000", BOTH, "1500000"),
        ("1 500", BOTH, "1500"),
        ("1\u00a0500\u00a0000", BOTH, "1500000"),
        ("1.5", BOTH, "1.5"),
        ("1,5", BOTH, "1.5"),
        ("0,500", BOTH, "0.5"),
        ("1500.125", BOTH, "1500.125"),
        ("1.1250", BOTH, "1.1250"),
        ("about 1,5", BOTH, "about 1.5"),
        ("007", BOTH, "7"),
        ("unquantified", BOTH, "unquantified"),
        ("uden tal", BOTH, "unquantified"),
        ("Uden tal:  Meget  stor mængde ", BOTH, "unquantified: Meget stor mængde"),
        ("unquantified: very large amount", BOTH, "unquantified: very large amount"),
        (14, BOTH, "14"),
        (14.0, BOTH, "14"),
        (1.125, BOTH, "1.1250"),
        (Decimal("1500.50"), BOTH, "1500.5"),
    ],
)
def test_an_officer_writes_a_quantity(written: str | float | Decimal, languages: tuple[str, ...], text: str) -> None:
    assert [read_quantity(written, language) for language in languages] == [Quantity.parse(text)] * len(languages)


@pytest.mark.parametrize(
    ("written", "language", "message"),
    [
        ("1.500", "en", "“1.500” may be read as “1500” or as “1.5”. Write the one you mean."),
        ("1.500", "da", "“1.500” may be read as “1500” or as “1,5”. Write the one you mean."),
        ("1,500", "en", "“1,500” may be read as “1500” or as “1.5”. Write the one you mean."),
        ("1.500", "de", "“1.500” may be read as “1500” or as “1.5”. Write the one you mean."),
        ("01,500", "en", "“01,500” may be read as “1500” or as “1.5”. Write the one you mean."),
        (
            "Circa  1,125",
            "en",
            "“Circa  1,125” may be read as “Circa 1125” or as “Circa 1.1250”. Write the one you mean.",
        ),
    ],
)
def test_a_separator_that_may_mean_two_things_is_asked_about(written: str, language: str, message: str) -> None:
    with pytest.raises(ValidationError) as refused:
        read_quantity(written, language)
    assert (refused.value.code, refused.value.messages) == ("number_ambiguous", [message])


@pytest.mark.parametrize(
    ("written", "code"),
    [
        *(
            (text, "quantity")
            for text in ("14 trucks", "-5", "about", "1e5", "many", "1.5.0", "12.34.567", "½", "１４")
        ),
        *(
            (text, "quantity")
            for text in ("at least not known", "1,500.250.000", "5+", "unquantified: a\x00b", True, ())
        ),
        ("9" * 16, "number_size"),
        ("1.12345", "number_size"),
        ("unquantified: " + "much " * 40, "quantity_words"),
        ("much " * 100, "quantity"),
    ],
)
def test_what_is_no_quantity_is_refused(written: str, code: str) -> None:
    with pytest.raises(ValidationError) as refused:
        read_quantity(written, "en")
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("written", "expected"),
    [("", None), ("  ", None), ("ukendt", Absence.NOT_KNOWN), ("ingen", Absence.NONE), ("withheld", Absence.WITHHELD)],
)
def test_no_quantity_is_one_of_four_things(written: str, expected: Absence | None) -> None:
    assert read_quantity(written) is expected


@pytest.mark.parametrize("text", ["014", "1.0", "1.125", "1,500", "Exact 5", "at least unquantified", " 14", ""])
def test_canonical_text_is_only_what_a_quantity_writes(text: str) -> None:
    with pytest.raises(ValidationError):
        Quantity.parse(text)


@pytest.mark.parametrize(
    ("number", "precision", "words"),
    [
        (None, Precision.EXACT, ""),
        (Decimal(5), Precision.UNQUANTIFIED, ""),
        (Decimal(5), Precision.EXACT, "five"),
        (Decimal(-5), Precision.EXACT, ""),
        (Decimal("NaN"), Precision.EXACT, ""),
    ],
)
def test_a_quantity_must_make_sense(number: Decimal | None, precision: Precision, words: str) -> None:
    with pytest.raises(ValidationError):
        Quantity(number, precision, words)


@given(quantities)
def test_a_quantity_is_its_text_in_every_language(value: Quantity) -> None:
    assert Quantity.parse(value.text) == value
    assert [read_quantity(value.text, language) for language in ("en", "da", "")] == [value] * 3


@given(quantities)
def test_a_number_in_words_is_never_read_as_another(value: Quantity) -> None:
    if value.number is not None:
        for language in BOTH:
            words = in_words(value, language)
            refusals = {"number_ambiguous"} if number_is_ambiguous(words) else set()
            assert value_or_refusal(read_quantity, words, language) in {value, *refusals}


EXACT, AT_LEAST, ABOUT = (Quantity.parse(text) for text in ("14", "at least 5", "about 200"))
MANY = Quantity.parse("unquantified: a great many")


@pytest.mark.parametrize(
    ("values", "total"),
    [
        ([], QuantityTotal(None, Precision.UNQUANTIFIED)),
        ([EXACT, EXACT], QuantityTotal(Decimal(28), Precision.EXACT)),
        ([EXACT, AT_LEAST], QuantityTotal(Decimal(19), Precision.AT_LEAST)),
        ([EXACT, AT_LEAST, ABOUT], QuantityTotal(Decimal(219), Precision.ABOUT)),
        ([MANY, MANY], QuantityTotal(None, Precision.UNQUANTIFIED, unquantified=2)),
        ([Absence.NONE], QuantityTotal(Decimal(0), Precision.EXACT)),
        (
            [EXACT, MANY, Absence.NOT_KNOWN, Absence.WITHHELD, Absence.NOT_KNOWN, None, Absence.NONE],
            QuantityTotal(Decimal(14), Precision.EXACT, unquantified=1, not_known=2, withheld=1, not_recorded=1),
        ),
    ],
)
def test_a_sum_says_what_it_leaves_out(values: list[Quantity | Absence | None], total: QuantityTotal) -> None:
    assert sum_quantities(iter(values)) == total
    assert sum_quantities(values).left_out == sum(value is None or value in (*Absence, MANY) for value in values) - (
        values.count(Absence.NONE)
    )
