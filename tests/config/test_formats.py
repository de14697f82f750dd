from datetime import date, datetime

import pytest
from django import forms
from django.utils import translation
from django.utils.formats import date_format

DAY = date(2024, 11, 21)


@pytest.mark.parametrize(("language", "words"), [("en", "21 November 2024"), ("da", "21. november 2024")])
def test_a_day_reads_as_the_language_writes_it(language: str, words: str) -> None:
    with translation.override(language):
        assert date_format(DAY) == words


@pytest.mark.parametrize("language", ["en", "da"])
@pytest.mark.parametrize("written", ["2024-11-21", "21-11-2024", "21.11.2024", "21/11/2024"])
def test_a_day_may_be_written_in_each_usual_way(language: str, written: str) -> None:
    with translation.override(language):
        assert forms.DateField().clean(written) == DAY


def test_a_danish_clock_has_a_full_stop() -> None:
    with translation.override("da"):
        assert date_format(datetime(2020, 1, 6, 10, 6), "DATETIME_FORMAT") == "6. januar 2020 kl. 10.06"  # noqa: DTZ001
