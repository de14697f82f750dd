from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cooperation.exchange.sheets import sheets_of
from cooperation.exchange.writing import write_path
from cooperation.resources import RESOURCES


class Command(BaseCommand):
    help = (
        "Write the whole register: as a folder of CSV files, or as one file where PATH ends in .xlsx, .ods, "
        ".zip (of CSV files) or .json."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, metavar="PATH")

    def handle(self, *args: Any, **options: Any) -> None:
        sheets = sheets_of(RESOURCES)
        try:
            write_path(options["path"], sheets)
        except OSError as error:
            raise CommandError(f"{options['path']} can't be written: {error.strerror}") from error
        except ValueError as error:
            raise CommandError(str(error)) from error
        rows = sum(len(sheet) for sheet in sheets)
        self.stdout.write(f"{rows} rows in {len(sheets)} sheets written to {options['path']}.")
