"""The words of a text as search compares them, and the index text of a record, which the database indexes.

An index text is words between single spaces. A mark before a word says where it stands: `=` in a title,
nothing in another text, `+` in a child row that is hidden where a record it names is not published.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from cooperation.search.folding import fold

TITLE, TEXT, ROW = "=", "", "+"
MOST_WORDS = 10_000
"""Different words of a record that are indexed: more than any has, and few enough for PostgreSQL, which has a limit."""

SHORTEST_COMPOUND = 8

LONGEST_WORD = 40
_WORD = re.compile(rf"[^\W_]{{1,{LONGEST_WORD}}}")
_ASCII = {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)}
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))

# What Danish words of the trade end in, as fold() writes it: who looks for “aftale” means “forsvarsaftale”, too.
_HEADS = (
    "aftale", "bataljon", "bistand", "center", "charter", "departement", "donation", "enhed", "erklaering", "forlig",
    "formand", "forsvar", "fond", "hjaelp", "indsats", "indsaet", "komite", "kommando", "konference", "korps", "kursus",
    "kurser", "ledelse", "lov", "materiel", "minister", "ministre", "mode", "opgave", "operation", "ordning",
    "ovelse", "pakke", "politi", "politik", "program", "projekt", "rapport", "redning", "samarbejde", "skole",
    "sikkerhed", "strategi", "styrke", "stotte", "system", "traktat", "traening", "tropper", "uddannelse", "udvalg",
    "vaben", "vaern", "vaesen",
)  # fmt: skip
_COMPOUND = re.compile(rf"[^\W\d_]{{3,}}?((?:{'|'.join(_HEADS)})[^\W\d_]{{0,4}})")  # aftale, aftalernes


def words_of(text: str) -> list[str]:
    """Return the words of a text, folded, in their order; signs stand between words, and very long ones are cut up."""
    if text.isascii():
        words = (
            text.translate(_ASCII).replace("aa", "a").replace("oe", "o").split()
        )  # as fold() does, in a third of the time
        return words if len(max(words, key=len, default="")) <= LONGEST_WORD else _WORD.findall(" ".join(words))
    return _WORD.findall(fold(text.translate(_UNSEEN)))


def index_text(titles: Iterable[str | None], texts: Iterable[str | None], rows: Iterable[str | None] = ()) -> str:
    """Return what the database indexes of a record; each argument holds texts as they are written."""
    named = distinct(titles)
    told = [word for word in distinct(texts) if word not in named]
    tails = [tail for word in (*named, *told) if len(word) >= SHORTEST_COMPOUND and (tail := compound_tail(word))]
    marked = [*(TITLE + word for word in named), *told, *tails]
    if rows:
        marked += [ROW + part for word in distinct(rows) for part in (word, compound_tail(word)) if part]
    return " ".join(marked[:MOST_WORDS])


def distinct(texts: Iterable[str | None]) -> dict[str, None]:
    return dict.fromkeys(words_of("\n".join(filter(None, texts))))


@lru_cache(100_000)
def compound_tail(word: str) -> str:
    """Return the last part of a Danish compound, `aftalen` for `forsvarsaftalen`, where it is a word of the trade."""
    found = _COMPOUND.fullmatch(word)
    return found[1] if found else ""
