"""What a file holds: its sheets, their header and their rows, still as cells."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cooperation.exchange import archives
from cooperation.exchange.decoding import ENCODINGS, decode
from cooperation.exchange.delimited import DELIMITERS, INSTRUCTION, delimiter_of, instructed, rows_of
from cooperation.exchange.headers import with_header
from cooperation.exchange.limits import MEGABYTE, Count, Limits, limits
from cooperation.exchange.problems import Problem, RefusedError
from cooperation.exchange.sheet_read import RawSheet, ReadingChoices, Sheet
from cooperation.exchange.time_limit import READING, TimeUpError, check_time, time_limit
from cooperation.exchange.workbooks import read_workbook
from cooperation.values.texts import normalise

__all__ = ["ReadingChoices", "Sheet", "read_file", "read_path"]

COMPOUND_FILE = b"\xd0\xcf\x11\xe0"  # old Excel files, and new ones with a password
ENCRYPTED_PART = "EncryptedPackage".encode("utf-16-le")
UNCHOSEN = ReadingChoices()
Part = TypeVar("Part")
Found = TypeVar("Found")


def read_path(path: Path, choices: ReadingChoices = UNCHOSEN) -> list[Sheet]:
    """Read a folder of CSV files, or one file. Raises RefusedError naming all files it can't read."""
    if not path.exists():
        raise RefusedError([Problem(str(path), _("there is no such file or folder"))])
    if not path.is_dir():
        return read_file(path.name, content_of(path), choices)
    files = sorted(path.glob("*.csv"))
    if not files:
        raise RefusedError([Problem(str(path), _("the folder holds no CSV file"))])
    return all_of(lambda file: read_file(file.name, content_of(file), choices), files)


def content_of(path: Path) -> bytes:
    most = limits()
    if path.stat().st_size > most.bytes * MEGABYTE:
        raise RefusedError([Problem(path.name, most.refusal("bytes").messages[0])])
    return path.read_bytes()


def all_of(read: Callable[[Part], list[Found]], parts: Iterable[Part]) -> list[Found]:
    """Read every part though one is refused, so that all that is wrong is said at once."""
    found: list[Found] = []
    problems: list[Problem] = []
    for part in parts:
        try:
            found += read(part)
        except TimeUpError:
            raise
        except RefusedError as error:
            problems += error.problems
    if problems:
        raise RefusedError(problems)
    return found


def read_file(name: str, content: bytes, choices: ReadingChoices = UNCHOSEN) -> list[Sheet]:
    """Read one file of any of the kinds, told apart by what is in it. Raises RefusedError, also where time is up."""
    name = normalise(name, one_line=True)
    with time_limit():
        try:
            raws = raw_sheets(name, content, choices, limits())
        except ValidationError as error:
            raise RefusedError([Problem(name, error.messages[0])]) from error
        return all_of(lambda raw: [read_header(raw, choices)], raws)


def read_header(raw: RawSheet, choices: ReadingChoices) -> Sheet:
    check_time(READING, raw.label)
    return with_header(raw, choices)


def raw_sheets(name: str, content: bytes, choices: ReadingChoices, most: Limits) -> list[RawSheet]:
    if not content[:MEGABYTE].strip() and not content.strip():
        raise ValidationError(_("the file is empty"))
    if len(content) > most.bytes * MEGABYTE:
        raise most.refusal("bytes")
    if content.startswith(COMPOUND_FILE):
        if ENCRYPTED_PART in content:
            raise archives.with_password()
        raise ValidationError(_("it is an old Excel file; save it as XLSX"))
    if not content.startswith(archives.ZIP_MARKS):
        return [csv_sheet(name, Path(name).stem, content, choices, Count(most, name))]
    with archives.opened(content, most) as archive:
        archives.check_declarations(archive)
        kind = archives.format_of(archive)
        if kind == "zip":
            return packed_sheets(name, *archives.packed_files(archive, most), choices, Count(most, name))
    return read_workbook(name, content, kind, most, choices)


def csv_sheet(label: str, name: str, content: bytes, choices: ReadingChoices, count: Count) -> RawSheet:
    decoded = decode(content, choices.encoding)
    told = instructed(decoded.beginning)
    delimiter = choices.delimiter or told or delimiter_of(decoded.beginning)
    if content.count(delimiter.encode()) > count.most.cells:
        raise count.most.refusal("cells")
    with decoded.lines() as lines:
        rows = rows_of(lines, delimiter, count, label).filled()
    if not rows:
        raise ValidationError(_("the sheet is empty"))
    skipped = []
    if told and INSTRUCTION.fullmatch(delimiter.join(map(str, rows[0][1]))):
        rows = rows[1:]
        skipped.append(_("row 1, which only says how columns are parted"))
    taken_for = _("CSV in %(encoding)s, columns parted by %(delimiter)s") % {
        "encoding": ENCODINGS[decoded.encoding],
        "delimiter": DELIMITERS[delimiter],
    }
    return RawSheet(
        name,
        label,
        rows,
        taken_for,
        skipped=skipped,
        notices=decoded.notices,
        encoding=decoded.encoding,
        delimiter=delimiter,
    )


def packed_sheets(
    name: str, files: list[tuple[str, bytes]], skipped: list[str], choices: ReadingChoices, count: Count
) -> list[RawSheet]:
    """Read CSV files that were packed together; what was left out is said of the first."""

    def read(file: tuple[str, bytes]) -> list[RawSheet]:
        packed = normalise(file[0], one_line=True)
        label = f"{name}, {packed}"
        check_time(READING, label)
        try:
            return [csv_sheet(label, PurePosixPath(packed).stem, file[1], choices, count)]
        except ValidationError as error:
            raise RefusedError([Problem(label, error.messages[0])]) from error

    first, *others = all_of(read, files)
    return [replace(first, skipped=[*skipped, *first.skipped]), *others]
