"""Whatever a file holds, it is read or refused in words. Longer runs: `python -m tests.exchange.mutations 10000`."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cooperation.exchange.problems import RefusedError
from cooperation.exchange.reading import ReadingChoices, Sheet, read_file
from tests.exchange.mutations import mutated

MARKS = st.sampled_from(
    [b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"sep=;\n"]
)
CSV_LIKE = st.text(st.sampled_from("ab;,\t\"'\r\n =#æ\u00a0\u200b🚁")).map(str.encode)
CHOICES = st.builds(
    ReadingChoices,
    encoding=st.sampled_from([None, "utf-8", "utf-16", "cp1252"]),
    delimiter=st.sampled_from([None, ",", ";", "\t"]),
    header_rows=st.sampled_from([{}, {"a": 2}]),
)


def read_or_refused(name: str, content: bytes, choices: ReadingChoices | None = None) -> list[Sheet]:
    try:
        return read_file(name, content, choices or ReadingChoices())
    except RefusedError:
        return []


@settings(max_examples=300)
@given(MARKS, st.one_of(st.binary(max_size=300), CSV_LIKE), CHOICES)
def test_any_bytes_are_read_or_refused(mark: bytes, content: bytes, choices: ReadingChoices) -> None:
    for sheet in read_or_refused("a.csv", mark + content, choices):
        assert sheet.rows == sorted(sheet.rows, key=lambda row: row[0])
        assert sheet.taken_for


@pytest.mark.parametrize("seed", range(30))
def test_a_mutated_file_is_read_or_refused(seed: int) -> None:
    name, content = mutated(random.Random(seed))  # noqa: S311 - the same each time, not secret

    read_or_refused(name, content)
