"""Whole tables at once: rows by executemany on SQLite, by COPY on PostgreSQL; any number of keys in one parameter."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, models
from django.db.models.expressions import RawSQL

from cooperation.search.index import many_written

Line = Sequence[Any]


def insert(model: type[models.Model], columns: Sequence[str], lines: Iterable[Line]) -> None:
    """Write new rows. Each line has the database's own values of the columns, in order; of records the id first."""
    table, names = quoted(model._meta.db_table), ", ".join(map(quoted, columns))
    cursor: Any
    with many_written(model, columns, lines, new=True) as written, connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            copy_in(cursor, f"{table} ({names})", written)
        else:
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", written)  # noqa: S608 -- quoted names


def take_stock(written: Iterable[type[models.Model]]) -> None:
    """Have PostgreSQL count tables that have grown a lot in this transaction, which it does by itself only afterwards.

    Until then it takes them for as small as they were, and reading them together may take hours.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for table in sorted(model._meta.db_table for model in written):  # in one order: it locks them
                cursor.execute(f"ANALYZE {quoted(table)}")


def update(model: type[models.Model], columns: Sequence[str], lines: Iterable[Line]) -> None:
    """Write rows over: each line has the row's id first, then the database's own values of the columns."""
    table = quoted(model._meta.db_table)
    cursor: Any
    with many_written(model, columns, lines) as written, connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            names = ", ".join(map(quoted, ("id", *columns)))
            cursor.execute(f"CREATE TEMPORARY TABLE wanted ON COMMIT DROP AS SELECT {names} FROM {table} LIMIT 0")  # noqa: S608
            copy_in(cursor, f"wanted ({names})", written)
            settings = ", ".join(f"{quoted(column)} = wanted.{quoted(column)}" for column in columns)
            cursor.execute(f"UPDATE {table} SET {settings} FROM wanted WHERE {table}.id = wanted.id")  # noqa: S608
            cursor.execute("DROP TABLE wanted")
        else:
            settings = ", ".join(f"{quoted(column)} = %s" for column in columns)
            turned = ((*values, pk) for pk, *values in written)
            cursor.executemany(f"UPDATE {table} SET {settings} WHERE id = %s", turned)  # noqa: S608


def copy_in(cursor: Any, target: str, lines: Iterable[Line]) -> None:
    """Write by COPY, which is not Django's own; what the server refuses is still one of Django's errors."""
    with connection.wrap_database_errors, cursor.copy(f"COPY {target} FROM STDIN") as copy:
        for line in lines:
            copy.write_row(line)


def next_ids(model: type[models.Model], count: int) -> list[int]:
    """Take `count` ids that no row of the table has had."""
    table = model._meta.db_table
    if not count:
        return []
    cursor: Any
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(  # the sequence's name is asked for once, not for every id
                "SELECT nextval((SELECT pg_get_serial_sequence(%s, 'id')::regclass)) FROM generate_series(1, %s)",
                [quoted(table), count],
            )
            return [pk for (pk,) in cursor.fetchall()]
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        last = (cursor.fetchone() or (0,))[0]
    return list(range(last + 1, last + count + 1))


def quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def delete(model: type[models.Model], name: str, ids: Sequence[Any]) -> None:
    """Take out the rows of which the column holds one of the ids, and nothing else."""
    table, column = quoted(model._meta.db_table), quoted(name)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"DELETE FROM {table} WHERE {column} = ANY(%s)", [list(ids)])  # noqa: S608
        else:
            wanted = "SELECT value FROM json_each(%s)"
            cursor.execute(f"DELETE FROM {table} WHERE {column} IN ({wanted})", [json.dumps(list(ids))])  # noqa: S608


def among(references: Iterable[str]) -> RawSQL:
    """Return the references as what `__in` takes, in one parameter however many they are."""
    return _one_parameter(list(references), "text")


def among_ids(ids: Iterable[int | None]) -> RawSQL:
    return _one_parameter(list(ids), "bigint")


def _one_parameter(values: list[Any], kind: str) -> RawSQL:
    if connection.vendor == "postgresql":
        return RawSQL(f"SELECT unnest(%s::{kind}[])", [values])  # noqa: S611 -- one of two words
    return RawSQL("SELECT value FROM json_each(%s)", [json.dumps(values)])
