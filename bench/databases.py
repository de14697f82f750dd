"""Databases made for a measurement, copied, and taken away again: files of SQLite, or on a PostgreSQL server."""

import os
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

import psycopg
from psycopg import sql

PATIENCE = 30  # seconds


class Databases(Protocol):
    name: str

    def url(self, database: str) -> str:
        """Return what DATABASE_URL must be for this database."""
        ...

    def make(self, database: str) -> None: ...

    def copy(self, source: str, target: str) -> None:
        """Make the target anew as the source is; nobody may be at work in either."""
        ...

    def come_to_rest(self, database: str) -> None:
        """Wait until the server has noticed that those who were killed are gone."""
        ...


class SQLiteFiles:
    name = "SQLite"

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, database: str) -> Path:
        return self.folder / f"{database}.sqlite3"

    def url(self, database: str) -> str:
        return f"sqlite:///{self.path(database)}"

    def make(self, database: str) -> None:
        for path in self.folder.glob(f"{database}.sqlite3*"):
            path.unlink()

    def copy(self, source: str, target: str) -> None:
        self.make(target)
        with sqlite3.connect(self.path(source)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        shutil.copyfile(self.path(source), self.path(target))

    def come_to_rest(self, database: str) -> None:
        """A file is at rest when the process is gone."""


class PostgreSQLServer:
    name = "PostgreSQL"

    def __init__(self, server: psycopg.Connection, url: str) -> None:
        self.server, self.beginning = server, url.rpartition("/")[0]
        self.own = f"bench_{os.getpid()}"

    def url(self, database: str) -> str:
        return f"{self.beginning}/{self.own}_{database}"

    def make(self, database: str) -> None:
        self.drop(database)
        self.server.execute(sql.SQL("CREATE DATABASE {}").format(self.quoted(database)))

    def copy(self, source: str, target: str) -> None:
        self.drop(target)
        self.come_to_rest(source)
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        self.server.execute(statement.format(self.quoted(target), self.quoted(source)))

    def drop(self, database: str) -> None:
        self.server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(self.quoted(database)))

    def come_to_rest(self, database: str) -> None:
        until = time.monotonic() + PATIENCE
        asked = "SELECT count(*) FROM pg_stat_activity WHERE datname = %s"
        while self.server.execute(asked, [f"{self.own}_{database}"]).fetchone() != (0,):
            assert time.monotonic() < until, "somebody is still at work in the database"
            time.sleep(0.02)

    def quoted(self, database: str) -> sql.Identifier:
        return sql.Identifier(f"{self.own}_{database}")


@contextmanager
def databases_of(url: str) -> Iterator[Databases]:
    """Make databases on the server of this address, whatever database it names; files in a folder where it is empty."""
    if not url:
        with tempfile.TemporaryDirectory() as folder:
            yield SQLiteFiles(Path(folder))
        return
    address = url.replace("postgres://", "postgresql://").rpartition("/")[0]
    with psycopg.connect(f"{address}/postgres", autocommit=True) as connection:
        server = PostgreSQLServer(connection, url)
        try:
            yield server
        finally:
            made = connection.execute(
                "SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [f"{server.own}_"]
            ).fetchall()
            for (name,) in made:
                connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def wanted(chosen: str, postgresql: str) -> list[str]:
    """Return the addresses to go through for `both`, `sqlite` or `postgresql`."""
    return {"sqlite": [""], "postgresql": [postgresql], "both": ["", postgresql]}[chosen]
