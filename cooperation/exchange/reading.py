"""What a file holds: its sheets, their header and their rows, still as cells."""

import io
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook, ZipError

from cooperation.exchange.csv_text import read_csv
from cooperation.exchange.problems import Problem, RefusedError

MAX_BYTES = 50 * 1024 * 1024
MAX_UNPACKED = 500 * 1024 * 1024
ZIP = b"PK\x03\x04"
COMPOUND_FILE = b"\xd0\xcf\x11\xe0"  # old Excel files, and every workbook with a password
NO_TEXT = frozenset(range(32)) - frozenset(b"\t\n\r\x0b\x0c")


@dataclass(frozen=True)
class Sheet:
    """A header and its rows. `rows` pairs each row's number in the spreadsheet with its cells, empty rows left out.

    `name` is what the sheet or file is called without its ending, `label` what messages call it.
    """

    name: str
    label: str
    header: list[str]
    rows: list[tuple[int, list[Any]]]


def read_path(path: Path) -> list[Sheet]:
    """Read a folder of CSV files, or one CSV, XLSX or ODS file. Raises RefusedError naming all files it can't read."""
    if not path.exists():
        raise RefusedError([Problem(str(path), _("there is no such file or folder"))])
    if not path.is_dir():
        return read_file(path.name, path.read_bytes())
    files = sorted(path.glob("*.csv"))
    if not files:
        raise RefusedError([Problem(str(path), _("the folder holds no CSV file"))])
    sheets, problems = [], []
    for file in files:
        try:
            sheets += read_file(file.name, file.read_bytes())
        except RefusedError as error:
            problems += error.problems
    if problems:
        raise RefusedError(problems)
    return sheets


def read_file(name: str, content: bytes) -> list[Sheet]:
    """Read one file of any of the three kinds, told apart by what is in it. Raises RefusedError."""
    try:
        check_size(content)
        if content.startswith(ZIP):
            return read_workbook(name, content)
        check_text(content)
        return [sheet_of(Path(name).stem, name, read_csv(content))]
    except ValidationError as error:
        raise RefusedError([Problem(name, error.messages[0])]) from error


def check_size(content: bytes) -> None:
    if not content.strip():
        raise ValidationError(_("the file is empty"))
    if len(content) > MAX_BYTES:
        raise ValidationError(_("the file is larger than %(megabytes)s MB") % {"megabytes": MAX_BYTES // 2**20})
    if not content.startswith(ZIP):
        return
    try:
        unpacked = sum(entry.file_size for entry in zipfile.ZipFile(io.BytesIO(content)).infolist())
    except zipfile.BadZipFile as error:
        raise ValidationError(_("the file is damaged or cut off")) from error
    if unpacked > MAX_UNPACKED:
        raise ValidationError(
            _("the file unpacks to more than %(megabytes)s MB") % {"megabytes": MAX_UNPACKED // 2**20}
        )


def check_text(content: bytes) -> None:
    if content.startswith(COMPOUND_FILE):
        raise ValidationError(_("it is an old Excel file or has a password; save it as XLSX without one"))
    if content.startswith(b"%PDF") or NO_TEXT.intersection(content):
        raise ValidationError(_("it is no spreadsheet; expected CSV, XLSX or ODS"))


def read_workbook(name: str, content: bytes) -> list[Sheet]:
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        found = [
            (title, workbook.get_sheet_by_name(title).to_python(skip_empty_area=False))
            for title in workbook.sheet_names
        ]
    except (CalamineError, ZipError) as error:
        raise ValidationError(_("it is no spreadsheet; expected CSV, XLSX or ODS")) from error
    return [sheet_of(title, f"{name}, {title}", cells) for title, cells in found if cells]


def sheet_of(name: str, label: str, cells: list[list[Any]]) -> Sheet:
    """Make a sheet of its cells: the first row that is not empty is the header."""
    filled = [(number, row) for number, row in enumerate(cells, start=1) if any(cell not in ("", None) for cell in row)]
    if not filled:
        raise RefusedError([Problem(label, _("the sheet is empty"))])
    (__, header), *rows = filled
    return Sheet(name, label, [str(title).strip() for title in header], rows)
