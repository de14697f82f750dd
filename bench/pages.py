"""What public pages cost in CPU, beside Datasette on the same rows, and as the register grows.

    python -m bench.pages [--records 50800] [--rounds 3] [--on both] [--postgresql URL]
    python -m bench.pages --growth [--on both]

The register: gunicorn with two processes in production settings. Datasette: as it comes, its table with full-text
search as its documentation sets it up. Figures are CPU milliseconds a page, of all processes of a server and of those
of PostgreSQL that serve it; medians of the rounds. No page of ours is asked for twice, but where that is measured.
"""

import argparse
import itertools
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from bench.answering import Visitor, datasette, for_datasette, ours
from bench.databases import Databases, SQLiteFiles, databases_of, wanted
from bench.round_trip import BOUNDS
from bench.serving import ENVIRONMENT, ROOT, collect_static

TABLE = "cooperation_activity"
TEXTS = ("title_en", "title_da", "summary_en", "summary_da", "result_en", "result_da")
LIST, SEARCH = "/en/activities/", "/en/search/"
PAGES, READS, WARM = 30, 1500, 10
WORDS = ("training", "support", "mission", "courses", "udstyr", "officers", "shared", "grænse", "øvelse")
GROWTH = (1_000, 100_000)
MOST_KEPT, MOST_LIST, MOST_SEARCH = 0.1, 1.5, 3
FACETS = "_facet=kind&_facet=status&_size=50"
Addresses = Iterator[str]


@dataclass(frozen=True)
class Rows:
    """Activities to ask for, by key and reference, and the kinds and statuses that some of them have together."""

    keys: list[int]
    references: list[str]
    together: list[tuple[str, str]]


@dataclass
class Case:
    """Pages of ours and of Datasette's, and how many times as much ours may cost."""

    name: str
    own: Addresses
    their: Addresses
    most: float
    found: list[tuple[float, float]] = field(default_factory=list)

    def measure(self, register: Visitor, other: Visitor, count: int = PAGES) -> None:
        own = register.cost(itertools.islice(self.own, count))
        self.found.append((own, other.cost(itertools.islice(self.their, count))))

    @property
    def costs(self) -> list[float]:
        """Ours and theirs."""
        return [statistics.median(each) for each in zip(*self.found, strict=True)]

    def told(self) -> str:
        own, their = self.costs
        return f"{self.name:44}{own:>9.1f} ms{their:>11.1f} ms{own / their:>9.2f} times, at most {self.most}"


def never_again(path: str, queries: Iterable[str]) -> Addresses:
    """Addresses of which no two are the same: what is asked for again comes with more empty words before it."""
    asked: Counter[str] = Counter()
    for query in queries:
        yield f"{path}?{'q=&' * asked[query]}{query}"
        asked[query] += 1


def pages() -> Addresses:
    """Pages of which no two have a row in common, as long as there are any."""
    return (f"page={number}" for number in itertools.cycle(range(1, 190)))


def searches() -> Addresses:
    """Two words each; most are found in some places."""
    words = map(quote, WORDS)
    return (f"q={first}+{second}" for first, second in itertools.cycle(itertools.permutations(words, 2)))


def cases(rows: Rows) -> list[Case]:
    table = f"/rows/{TABLE}"
    searched = (f"{table}?_search={query[2:]}&_size=50" for query in searches())
    values = [f"kind={quote(kind)}&status={quote(status)}" for kind, status in rows.together]
    years = [(first, first + 60) for first in range(1100, 2900, 7)]
    periods = (f"when_latest__gte={first}&when_earliest__lte={last}" for first, last in itertools.cycle(years))
    keys = itertools.cycle(rows.keys)
    return [
        Case("a list of 50", never_again(LIST, pages()), (f"{table}?_size=50&_next={key}" for key in keys), 0.7),
        Case(
            "a list of 50 with two facets",
            never_again(LIST, itertools.cycle(values)),
            (f"{table}?{value}&{FACETS}" for value in itertools.cycle(values)),
            0.15,
        ),
        Case(
            "the same in a period nobody asked for yet",
            never_again(LIST, (f"period={first}/{last}" for first, last in years)),
            (f"{table}?{period}&{FACETS}" for period in periods),
            0.15,
        ),
        Case("a text search in the list", never_again(LIST, searches()), searched, 0.3),
        Case("a text search over everything", never_again(SEARCH, searches()), searched, 0.3),
        Case(
            "a record with its rows and sources, a bare row",
            (f"{LIST}{reference}/" for reference in rows.references),
            (f"{table}/{key}" for key in keys),
            2,
        ),
    ]


# In a process of its own


def fill(records: int) -> None:
    """Make a register of so many published records; tell of its activities."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from bench import made_records
    from cooperation.activities.models import Activity
    from cooperation.exchange.applying import carry_out
    from cooperation.exchange.plan import make_plan
    from cooperation.exchange.reading import read_path
    from cooperation.records.resources import with_rows
    from cooperation.resources import RESOURCES
    from cooperation.revisions.models import Action
    from cooperation.revisions.recording import Recorder

    call_command("migrate", verbosity=0)
    lines = made_records.made_records(records, state="published")
    with tempfile.TemporaryDirectory() as folder:
        for name, content in made_records.csv_files(lines):
            (Path(folder) / name).write_bytes(content)
        plan = make_plan(read_path(Path(folder)), with_rows(RESOURCES))
        assert not plan.problems, "\n".join(map(str, plan.problems[:5]))
        carry_out(plan, Recorder(Action.Kind.COMMAND))
    if connection.vendor == "postgresql":  # which does so by itself within a minute
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    activities = Activity.objects.order_by("pk")
    keys, references = zip(*activities.values_list("pk", "reference"), strict=True)
    together = sorted(set(activities.values_list("kind", "status")))
    print(json.dumps([made_records.count_of(lines), keys, references, together]))


# Beside it


def made(databases: Databases, records: int) -> tuple[str, Rows]:
    databases.make("work")
    url = databases.url("work")
    environment = {**os.environ, **ENVIRONMENT, **BOUNDS, "DATABASE_URL": url}
    command = [sys.executable, "-m", "bench.pages", "--fill", str(records)]
    done = subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE)  # noqa: S603
    counts, keys, references, together = json.loads(done.stdout)
    told = ", ".join(f"{count:,} {name}" for name, count in counts.items())
    print(f"\n{databases.name}: {told}, {len(keys):,} of them activities", flush=True)
    step = max(1, len(keys) // 400)
    return url, Rows(keys[::step], references[::step], together)


def beside_datasette(databases: Databases, records: int, rounds: int) -> None:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        files = databases if isinstance(databases, SQLiteFiles) else SQLiteFiles(folder)
        url, rows = made(databases, records)
        if files is not databases:
            _url, rows = made(files, records)
        for_datasette(files.path("work"), folder / "rows.db", TABLE, TEXTS)
        collect_static(folder / "static", url)
        register = stack.enter_context(ours(url, folder / "static"))
        other = stack.enter_context(datasette(folder / "rows.db"))
        print(f"{'CPU a page':44}{'ours':>12}{'Datasette':>14}{'ratio':>15}")
        every = cases(rows)
        for case in every:
            case.measure(register, other, WARM)
            case.found.clear()
            for _round in range(rounds):
                case.measure(register, other)
            print(case.told(), flush=True)
        read_again(register, every[0].costs[0], rounds)


def read_again(register: Visitor, anew: float, rounds: int) -> None:
    """The same page again, and asked for by who has it."""
    address = f"{LIST}?page=2"
    tag = register.read(address, {}).headers["ETag"]
    ways: dict[str, tuple[dict[str, str], int]] = {
        "read again": ({}, 200),
        "read again, compressed": ({"Accept-Encoding": "gzip, br"}, 200),
        "read again by who has it": ({"If-None-Match": tag}, 304),
    }
    for name, (headers, expected) in ways.items():
        register.cost([address] * WARM, headers, expected)  # both processes have kept it then
        again = statistics.median(register.cost([address] * READS, headers, expected) for _round in range(rounds))
        print(f"{name:44}{again:>9.2f} ms{again / anew:>23.2f} times its list, at most {MOST_KEPT}", flush=True)


def growth(databases: Databases, rounds: int) -> None:
    names = {"a list of 50": MOST_LIST, "a text search in the list": MOST_SEARCH, "over everything": MOST_SEARCH}
    costs = [growing(databases, records, rounds) for records in GROWTH]
    small, large = GROWTH
    print(f"{databases.name + ', CPU a page':44}{small:>9,}   {large:>11,} records")
    for name, few, many in zip(names, *costs, strict=True):
        print(f"{name:44}{few:>9.1f} ms{many:>11.1f} ms{many / few:>9.2f} times, at most {names[name]}", flush=True)


def growing(databases: Databases, records: int, rounds: int) -> list[float]:
    url, _rows = made(databases, records)
    with tempfile.TemporaryDirectory() as folder:
        collect_static(Path(folder), url)
        with ours(url, Path(folder)) as register:
            first = (f"page={number}" for number in itertools.cycle((1, 2)))
            asked = [never_again(LIST, first), never_again(LIST, searches()), never_again(SEARCH, searches())]
            return [median_cost(register, addresses, rounds) for addresses in asked]


def median_cost(register: Visitor, addresses: Addresses, rounds: int) -> float:
    register.cost(itertools.islice(addresses, WARM))
    return statistics.median(register.cost(itertools.islice(addresses, PAGES)) for _round in range(rounds))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=50_800, help="of all kinds (50,800, of them 10,000 activities)")
    parser.add_argument("--rounds", type=int, default=3, help="of which the median counts (3)")
    parser.add_argument("--growth", action="store_true", help="1,000 records and 100,000, without Datasette")
    parser.add_argument("--on", choices=("both", "sqlite", "postgresql"), default="both")
    parser.add_argument("--postgresql", metavar="URL", default="postgres://postgres@127.0.0.1:5432/postgres")
    parser.add_argument("--fill", type=int, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.fill:
        fill(chosen.fill)
        return
    for url in wanted(chosen.on, chosen.postgresql):
        with databases_of(url) as databases:
            if chosen.growth:
                growth(databases, chosen.rounds)
            else:
                beside_datasette(databases, chosen.records, chosen.rounds)


if __name__ == "__main__":
    main()
