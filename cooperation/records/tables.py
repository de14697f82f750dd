"""Whole tables at once: many rows a statement on SQLite, COPY on PostgreSQL; any number of keys in one parameter."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from itertools import chain, islice
from typing import Any

from django.db import connection, models
from django.db.models.expressions import RawSQL

from cooperation.records.beside import do
from cooperation.search.index import many_written

Line = Sequence[Any]
ROWS_A_STATEMENT = 2000


def insert(model: type[models.Model], columns: Sequence[str], lines: Iterable[Line]) -> None:
    """Write new rows. Each line has the database's own values of the columns, in order; of records the id first."""
    target = f"{quoted(model._meta.db_table)} ({', '.join(map(quoted, columns))})"
    with many_written(model, columns, lines, new=True) as written:
        if connection.vendor == "postgresql":
            copy_in(target, written)
        else:
            insert_at_once(target, len(columns), written)


def insert_at_once(target: str, width: int, lines: Iterable[Line]) -> None:
    """Write rows by as few statements as SQLite takes, in three quarters of the time of one a row."""
    with connection.cursor(), connection.wrap_database_errors:
        sqlite: Any = connection.connection
        at_once = min(ROWS_A_STATEMENT, sqlite.getlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER) // width)
        row = f"({', '.join('?' * width)})"
        lines = iter(lines)
        while portion := list(islice(lines, at_once)):
            sqlite.execute(f"INSERT INTO {target} VALUES {', '.join([row] * len(portion))}", [*chain(*portion)])  # noqa: S608


def take_stock(written: Iterable[type[models.Model]]) -> None:
    """Have the database count tables that have grown a lot in this transaction, or it takes them for what they were.

    PostgreSQL would until the transaction is over, and reading them together may take hours; SQLite would for ever.
    """
    grown = sorted(model._meta.db_table for model in written)  # in one order: PostgreSQL locks them
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for table in grown:
                cursor.execute(f"ANALYZE {quoted(table)}")
        elif grown:
            cursor.execute("ANALYZE")  # of all tables: it takes one it never counted for a very large one


def are_counted_soon() -> bool:
    """Whether the database counts grown tables by itself when they have been written, within a minute."""
    return connection.vendor == "postgresql"


def check_at_once(model: type[models.Model], growing: Iterable[type[models.Model]]) -> None:
    """Have PostgreSQL check the keys of the table's new rows as they come in, not at the end of the transaction.

    `growing` are the models of which rows may come in after the rows that refer to them; those keys wait for the end.
    """
    if connection.vendor != "postgresql":
        return
    asked = "contype = 'f' AND conrelid = %s::regclass AND confrelid <> ALL(%s::regclass[])"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT conname FROM pg_constraint WHERE {asked}",  # noqa: S608
            [quoted(model._meta.db_table), [quoted(other._meta.db_table) for other in growing]],
        )
        if found := [quoted(name) for (name,) in cursor.fetchall()]:
            cursor.execute(f"SET CONSTRAINTS {', '.join(found)} IMMEDIATE")


def update(model: type[models.Model], columns: Sequence[str], lines: Iterable[Line]) -> None:
    """Write rows over: each line has the row's id first, then the database's own values of the columns."""
    table = quoted(model._meta.db_table)
    cursor: Any
    with many_written(model, columns, lines) as written, connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            names = ", ".join(map(quoted, ("id", *columns)))
            cursor.execute(f"CREATE TEMPORARY TABLE wanted ON COMMIT DROP AS SELECT {names} FROM {table} LIMIT 0")  # noqa: S608
            copy_in(f"wanted ({names})", written)
            settings = ", ".join(f"{quoted(column)} = wanted.{quoted(column)}" for column in columns)
            cursor.execute(f"UPDATE {table} SET {settings} FROM wanted WHERE {table}.id = wanted.id")  # noqa: S608
            cursor.execute("DROP TABLE wanted")
        else:
            settings = ", ".join(f"{quoted(column)} = %s" for column in columns)
            turned = ((*values, pk) for pk, *values in written)
            cursor.executemany(f"UPDATE {table} SET {settings} WHERE id = %s", turned)  # noqa: S608


def copy_in(target: str, lines: Iterable[Line]) -> None:
    """Write by COPY, which is not Django's own; what the server refuses is still one of Django's errors."""
    connection.ensure_connection()
    driver: Any = connection.connection

    def copy() -> None:
        with driver.cursor() as cursor, cursor.copy(f"COPY {target} FROM STDIN") as into:
            for line in lines:
                into.write_row(line)

    do(copy)


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
