"""Workbooks go out and come back as programs save them that nobody typed anything in: nothing may have changed.

    python -m bench.workbooks [--on both] [--postgresql URL] [--partners rs,nato]

Each partner of the fixtures, and one with every odd value there is, is sent its records of all kinds in both languages,
and the whole register goes out as XLSX, ODS and CSV. Each file is returned as it is, each workbook also as openpyxl
saves it, and as LibreOffice saves it as XLSX and as ODS. Needs LibreOffice (`apt-get install libreoffice-calc`).
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.databases import databases_of, wanted
from bench.serving import ENVIRONMENT

OUTCOMES = ("new", "changed", "removed", "refused", "unchanged")
FILES_AT_ONCE = 40
Found = Counter[str]


# The programs


def as_it_is(files: list[Path], folder: Path) -> None:
    for file in files:
        shutil.copyfile(file, folder / file.name)


def openpyxl(files: list[Path], folder: Path) -> None:
    from openpyxl import load_workbook

    for file in files:
        if file.suffix == ".xlsx":
            load_workbook(file).save(folder / file.name)


def libreoffice(ending: str) -> Callable[[list[Path], Path], None]:
    def convert(files: list[Path], folder: Path) -> None:
        own = f"-env:UserInstallation=file://{folder}/profile"
        files = [file for file in files if file.suffix != ".csv"]
        for start in range(0, len(files), FILES_AT_ONCE):
            portion = files[start : start + FILES_AT_ONCE]
            command = [office(), own, "--headless", "--convert-to", ending, "--outdir", str(folder), *map(str, portion)]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603

    return convert


def office() -> str:
    found = shutil.which("soffice") or shutil.which("libreoffice")
    assert found, "LibreOffice is not installed: apt-get install libreoffice-calc"
    return found


PROGRAMS: dict[str, Callable[[list[Path], Path], None]] = {
    "as it went out": as_it_is,
    "openpyxl": openpyxl,
    "LibreOffice, XLSX": libreoffice("xlsx"),
    "LibreOffice, ODS": libreoffice("ods"),
}


# The register


def fill() -> Any:
    """Make a register of the fixtures and a partner with odd values; return an officer."""
    from django.contrib.auth.models import User
    from django.core.management import call_command

    from bench.made_records import FIXTURES
    from tests.exchange.odd_records import odd_partner
    from tests.exchange.spreadsheets import brought_in

    call_command("migrate", verbosity=0)
    brought_in(FIXTURES)
    odd_partner()
    return User.objects.create_superuser("officer")


def send_out(folder: Path, officer: Any, references: list[str]) -> list[Path]:
    """Write the workbook of each partner in both languages, or of these partners."""
    from cooperation.exchange.embassy.permissions import kinds_to_send
    from cooperation.exchange.embassy.sending import Wanted, send
    from cooperation.models import Partner

    kinds = kinds_to_send(officer)
    partners = Partner.objects.order_by("reference")
    for partner in partners.filter(reference__in=references) if references else partners:
        for language in ("en", "da"):
            sent = send(Wanted(partner, None, kinds, language, drafts=True), officer, kinds)
            assert sent, f"{partner}: nothing to send"
            (folder / f"{partner.reference}-{language}.xlsx").write_bytes(bytes(sent.content))
    return sorted(folder.iterdir())


def write_register(folder: Path) -> list[Path]:
    from cooperation.exchange.writing import sheets_of, write_path
    from cooperation.resources import RESOURCES

    for name in ("register.xlsx", "list.ods", "csv"):
        write_path(folder / name, sheets_of(RESOURCES))
    return sorted(path for path in folder.glob("**/*") if path.is_file())


def counts_of(file: Path, officer: Any, *, was_sent: bool) -> Found:
    """Return what a file would do as its preview counts it, with `questions` and `problems`; say what is odd."""
    from cooperation.exchange.batches.uploading import receive
    from cooperation.exchange.problems import RefusedError

    try:
        batch = receive(file.name, file.read_bytes(), "", officer)
    except RefusedError as error:
        print(f"  {file.name}: {error.problems[0]}")
        return Counter(problems=1)
    found = Counter({name: batch.count(name) for name in OUTCOMES})
    found["questions"] = batch.compared.get("asked", 0)
    found["problems"] = len(batch.problems) + (was_sent and batch.sent is None)
    if sum(found.values()) > found["unchanged"] or not found["unchanged"]:
        tell(file, batch)
    batch.delete()
    return found


def tell(file: Path, batch: Any) -> None:
    from cooperation.exchange.batches.showing import page_of

    print(f"  {file.parent.name}/{file.name}: {batch.counts} {[problem['text'] for problem in batch.problems[:5]]}")
    for row in page_of(batch, "", "", 1).rows[:10]:
        cells = [(cell.title, cell.old[-80:], cell.new[-80:]) for cell in row.cells]
        if row.outcome != "unchanged":
            print(f"    {row.outcome} {row.name} {cells} {[problem['text'] for problem in row.problems]}")


def run(name: str, references: list[str]) -> bool:
    officer = fill()
    same = True
    with tempfile.TemporaryDirectory() as folder:
        places = {"sent": Path(folder) / "sent", "register": Path(folder) / "register"}
        for place in places.values():
            place.mkdir()
        files = {"sent": send_out(places["sent"], officer, references), "register": write_register(places["register"])}
        print(f"\n{name}: {len(files['sent'])} workbooks of partners, {len(files['register'])} files of the register")
        print(f"{'':31}{'files':>7}" + "".join(f"{title:>11}" for title in (*OUTCOMES, "questions", "problems")))
        for what, sent in files.items():
            for number, (program, save) in enumerate(PROGRAMS.items()):
                saved = Path(folder) / f"{what}-{number}"
                saved.mkdir()
                save(sent, saved)
                returned = sorted(path for path in saved.iterdir() if path.is_file())
                assert what == "register" or len(returned) == len(sent), f"{program} wrote {len(returned)} files"
                found = Counter(dict.fromkeys((*OUTCOMES, "questions", "problems"), 0))
                for file in returned:
                    found.update(counts_of(file, officer, was_sent=what == "sent"))
                figures = "".join(f"{found[title]:>11,}" for title in (*OUTCOMES, "questions", "problems"))
                print(f"{what + ', ' + program:31}{len(returned):>7}{figures}", flush=True)
                same = same and sum(found.values()) == found["unchanged"] > 0
    return same


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--on", choices=("both", "sqlite", "postgresql"), default="both")
    parser.add_argument("--postgresql", metavar="URL", default="postgres://postgres@127.0.0.1:5432/postgres")
    parser.add_argument("--partners", default="", help="references, separated by commas; without it, every partner")
    parser.add_argument("--once", metavar="NAME", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.once:
        import django

        django.setup()
        sys.exit(not run(asked.once, list(filter(None, asked.partners.split(",")))))
    codes = []
    for url in wanted(asked.on, asked.postgresql):
        with databases_of(url) as databases:
            databases.make("work")
            environment = {**os.environ, **ENVIRONMENT, "DATABASE_URL": databases.url("work")}
            command = [sys.executable, "-m", "bench.workbooks", "--once", databases.name, "--partners", asked.partners]
            codes.append(subprocess.run(command, check=False, env=environment).returncode)  # noqa: S603
    sys.exit(any(codes))


if __name__ == "__main__":
    main()
