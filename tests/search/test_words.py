"""The words search compares, and what is made of whatever somebody writes into a search field."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cooperation.search.sought import LONGEST, MOST, Sought, sought_words
from cooperation.search.words import LONGEST_WORD, compound_tail, index_text, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Århus, Aarhus og AARHUS", ["arhus", "arhus", "og", "arhus"]),
        ("Søværnets / soeværnets", ["sovaernets", "sovaernets"]),
        ("rs-loi-2004 (B 173)", ["rs", "loi", "2004", "b", "173"]),
        ("snake_case", ["snake", "case"]),
        ("half\u00adword", ["halfword"]),
        ("e\u0301tat", ["etat"]),
        ("\x00\ud800%*\"'🚁", []),
        ("x" * 100, ["x" * 40, "x" * 40, "x" * 20]),
        ("é" * 41, ["e" * 40, "e"]),
    ],
)
def test_words_of_a_text(text: str, words: list[str]) -> None:
    assert words_of(text) == words


@given(st.text(st.characters(max_codepoint=127)))
def test_the_quick_way_for_plain_letters_is_the_same(text: str) -> None:
    assert words_of(text) == words_of(text + " é")[:-1]


@pytest.mark.parametrize(
    ("word", "tail"),
    [
        ("forsvarsministeriets", "ministeriets"),
        ("faelleserklaering", "erklaering"),
        ("sikkerhedsaftalerne", "aftalerne"),
        ("topmodet", "modet"),
        ("cooperation", ""),
        ("commission", ""),
        ("aftale", ""),
        ("2004aftale", ""),
    ],
)
def test_a_danish_compound_is_found_by_its_last_part(word: str, tail: str) -> None:
    assert compound_tail(word) == tail


def test_an_index_text_says_where_each_word_stands() -> None:
    assert index_text(["Letter of intent", None], ["a letter on forsvarsaftalen", ""], ["the Office"]) == (
        "=letter =of =intent a on forsvarsaftalen aftalen +the +office"
    )


def test_a_sought_word_is_asked_of_each_database_in_its_own_language() -> None:
    sought = Sought(["b", "173"])
    assert sought.for_fts5() == '("=b" OR "b") AND ("=173" * OR "173" *)'
    assert sought.for_tsquery() == "('=b'|'b')&('=173':*|'173':*)"
    assert Sought(["serbia"], beginnings=False, in_rows=True, unpublished=True).for_tsquery() == (
        "('=serbia'|'serbia'|'+serbia'|'~=serbia'|'~serbia'|'~+serbia')"
    )


def test_a_long_search_is_cut() -> None:
    assert sought_words("serbia Serbia  SERBIA") == ["serbia"]
    assert len(sought_words(" ".join(map(str, range(100))))) == MOST
    assert sought_words("wyvern " + "-" * LONGEST + " serbia") == ["wyvern"]


@given(st.text())
def test_whatever_is_sought_is_letters_and_digits_alone(text: str) -> None:
    for word in sought_words(text):
        assert word.isalnum()
        assert 1 <= len(word) <= LONGEST_WORD
