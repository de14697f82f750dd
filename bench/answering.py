"""What answers cost: the CPU seconds of whole servers, their databases included, from /proc."""

import http.client
import os
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import psycopg

from bench.serving import Server

TICKS = os.sysconf("SC_CLK_TCK")
NOTHING: Mapping[str, str] = {}
Processes = Callable[[], Iterable[int]]


def cpu_of(processes: Iterable[int]) -> float:
    """Seconds that these worked, and those they began that have ended since."""
    return sum(sum(map(int, stat(pid)[11:15])) for pid in processes) / TICKS


def stat(pid: int) -> list[str]:
    """The fields of /proc/…/stat from the state on; user, system and both of ended children are at 11 to 14."""
    return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()


def family(pid: int) -> list[int]:
    """The process and all that came of it."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return [pid, *(each for child in children for each in family(int(child)))]


def backends_of(database: str) -> list[int]:
    """PostgreSQL's processes that serve this database, on this machine; SQLite has none."""
    if database.startswith("sqlite"):
        return []
    with psycopg.connect(database.replace("postgres://", "postgresql://")) as connection:
        asked = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        return [pid for (pid,) in connection.execute(asked).fetchall()]


class Visitor:
    """Reads pages over one connection that is kept open, as a proxy does."""

    def __init__(self, port: int, processes: Processes) -> None:
        self.port, self.processes = port, processes
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)

    def read(self, address: str, headers: Mapping[str, str], expected: int = 200) -> http.client.HTTPResponse:
        try:
            return self._read(address, headers, expected)
        except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError):  # it was open for too long
            self.connection.close()
            return self._read(address, headers, expected)

    def _read(self, address: str, headers: Mapping[str, str], expected: int) -> http.client.HTTPResponse:
        self.connection.request("GET", address, headers=headers)
        answer = self.connection.getresponse()
        content = answer.read()
        assert answer.status == expected, f"{address}: {answer.status}"
        assert content or expected == 304, address
        return answer

    def cost(self, addresses: Iterable[str], headers: Mapping[str, str] = NOTHING, expected: int = 200) -> float:
        """CPU milliseconds a page."""
        count, before = 0, cpu_of(self.processes())
        for address in addresses:
            self.read(address, headers, expected)
            count += 1
        return (cpu_of(self.processes()) - before) / count * 1000


@contextmanager
def ours(database: str, static: Path) -> Iterator[Visitor]:
    with Server(database, static, workers=2) as server:
        yield Visitor(server.port, lambda: [*family(server.process.pid), *backends_of(database)])


@contextmanager
def datasette(rows: Path, *options: str) -> Iterator[Visitor]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "datasette", "serve", str(rows), "--port", str(port), *options]
    process = subprocess.Popen(  # noqa: S603
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        visitor = Visitor(port, lambda: family(process.pid))
        wait_for(visitor)
        yield visitor
    finally:
        process.terminate()
        process.wait()


def wait_for(visitor: Visitor) -> None:
    for _time in range(300):
        try:
            visitor.read("/-/versions.json", {})
        except OSError:
            visitor.connection.close()
            time.sleep(0.1)
        else:
            return
    raise TimeoutError("Datasette did not start")


def for_datasette(register: Path, rows: Path, table: str, texts: Iterable[str]) -> None:
    """A copy of the register's file, with full-text search of the table as Datasette's documentation sets it up."""
    columns = ", ".join(texts)
    with sqlite3.connect(register) as source, sqlite3.connect(rows) as target:
        source.backup(target)
        target.execute(f"CREATE VIRTUAL TABLE {table}_fts USING fts5({columns}, content='{table}')")
        target.execute(f"INSERT INTO {table}_fts (rowid, {columns}) SELECT id, {columns} FROM {table}")  # noqa: S608
    target.execute("ANALYZE")
    source.close()
    target.close()
