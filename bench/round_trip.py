"""Made-up records of every kind go out as CSV, XLSX and ODS and are planned as an import: nothing may have changed.

    python -m bench.round_trip [--records 100000] [--on both] [--postgresql URL]

The bounds on rows, cells, bytes, time and memory of an import are raised for it: a whole register of this size is more
than the 200,000 rows that one file may hold by itself.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bench.databases import Databases, databases_of, wanted
from bench.memory import memory
from bench.serving import ENVIRONMENT, ROOT

FORMATS = {"CSV": "register", "XLSX": "register.xlsx", "ODS": "register.ods"}
BOUNDS = {
    "REGISTER_IMPORT_MAX_MEGABYTES": "2000",
    "REGISTER_IMPORT_MAX_UNPACKED_MEGABYTES": "8000",
    "REGISTER_IMPORT_MAX_ROWS": "5000000",
    "REGISTER_IMPORT_MAX_CELLS": "100000000",
    "REGISTER_IMPORT_MAX_SECONDS": "1800",
    "REGISTER_IMPORT_MAX_MEMORY_MEGABYTES": "12000",
}
OUTCOMES = ("new", "changed", "removed", "refused", "unchanged")


# In a process of its own


def start() -> None:
    import django

    django.setup()


def fill(records: int, folder: Path) -> dict[str, int]:
    """Make a register of so many records, some copies of the fixtures at a time; return how many there are."""
    start()
    from django.core.management import call_command

    from bench import made_records
    from cooperation.exchange.applying import carry_out
    from cooperation.exchange.plan import make_plan
    from cooperation.exchange.reading import read_path
    from cooperation.records.resources import with_rows
    from cooperation.resources import RESOURCES
    from cooperation.revisions.models import Action
    from cooperation.revisions.recording import Recorder

    call_command("migrate", verbosity=0)
    lines = made_records.made_records(records)
    for name, content in made_records.csv_files(lines):
        (folder / name).write_bytes(content)
    counts = made_records.count_of(lines)
    del lines
    plan = make_plan(read_path(folder), with_rows(RESOURCES))
    assert not plan.problems, "\n".join(map(str, plan.problems[:5]))
    carry_out(plan, Recorder(Action.Kind.COMMAND))
    return counts


def export(path: Path) -> None:
    start()
    from cooperation.exchange.writing import sheets_of, write_path
    from cooperation.resources import RESOURCES

    write_path(path, sheets_of(RESOURCES))


def plan_of(path: Path) -> dict[str, Any]:
    """Read and plan a file; return its counts, the first problems and changes, and the peak of memory."""
    start()
    from cooperation.exchange.plan import make_plan
    from cooperation.exchange.planned import Outcome
    from cooperation.exchange.reading import read_path
    from cooperation.records.resources import with_rows
    from cooperation.resources import RESOURCES

    plan = make_plan(read_path(path), with_rows(RESOURCES))
    counts = plan.counts()
    odd = [str(problem) for problem in plan.problems[:5]]
    for sheet in plan.sheets:
        rows = sheet.rows(Outcome.CHANGED, Outcome.NEW)
        odd += [
            f"{sheet.matched.sheet.label} {row.key}: {row.changes}" for __, row in zip(range(3), rows, strict=False)
        ]
    return {"counts": {name: counts[name] for name in OUTCOMES}, "odd": odd, "peak": memory("VmHWM")}


# Beside it


def run(databases: Databases, records: int) -> bool:
    databases.make("work")
    environment = {**os.environ, **ENVIRONMENT, **BOUNDS, "DATABASE_URL": databases.url("work")}

    def once(*arguments: object) -> tuple[float, Any]:
        command = [sys.executable, "-m", "bench.round_trip", *map(str, arguments)]
        begun = time.monotonic()
        done = subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE)  # noqa: S603
        return time.monotonic() - begun, json.loads(done.stdout or "null")

    same = True
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "made"
        made.mkdir()
        seconds, counts = once("--fill", records, made)
        told = ", ".join(f"{count:,} {name}" for name, count in counts.items())
        print(f"\n{databases.name}: {told}; made and brought in in {seconds:.0f} s", flush=True)
        print(f"{'':6}{'export':>9}{'read and plan':>15}{'peak':>9}" + "".join(f"{name:>11}" for name in OUTCOMES))
        for name, path in FORMATS.items():
            out, __ = once("--export", Path(folder) / path)
            back, found = once("--plan", Path(folder) / path)
            figures = "".join(f"{found['counts'][outcome]:>11,}" for outcome in OUTCOMES)
            print(f"{name:6}{out:>7.0f} s{back:>13.0f} s{found['peak']:>6.0f} MB{figures}", flush=True)
            for odd in found["odd"]:
                print(f"  {odd}")
            same = same and found["counts"] == {**dict.fromkeys(OUTCOMES, 0), "unchanged": sum(counts.values())}
    return same


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--on", choices=("both", "sqlite", "postgresql"), default="both")
    parser.add_argument("--postgresql", metavar="URL", default="postgres://postgres@127.0.0.1:5432/postgres")
    parser.add_argument("--fill", nargs=2, help=argparse.SUPPRESS)
    parser.add_argument("--export", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--plan", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.fill:
        print(json.dumps(fill(int(asked.fill[0]), Path(asked.fill[1]))))
    elif asked.export:
        export(asked.export)
    elif asked.plan:
        print(json.dumps(plan_of(asked.plan)))
    else:
        same = True
        for url in wanted(asked.on, asked.postgresql):
            with databases_of(url) as databases:
                same = run(databases, asked.records) and same
        sys.exit(not same)


if __name__ == "__main__":
    main()
