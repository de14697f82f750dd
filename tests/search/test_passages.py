"""Words found stand in marks, however they are spelt, and nothing of a text becomes HTML."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cooperation.public.passages import AROUND, passage, with_marks
from cooperation.records.languages import LocalText
from cooperation.search.sought import sought_words


def said(text: str, fallback: bool = False) -> LocalText:
    return LocalText(text, "da" if fallback else "en", fallback)


@pytest.mark.parametrize(
    ("text", "sought", "marked"),
    [
        ("Søværnet and Aarhus", "soevaernet århus", "<mark>Søværnet</mark> and <mark>Aarhus</mark>"),
        ("Støtte til A\u030arhus", "arhus", "Støtte til <mark>A\u030arhus</mark>"),
        ("Serbian forces", "serb", "<mark>Serbian</mark> forces"),
        ("B 173 and 1730", "b", "<mark>B</mark> 173 and 1730"),
        ("Forsvarsaftalen af 2018", "aftale", "<mark>Forsvarsaftalen</mark> af 2018"),
        ("rs-loi-2004", "2004 rs", "<mark>rs</mark>-loi-<mark>2004</mark>"),
        ("half\u00adword", "halfword", "<mark>half\u00adword</mark>"),
        (
            '<b>Serbia</b> & "x"',
            "serbia b",
            "&lt;<mark>b</mark>&gt;<mark>Serbia</mark>&lt;/<mark>b</mark>&gt; &amp; &quot;x&quot;",
        ),
        ("nothing here", "serbia", "nothing here"),
    ],
)
def test_words_are_marked_as_they_are_written(text: str, sought: str, marked: str) -> None:
    assert with_marks(text, sought_words(sought)) == marked


def test_the_passage_is_of_the_text_that_most_words_are_in() -> None:
    texts = [said("Only Serbia."), said("Serbia and courses.", True), said("Kurser.")]
    assert passage(texts, ["serbia"]) == "Only <mark>Serbia</mark>."
    assert passage(texts, ["serbia", "course"]) == (
        '<span lang="da"><mark>Serbia</mark> and <mark>courses</mark>.</span>'
    )
    assert passage(texts, ["wyvern"]) == ""


def test_a_long_text_is_cut_between_words_around_what_is_found() -> None:
    found = passage([said("before " * 100 + "wyvern " + "after " * 100)], ["wyvern"])
    assert found.startswith("…\u00a0before")
    assert found.endswith("after\u00a0…")
    assert found.count("<mark>wyvern</mark>") == 1
    assert len(found) < AROUND + 40


@given(st.text(), st.text())
def test_no_text_is_an_error(text: str, sought: str) -> None:
    assert "<script" not in passage([said(text + "<script>" + sought)], sought_words(sought))
