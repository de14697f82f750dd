"""The index of a kind of record: which words its rows hold. The database keeps it, whoever writes.

On SQLite it is an FTS5 table beside the records' own, kept by triggers; on PostgreSQL a GIN index. What is indexed is
the column `folded`, see words.py; the words of rows that are not published are marked apart, so that a search of the
public never comes across them.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

from django.db import connection, connections, models, transaction
from django.db.models.expressions import RawSQL

from cooperation.search.sought import UNPUBLISHED, Sought

COLUMN: Final = "folded"
VERSION: Final = 1
"""Rises when index texts are written in another way: then every index is made anew after the next migration."""
FUNCTION: Final = "register_words"

# Its cost keeps PostgreSQL from reading a whole table, calling it for every row; a higher one would have it compile.
POSTGRESQL: Final = f"""
CREATE OR REPLACE FUNCTION {FUNCTION}(folded text, published boolean) RETURNS tsvector
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 1000 AS $$
BEGIN
    IF folded = '' THEN RETURN ''::tsvector; END IF;
    IF NOT published THEN folded := '{UNPUBLISHED}' || replace(folded, ' ', ' {UNPUBLISHED}'); END IF;
    RETURN array_to_tsvector(string_to_array(folded, ' '));
END $$
"""
# Nothing but the rows' ids is kept of a word, so words found need no reading of texts, and the index is small.
OPTIONS: Final = "content='', detail=none, columnsize=0, tokenize=\"ascii tokenchars '=+~'\""
Line = Sequence[Any]
PENDING: Final = 64  # kilobytes that PostgreSQL may leave unsorted, and reads through for every word that is sought


def index_name(model: type[models.Model]) -> str:
    return f"{model._meta.db_table}_words_{VERSION}"


def terms_name(model: type[models.Model]) -> str:
    """The list of the words of an index, which is there on SQLite."""
    return f"{index_name(model)}_terms"


def is_published(row: str) -> str:
    """Return the SQL that says whether a row is published; search shows none but through `published()` all the same."""
    return f"{row}.state = 'published'"


def holding(model: type[models.Model], sought: Sought, at_most: int | None = None) -> RawSQL:
    """Return the ids of the rows that hold the words, as what `__in` takes; the last ones in where there are more."""
    quote = connection.ops.quote_name
    table, index = quote(model._meta.db_table), quote(index_name(model))
    limit = f" LIMIT {at_most:d}" if at_most is not None else ""
    if connection.vendor == "postgresql":
        found = f"SELECT w.id FROM {table} w WHERE {indexed('w')} @@ %s::tsquery{limit}"  # noqa: S608 -- quoted, as below
        return RawSQL(found, [sought.for_tsquery()])  # noqa: S611
    order = f" ORDER BY rowid DESC{limit}" if limit else ""
    return RawSQL(f"SELECT rowid FROM {index} WHERE {index} MATCH %s{order}", [sought.for_fts5()])  # noqa: S608, S611


def indexed(row: str) -> str:
    """Return the SQL of a row's index text with its marks."""
    if connection.vendor == "postgresql":
        return f"{FUNCTION}({row}.{COLUMN}, {is_published(row)})"
    marked = f"'{UNPUBLISHED}' || replace({row}.{COLUMN}, ' ', ' {UNPUBLISHED}')"
    return f"CASE WHEN {is_published(row)} THEN {row}.{COLUMN} ELSE {marked} END"


# Making it


def is_there(model: type[models.Model], using: str) -> bool:
    """Whether the index is there and kept. SQLite drops a table's triggers when Django makes the table anew."""
    with connections[using].cursor() as cursor:
        if connections[using].vendor == "postgresql":
            made = "SELECT 1 FROM pg_class WHERE relname = %s AND %s = ANY(reloptions)"
            cursor.execute(made, [index_name(model), f"gin_pending_list_limit={PENDING}"])
            return cursor.fetchone() is not None
        cursor.execute("SELECT sql FROM sqlite_master WHERE name LIKE %s", [f"{index_name(model)}%"])
        found = {sql for (sql,) in cursor.fetchall()}
        return found >= {*tables_of_words(model), *(trigger(model, moment) for moment in MOMENTS)}


def lay(model: type[models.Model], using: str) -> None:
    """Make the index anew, of what the table holds."""
    quote = connections[using].ops.quote_name
    table, index = quote(model._meta.db_table), quote(index_name(model))
    with connections[using].cursor() as cursor:
        if connections[using].vendor == "postgresql":
            cursor.execute(POSTGRESQL)
            cursor.execute(f"DROP INDEX IF EXISTS {index}")
            row = f"{FUNCTION}({COLUMN}, {is_published(table)})"
            cursor.execute(
                f"CREATE INDEX {index} ON {table} USING gin (({row})) WITH (gin_pending_list_limit = {PENDING})"
            )
            return
        cursor.execute(f"DROP TABLE IF EXISTS {index}")
        cursor.execute(f"DROP TABLE IF EXISTS {quote(terms_name(model))}")
        for table_of_words in tables_of_words(model):
            cursor.execute(table_of_words)
        cursor.execute(f"INSERT INTO {index} (rowid, words) SELECT id, {indexed('w')} FROM {table} w")  # noqa: S608
        for moment in MOMENTS:
            cursor.execute(f"DROP TRIGGER IF EXISTS {quote(f'{index_name(model)}_{moment}')}")
            cursor.execute(trigger(model, moment))


def tables_of_words(model: type[models.Model]) -> tuple[str, str]:
    """Return the SQL that makes the index, and that of the list of its words, which keeps nothing of its own."""
    index, terms = map(connection.ops.quote_name, (index_name(model), terms_name(model)))
    words = f"CREATE VIRTUAL TABLE {index} USING fts5(words, {OPTIONS})"
    return words, f"CREATE VIRTUAL TABLE {terms} USING fts5vocab({index}, row)"


MOMENTS: Final = {
    "insert": ("INSERT", "", ("new",)),
    "update": (
        f"UPDATE OF id, {COLUMN}, state",
        f"WHEN (old.id, old.{COLUMN}, old.state) IS NOT (new.id, new.{COLUMN}, new.state) ",
        ("old", "new"),
    ),
    "delete": ("DELETE", "", ("old",)),
}


def trigger(model: type[models.Model], moment: str) -> str:
    quote = connection.ops.quote_name
    index, name = quote(index_name(model)), quote(f"{index_name(model)}_{moment}")
    event, condition, rows = MOMENTS[moment]
    takes_out = f"INSERT INTO {index} ({index}, rowid, words) VALUES ('delete', old.id, {indexed('old')});"  # noqa: S608
    puts_in = f"INSERT INTO {index} (rowid, words) VALUES (new.id, {indexed('new')});"  # noqa: S608
    does = " ".join({"old": takes_out, "new": puts_in}[row] for row in rows)
    return f"CREATE TRIGGER {name} AFTER {event} ON {quote(model._meta.db_table)} {condition}BEGIN {does} END"


# Many rows at once


@contextmanager
def many_written(
    model: type[models.Model], columns: Sequence[str], lines: Iterable[Line], *, new: bool = False
) -> Iterator[Iterable[Line]]:
    """Give the lines, whose first value is the row's id, to be written, and then index their rows together.

    On SQLite this is many times as fast as the trigger, which is taken away meanwhile: nobody else can write.
    """
    if connection.vendor != "sqlite" or not hasattr(model, COLUMN) or not {COLUMN, "state"} & set(columns):
        yield lines
        return
    lines = list(lines)
    moment = "insert" if new else "update"
    quote = connection.ops.quote_name
    table, index = quote(model._meta.db_table), quote(index_name(model))
    rows = f"FROM {table} w WHERE w.id IN (SELECT value FROM json_each(%s))"  # noqa: S608
    ids = [json.dumps([line[0] for line in lines])]
    with transaction.atomic(), connection.cursor() as cursor:
        if not new:
            taken_out = f"SELECT 'delete', w.id, {indexed('w')} {rows}"
            cursor.execute(f"INSERT INTO {index} ({index}, rowid, words) {taken_out}", ids)
        cursor.execute(f"DROP TRIGGER {quote(f'{index_name(model)}_{moment}')}")
        yield lines
        cursor.execute(trigger(model, moment))
        cursor.execute(f"INSERT INTO {index} (rowid, words) SELECT w.id, {indexed('w')} {rows}", ids)


def sort_in(written: Iterable[type[models.Model]]) -> None:
    """Have PostgreSQL sort in the last words of many rows, which searches would read through until it is vacuumed."""
    if connection.vendor == "postgresql":
        indexes = sorted({index_name(model) for model in written if hasattr(model, COLUMN)})
        with connection.cursor() as cursor:
            own = "pg_table_is_visible(oid) AND pg_has_role(relowner, 'USAGE')"  # others it sorts when it is vacuumed
            cursor.execute(
                f"SELECT gin_clean_pending_list(oid) FROM pg_class WHERE relname = ANY(%s) AND {own}",  # noqa: S608
                [indexes],
            )
