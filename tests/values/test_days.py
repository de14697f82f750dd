"""Times with an offset are days in Copenhagen, whichever field reads them."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from cooperation.records.widgets import DayWidget
from cooperation.values.forms import DayFormField, PartialDateFormField
from cooperation.values.month_first import MonthFirst
from cooperation.values.partial_date import PartialDate
from cooperation.values.widgets import PartialDateWidget


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2014-05-01T22:00:00Z", "2014-05-02"),
        ("2014-05-01T22:00:00.000Z", "2014-05-02"),
        ("2014-05-01T21:59:59Z", "2014-05-01"),
        ("2014-05-02T00:00:00+02:00", "2014-05-02"),
        ("2014-05-02T00:00:00+0200", "2014-05-02"),
        ("2014-05-02 00:30:00 +03", "2014-05-01"),
        ("2014-01-01T22:30Z", "2014-01-01"),
        ("2014-01-01T23:30Z", "2014-01-02"),
        ("2013-12-31T20:00:00-05:00", "2014-01-01"),
        ("2014-05-01 22:00 UTC", "2014-05-02"),
        ("01-05-2014 22:00:00Z", "2014-05-02"),
        ("1/5/2014 22:00 GMT", "2014-05-02"),
        (MonthFirst("05/01/2014 22:00Z"), "2014-05-02"),
        ("2014-05-01T22:00:00", "2014-05-01"),
        ("2014-05-01", "2014-05-01"),
        (datetime(2014, 5, 1, 22, tzinfo=UTC), "2014-05-02"),
        (datetime(2014, 5, 1, 22), "2014-05-01"),  # noqa: DTZ001 -- as a spreadsheet's cell has it
        (date(2014, 5, 1), "2014-05-01"),
    ],
)
def test_a_time_with_an_offset_is_the_day_in_copenhagen(written: Any, day: str) -> None:
    assert PartialDateWidget().clean(written) == PartialDate.parse(day)
    assert DayWidget().clean(written) == date.fromisoformat(day)
    if not isinstance(written, MonthFirst):
        assert DayFormField().clean(written) == date.fromisoformat(day)
    if type(written) is str:
        assert PartialDateFormField().clean(written) == PartialDate.parse(day)


def test_an_interval_of_times_is_one_of_days() -> None:
    written = "2014-05-01T22:00:00Z/2014-05-03T12:00:00Z"
    assert PartialDateWidget().clean(written) == PartialDate.parse("2014-05-02/2014-05-03")


@pytest.mark.parametrize("written", ["2014-05-01T25:00:00Z", "2014-05-01T22:00:00+99:00", "2014-05-01T22:61Z"])
def test_no_time_of_day_is_no_date(written: str) -> None:
    for widget in (PartialDateWidget(), DayWidget()):
        with pytest.raises(ValidationError) as refused:
            widget.clean(written)
        assert refused.value.code == "date"


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("2014-05", "“2014-05” is not a day. Write for example 2024-11-21 or 21 November 2024."),
        ("about 1 May 2014", "“about 1 May 2014” is not a day. Write for example 2024-11-21 or 21 November 2024."),
        ("not known", "“not known” is not a day. Write for example 2024-11-21 or 21 November 2024."),
        (2014, "“2014” is not a day. Write for example 2024-11-21 or 21 November 2024."),
        ("30-02-2024", "“30-02-2024”: that month has days 1 to 29. Write for example 29 February 2024."),
        ("2024-02-30T22:00Z", "“2024-02-30T22:00Z”: that month has days 1 to 29. Write for example 29 February 2024."),
    ],
)
def test_what_is_no_day_is_refused_where_a_day_is_asked_for(written: Any, message: str) -> None:
    with pytest.raises(ValidationError) as refused, translation.override("en"):
        DayWidget().clean(written)
    assert refused.value.messages == [message]


@pytest.mark.parametrize(("written", "day"), [("21.11.24", None), ("21. november 2024", "2024-11-21"), ("", None)])
def test_a_form_takes_a_day_in_words(written: str, day: str | None) -> None:
    field = DayFormField(required=False)
    if written == "21.11.24":
        with pytest.raises(ValidationError, match="Enter a valid date"), translation.override("en"):
            field.clean(written)
    else:
        assert field.clean(written) == (date.fromisoformat(day) if day else None)
