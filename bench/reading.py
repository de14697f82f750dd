"""Reading files, ours beside the stock readers of django-import-export (tablib: csv, openpyxl, odfpy), in one run.

    python -m bench.reading [--rows 100000] [--stock-ods-rows 10000] [--rounds 3]

Each reading has a process of its own; seconds are medians, by the clock and, as `CPU`, those that the processes worked.
Memory is the highest peak over the idle process; `unpacking` is what the process that unpacks our workbooks has in all.
The stock reader of ODS builds the whole document in memory and is timed at fewer rows; its time grows with them. It
needs odfpy, which requirements-test.txt brings.
"""

import argparse
import csv
import datetime
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from openpyxl import Workbook

from bench.memory import forget_the_most, memory
from tests.exchange.made_workbooks import MANIFEST, ODS_TYPE, OFFICE, zipped

ROOT = Path(__file__).resolve().parent.parent
TITLES = ["Reference", "Title", "Kind", "Partner", "Areas", "Begins", "Ends", "Amount", "Currency", "Share", "Summary"]


def rows(count: int) -> Iterator[list[Any]]:
    """The cells of so many programmes, in about the proportions of an embassy's list."""
    chance = random.Random(2024)  # noqa: S311
    begins = datetime.date(2004, 1, 1)
    yield TITLES
    for number in range(count):
        yield [
            f"programme-{number}",
            f"Training & advice no. {number}",
            chance.choice(("bilateral", "regional", "project")),
            f"partner-{chance.randrange(150)}",
            "; ".join(sorted(f"area-{chance.randrange(20)}" for __ in range(chance.randint(1, 3)))),
            begins + datetime.timedelta(days=chance.randrange(7000)),
            begins + datetime.timedelta(days=chance.randrange(7000, 9000)),
            chance.randrange(100, 90_000) * 1000,
            "DKK",
            chance.randrange(1000) / 10,
            f"Officers of {chance.randrange(9000)} units train together, and what they learn stays.",
        ]


def write_csv(path: Path, count: int) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows(count))


def write_xlsx(path: Path, count: int) -> None:
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("programmes")
    for row in rows(count):
        sheet.append(row)
    workbook.save(path)


def write_ods(path: Path, count: int) -> None:
    lines = ("".join(("<table:table-row>", *map(ods_cell, row), "</table:table-row>")) for row in rows(count))
    names = " ".join(f'xmlns:{name}="{OFFICE}:{name}:1.0"' for name in ("office", "table", "text"))
    content = (
        f'<office:document-content {names} office:version="1.2"><office:body><office:spreadsheet>'
        f'<table:table table:name="programmes">{"".join(lines)}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    path.write_bytes(zipped({"mimetype": ODS_TYPE, "META-INF/manifest.xml": MANIFEST, "content.xml": content}))


def ods_cell(value: Any) -> str:
    if isinstance(value, datetime.date):
        kind = f'date" office:date-value="{value.isoformat()}'
    else:
        kind = "string" if isinstance(value, str) else f'float" office:value="{value}'
    return f'<table:table-cell office:value-type="{kind}"><text:p>{escape(str(value))}</text:p></table:table-cell>'


def read_once(lane: str, path: Path) -> None:
    """Read the file in this process and print rows, seconds and megabytes."""
    import django

    django.setup()
    from import_export.formats.base_formats import CSV, ODS, XLSX

    from cooperation.exchange.reading import read_file

    stock = {".csv": CSV, ".xlsx": XLSX, ".ods": ODS}[path.suffix]()
    content = path.read_bytes()
    idle = memory("VmRSS")
    forget_the_most()
    begun, worked = time.perf_counter(), cpu()
    if lane == "ours":
        read = len(read_file(path.name, content)[0].rows)
    else:
        read = len(stock.create_dataset(content.decode() if path.suffix == ".csv" else content))
    figures = {
        "rows": read,
        "seconds": time.perf_counter() - begun,
        "cpu": cpu() - worked,
        "peak": memory("VmHWM") - idle,
        "unpacking": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024,
    }
    print(json.dumps(figures))


def cpu() -> float:
    """Seconds that this process and those it started worked."""
    used = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


def measured(lane: str, path: Path, rounds: int) -> dict[str, float]:
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings", "REGISTER_ENV_FILE": "tests/settings.env"}
    command = [sys.executable, "-m", "bench.reading", "--once", lane, str(path)]
    found = []
    for __ in range(rounds):
        done = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, check=True)  # noqa: S603
        found.append(json.loads(done.stdout))
    middle = {name: statistics.median(one[name] for one in found) for name in ("rows", "seconds", "cpu")}
    return middle | {name: max(one[name] for one in found) for name in ("peak", "unpacking")}


def compare(kind: str, ours: Path, stock: Path, rounds: int) -> None:
    own, theirs = measured("ours", ours, rounds), measured("stock", stock, rounds)
    for lane, one in (("ours", own), ("stock", theirs)):
        print(
            f"{kind:5} {lane:6} {one['rows']:>8,.0f} rows {one['seconds']:>8.2f} s, CPU {one['cpu']:>6.2f} s, "
            f"{one['peak']:>5.0f} MB over idle, unpacking {one['unpacking']:.0f} MB"
        )
    clock, work = (theirs[name] / theirs["rows"] / (own[name] / own["rows"]) for name in ("seconds", "cpu"))
    print(f"{kind:5} {clock:.1f} times faster a row; CPU {work:.1f} times\n", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--stock-ods-rows", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--once", nargs=2, metavar=("LANE", "FILE"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.once:
        read_once(given.once[0], Path(given.once[1]))
        return
    with tempfile.TemporaryDirectory() as folder:
        text, xlsx, ods, few = (Path(folder) / name for name in ("a.csv", "a.xlsx", "a.ods", "few.ods"))
        write_csv(text, given.rows)
        write_xlsx(xlsx, given.rows)
        write_ods(ods, given.rows)
        write_ods(few, given.stock_ods_rows)
        compare("CSV", text, text, given.rounds)
        compare("XLSX", xlsx, xlsx, given.rounds)
        compare("ODS", ods, few, given.rounds)


if __name__ == "__main__":
    main()
