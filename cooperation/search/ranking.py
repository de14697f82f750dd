"""The best of the rows found in a table: those with the words in their titles, then those nearest."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from django.db import connection

from cooperation.search.index import COLUMN, is_published
from cooperation.search.words import TITLE

# A word in a title, as it is and as a beginning, and in a text.
IN_TITLE, BEGINS_IN_TITLE, IN_TEXT = 9, 6, 1
POINTS: Final = (
    f"CASE WHEN w.{COLUMN} NOT LIKE %s THEN {IN_TEXT} "
    f"WHEN w.{COLUMN} LIKE %s OR w.{COLUMN} LIKE %s THEN {IN_TITLE} ELSE {BEGINS_IN_TITLE} END"
)
Found = tuple[str, Sequence[Any]]
"""The SQL of the ids of some rows, with its parameters."""
Order = Sequence[tuple[str, str]]
"""What puts rows of the same weight in order: each is SQL that is read of the row `w`, and how it is sorted."""


def best(model: Any, found: Found, words: Sequence[str], order: Order, read: Sequence[str], at_most: int) -> list[Any]:
    """Return the best of the rows that are published, the best first, with `total`, how many were found; one query.

    Of each no more than the fields in `read` is fetched, and that only when it is known which are the best.
    """
    ids, parameters = found
    quote = connection.ops.quote_name
    table, columns = quote(model._meta.db_table), [quote(field.column) for field in map(model._meta.get_field, read)]
    keys = "".join(f", {sql} AS key_{place}" for place, (sql, _direction) in enumerate(order))
    sort = ", ".join(["weight DESC", *(f"key_{place} {direction}" for place, (_sql, direction) in enumerate(order))])
    weight = " + ".join([POINTS] * len(words)) or "0"
    chosen = (
        f"WITH found (id) AS ({ids}) SELECT w.id, (SELECT COUNT(*) FROM found) AS total, {weight} AS weight{keys} "  # noqa: S608 -- quoted, as below
        f"FROM {table} w WHERE {is_published('w')} AND w.id IN (SELECT id FROM found) ORDER BY {sort} LIMIT {at_most:d}"
    )
    wanted = f"best.id, total, {', '.join(f'w.{column}' for column in columns)}"
    sql = f"SELECT {wanted} FROM ({chosen}) AS best JOIN {table} w ON w.id = best.id ORDER BY {sort}"  # noqa: S608
    return list(model._default_manager.raw(sql, [*parameters, *patterns(words)]))


def patterns(words: Sequence[str]) -> Iterator[str]:
    """What each word's points are given for; words hold letters and figures alone."""
    for word in words:
        yield from (f"%{TITLE}{word}%", f"%{TITLE}{word} %", f"%{TITLE}{word}")
