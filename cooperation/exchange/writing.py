"""The register, or part of it, as files: a folder of CSV, or one file, streamed as it is read."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from django.utils.translation import get_language, override

from cooperation.exchange.one_moment import one_moment
from cooperation.exchange.packing.csv_files import csv_parts
from cooperation.exchange.packing.json_files import register_json_parts
from cooperation.exchange.packing.ods_files import ods_parts
from cooperation.exchange.packing.xlsx_files import xlsx_parts
from cooperation.exchange.packing.xlsx_limits import check_limits
from cooperation.exchange.packing.zipped import zipped
from cooperation.exchange.sheets import RecordSheet, Sheet, WrittenSheet, sheets_of, sheets_of_records

__all__ = ["WrittenSheet", "sheets_of", "sheets_of_records"]  # to be found where files are written

Sheets = Sequence[Any]
Parts = Callable[[Sheets], Iterator[bytes]]


def csv_archive_parts(sheets: Sequence[Sheet]) -> Iterator[bytes]:
    """A zip of CSV files, one a sheet."""
    return zipped((f"{sheet.name}.csv", csv_parts(sheet)) for sheet in sheets)


FILES: dict[str, Parts] = {
    ".xlsx": xlsx_parts,
    ".ods": ods_parts,
    ".zip": csv_archive_parts,
    ".json": register_json_parts,
}


def streamed(parts: Parts, sheets: Sheets) -> Iterator[bytes]:
    """Give a file's parts, all of the register as it is at the first, and in the language of who asked for them.

    What goes wrong on the way is raised from here, so that whoever sends the parts breaks off.
    """
    language = get_language()

    def give() -> Iterator[bytes]:
        with override(language), one_moment():
            yield from parts(sheets)

    return give()


def write_path(path: Path, sheets: Sequence[RecordSheet]) -> None:
    """Write one file where the path ends as one of FILES, else a folder with a CSV file a sheet.

    Raises ValueError, with nothing written, where the format can't hold what is to be written.
    """
    if path.suffix.lower() == ".xlsx":
        check_limits(sheets)
    if parts := FILES.get(path.suffix.lower()):
        write_file(path, streamed(parts, sheets))
        return
    path.mkdir(parents=True, exist_ok=True)
    with one_moment():
        for sheet in sheets:
            write_file(path / f"{sheet.name}.csv", csv_parts(sheet))


def write_file(path: Path, parts: Iterable[bytes]) -> None:
    """Write beside the path and move there when all is written: no file is ever there by half."""
    unfinished = path.with_name(f"{path.name}.unfinished")
    try:
        with unfinished.open("wb") as file:
            file.writelines(parts)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def csv_bytes(sheet: Sheet) -> bytes:
    return b"".join(csv_parts(sheet))


def xlsx_bytes(sheets: Sequence[Sheet]) -> bytes:
    return b"".join(xlsx_parts(sheets))


def ods_bytes(sheets: Sequence[Sheet]) -> bytes:
    return b"".join(ods_parts(sheets))
