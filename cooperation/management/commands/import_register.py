from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from cooperation.exchange.applying import carry_out
from cooperation.exchange.plan import make_plan
from cooperation.exchange.planned import Outcome, Plan
from cooperation.exchange.problems import RefusedError
from cooperation.exchange.reading import read_path
from cooperation.records.resources import with_rows
from cooperation.resources import RESOURCES
from cooperation.revisions.models import Action
from cooperation.revisions.recording import Recorder


class Command(BaseCommand):
    help = (
        "Read records from a folder of CSV files, or from one CSV, XLSX or ODS file, as export_register writes them. "
        "All of the file goes in or, where anything is wrong with it, nothing does."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, metavar="PATH")
        parser.add_argument("--dry-run", action="store_true", help="say what would change and change nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            sheets = read_path(options["path"])
            with transaction.atomic():
                plan = make_plan(sheets, with_rows(RESOURCES))
                if options["dry_run"]:
                    plan.must_be_right()
                else:
                    carry_out(plan, Recorder(Action.Kind.COMMAND, why=f"import_register {options['path']}"))
        except RefusedError as error:
            count = len(error.problems)
            raise CommandError(f"Nothing was changed; {count} problem{'s' * (count != 1)}:\n{error}") from error
        self.report(plan, options["dry_run"])

    def report(self, plan: Plan, dry_run: bool) -> None:
        for label in plan.left_out:
            self.stdout.write(f"{label}: left out, no sheet of the register")
        for use in plan.former:
            self.stdout.write(str(use.notice))
        self.report_empty([sheet.matched.sheet.label for sheet in plan.sheets if not len(sheet.read)], plan)
        for sheet in plan.sheets:
            for row in sheet.rows(Outcome.NEW, Outcome.CHANGED) if dry_run else ():
                label = sheet.matched.sheet.label
                self.stdout.write(f"{label}, row {row.number}: {row.outcome} {named(row.key)}")
            for notice in sheet.read.notices:
                self.stdout.write(f"{sheet.matched.sheet.label}, {notice}")
            if deleted := sum(sheet.deleted_citations.values()):
                self.stdout.write(f"{sheet.matched.sheet.label}: {deleted} citations are deleted with their rows")
        counts = plan.counts()
        said = ", ".join(f"{counts[name]} {name}" for name in ("new", "changed", "unchanged", "removed"))
        self.stdout.write(f"{said}. Nothing was written." if dry_run else f"{said}.")

    def report_empty(self, labels: list[str], plan: Plan) -> None:
        if labels and len(labels) == len(plan.sheets):
            several = len({label.partition(", ")[0] for label in labels}) > 1
            self.stdout.write(f"The {'files have' if several else 'file has'} column titles and no rows.")
            return
        for label in labels:
            self.stdout.write(f"{label}: column titles and no rows")


def named(key: Any) -> str:
    return " ".join(map(str, key)) if isinstance(key, tuple) else str(key)
