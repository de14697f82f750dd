"""Text in the register's form: composed, with line feeds alone, without invalid characters."""

import unicodedata

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from cooperation.values.texts import is_normal, normalise, refuse_invalid, replace_invalid


@pytest.mark.parametrize(
    ("text", "one_line", "normal"),
    [
        ("A\u030arhus", "Århus", "Århus"),
        ("Two\nlines\ttab", "Two lines tab", "Two\nlines\ttab"),
        ("a\r\nb\rc", "a b c", "a\nb\nc"),
        ("a\x0bb\x0cc\x85d", "a b c d", "a\nb\nc\nd"),
        ("a\u2028b\u2029c", "a b c", "a\nb\nc"),
        ("a \n\n b", "a b", "a \n\n b"),
        ("two  spaces\u00a0kept", "two  spaces\u00a0kept", "two  spaces\u00a0kept"),
        ("שלום 😀 \u200b\u00ad", "שלום 😀 \u200b\u00ad", "שלום 😀 \u200b\u00ad"),
        ("", "", ""),
    ],
)
def test_text_is_brought_into_one_form(text: str, one_line: str, normal: str) -> None:
    assert (normalise(text, one_line=True), normalise(text, one_line=False)) == (one_line, normal)


CONTROLS = ["\x00", "\x08", "\x0e", "\x1f", "\x7f", "\x80", "\x84", "\x86", "\x9f"]
NO_CHARACTERS = ["\ufdd0", "\ufdef", "\ufffe", "\uffff", "\U0001fffe", "\U0010ffff", "\ud800", "\udfff"]
VALID = ["\t", "\n", "\r", "\x0b", "\x0c", "\x85", "\u00a0", "\u200b", "\ufffd", "\ue000"]


@pytest.mark.parametrize("character", [*CONTROLS, *NO_CHARACTERS])
def test_invalid_characters_are_named(character: str) -> None:
    code = f"U+{ord(character):04X}"
    with pytest.raises(ValidationError) as after:
        refuse_invalid(f"the first line\nand more{character}")
    with pytest.raises(ValidationError) as first:
        refuse_invalid(f"{character}more")
    assert after.value.messages == [
        f"The text contains an invalid character ({code}) after “line and more”. Delete it."
    ]
    assert first.value.messages == [f"The text begins with an invalid character ({code}). Delete it."]
    assert replace_invalid(f"a{character}b") == "a\ufffdb"


@pytest.mark.parametrize("character", VALID)
def test_other_characters_are_no_mistake(character: str) -> None:
    refuse_invalid(f"a{character}b")
    assert replace_invalid(f"a{character}b") == f"a{character}b"


@given(st.text(st.characters(exclude_categories=())), st.booleans())
def test_what_is_normal_stays_and_all_else_becomes_normal(text: str, one_line: bool) -> None:
    made = replace_invalid(normalise(text, one_line=one_line))
    assert is_normal(made, one_line=one_line)
    assert is_normal(text, one_line=one_line) == (made == text)
    assert replace_invalid(normalise(made, one_line=one_line)) == made
    assert unicodedata.is_normalized("NFC", made)
