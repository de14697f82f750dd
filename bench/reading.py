"""Reading workbooks, ours beside the stock readers of django-import-export (tablib: openpyxl, odfpy), in one run.

    python -m bench.reading [--rows 100000] [--stock-ods-rows 10000] [--rounds 3]

Each reading has a process of its own; seconds are medians, memory is the highest peak, both processes of ours together.
The stock reader of ODS builds the whole document in memory and is timed at fewer rows; its time grows with them.
"""

import argparse
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
    from import_export.formats.base_formats import ODS, XLSX

    from cooperation.exchange.reading import read_file

    content = path.read_bytes()
    begun = time.perf_counter()
    if lane == "ours":
        read = len(read_file(path.name, content)[0].rows)
    else:
        read = len((XLSX if path.suffix == ".xlsx" else ODS)().create_dataset(content))
    seconds = time.perf_counter() - begun
    peak = sum(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) // 1024
    print(json.dumps({"rows": read, "seconds": seconds, "peak": peak}))


def measured(lane: str, path: Path, rounds: int) -> dict[str, float]:
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings", "REGISTER_ENV_FILE": "tests/settings.env"}
    command = [sys.executable, "-m", "bench.reading", "--once", lane, str(path)]
    found = []
    for __ in range(rounds):
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True)  # noqa: S603
        found.append(json.loads(done.stdout))
    return {
        "rows": found[0]["rows"],
        "seconds": statistics.median(one["seconds"] for one in found),
        "peak": max(one["peak"] for one in found),
    }


def compare(kind: str, ours: Path, stock: Path, rounds: int) -> None:
    own, theirs = measured("ours", ours, rounds), measured("stock", stock, rounds)
    times = (theirs["seconds"] / theirs["rows"]) / (own["seconds"] / own["rows"])
    for lane, one in (("ours", own), ("stock", theirs)):
        print(f"{kind:5} {lane:6} {one['rows']:>8,} rows {one['seconds']:>8.2f} s {one['peak']:>6} MB")
    print(f"{kind:5} {times:.1f} times faster a row\n")


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
        xlsx, ods, few = (Path(folder) / name for name in ("a.xlsx", "a.ods", "few.ods"))
        write_xlsx(xlsx, given.rows)
        write_ods(ods, given.rows)
        write_ods(few, given.stock_ods_rows)
        compare("XLSX", xlsx, xlsx, given.rounds)
        compare("ODS", ods, few, given.rounds)


if __name__ == "__main__":
    main()
