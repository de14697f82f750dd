"""Words looked for, as the words of an index that begin so.

SQLite looks a word up at once, while for the beginning of one it first reads through all rows with any such word; it
lists the words themselves much sooner. PostgreSQL has no such list, and no need of one.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Self

from django.db import connection, models

from cooperation.search.index import terms_name
from cooperation.search.sought import Sought
from cooperation.search.words import ROW

WRITTEN_OUT: Final = 20
"""Words of one beginning that are looked for one by one."""


@dataclass(frozen=True)
class SoughtTerms(Sought):
    """Words looked for in one index; `terms` are the first words it has for each, by the word with its mark."""

    terms: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @property
    def may_be_held(self) -> bool:
        """Whether the index has each of the words, though maybe no row has all of them."""
        return all(any(self.terms[mark + word] for mark in (*self.marks, ROW)) for word in self.words)

    def with_rows(self) -> Self | None:
        return super().with_rows() if any(self.terms[ROW + word] for word in self.words) else None

    def for_fts5(self) -> str:
        return " AND ".join(f"({' OR '.join(self.forms(word))})" for word in self.words)

    def forms(self, word: str) -> Iterator[str]:
        for mark in self.marks:
            known = self.terms[mark + word]
            if len(known) > WRITTEN_OUT:
                yield f'"{mark + word}" *'
            else:
                yield from (f'"{term}"' for term in known or [mark + word])


def sought_in(kinds: Sequence[type[models.Model]], words: Sequence[str]) -> dict[type[models.Model], Sought]:
    """Return the kinds that may hold the words, with what to look for in each; one query at most."""
    sought = Sought(words, in_rows=True)
    if connection.vendor == "postgresql" or not kinds:
        return dict.fromkeys(kinds, Sought(words))
    found: list[dict[str, Sequence[str]]] = [{} for _kind in kinds]
    each = " UNION ALL ".join(terms_of(kind, number) for number, kind in enumerate(kinds))
    with connection.cursor() as cursor:
        cursor.execute(each, [json.dumps([*bounds(sought)])] * len(kinds))
        for number, word, terms in cursor.fetchall():
            found[number][word] = terms.split() if terms else ()
    here = (SoughtTerms(words, terms=terms) for terms in found)
    return {kind: one for kind, one in zip(kinds, here, strict=True) if one.may_be_held}


def terms_of(kind: type[models.Model], number: int) -> str:
    """Return the SQL of an index's words between each two bounds, of as many as show whether they are too many."""
    terms = connection.ops.quote_name(terms_name(kind))
    beginning, last = "json_extract(each.value, '$[0]')", "json_extract(each.value, '$[1]')"
    first = f"SELECT term FROM {terms} WHERE term BETWEEN {beginning} AND {last} LIMIT {WRITTEN_OUT + 1}"  # noqa: S608 -- quoted, as below
    return f"SELECT {number}, {beginning}, (SELECT group_concat(term, ' ') FROM ({first})) FROM json_each(%s) each"  # noqa: S608


def bounds(sought: Sought) -> Iterator[tuple[str, str]]:
    for word in sought.words:
        last = "\U0010ffff" if sought.begins(word) else ""
        yield from ((mark + word, mark + word + last) for mark in sought.marks)
