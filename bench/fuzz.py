"""Damaged and odd files through the whole way of an import, from the upload to its pages: no error, and no change.

    python -m bench.fuzz [--inputs 10000] [--on sqlite] [--postgresql URL] [--seed 0]

Two in three inputs are real files (CSV, XLSX, ODS, zip) with something done to their bytes or their parts; the others
are files of the register's own sheets with odd cells, which are read and come to be planned. Each is uploaded; its
preview and its page of columns are asked for as an officer does. Whatever is neither shown nor refused in words counts
as a crash, and is kept in the folder that is named at the end.
"""

import argparse
import os
import random
import resource
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path
from typing import Any

from bench.databases import databases_of, wanted
from bench.serving import ENVIRONMENT

KINDS = ["", "programme", "partner", "activity", "declaration", "area"]
ODD_CELLS = [
    "", " ", "0", "-1", "1e308", "99999999999999999999", "=1+1", "#N/A", "not known", "2024-13", "2024-02-30", "1.500",
    "DKK 1", "DKK -1", "yes", "½", "١٢", "²", "\u200b", "a" * 300, "rs; dk", ";", "; ;", "rs-2", "“x”", "../..",
    "9999-12-31", "0000", "24:00", "12/31/2024 25:61", "1,5 mia. kr.", "EUR 1.8 bn", "unquantified: ", "at least",
    "draft", "published", "partners.1", "participants.99999999999999999999", "programme", "\ufeff", "None", "nan",
    "inf", "1/2/3", "\u202e", "since 2006", "foråret 2015", "primo juni 2014", "x" * 40_000,
]  # fmt: skip


def odd_file(chance: random.Random) -> tuple[str, bytes]:
    """Return some of the register's own sheets, each cell perhaps odd, and perhaps with odd titles."""
    from bench import made_records
    from cooperation.exchange.writing import WrittenSheet, csv_bytes, ods_bytes, xlsx_bytes

    fixtures = made_records.fixtures()
    sheets = []
    for name in chance.sample(sorted(fixtures), chance.randint(1, 4)):
        header = list(fixtures[name].header)
        rows = [[*line, *[""] * (len(header) - len(line))] for __, line in fixtures[name].rows]
        odd = chance.choice((0.01, 0.1, 0.5))
        for line in [header] * (chance.random() < 0.3) + rows[: chance.randint(1, 40)]:
            for place in range(len(line)):
                if chance.random() < odd:
                    line[place] = chance.choice(ODD_CELLS)
        sheets.append(WrittenSheet(name, [header, *chance.sample(rows, min(len(rows), chance.randint(1, 40)))]))
    match chance.choice(("csv", "zip", "xlsx", "ods")):
        case "csv":
            return "a.csv", csv_bytes(sheets[0])
        case "zip":
            return "a.zip", made_records.zip_of({sheet.name: [list(line) for line in sheet.lines] for sheet in sheets})
        case "xlsx":
            return "a.xlsx", xlsx_bytes(sheets)
    return "a.ods", ods_bytes(sheets)


def one_input(seed: int) -> tuple[str, bytes]:
    from tests.exchange.mutations import mutated

    chance = random.Random(seed)  # noqa: S311 -- the same each time, not secret
    if seed % 3:
        return mutated(chance)
    name, content = odd_file(chance)
    if chance.random() < 0.2:
        place = chance.randrange(len(content))
        content = content[:place] + bytes([chance.randrange(256)]) + content[place + 1 :]
    return name, content


def tried(client: Any, seed: int, name: str, content: bytes) -> str:
    """Upload the file and look at its pages; return what the officer was told, in short."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    kind = random.Random(seed).choice(KINDS)  # noqa: S311
    desk = "/en/desk/cooperation/"
    answer = client.post(
        f"{desk}{kind}/import/" if kind else f"{desk}importbatch/add/",
        {"import_file": SimpleUploadedFile(name, content)},
    )
    if answer.status_code == 200:
        errors = answer.context["form"].errors
        assert errors, "neither taken nor refused"
        return "refused: " + str(next(iter(errors.values()))[0]).partition(": ")[2][:50]
    assert answer.status_code == 302, answer.status_code
    batch = answer["Location"].split("importbatch/")[1].split("/")[0]
    for page in ("change", "columns"):
        shown = client.get(f"{desk}importbatch/{batch}/{page}/")
        assert shown.status_code in (200, 302), shown.status_code
    return "shown"


def keep(folder: Path, seed: int, name: str, content: bytes) -> None:
    folder.mkdir(exist_ok=True)
    (folder / f"{seed}-{name}").write_bytes(content)
    (folder / f"{seed}.txt").write_text(traceback.format_exc(), encoding="utf-8")


def run(inputs: int, first: int, folder: Path) -> bool:
    from django.contrib.auth.models import Group, User
    from django.core.management import call_command
    from django.test import Client
    from django.test.utils import setup_test_environment

    from bench.made_records import FIXTURES
    from bench.states import held
    from cooperation.exchange.batches.models import ImportBatch
    from tests.exchange.spreadsheets import brought_in

    call_command("migrate", verbosity=0)
    brought_in(FIXTURES)
    user = User.objects.create_user("officer", is_staff=True)
    user.groups.add(Group.objects.get(name="officer"))
    setup_test_environment()
    client = Client()
    client.force_login(user)
    before, idle = held(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    said, crashes, slowest, begun = Counter[str](), 0, 0.0, time.monotonic()
    for seed in range(first, first + inputs):
        name, content = one_input(seed)
        one = time.monotonic()
        try:
            said[tried(client, seed, name, content)] += 1
        except Exception:  # noqa: BLE001 -- every error is what is looked for
            crashes += 1
            keep(folder, seed, name, content)
        slowest = max(slowest, time.monotonic() - one)
        if not seed % 100:
            ImportBatch.objects.all().delete()  # they are no part of the register
    own, others = (
        resource.getrusage(who).ru_maxrss // 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    same = held() == before
    for message, times in said.most_common():
        print(f"{times:7} {message}")
    print(
        f"{inputs:,} inputs, {time.monotonic() - begun:.0f} s, slowest {slowest:.1f} s; {crashes} crashes; "
        f"the register {'is as before' if same else 'HAS CHANGED'}; peak {own - idle} MB over idle, "
        f"{others} MB in the process that reads workbooks" + (f"; see {folder}" if crashes else "")
    )
    return same and not crashes


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--inputs", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0, help="that of the first input")
    parser.add_argument("--on", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--postgresql", metavar="URL", default="postgres://postgres@127.0.0.1:5432/postgres")
    asked = parser.parse_args()
    (url,) = wanted(asked.on, asked.postgresql)
    with databases_of(url) as databases:
        databases.make("work")
        os.environ.update(
            ENVIRONMENT, DATABASE_URL=databases.url("work"), REGISTER_DEBUG="on", REGISTER_LOG_LEVEL="CRITICAL"
        )
        import django

        django.setup()
        right = run(asked.inputs, asked.seed, Path(tempfile.gettempdir()) / "fuzz-crashes")
    sys.exit(not right)


if __name__ == "__main__":
    main()
