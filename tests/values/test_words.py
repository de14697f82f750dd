from decimal import Decimal

import pytest
from django.utils import translation

from cooperation.values.absence import Absence
from cooperation.values.money import Money
from cooperation.values.partial_date import PartialDate
from cooperation.values.quantity import Quantity
from cooperation.values.words import in_words


@pytest.mark.parametrize(
    ("text", "english", "danish"),
    [
        ("2004", "2004", "2004"),
        ("2014-05", "May 2014", "maj 2014"),
        ("2015-21", "spring 2015", "foråret 2015"),
        ("2015-22", "summer 2015", "sommeren 2015"),
        ("2015-23", "autumn 2015", "efteråret 2015"),
        ("2015-24", "winter 2015", "vinteren 2015"),
        ("2024-11-21", "21 November 2024", "21. november 2024"),
        ("2024-03-01", "1 March 2024", "1. marts 2024"),
        ("2006/..", "since 2006", "siden 2006"),
        ("2006~/..", "since about 2006", "siden omkring 2006"),
        ("../2016", "until 2016", "indtil 2016"),
        ("2018/2023", "2018–2023", "2018–2023"),
        ("2014-05/2014-06", "May–June 2014", "maj–juni 2014"),
        ("2014-05/2015-06", "May 2014 – June 2015", "maj 2014 – juni 2015"),
        ("2014-05-03/2014-05-05", "3–5 May 2014", "3.–5. maj 2014"),
        ("2014-05-28/2014-06-03", "28 May 2014 – 3 June 2014", "28. maj 2014 – 3. juni 2014"),
        ("2018/2020-21", "2018 – spring 2020", "2018 – foråret 2020"),
        ("2018?/2023~", "2018 (inferred) – about 2023", "2018 (udledt) – omkring 2023"),
        ("199X", "the 1990s", "1990'erne"),
        ("199X/..", "since the 1990s", "siden 1990'erne"),
        ("190X", "the years 1900–1909", "årene 1900–1909"),
        ("19XX", "the 20th century", "1900-tallet"),
        ("20XX", "the 21st century", "2000-tallet"),
        ("11XX", "the 12th century", "1100-tallet"),
        ("2017-01~", "about January 2017", "omkring januar 2017"),
        ("2024-02-08?", "8 February 2024 (inferred)", "8. februar 2024 (udledt)"),
        ("2010%", "about 2010 (inferred)", "omkring 2010 (udledt)"),
        ("2024-11-XX", "November 2024 (day not known)", "november 2024 (dag ikke kendt)"),
        ("2024-XX", "2024 (month not known)", "2024 (måned ikke kendt)"),
        ("2024-XX-XX", "2024 (month and day not known)", "2024 (måned og dag ikke kendt)"),
    ],
)
def test_a_date_in_words(text: str, english: str, danish: str) -> None:
    value = PartialDate.parse(text)
    assert (in_words(value, "en"), in_words(value, "da")) == (english, danish)


@pytest.mark.parametrize(
    ("text", "english", "danish"),
    [
        ("14", "14", "14"),
        ("0", "0", "0"),
        ("1500", "1,500", "1.500"),
        ("1500.25", "1,500.25", "1.500,25"),
        ("at least 5", "at least 5", "mindst 5"),
        ("about 200", "about 200", "omkring 200"),
        ("unquantified", "unquantified", "uden tal"),
        ("unquantified: very large amount", "very large amount", "very large amount"),
    ],
)
def test_a_quantity_in_words(text: str, english: str, danish: str) -> None:
    value = Quantity.parse(text)
    assert (in_words(value, "en"), in_words(value, "da")) == (english, danish)


@pytest.mark.parametrize(
    ("amount", "currency", "english", "danish"),
    [
        ("84000000", "DKK", "DKK 84 million", "84 mio. kr."),
        ("1700000000", "DKK", "DKK 1.7 billion", "1,7 mia. kr."),
        ("1850000000", "EUR", "EUR 1.85 billion", "1,85 mia. EUR"),
        ("1855000000", "EUR", "EUR 1,855 million", "1.855 mio. EUR"),
        ("1234567", "DKK", "DKK 1,234,567", "1.234.567 kr."),
        ("1234567890", "DKK", "DKK 1,234,567,890", "1.234.567.890 kr."),
        ("999999.99", "DKK", "DKK 999,999.99", "999.999,99 kr."),
        ("84000000.50", "SEK", "SEK 84,000,000.50", "84.000.000,50 SEK"),
        ("1500", "DKK", "DKK 1,500", "1.500 kr."),
        ("0", "DKK", "DKK 0", "0 kr."),
        ("2.5", "DKK", "DKK 2.50", "2,50 kr."),
    ],
)
def test_money_in_words_is_exact(amount: str, currency: str, english: str, danish: str) -> None:
    value = Money(Decimal(amount), currency)
    assert (in_words(value, "en"), in_words(value, "da")) == (english, danish)


@pytest.mark.parametrize(
    ("absence", "english", "danish"),
    [
        (Absence.NOT_KNOWN, "not known", "ikke kendt"),
        (Absence.NONE, "none", "ingen"),
        (Absence.WITHHELD, "withheld", "tilbageholdt"),
        (None, "", ""),
    ],
)
def test_an_absence_in_words(absence: Absence | None, english: str, danish: str) -> None:
    assert (in_words(absence, "en"), in_words(absence, "da")) == (english, danish)


@pytest.mark.parametrize(
    ("language", "expected"), [("da", "siden 2006"), ("en-gb", "since 2006"), ("en", "since 2006")]
)
def test_words_are_in_the_active_language_where_none_is_asked_for(language: str, expected: str) -> None:
    value = PartialDate.parse("2006/..")
    with translation.override(language):
        assert (in_words(value), str(value), f"{value}") == (expected, expected, expected)


def test_every_value_prints_as_words() -> None:
    values = [Quantity.parse("about 200"), Money.parse("DKK 84000000"), Absence.NOT_KNOWN]
    with translation.override("da"):
        assert [f"{value}" for value in values] == ["omkring 200", "84 mio. kr.", "ikke kendt"]
    with translation.override(None):
        assert [str(value) for value in values] == ["about 200", "DKK 84 million", "not known"]
