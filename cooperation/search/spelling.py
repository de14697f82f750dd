"""Words near a word that is found nowhere: those that are indexed for the public, at one slip of the pen or alike."""

import json
from collections.abc import Iterable, Sequence
from string import ascii_lowercase
from typing import Any, Final, TypeVar

from django.db import connection, models

from cooperation.search.index import index_name, indexed
from cooperation.search.nearest import nearest
from cooperation.search.words import TITLE

SHORTEST: Final = 4
LONGEST: Final = 20
"""Letters of words that are worth a suggestion."""
ALIKE: Final = 0.66

Kind = TypeVar("Kind", bound=models.Model)


def slips(word: str) -> set[str]:
    """Return every word that is one slip away: a letter too many, too few, wrong, or in its neighbour's place."""
    parts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    too_many = (head + tail[1:] for head, tail in parts if tail)
    swapped = (head + tail[1] + tail[0] + tail[2:] for head, tail in parts if len(tail) > 1)
    wrong = (head + letter + tail[1:] for head, tail in parts if tail for letter in ascii_lowercase)
    too_few = (head + letter + tail for head, tail in parts for letter in ascii_lowercase)
    return {*too_many, *swapped, *wrong, *too_few} - {word}


def worth_it(word: str) -> bool:
    return SHORTEST <= len(word) <= LONGEST and word.isalpha()


def most_alike(word: str, words: Iterable[str], least: float = ALIKE) -> str:
    """Return the one that is most like `word`, or nothing where none is."""
    return next(iter(nearest(word, words, least=least)), "")


def in_public_use(words: Iterable[str], kinds: Sequence[type[Kind]]) -> dict[str, type[Kind]]:
    """Return those of the words that a published record holds in its own texts, with the first such kind; one query."""
    parameter: Any = sorted(words)
    which = " ".join(f"WHEN EXISTS ({holder(kind)}) THEN {number}" for number, kind in enumerate(kinds))
    if connection.vendor == "postgresql":
        every = "(SELECT unnest(%s::text[]) AS value) each_word"
    else:
        every, parameter = "json_each(%s) each_word", json.dumps(parameter)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT value, CASE {which} END FROM {every}", [parameter])  # noqa: S608 -- names of tables
        return {word: kinds[number] for word, number in cursor.fetchall() if number is not None}


def holder(kind: type[models.Model]) -> str:
    """Return the SQL of a published row that has the word `value` in a title or text."""
    quote = connection.ops.quote_name
    if connection.vendor == "postgresql":
        asked = f"('''{TITLE}' || value || '''|''' || value || '''')::tsquery"
        return f"SELECT 1 FROM {quote(kind._meta.db_table)} w WHERE {indexed('w')} @@ {asked}"  # noqa: S608
    index = quote(index_name(kind))
    return f"""SELECT 1 FROM {index} WHERE {index} MATCH '"{TITLE}' || value || '" OR "' || value || '"'"""  # noqa: S608
