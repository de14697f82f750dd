"""A filtered list of the public pages taken away whole: first byte, total and the server's memory.

    python -m bench.downloads [--rows 10000 100000] [--rounds 3] [--on both] [--postgresql URL]

gunicorn with one process in production settings, asked over HTTP. It makes its own databases and takes them away again.
Figures are medians; memory is the most the process had beyond what it had at rest.
"""

import argparse
import http.client
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.databases import Databases, databases_of, wanted
from bench.serving import ENVIRONMENT, ROOT, Server, collect_static

ADDRESSES = (
    "/en/programmes.csv?kind__not=regional",
    "/en/programmes.csv?kind__not=regional&sort=title",
    "/en/programmes.csv?period=2010/2020&sort=changed",
    "/en/programmes.xlsx?kind__not=regional",
    "/en/programmes.json?kind__not=regional&size=100",
)
FIRST_BYTE = 0.3
"""Seconds that a list of 100,000 records as CSV may take to begin."""
PIECE = 2**16
Figures = dict[str, float]


def fill(url: str, rows: int) -> None:
    environment = {**os.environ, **ENVIRONMENT, "DATABASE_URL": url}
    command = [sys.executable, "-m", "bench.exports", "--fill", str(rows)]
    subprocess.run(command, env=environment, cwd=ROOT, check=True)  # noqa: S603


def worker_of(server: Server) -> int:
    """The process that answers: gunicorn's only child."""
    children = Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children").read_text(encoding="ascii")
    (worker,) = map(int, children.split())
    return worker


def memory(process: int, name: str) -> float:
    """VmRSS or VmHWM of a process, in MB."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith(name))


def ask(server: Server, address: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=600)
    connection.request("GET", address)
    answer = connection.getresponse()
    assert answer.status == 200, (address, answer.status)
    return answer


def taken(server: Server, address: str) -> Figures:
    """Take it once, as it comes."""
    worker = worker_of(server)
    idle = memory(worker, "VmRSS")
    Path(f"/proc/{worker}/clear_refs").write_text("5", encoding="ascii")
    begun = time.perf_counter()
    answer = ask(server, address)
    size = len(answer.read(1))
    first = time.perf_counter() - begun
    while piece := answer.read(PIECE):
        size += len(piece)
    total = time.perf_counter() - begun
    answer.close()
    return {"first": first, "total": total, "memory": memory(worker, "VmHWM") - idle, "megabytes": size / 2**20}


def measure(databases: Databases, rows: int, rounds: int) -> None:
    databases.make("taken")
    url = databases.url("taken")
    fill(url, rows)
    print(f"\n{databases.name}: {rows:,} programmes")
    print(f"{'':58}{'first byte':>11}{'total':>10}{'memory':>10}{'size':>10}")
    with tempfile.TemporaryDirectory() as static:
        collect_static(Path(static), url)
        with Server(url, Path(static)) as server:
            ask(server, "/en/")  # the process that answers is there when it has
            for address in ADDRESSES:
                taken(server, address.partition("?")[0] + "?q=programme-1")  # what is made once is there
                runs = [taken(server, address) for _ in range(rounds)]
                found = {name: statistics.median(run[name] for run in runs) for name in runs[0]}
                slow = " too late" if ".csv" in address and found["first"] > FIRST_BYTE else ""
                print(
                    f"{address:58}{found['first']:>9.3f} s{found['total']:>8.2f} s{found['memory']:>7.0f} MB"
                    f"{found['megabytes']:>7.1f} MB{slow}",
                    flush=True,
                )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--on", choices=["sqlite", "postgresql", "both"], default="both")
    parser.add_argument("--postgresql", metavar="URL", default="postgres://postgres@127.0.0.1:5432/postgres")
    chosen = parser.parse_args()
    for url in wanted(chosen.on, chosen.postgresql):
        with databases_of(url) as databases:
            for rows in chosen.rows:
                measure(databases, rows, chosen.rounds)


if __name__ == "__main__":
    main()
