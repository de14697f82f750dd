"""A file of unknown titles beside a register full of similar ones: the preview, parking its rows, and the old look-up.

    python -m bench.suggestions [--declarations 12700] [--unknown 300] [--old 5] [--on sqlite]

The preview is the desk's own way from upload to page, with a suggestion for each unknown title as far as the time for
suggestions lasts. The old look-up, `difflib.get_close_matches` over names folded for every title, is timed on a few
titles in the same run; its figure for all of them is worked out from these.
"""

import argparse
import difflib
import os
import statistics
import time
from collections.abc import Callable
from typing import Any

from bench.databases import databases_of, wanted
from bench.serving import ENVIRONMENT

GOODS = ["coal", "grain", "timber", "machinery", "salted herring", "aircraft parts", "medicine", "radio equipment"]
LANDS = [
    "Sweden",
    "Norway",
    "Finland",
    "Iceland",
    "Belgium",
    "the Netherlands",
    "Portugal",
    "Greece",
    "Turkey",
    "Italy",
]


def title(number: int) -> str:
    land, goods = LANDS[number % len(LANDS)], GOODS[number * 7 % len(GOODS)]
    return (
        f"Exchange of Notes No. {number} between the Government of Denmark and the Government of {land} concerning "
        f"{goods} and the loan of {number * 13 % 997} vehicles"
    )


def danish(number: int) -> str:
    land, goods = LANDS[number % len(LANDS)], GOODS[number * 7 % len(GOODS)]
    return f"Noteveksling nr. {number} mellem den danske regering og regeringen i {land} om {goods}"


def unknown_title(number: int) -> str:
    return (
        f"Exchange of Notes No. {number} between the Government of Denmark and the Government of Nowhere concerning "
        f"fish and the building of {number * 7} boats"
    )


def fill(declarations: int) -> Any:
    """Make the register; return its officer."""
    from django.contrib.auth.models import User
    from django.core.management import call_command

    from cooperation.models import Declaration, Partner

    call_command("migrate", verbosity=0)
    Partner.objects.create(reference="dk", title_en="Denmark", kind="country")
    Declaration.objects.bulk_create(
        Declaration(
            reference=f"notes-{number}",
            title_en=title(number),
            title_da=danish(number),
            kind="agreement",
            state="draft",
        )
        for number in range(declarations)
    )
    return User.objects.create_superuser("officer")


def file_of(unknown: int) -> bytes:
    from cooperation.exchange.writing import WrittenSheet, csv_bytes

    rows = [[unknown_title(number), "dk", "party"] for number in range(unknown)]
    return csv_bytes(WrittenSheet("parties", [["Declaration", "Partner", "Capacity"], *rows]))


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    begun = time.perf_counter()
    result = work()
    return time.perf_counter() - begun, result


def preview(content: bytes, officer: Any) -> tuple[float, float, int, int]:
    """Return the seconds to the preview and to the parked rows, and how many rows are refused and have a suggestion."""
    from cooperation.exchange.batches.choices import Choices
    from cooperation.exchange.batches.looking import lines_in, look
    from cooperation.exchange.batches.uploading import receive

    seconds, batch = timed(lambda: receive("declaration_parties.csv", content, "declaration", officer))
    lines = [line for part in batch.parts.filter(outcome="refused") for line in lines_in(part)[1]]
    suggested = sum("nearest: " in problem["message"] for line in lines for problem in line["problems"])
    batch.choices = Choices(park=True).stored()
    parking, __ = timed(lambda: look(batch, officer))
    assert batch.counts["parked"] == len(lines)
    return seconds, parking, len(lines), suggested


def old_way(titles: list[str]) -> float:
    """Return the seconds that one title took before: all names are folded and compared for each."""
    from cooperation.models import Declaration
    from cooperation.records.directory import Directory
    from cooperation.search.folding import fold

    directory = Directory(Declaration)
    names = directory.names

    def look_up(text: str) -> None:
        spellings = {fold(reference): reference for reference in directory.keys}
        spellings |= {name: min(references) for name, references in names.items()}
        difflib.get_close_matches(fold(text), spellings, n=6, cutoff=0.6)

    return statistics.mean(timed(lambda text=text: look_up(text))[0] for text in titles)


def measure(url: str, declarations: int, unknown: int, old: int) -> None:
    with databases_of(url) as databases:
        databases.make("suggestions")
        os.environ.update(ENVIRONMENT, DATABASE_URL=databases.url("suggestions"))
        import django

        django.setup()
        from django.db import connection

        officer = fill(declarations)
        seconds, parking, refused, suggested = preview(file_of(unknown), officer)
        print(f"{databases.name}: {unknown} unknown titles, {declarations:,} declarations with two titles each")
        print(f"  preview {seconds:.2f} s: {refused} rows refused, {suggested} with a suggestion")
        print(f"  the same with the refused rows parked {parking:.2f} s")
        if old:
            each = old_way([unknown_title(number) for number in range(old)])
            print(f"  the old look-up {each:.2f} s a title, {each * unknown:.0f} s for all", flush=True)
        connection.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--declarations", type=int, default=12_700)
    parser.add_argument("--unknown", type=int, default=300)
    parser.add_argument("--old", type=int, default=5, help="titles that the old look-up is timed on; 0 for none")
    parser.add_argument("--on", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--postgresql", metavar="URL", default="postgres://postgres@127.0.0.1:5432/postgres")
    asked = parser.parse_args()
    (url,) = wanted(asked.on, asked.postgresql)
    measure(url, asked.declarations, asked.unknown, asked.old)


if __name__ == "__main__":
    main()
