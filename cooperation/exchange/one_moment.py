"""Reads over several queries, all of the register as it was at one moment, while others go on writing."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction


@contextmanager
def one_moment() -> Iterator[None]:
    """Let every query inside see the same register. Within a transaction, that transaction is the moment.

    Nothing may be written inside: on SQLite it is a transaction that never asks for the lock to write.
    """
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic():
            run("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    else:
        run("BEGIN DEFERRED")
        try:
            yield
        finally:
            run("ROLLBACK")


def run(statement: str) -> None:
    cursor: Any
    with connection.cursor() as cursor:
        cursor.execute(statement)
