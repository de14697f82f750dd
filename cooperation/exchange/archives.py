"""Files that are zip archives: workbooks, and CSV files packed together. Looked at before anything is unpacked."""

import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cooperation.exchange.decoding import no_spreadsheet
from cooperation.exchange.limits import MEGABYTE, Limits

ZIP_MARKS = (b"PK\x03\x04", b"PK\x05\x06")
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OSError,
    ValueError,
)
CSV_ENDINGS = {".csv", ".tsv", ".txt"}
PACKED_ENDINGS = {".zip", ".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".gz", ".7z", ".rar"}
PACKINGS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
"""Others unpack a few bytes to any length at once."""
ENCRYPTED = 0x1
DECLARED_IN = 4096


def damaged() -> ValidationError:
    return ValidationError(_("the file is damaged or cut off"))


def with_password() -> ValidationError:
    return ValidationError(_("the file has a password; save it without one"))


def opened(content: bytes, most: Limits) -> zipfile.ZipFile:
    """Return the archive, found to be whole in its directory, without a password and not too large unpacked."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except BROKEN as error:
        raise damaged() from error
    entries = archive.infolist()
    if len(entries) > most.members:
        raise most.refusal("members")
    if sum(entry.file_size for entry in entries) > most.unpacked * MEGABYTE:
        raise most.refusal("unpacked")
    if any(entry.flag_bits & ENCRYPTED for entry in entries):
        raise with_password()
    if any(entry.compress_type not in PACKINGS for entry in entries):
        raise ValidationError(_("it is packed in a way that is not read; pack it as an ordinary zip"))
    return archive


def unpacked(archive: zipfile.ZipFile, name: str) -> bytes:
    try:
        return archive.read(name)
    except BROKEN as error:
        raise damaged() from error


def beginning(archive: zipfile.ZipFile, name: str, size: int = DECLARED_IN) -> bytes:
    try:
        with archive.open(name) as member:
            return member.read(size)
    except BROKEN as error:
        raise damaged() from error


def format_of(archive: zipfile.ZipFile) -> str:
    """Return `xlsx`, `ods`, or `zip` for files packed together. Raises ValidationError for what else is known."""
    names = {name.replace("\\", "/").lower() for name in archive.namelist()}
    if "[content_types].xml" in names:
        if not any(name.startswith("xl/") for name in names):
            raise no_spreadsheet()
        if "xl/workbook.bin" in names:
            raise ValidationError(_("it is a binary Excel file; save it as XLSX"))
        return "xlsx"
    if "mimetype" in archive.namelist():
        check_opendocument(archive)
        return "ods"
    return "zip"


def check_opendocument(archive: zipfile.ZipFile) -> None:
    names = archive.namelist()
    if b"opendocument.spreadsheet" not in beginning(archive, "mimetype"):
        raise no_spreadsheet()
    manifest = unpacked(archive, "META-INF/manifest.xml") if "META-INF/manifest.xml" in names else b""
    if b"encryption-data" in manifest or "encrypted-package" in names:
        raise with_password()
    if "content.xml" not in names:
        raise damaged()


def check_declarations(archive: zipfile.ZipFile) -> None:
    """Refuse XML that declares entities of its own, which may be made to grow without end."""
    for entry in archive.infolist():
        if entry.filename.lower().endswith((".xml", ".rels")):
            declared = beginning(archive, entry.filename).replace(b"\x00", b"")
            if b"<!ENTITY" in declared or (b"<!DOCTYPE" in declared and b"[" in declared):
                raise ValidationError(_("its XML declares entities, which no spreadsheet program writes"))


def packed_files(archive: zipfile.ZipFile, most: Limits) -> tuple[list[tuple[str, bytes]], list[str]]:
    """Return the CSV files in an archive with their contents, and what was left out, in words."""
    wanted: list[zipfile.ZipInfo] = []
    others: list[zipfile.ZipInfo] = []
    for entry in visible_files(archive):
        ending = PurePosixPath(entry.filename).suffix.lower()
        if ending in PACKED_ENDINGS:
            raise ValidationError(_("“%(name)s” in it is packed itself; send it on its own") % {"name": entry.filename})
        (wanted if ending in CSV_ENDINGS else others).append(entry)
    if not wanted:
        raise ValidationError(_("there is no CSV file in it"))
    if sum(entry.file_size for entry in wanted) > most.bytes * MEGABYTE:
        raise most.refusal("bytes")
    skipped = [_("“%(name)s”, which is no CSV file") % {"name": entry.filename} for entry in others]
    return [(entry.filename, unpacked(archive, entry.filename)) for entry in wanted], skipped


def visible_files(archive: zipfile.ZipFile) -> Iterator[zipfile.ZipInfo]:
    """Give the files that somebody put there, not those that computers leave beside them."""
    for entry in archive.infolist():
        parts = PurePosixPath(entry.filename).parts
        if not entry.is_dir() and parts and parts[0] != "__MACOSX" and not parts[-1].startswith("."):
            yield entry
