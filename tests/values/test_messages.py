"""Every refusal names what was written, and every code leads to words."""

import pytest

from cooperation.values.messages import refusal, refusal_of


def test_a_refusal_repeats_what_was_written_and_not_what_was_understood() -> None:
    understood = refusal("date_day", "2024-02-30", days=29, example="2024-02-29")
    written = refusal_of(understood, "30. februar 2024")
    assert (written.code, written.messages) == (
        "date_day",
        ["“30. februar 2024”: that month has days 1 to 29. Write for example 2024-02-29."],
    )


@pytest.mark.parametrize("written", ["<b>", "100 %", "%(value)s", "{}", "“”"])
def test_what_was_written_is_never_taken_for_a_placeholder(written: str) -> None:
    assert refusal("number", written).messages == [f"“{written}” is not a number. Write for example 14, 1500 or 2.5."]
