"""Four officers import overlapping files at once while others save forms: nothing is lost, and nobody sees an error.

    python -m bench.concurrent [--rounds 5] [--records 200] [--writers 4] [--on both] [--postgresql URL]

Each file changes the same programmes, replaces their partners, and brings new programmes under the same references.
All are confirmed in one moment, by processes of their own; who is asked again looks and confirms again. Meanwhile two
more officers save forms of the same programmes. In the end all files are in, the one confirmed last has the last word,
every word of the others and of the forms stands in the history, and revisions are numbered without a gap.
"""

import argparse
import multiprocessing
import os
import subprocess
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Barrier, Event
from typing import Any

from bench.databases import Databases, databases_of, wanted
from bench.serving import ENVIRONMENT, PASSWORD, ROOT

PROCESSES = multiprocessing.get_context("fork")
FORMS = 2
Told = dict[str, Any]


def word(who: int, round_: int) -> str:
    return f"as officer {who} has it in round {round_}"


def file_of(who: int, round_: int, records: int) -> bytes:
    """A zip of programmes and their partners, all that the others' files have, said differently."""
    from bench.made_records import zip_of

    shared = [f"shared-{n}" for n in range(records)] + [f"new-{round_}-{n}" for n in range(records // 4)]
    partners = [[name, "1", f"partner-{(who + n) % 7}", "lead"] for n, name in enumerate(shared)]
    partners += [[name, "2", "partner-0", "funder"] for n, name in enumerate(shared) if n % 4 == who % 4]
    programmes = [[name, f"Programme {name}", "project", word(who, round_), "draft"] for name in shared]
    return zip_of(
        {
            "programmes": [["Reference", "Title (English)", "Kind", "Summary (English)", "State"], *programmes],
            "programme_partners": [["Programme", "Number", "Partner", "Role"], *sorted(partners)],
        }
    )


# In processes of their own


def import_at_once(who: int, round_: int, records: int, all_ready: Barrier, told: "Queue[Told]") -> None:
    from django.contrib.auth.models import User

    from cooperation.exchange.batches.carrying import begin, write
    from cooperation.exchange.batches.models import ImportBatch
    from cooperation.exchange.batches.uploading import receive

    asked_again = 0
    try:
        user = User.objects.get(username=f"officer-{who}")
        batch = receive("programmes.zip", file_of(who, round_, records), "programme", user)
        all_ready.wait(120)
        while batch.state != ImportBatch.State.DONE:
            assert batch.fingerprint, batch.counts
            mark = begin(batch)
            assert mark
            write(batch.pk, mark, user)
            batch.refresh_from_db()
            if batch.state == ImportBatch.State.WAITING:
                asked_again += 1
                assert batch.notice, "asked again without a word"
        told.put({"who": who, "asked": asked_again, "finished": batch.finished_at, "action": batch.action_id})
    except BaseException:  # noqa: BLE001 -- whatever it is, the officer would have seen it
        told.put({"who": who, "error": traceback.format_exc()})


def save_forms(who: int, round_: int, records: int, over: Event, told: "Queue[Told]") -> None:
    """Save one form after the other until the imports are done; read what the page says, and save again."""
    import random

    from django.contrib.auth.models import User
    from django.test import Client
    from django.test.utils import setup_test_environment

    from cooperation.models import Programme
    from tests.desk.filling import change_address, shown

    chance = random.Random(who)  # noqa: S311
    said: dict[str, str] = {}
    again = 0
    try:
        setup_test_environment()
        client = Client()
        client.force_login(User.objects.get(username=f"clerk-{who}"))
        while not over.is_set():
            number = chance.randrange(who, records, FORMS)  # each clerk has notes of their own programmes
            record = Programme.objects.get(reference=f"shared-{number}")
            note = f"clerk {who}, round {round_}, {chance.random()}"
            data = shown(client.get(change_address(record))) | {"internal_note": note}
            while (answer := client.post(change_address(record), data)).status_code != 302:
                assert answer.status_code == 200, answer
                again += 1
                data = shown(client.get(change_address(record))) | {"internal_note": note}
            said[record.reference] = note
            time.sleep(chance.random() / 5)
        told.put({"who": f"clerk-{who}", "saved": said, "again": again})
    except BaseException:  # noqa: BLE001
        told.put({"who": f"clerk-{who}", "error": traceback.format_exc()})


# Beside them


def fill(records: int, writers: int) -> None:
    from django.contrib.auth.models import Group, User
    from django.core.management import call_command

    from cooperation.models import Partner, Programme

    call_command("migrate", verbosity=0)
    for name in [f"officer-{n}" for n in range(writers)] + [f"clerk-{n}" for n in range(FORMS)]:
        User.objects.create_user(name, password=PASSWORD, is_staff=True).groups.add(Group.objects.get(name="officer"))
    for n in range(7):
        Partner(reference=f"partner-{n}", title_en=f"Partner {n}", kind="authority").save()
    for n in range(records):
        Programme(reference=f"shared-{n}", title_en=f"Programme shared-{n}", kind="project").save()


def one_round(round_: int, records: int, writers: int) -> Counter[str]:
    from django.db import connection

    connection.close()  # nobody's connection is shared
    told: Queue[Told] = PROCESSES.Queue()
    all_ready, over = PROCESSES.Barrier(writers), PROCESSES.Event()
    importing = [
        PROCESSES.Process(target=import_at_once, args=(who, round_, records, all_ready, told)) for who in range(writers)
    ]
    saving = [PROCESSES.Process(target=save_forms, args=(who, round_, records, over, told)) for who in range(FORMS)]
    for process in (*importing, *saving):
        process.start()
    reports = [told.get(timeout=600) for __ in importing]
    over.set()
    reports += [told.get(timeout=600) for __ in saving]
    for process in (*importing, *saving):
        process.join()
    found = Counter[str]()
    for report in reports:
        if "error" in report:
            found["errors"] += 1
            print(f"  round {round_}, {report['who']}:\n{report['error']}", file=sys.stderr, flush=True)
    imports = [report for report in reports if "finished" in report]
    notes = {name: note for report in reports for name, note in report.get("saved", {}).items()}
    found["imported"] = len(imports)
    found["asked again"] = sum(report["asked"] for report in imports)
    found["forms saved"] = len(notes)
    found["forms asked again"] = sum(report.get("again", 0) for report in reports)
    if len(imports) == writers:
        found["lost"] = len(lost(round_, records, imports, notes))
    return found


def lost(round_: int, records: int, imports: list[Told], notes: dict[str, str]) -> list[str]:
    """Name everything that is not as it must be when all are done."""
    from bench.states import gaps_in_the_history, search_texts_are_right
    from cooperation.revisions.models import Revision

    last = max(imports, key=lambda report: report["finished"])["who"]
    wrong = list(odd_programmes(round_, records, last, notes))
    for report in imports:
        kept = Revision.objects.filter(action=report["action"]).values_list("document", flat=True)
        said = [document["fields"]["summary_en"] for document in kept if document]
        if said != [word(report["who"], round_)] * (records + records // 4):
            wrong.append(f"of officer {report['who']} the history has {len(said)} documents")
    wrong += gaps_in_the_history()
    if not search_texts_are_right():
        wrong.append("search texts are not those of the records")
    for message in wrong[:5]:
        print(f"  round {round_}: {message}", file=sys.stderr, flush=True)
    return wrong


def odd_programmes(round_: int, records: int, last: int, notes: dict[str, str]) -> Iterator[str]:
    from cooperation.models import Programme

    old = Programme.objects.exclude(reference__startswith="new-")
    ours = (old | Programme.objects.filter(reference__startswith=f"new-{round_}-")).order_by("pk")
    if ours.count() != records + records // 4:
        yield f"there are {ours.count()} programmes"
    for record in ours.prefetch_related("partners__partner"):
        kind, *__, number = record.reference.split("-")
        place = int(number) + (records if kind == "new" else 0)
        rows = [(row.number, row.partner.reference) for row in record.partners.all()]
        if rows != [(1, f"partner-{(last + place) % 7}")] + [(2, "partner-0")] * (place % 4 == last % 4):
            yield f"{record.reference} has {rows}"
        if record.summary_en != word(last, round_):
            yield f"{record.reference} says {record.summary_en}"
        if record.internal_note != notes.get(record.reference, record.internal_note):
            yield f"{record.reference} has the note {record.internal_note}"


def run(databases: Databases, rounds: int, records: int, writers: int) -> None:
    fill(records, writers)
    begun = time.monotonic()
    found = Counter[str]()
    for round_ in range(rounds):
        found += one_round(round_, records, writers)
    print(
        f"{databases.name}: {rounds} rounds of {writers} imports at once, {records + records // 4} programmes each: "
        f"{found['imported']} in, {found['asked again']} times asked again; {found['forms saved']} forms saved "
        f"meanwhile, {found['forms asked again']} times asked again; {found['lost']} lost, {found['errors']} errors; "
        f"{time.monotonic() - begun:.0f} s",
        flush=True,
    )
    sys.exit(bool(found["lost"] or found["errors"]) or found["imported"] != rounds * writers)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--records", type=int, default=200, help="programmes that all files have, besides new ones")
    parser.add_argument("--writers", type=int, default=4)
    parser.add_argument("--on", choices=("both", "sqlite", "postgresql"), default="both")
    parser.add_argument("--postgresql", metavar="URL", default="postgres://postgres@127.0.0.1:5432/postgres")
    asked = parser.parse_args()
    if asked.on == "both":
        for one in ("sqlite", "postgresql"):
            subprocess.run([sys.executable, "-m", "bench.concurrent", *sys.argv[1:], "--on", one], cwd=ROOT, check=True)  # noqa: S603
        return
    (url,) = wanted(asked.on, asked.postgresql)
    with databases_of(url) as databases:
        databases.make("work")
        os.environ.update(
            ENVIRONMENT, DATABASE_URL=databases.url("work"), REGISTER_DEBUG="on"
        )  # pages without collectstatic
        import django

        django.setup()
        run(databases, asked.rounds, asked.records, asked.writers)


if __name__ == "__main__":
    main()
