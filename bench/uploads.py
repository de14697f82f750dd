"""Eight uploads at once beside readers of public pages: how long the slowest reader waits.

    python -m bench.uploads [--uploads 8] [--readers 4] [--seconds 10] [--rows 0] [--on sqlite] [--postgresql URL]

A real server as `make run` starts it, with two workers of four threads. First the readers alone, then the same readers
while all officers upload at once, in one run. The files are workbooks with one value in the last cell of a sheet; with
`--rows` they are ordinary CSV files of so many programmes instead. Readers ask for lists, records and searches, each
time with another query, so that no page comes from the cache.
"""

import argparse
import itertools
import statistics
import tempfile
import threading
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.databases import databases_of, wanted
from bench.serving import ENVIRONMENT, PASSWORD, ROOT, Officer, Server, collect_static
from tests.exchange.made_workbooks import cell, ods, xlsx

PAGES = ["partners/", "meetings/", "activities/", "declarations/", "search/?q=training"]
LAST = "XFD1048576"
CORNER = f'<row r="1">{cell("A1", "Reference")}</row>'
FAR_ROW = f'<row r="1048576">{cell(LAST, "x")}</row>'
ODS_VALUE = '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>'
ODS_FAR = (
    '<table:table-row table:number-rows-repeated="1048575"><table:table-cell/></table:table-row>'
    f'<table:table-row><table:table-cell table:number-columns-repeated="16383"/>{ODS_VALUE}</table:table-row>'
)


def far_files(count: int) -> list[tuple[str, bytes]]:
    kinds = [("far.xlsx", xlsx(FAR_ROW)), ("corners.xlsx", xlsx(CORNER + FAR_ROW)), ("far.ods", ods(ODS_FAR))]
    return [kinds[number % len(kinds)] for number in range(count)]


def ordinary_files(count: int, rows: int) -> list[tuple[str, bytes]]:
    lines = [f"bench-{number},Programme {number},project,{2000 + number % 25}\n" for number in range(rows)]
    content = ("Reference,Title (English),Kind,Period\n" + "".join(lines)).encode()
    return [("programmes.csv", content)] * count


def fill(officers: int) -> None:
    from django.contrib.auth.models import Group, User
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("import_register", ROOT / "fixtures", verbosity=0)
    for number in range(officers):
        user = User.objects.create_user(f"officer{number}", password=PASSWORD, is_staff=True)
        user.groups.add(Group.objects.get(name="officer"))


class Readers:
    """Read public pages one after the other until told to stop, and note the seconds of each."""

    def __init__(self, address: str, count: int) -> None:
        self.address = address
        self.waits: list[float] = []
        self.stop = threading.Event()
        self.number = itertools.count()
        self.threads = [threading.Thread(target=self.read) for __ in range(count)]

    def read(self) -> None:
        while not self.stop.is_set():
            number = next(self.number)
            page = PAGES[number % len(PAGES)]
            url = f"{self.address}{page}{'' if '?' in page else '?q='}{'' if '?' in page else f'a{number}'}"
            begun = time.perf_counter()
            with urllib.request.urlopen(url, timeout=600) as answer:  # noqa: S310 -- our own server
                answer.read()
            self.waits.append(time.perf_counter() - begun)

    def during(self, work: Callable[[], Any], seconds: float) -> list[float]:
        """Read while the work is done, and for so many seconds at least."""
        for thread in self.threads:
            thread.start()
        until = time.monotonic() + seconds
        work()
        time.sleep(max(0.0, until - time.monotonic()))
        self.stop.set()
        for thread in self.threads:
            thread.join()
        return self.waits


def upload_all(officers: list[Officer], files: list[tuple[str, bytes]]) -> list[str]:
    """Upload all files in one moment; return what each officer sees in the end."""
    together = threading.Barrier(len(officers))
    outcomes: list[str] = []

    def upload(officer: Officer, name: str, content: bytes) -> None:
        officer.get("cooperation/programme/import/")
        together.wait()
        begun = time.perf_counter()
        officer.upload("cooperation/programme/import/", name, content)
        answered = time.perf_counter() - begun
        while any(words in officer.page for words in ("Being read", "Waiting to be read")):
            time.sleep(0.2)
            officer.get(officer.at.removeprefix(officer.address))
        seen = "refused on its cell" if LAST in officer.page else "no cell named"
        outcomes.append(
            f"{name}: answered after {answered:.2f} s, done after {time.perf_counter() - begun:.2f} s, {seen}"
        )

    threads = [
        threading.Thread(target=upload, args=(officer, *file)) for officer, file in zip(officers, files, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def report(what: str, waits: list[float]) -> None:
    ordered = sorted(waits)
    print(
        f"{what}: {len(waits)} pages, median {statistics.median(waits):.3f} s, "
        f"99 % within {ordered[int(len(ordered) * 0.99)]:.3f} s, longest {ordered[-1]:.3f} s",
        flush=True,
    )


def run(address: str, asked: argparse.Namespace, officers: list[Officer]) -> None:
    public = address.removesuffix("desk/")
    Readers(public, asked.readers).during(lambda: None, 2)  # both workers are warm then
    report("readers alone", Readers(public, asked.readers).during(lambda: None, asked.seconds))
    files = ordinary_files(asked.uploads, asked.rows) if asked.rows else far_files(asked.uploads)
    outcomes: list[str] = []
    readers = Readers(public, asked.readers)
    waits = readers.during(lambda: outcomes.extend(upload_all(officers, files)), asked.seconds)
    report(f"readers beside {asked.uploads} uploads", waits)
    print("\n".join(f"  {outcome}" for outcome in outcomes))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--uploads", type=int, default=8)
    parser.add_argument("--readers", type=int, default=4)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--rows", type=int, default=0)
    parser.add_argument("--on", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--postgresql", metavar="URL", default="postgres://postgres@127.0.0.1:5432/postgres")
    asked = parser.parse_args()
    (url,) = wanted(asked.on, asked.postgresql)
    with databases_of(url) as databases, tempfile.TemporaryDirectory() as static:
        import os

        databases.make("uploads")
        os.environ.update(ENVIRONMENT, DATABASE_URL=databases.url("uploads"))
        import django

        django.setup()
        fill(asked.uploads)
        from django.db import connection

        connection.close()
        collect_static(Path(static), databases.url("uploads"))
        with Server(databases.url("uploads"), Path(static), workers=2) as server:
            officers = [Officer(server, f"officer{number}") for number in range(asked.uploads)]
            run(server.address, asked, officers)


if __name__ == "__main__":
    main()
