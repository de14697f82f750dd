from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cooperation.exchange.writing import sheets_of, write_path
from cooperation.resources import RESOURCES


class Command(BaseCommand):
    help = "Write the whole register: as a folder of CSV files, or as one workbook where PATH ends in .xlsx or .ods."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, metavar="PATH")

    def handle(self, *args: Any, **options: Any) -> None:
        sheets = sheets_of(RESOURCES)
        try:
            write_path(options["path"], sheets)
        except OSError as error:
            raise CommandError(f"{options['path']} can't be written: {error.strerror}") from error
        rows = sum(len(sheet.lines) - 1 for sheet in sheets)
        self.stdout.write(f"{rows} rows in {len(sheets)} sheets written to {options['path']}.")
