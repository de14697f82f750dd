"""Texts as a search found them: the words that match stand in `<mark>`, however they are spelt."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from html import escape
from typing import Final

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from cooperation.records.languages import LocalText
from cooperation.search.sought import SHORTEST_BEGINNING
from cooperation.search.words import compound_tail, words_of

AROUND: Final = 220
"""Letters of a passage, more or less."""
BEFORE: Final = 70
LOOKED_THROUGH: Final = 20_000
# Letters and figures, with accents that are signs of their own and hyphens nobody sees.
WORD: Final = re.compile("[^\\W_]+(?:[\u0300-\u036f\u00ad\u200b-\u200d]+[^\\W_]*)*")


def with_marks(text: str, words: Sequence[str]) -> SafeString:
    """Return the text as HTML with every word marked that one of `words`, folded, finds."""
    parts, end = [], 0
    for begins, ends, _word in matches(text, words):
        parts.append(f"{escape(text[end:begins])}<mark>{escape(text[begins:ends])}</mark>")
        end = ends
    return SafeString("".join(parts) + escape(text[end:]))


def matches(text: str, words: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Where words of the text are found, and by which of `words`."""
    words = tuple(words)
    for each in WORD.finditer(text):
        if word := found_by(each[0], words):
            yield each.start(), each.end(), word


def said(text: str, words: Sequence[str]) -> set[str]:
    """Return those of `words` that find a word of the text."""
    words = tuple(words)
    return {word for written in set(WORD.findall(text)) if (word := found_by(written, words))}


@lru_cache(20_000)
def found_by(written: str, words: tuple[str, ...]) -> str:
    """Return the first of `words` that finds a word as it is written, or nothing."""
    forms = spoken_forms(written)
    return next((word for word in words if any(finds(word, form) for form in forms)), "")


@lru_cache(20_000)
def spoken_forms(written: str) -> tuple[str, ...]:
    folded = words_of(written)
    return (*folded, *filter(None, map(compound_tail, folded)))


def finds(word: str, form: str) -> bool:
    return form.startswith(word) if len(word) >= SHORTEST_BEGINNING else form == word


def passage(texts: Iterable[LocalText], words: Sequence[str]) -> SafeString:
    """Return the part of that text which most of the words are in; nothing where none of them is in any."""
    best, most = None, 0
    for text in texts:
        count = len(said(text.text[:LOOKED_THROUGH], words))
        if count > most:
            best, most = text, count
        if most == len(words):
            break
    return in_its_language(best, with_marks(part_of(best.text, words), words)) if best else SafeString("")


def beginning(text: LocalText) -> SafeString:
    return in_its_language(text, conditional_escape(shortened(text.text, 0)))


def in_its_language(text: LocalText, html: SafeString) -> SafeString:
    return format_html('<span lang="{}">{}</span>', text.language, html) if text.is_fallback else html


def part_of(text: str, words: Sequence[str]) -> str:
    """Return some lines around the first word found."""
    first, *_rest = next(matches(text[:LOOKED_THROUGH], words))
    return shortened(text, max(first - BEFORE, 0) if len(text) > AROUND else 0)


def shortened(text: str, begins: int) -> str:
    """Return about so much as is shown, cut between words, with dots where something is left out."""
    start = text.find(" ", begins) + 1 if begins else 0
    end = start + AROUND
    if end >= len(text):
        kept, after = text[start:], ""
    else:
        kept, after = text[start:end].rpartition(" ")[0] or text[start:end], "\u00a0…"
    before = "…\u00a0" if start else ""
    return f"{before}{kept.strip()}{after}"
