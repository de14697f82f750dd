"""An import killed at random moments of its writing: the register is as before or as after, and one click finishes it.

    python -m bench.kills [--rounds 50] [--rows 3000] [--on both] [--postgresql URL] [--forked]

A zip with new, changed and removed rows of every kind is uploaded; at Import the server gets `kill -9`. The register is
compared whole, tables and export; then the officer presses what a new server shows. `--forked`: without a server.
"""

import argparse
import os
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from contextlib import suppress
from http.client import HTTPException
from pathlib import Path
from typing import Any
from urllib.error import URLError

from bench.databases import Databases, databases_of, wanted
from bench.serving import ENVIRONMENT, PASSWORD, ROOT, Officer, Server, collect_static

BASE, WORK = "base", "work"
KNOWN = 0.6  # of the file's records that the register has already


class Round:
    """One copy of the register with the officer's file uploaded and shown, and nothing written yet."""

    def __init__(self, databases: Databases) -> None:
        from django.db import connection

        connection.close()
        databases.copy(BASE, WORK)
        self.databases = databases

    def state(self) -> str:
        from cooperation.exchange.batches.models import ImportBatch

        return str(ImportBatch.objects.values_list("state", flat=True).get())

    def held(self) -> Any:
        from django.db import connection

        from bench.states import held

        try:
            return held()
        finally:
            connection.close()

    def begin(self) -> None:
        """Let somebody press Import, and return while the writing goes on."""
        raise NotImplementedError

    def wait(self) -> None:
        """Return when the writing is done."""
        while self.state() != "done":
            time.sleep(0.005)

    def kill(self) -> None:
        raise NotImplementedError

    seconds = 0.0
    """How long the writing took that went through."""

    def finish(self) -> int:
        """Go on until the import is done; return how often the button was pressed."""
        raise NotImplementedError

    def end(self) -> None:
        from django.db import connection

        connection.close()


class Served(Round):
    """By the pages of the register's own server."""

    static: Path
    officer: Officer

    def __init__(self, databases: Databases) -> None:
        super().__init__(databases)
        self.server = Server(databases.url(WORK), self.static).__enter__()
        self.officer.address = self.server.address
        self.officer.get(f"{self.batch}change/")

    batch = "cooperation/importbatch/1/"

    def begin(self) -> None:
        fields = {"fingerprint": self.officer.field("fingerprint")}
        assert fields["fingerprint"]

        def press() -> None:
            with suppress(URLError, HTTPException, ConnectionError):  # it is killed before it answers
                self.officer.post(f"{self.batch}bring_in/", **fields)

        self.pressing = threading.Thread(target=press)
        self.pressing.start()

    def kill(self) -> None:
        self.server.kill()
        self.pressing.join()
        self.databases.come_to_rest(WORK)

    def finish(self) -> int:
        pressed = 0
        self.server = Server(self.databases.url(WORK), self.static).__enter__()
        self.officer.address = self.server.address
        while self.state() != "done":
            self.officer.get(f"{self.batch}change/")
            if fingerprint := self.officer.field("fingerprint"):
                begun = time.monotonic()
                self.officer.post(f"{self.batch}bring_in/", fingerprint=fingerprint)
                pressed += 1
                self.wait()
                self.seconds = time.monotonic() - begun
            time.sleep(0.2)
        return pressed

    def end(self) -> None:
        super().end()
        self.server.kill()


class Forked(Round):
    """In a process that does what the button does."""

    def begin(self) -> None:
        from django.contrib.auth.models import User
        from django.db import connection

        from cooperation.exchange.batches import carrying
        from cooperation.exchange.batches.models import ImportBatch

        connection.close()
        self.writer = os.fork()
        if self.writer:
            return
        try:
            batch = ImportBatch.objects.get()
            if mark := carrying.begin(batch) or carrying.begin_again(batch):
                carrying.write(batch.pk, mark, User.objects.get())
        finally:
            os._exit(0)

    def wait(self) -> None:
        os.waitpid(self.writer, 0)

    def kill(self) -> None:
        os.kill(self.writer, signal.SIGKILL)
        self.wait()
        self.databases.come_to_rest(WORK)

    def finish(self) -> int:
        """A minute goes by, so that nobody takes the writer for alive."""
        from datetime import timedelta

        from cooperation.exchange.batches.models import ImportBatch

        if self.state() == "done":
            return 0
        batch = ImportBatch.objects.get()
        if batch.started_at:
            ImportBatch.objects.update(started_at=batch.started_at - timedelta(minutes=1))
        begun = time.monotonic()
        self.begin()
        self.wait()
        self.seconds = time.monotonic() - begun
        return 1


def fill(rows: int) -> bytes:
    """Make the register, its officer, and the file that the officer brings; return the file."""
    from django.contrib.auth.models import Group, User
    from django.core.management import call_command

    from bench import made_records

    call_command("migrate", verbosity=0)
    officer = User.objects.create_user("officer", password=PASSWORD, is_staff=True)
    officer.groups.add(Group.objects.get(name="officer"))
    records = max(2, rows * 2 // 5)
    with tempfile.TemporaryDirectory() as folder:
        for name, content in made_records.csv_files(made_records.made_records(int(records * KNOWN))):
            (Path(folder) / name).write_bytes(content)
        call_command("import_register", folder, stdout=open(os.devnull, "w"))  # noqa: PTH123, SIM115
    return made_records.zip_of(made_records.edited(made_records.made_records(records)))


def prepare(databases: Databases, rows: int, kind: type[Round]) -> None:
    from django.contrib.auth.models import User
    from django.db import connection

    from cooperation.exchange.batches.models import ImportBatch
    from cooperation.exchange.batches.uploading import receive

    content = fill(rows)
    if kind is Forked:
        receive("register.zip", content, "", User.objects.get())
    else:
        connection.close()
        collect_static(Served.static, databases.url(WORK))
        with Server(databases.url(WORK), Served.static) as server:
            Served.officer = Officer(server, "officer")
            Served.officer.upload("cooperation/importbatch/add/", "register.zip", content)
    batch = ImportBatch.objects.get()
    assert batch.fingerprint, batch.problems or batch.counts
    told = ", ".join(f"{count} {name}" for name, count in batch.counts.items() if count)
    connection.close()
    databases.copy(WORK, BASE)
    print(f"{databases.name}: a file of {len(content) // 1024} kB with rows: {told}")


def run(databases: Databases, rounds: int, rows: int, kind: type[Round]) -> None:
    prepare(databases, rows, kind)
    begun = time.monotonic()
    whole = kind(databases)
    before = whole.held()
    started = time.monotonic()
    whole.begin()
    whole.wait()
    seconds = time.monotonic() - started
    after = whole.held()
    whole.end()
    assert before.export != after.export
    chance, found = random.Random(), Counter[str]()  # noqa: S311
    took = [seconds]
    for __ in range(rounds):
        killed = kind(databases)
        # up to a little after the end, by how long the last ones took: the machine has other things to do as well
        found.update(one_round(killed, chance.random() * 1.2 * statistics.median(took[-5:]), before, after))
        took += [killed.seconds] * (killed.seconds > 0)
    print(
        f"{databases.name}: {rounds} kills over {statistics.median(took):.2f} s of writing: "
        f"{found['before']} as before ({found['not begun']} not begun, {found['stopped']} half way), "
        f"{found['after']} as after, {found['neither']} neither; {found['finished']} finished, "
        f"{found['one click']} by one click; {time.monotonic() - begun:.0f} s",
        flush=True,
    )
    assert found["before"] + found["after"] == found["finished"] == rounds


def one_round(killed: Round, moment: float, before: Any, after: Any) -> list[str]:
    said = []
    killed.begin()
    time.sleep(moment)
    killed.kill()
    state, now = killed.state(), killed.held()
    if now == before and state in ("waiting", "writing"):
        said += ["before", "not begun" if state == "waiting" else "stopped"]
    elif now.same_as(after) and state == "done":
        said.append("after")
    else:
        said.append("neither")
        print(f"  at {moment:.3f} s: {state}, export {'as after' if now.export == after.export else 'odd'}", flush=True)
    pressed = killed.finish()
    if killed.state() == "done" and killed.held().same_as(after):
        said.append("finished")
    if pressed == 1:
        said.append("one click")
    killed.end()
    return said


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--rows", type=int, default=3000, help="rows of the file, about")
    parser.add_argument("--on", choices=("both", "sqlite", "postgresql"), default="both")
    parser.add_argument("--postgresql", metavar="URL", default="postgres://postgres@127.0.0.1:5432/postgres")
    parser.add_argument("--forked", action="store_true", help="a bare process instead of a server; quicker")
    asked = parser.parse_args()
    if asked.on == "both":
        for one in ("sqlite", "postgresql"):
            subprocess.run([sys.executable, "-m", "bench.kills", *sys.argv[1:], "--on", one], cwd=ROOT, check=True)  # noqa: S603
        return
    (url,) = wanted(asked.on, asked.postgresql)
    with databases_of(url) as databases, tempfile.TemporaryDirectory() as static:
        databases.make(WORK)
        os.environ.update(ENVIRONMENT, DATABASE_URL=databases.url(WORK))
        import django

        django.setup()
        Served.static = Path(static)
        run(databases, asked.rounds, asked.rows, Forked if asked.forked else Served)


if __name__ == "__main__":
    main()
