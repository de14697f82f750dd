"""What somebody looks for: words, whatever was written, in the query languages of SQLite and PostgreSQL."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

from cooperation.search.words import ROW, TEXT, TITLE, words_of

LONGEST = 200
"""Characters of a search that are read."""
MOST = 12
"""Words of a search that are looked for."""
SHORTEST_BEGINNING = 3
"""Letters from which on a word also finds longer words that begin so."""
UNPUBLISHED = "~"
"""Stands in the index before the words of records that are not published, ahead of all other marks."""


@dataclass(frozen=True)
class Sought:
    """Words that must all be in a record. `beginnings`: longer words that begin so do as well.

    `in_rows` looks in child rows, too, that may be hidden; `unpublished` in records that are not published.
    """

    words: Sequence[str]
    beginnings: bool = True
    in_rows: bool = False
    unpublished: bool = False

    @property
    def marks(self) -> list[str]:
        marks = [TITLE, TEXT, ROW] if self.in_rows else [TITLE, TEXT]
        return [*marks, *(UNPUBLISHED + mark for mark in marks)] if self.unpublished else marks

    def begins(self, word: str) -> bool:
        return self.beginnings and len(word) >= SHORTEST_BEGINNING

    def with_rows(self) -> Self | None:
        """The same with child rows looked in, too; None where no row is known to hold any of the words."""
        return replace(self, in_rows=True)

    def for_fts5(self) -> str:
        return self._query('"{}"', " *", " OR ", " AND ")

    def for_tsquery(self) -> str:
        return self._query("'{}'", ":*", "|", "&")

    def _query(self, quoted: str, beginning: str, either: str, both: str) -> str:
        """Words hold letters and digits alone, so nothing in them can be read as anything else."""
        each = (
            either.join(quoted.format(mark + word) + (beginning if self.begins(word) else "") for mark in self.marks)
            for word in self.words
        )
        return both.join(f"({one})" for one in each)


def sought_words(text: str) -> list[str]:
    """Return the words to look for, each once."""
    return list(dict.fromkeys(words_of(text[:LONGEST])))[:MOST]
