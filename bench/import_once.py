"""One lane of `bench/imports.py` in a process of its own: `python -m bench.import_once ours|stock|bare ROWS`."""

import json
import os
import sys
import time
from collections.abc import Callable
from typing import Any

from bench import programmes
from bench.memory import forget_the_most, memory

Counts = list[int]
"""Rows new, changed and unchanged."""
PHASES = ("new", "unchanged", "changed")


def start(settings: str) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = settings
    import django

    django.setup()


def ours() -> Callable[[bytes], Counts]:
    """As the desk does: the file is kept, read, planned and shown; then what was shown is written."""
    start("config.settings")
    from django.contrib.auth.models import User
    from django.core.management import call_command

    from cooperation.exchange.batches.carrying import begin, write
    from cooperation.exchange.batches.uploading import receive
    from cooperation.models import Area, Partner

    call_command("migrate", verbosity=0)
    Partner.objects.bulk_create(
        Partner(reference=f"partner-{n}", title_en=f"Partner {n}", kind="authority") for n in range(programmes.PARTNERS)
    )
    Area.objects.bulk_create(
        Area(reference=f"area-{n:02d}", title_en=f"Area {n}", title_da=f"Område {n}") for n in range(programmes.AREAS)
    )
    officer = User.objects.create_superuser("officer")

    def bring_in(content: bytes) -> Counts:
        batch = receive("programmes.csv", content, "programme", officer)
        assert not batch.problems, batch.problems[:3]
        if mark := begin(batch):
            write(batch.pk, mark, officer)
            batch.refresh_from_db(fields=["state"])
            assert batch.state == batch.State.DONE
        return [batch.count(name) for name in ("new", "changed", "unchanged")]

    return bring_in


def stock() -> Callable[[bytes], Counts]:
    """Preview and import as the admin of django-import-export does."""
    start("bench.stock.settings")
    import tablib
    from django.core.management import call_command

    call_command("migrate", verbosity=0)  # first what the history refers to: PostgreSQL asks for it at once
    call_command("migrate", run_syncdb=True, verbosity=0)
    from bench.stock.models import Area, Partner
    from bench.stock.resources import ProgrammeResource

    Partner.objects.bulk_create(
        Partner(reference=f"partner-{n}", title=f"Partner {n}") for n in range(programmes.PARTNERS)
    )
    Area.objects.bulk_create(Area(reference=f"area-{n:02d}", title=f"Area {n}") for n in range(programmes.AREAS))

    def bring_in(content: bytes) -> Counts:
        for dry_run in (True, False):
            dataset = tablib.Dataset().load(content.decode(), format="csv")
            result = ProgrammeResource().import_data(dataset, dry_run=dry_run, raise_errors=False)
            assert not result.has_errors(), result.row_errors()[:1]
            assert not result.has_validation_errors(), result.invalid_rows[:1]
        return [result.totals[name] for name in ("new", "update", "skip")]

    return bring_in


def bare(rows: int) -> float:
    """Return the seconds that it takes to do no more than put the same rows, links and history into the tables."""
    ours()(programmes.file_of(rows, stock=False))
    from django.db import connection

    from cooperation.models import Programme
    from cooperation.records import tables
    from cooperation.records.version import one_change
    from cooperation.revisions.models import Revision

    models: list[type[Any]] = [Programme, Programme.areas.through, Programme.channels.through, Revision]
    contents = []
    with connection.cursor() as cursor:
        for model in models:
            columns = [field.column for field in model._meta.concrete_fields]
            listed = ", ".join(map(tables.quoted, columns))
            cursor.execute(f"SELECT {listed} FROM {tables.quoted(model._meta.db_table)} ORDER BY id")  # noqa: S608
            contents.append((model, columns, cursor.fetchall()))
        for model in reversed(models):
            cursor.execute(f"DELETE FROM {tables.quoted(model._meta.db_table)}")  # noqa: S608
    begun = time.perf_counter()
    with one_change():
        for model, columns, lines in contents:
            put(model, columns, lines)
    return time.perf_counter() - begun


def put(model: Any, columns: list[str], lines: list[Any]) -> None:
    """Write rows in the plain way: executemany, or COPY."""
    from django.db import connection

    from cooperation.records import tables
    from cooperation.search.index import many_written

    if connection.vendor == "postgresql":
        tables.insert(model, columns, lines)
        return
    into = f"{tables.quoted(model._meta.db_table)} ({', '.join(map(tables.quoted, columns))})"
    with many_written(model, columns, lines, new=True) as written, connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {into} VALUES ({', '.join(['%s'] * len(columns))})", written)  # noqa: S608


def measured(lane: str, rows: int) -> dict[str, Any]:
    files = {phase: programmes.file_of(rows, stock=lane == "stock", changed=phase == "changed") for phase in PHASES}
    bring_in = {"ours": ours, "stock": stock}[lane]()
    found: dict[str, Any] = {}
    for phase in PHASES:
        idle = memory("VmRSS")
        forget_the_most()
        begun = time.perf_counter()
        found[f"{phase} counts"] = bring_in(files[phase])
        found[phase] = time.perf_counter() - begun
        found[f"{phase} peak"] = memory("VmHWM") - idle
    return found


def main(lane: str, rows: int) -> None:
    print(json.dumps({"new": bare(rows)} if lane == "bare" else measured(lane, rows)))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
