"""Exports of many programmes, ours and django-import-export's own, side by side.

    python -m bench.exports [--rows 100000] [--rounds 3] [--stock-rounds 3] [--postgresql URL]

It makes its own databases, and takes them away again. Every measured run is a process of its own; figures are medians.
Seconds are those of the clock and, as `CPU`, those of the process alone, which say more on a busy machine.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from bench.memory import forget_the_most, memory

PROJECT = Path(__file__).resolve().parent.parent
SETTINGS = {
    "REGISTER_ENV_FILE": "tests/settings.env",
    "REGISTER_DEBUG": "off",  # else every query is kept
    "DJANGO_SETTINGS_MODULE": "config.settings",
}

KINDS = ("CSV", "XLSX", "ODS", "JSON")
STOCK = ("CSV", "XLSX")
WAYS = [("ours", kind) for kind in KINDS] + [("stock", kind) for kind in STOCK]
Figures = dict[str, float]


# In a process of its own


def cpu() -> float:
    """Seconds that this process worked."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def measured(way: str, kind: str) -> Figures:
    parts_of = ours if way == "ours" else stock
    for _part in parts_of(kind, reference="programme-1"):
        pass  # what is imported and prepared once is there
    idle = memory("VmRSS")
    forget_the_most()
    begun, worked = time.perf_counter(), cpu()
    first, size = 0.0, 0
    for part in parts_of(kind):
        first = first or time.perf_counter() - begun
        size += len(part)
    total = time.perf_counter() - begun
    peak = memory("VmHWM") - idle
    return {"total": total, "cpu": cpu() - worked, "first": first, "memory": peak, "megabytes": size / 2**20}


def ours(kind: str, **wanted: str) -> Iterable[bytes]:
    from cooperation.exchange import formats
    from cooperation.exchange.sheets import sheets_of_records
    from cooperation.programmes.models import Programme
    from cooperation.programmes.resources import ProgrammeResource

    written: formats.WrittenFormat = getattr(formats, kind.capitalize())()
    return written.stream(sheets_of_records(ProgrammeResource, Programme.objects.filter(**wanted)))


def stock(kind: str, **wanted: str) -> Iterator[bytes]:
    """As its documentation has it, with what each row refers to fetched beforehand."""
    from import_export.formats import base_formats

    from cooperation.programmes.models import Programme

    records = Programme.objects.filter(**wanted).select_related("lead_authority", "parent", "predecessor")
    records = records.prefetch_related("areas", "channels", "established_by")
    content = getattr(base_formats, kind)().export_data(stock_resource()().export(records))
    yield content.encode() if isinstance(content, str) else content


def stock_resource() -> Any:
    """The same columns and cells as ours, by the library's own fields and widgets for links."""
    from import_export import fields, resources, widgets

    from cooperation.programmes.models import Programme
    from cooperation.programmes.resources import ProgrammeResource

    def field(column: Any) -> fields.Field:
        widget = column.widget
        if column.many:
            widget = widgets.ManyToManyWidget(column.widget.model, separator="; ", field="reference")
        elif column.links:
            widget = widgets.ForeignKeyWidget(column.widget.model, field="reference")
        return fields.Field(attribute=column.name, column_name=column.column_name, widget=widget)

    columns = {column.name: field(column) for column in ProgrammeResource.columns()}
    meta = type("Meta", (), {"model": Programme, "fields": tuple(columns), "import_id_fields": ("reference",)})
    return type("StockResource", (resources.ModelResource,), {**columns, "Meta": meta})


def fill(rows: int) -> None:
    """Bring in the programmes that `bench/programmes.py` makes up, each with partners and areas."""
    from django.core.management import call_command
    from django.db import connection

    from bench import programmes
    from cooperation.exchange.resources import FileDataset
    from cooperation.models import Area, Partner
    from cooperation.programmes.resources import ProgrammeResource

    call_command("migrate", verbosity=0)
    Partner.objects.bulk_create(
        Partner(reference=f"partner-{n}", title_en=f"Partner {n}", kind="authority") for n in range(programmes.PARTNERS)
    )
    Area.objects.bulk_create(
        Area(reference=f"area-{n:02d}", title_en=f"Area {n}", title_da=f"Område {n}") for n in range(programmes.AREAS)
    )
    file = FileDataset(programmes.file_of(rows, stock=False))
    result = ProgrammeResource().import_data(file, dry_run=False, file_name="programmes.csv")
    assert not result.has_errors(), result.problems[:3]
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


# Side by side


def run(url: str, *arguments: str) -> str:
    """Run this file anew, on the database of this address."""
    command = [sys.executable, "-m", "bench.exports", *arguments]
    environment = {**os.environ, **SETTINGS, "DATABASE_URL": url}
    done = subprocess.run(command, env=environment, cwd=PROJECT, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603
    return done.stdout


def medians(url: str, way: str, kind: str, rounds: int) -> Figures:
    runs = [json.loads(run(url, "--measure", way, kind)) for _ in range(rounds)]
    return {name: statistics.median(figures[name] for figures in runs) for name in runs[0]}


def compare(name: str, url: str, rows: int, rounds: dict[str, int]) -> None:
    begun = time.perf_counter()
    run(url, "--fill", str(rows))
    print(f"\n{name}: {rows:,} programmes, each with partners and areas, made in {time.perf_counter() - begun:.0f} s")
    print(f"{'':12}{'total':>9}{'CPU':>11}{'first byte':>12}{'peak over idle':>16}{'size':>9}{'stock / ours':>15}")
    figures: dict[tuple[str, str], Figures] = {}
    for way, kind in WAYS:
        found = figures[way, kind] = medians(url, way, kind, rounds[way])
        print(
            f"{way:6}{kind:6}{found['total']:>7.2f} s{found['cpu']:>9.2f} s{found['first']:>10.3f} s"
            f"{found['memory']:>13.0f} MB{found['megabytes']:>6.1f} MB{ratio(found, figures['ours', kind])}",
            flush=True,
        )


def ratio(found: Figures, ours: Figures) -> str:
    """How much longer it took than ours, by the clock and in CPU; empty for ours."""
    if found is ours:
        return ""
    return f"{found['total'] / ours['total']:>9.1f} times; CPU {found['cpu'] / ours['cpu']:.1f} times"


def on_postgresql(url: str, rows: int, rounds: dict[str, int]) -> None:
    """Compare in a database made beside the one of this address."""
    import psycopg

    name = f"bench_exports_{os.getpid()}"
    with psycopg.connect(url.replace("postgres://", "postgresql://"), autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            compare("PostgreSQL", f"{url.rpartition('/')[0]}/{name}", rows, rounds)
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000, help="programmes to export (100,000)")
    parser.add_argument("--rounds", type=int, default=3, help="runs of which the median counts (3)")
    parser.add_argument("--stock-rounds", type=int, help="the same of the stock way, which takes its time")
    parser.add_argument(
        "--postgresql",
        metavar="URL",
        default="postgres://postgres@127.0.0.1:5432/postgres",
        help="a database of the server on which one is made for this; empty: SQLite alone",
    )
    parser.add_argument("--fill", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--measure", nargs=2, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.fill or chosen.measure:
        import django

        django.setup()
    if chosen.fill:
        fill(chosen.fill)
    elif chosen.measure:
        print(json.dumps(measured(*chosen.measure)))
    else:
        rounds = {"ours": chosen.rounds, "stock": chosen.stock_rounds or chosen.rounds}
        with tempfile.TemporaryDirectory() as folder:
            compare("SQLite", f"sqlite:///{folder}/register.sqlite3", chosen.rows, rounds)
        if chosen.postgresql:
            on_postgresql(chosen.postgresql, chosen.rows, rounds)


if __name__ == "__main__":
    main()
