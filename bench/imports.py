"""Importing spreadsheets, ours beside the stock way of django-import-export with django-simple-history, in one run.

    python -m bench.imports [--rows 10000] [--rounds 3] [--postgresql postgres://postgres@127.0.0.1:5432]
    python -m bench.imports --rows 100000 --without-stock [--on sqlite]

Each measurement has a process and a database of its own. Preview and import together, in seconds. “Bare” is the time
to put the same new rows, links and history into the tables, by executemany or COPY, and nothing else.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import uuid
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

ROOT = Path(__file__).resolve().parent.parent
PHASES = {"new": "new", "unchanged": "unchanged again", "changed": "10 % changed"}


def once(lane: str, database: str, rows: int) -> dict[str, Any]:
    environment = os.environ | {
        "DATABASE_URL": database,
        "REGISTER_ENV_FILE": "tests/settings.env",
        "REGISTER_DEBUG": "off",
    }
    command = [sys.executable, "-m", "bench.import_once", lane, str(rows)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        sys.exit(done.stderr)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def on_sqlite(lane: str, rows: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        return once(lane, f"sqlite:///{folder}/bench.sqlite3", rows)


def on_postgresql(server: str, lane: str, rows: int) -> dict[str, Any]:
    name = f"bench_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            return once(lane, f"{server}/{name}", rows)
        finally:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--postgresql", default="postgres://postgres@127.0.0.1:5432")
    parser.add_argument("--without-stock", action="store_true", help="leave the stock way out, which takes its time")
    parser.add_argument("--on", choices=("both", "sqlite", "postgresql"), default="both")
    asked = parser.parse_args()
    lanes = ["ours", "bare"] if asked.without_stock else ["ours", "bare", "stock"]
    databases = {"SQLite": on_sqlite, "PostgreSQL": lambda lane, rows: on_postgresql(asked.postgresql, lane, rows)}
    print(f"{asked.rows} programmes, preview and import, median of {asked.rounds}, seconds (peak over idle)")
    for database, run in databases.items():
        if asked.on not in ("both", database.lower()):
            continue
        runs = [{lane: run(lane, asked.rows) for lane in lanes} for _ in range(asked.rounds)]
        found = {lane: [each[lane] for each in runs] for lane in lanes}
        for phase, words in PHASES.items():
            report(database, phase, words, found)


def report(database: str, phase: str, words: str, found: dict[str, list[dict[str, Any]]]) -> None:
    seconds = {lane: statistics.median(run[phase] for run in runs) for lane, runs in found.items() if phase in runs[0]}
    ours = found["ours"]
    told = [f"ours {seconds['ours']:.2f} s ({max(run[f'{phase} peak'] for run in ours):.0f} MB)"]
    if "bare" in seconds:
        told.append(f"bare {seconds['bare']:.2f} s, ours {seconds['ours'] / seconds['bare']:.1f} times as long")
    if "stock" in seconds:
        peak = max(run[f"{phase} peak"] for run in found["stock"])
        told.append(f"stock {seconds['stock']:.2f} s ({peak:.0f} MB), {seconds['stock'] / seconds['ours']:.0f} times")
    print(
        f"{database:10} {words:15} {'; '.join(told)}; new, changed, unchanged: {ours[0][f'{phase} counts']}", flush=True
    )


if __name__ == "__main__":
    main()
