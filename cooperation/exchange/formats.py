"""File formats of the admin's import and export pages."""

from collections.abc import Callable, Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _
from import_export.formats.base_formats import Format

from cooperation.exchange.packing.csv_files import csv_parts, danish_csv_parts
from cooperation.exchange.packing.json_files import json_parts
from cooperation.exchange.packing.ods_files import MIMETYPE, ods_parts
from cooperation.exchange.packing.xlsx_files import xlsx_parts
from cooperation.exchange.packing.xlsx_limits import check_limits
from cooperation.exchange.resources import FileDataset
from cooperation.exchange.writing import Parts, Sheets, csv_archive_parts, streamed


def of_first(parts: Callable[[Any], Iterator[bytes]]) -> Parts:
    """For formats that take one sheet: the list's own."""
    return lambda sheets: parts(sheets[0])


class AnySpreadsheet(Format):
    """CSV, XLSX or ODS: the file itself says which."""

    def get_title(self) -> Any:
        return _("CSV, XLSX or ODS")

    def create_dataset(self, in_stream: bytes) -> FileDataset:
        return FileDataset(in_stream)

    def can_import(self) -> bool:
        return True


class WrittenFormat(Format):
    """A format to write; `parts` turns a list's sheets into a file, its own sheet first."""

    title: Any
    extension: str
    content_type: str
    parts: Parts

    def get_title(self) -> Any:
        return self.title

    def get_extension(self) -> str:
        return self.extension

    def get_content_type(self) -> str:
        return self.content_type

    def can_export(self) -> bool:
        return True

    def check(self, sheets: Sheets) -> None:
        """Raise ValueError, in words for whoever asked, where the format can't hold what is to go out."""

    def stream(self, sheets: Sheets) -> Iterator[bytes]:
        return streamed(type(self).parts, sheets)


class Xlsx(WrittenFormat):
    title = _("Excel workbook (XLSX), with child rows and citations")
    extension = "xlsx"
    content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    parts = staticmethod(xlsx_parts)

    def check(self, sheets: Sheets) -> None:
        check_limits(sheets)


class Ods(WrittenFormat):
    title = _("OpenDocument workbook (ODS), with child rows and citations")
    extension = "ods"
    content_type = MIMETYPE
    parts = staticmethod(ods_parts)


class Csv(WrittenFormat):
    title = _("CSV, the list's own sheet")
    extension = "csv"
    content_type = "text/csv; charset=utf-8"
    parts = staticmethod(of_first(csv_parts))


class DanishCsv(Csv):
    title = _("CSV for Danish Excel: semicolons and decimal commas, the list's own sheet")
    parts = staticmethod(of_first(danish_csv_parts))


class CsvArchive(WrittenFormat):
    title = _("Zip archive of CSV files, with child rows and citations")
    extension = "zip"
    content_type = "application/zip"
    parts = staticmethod(csv_archive_parts)


class Json(WrittenFormat):
    title = _("JSON, whole records for other programs")
    extension = "json"
    content_type = "application/json"
    parts = staticmethod(of_first(json_parts))


WRITTEN: list[type[WrittenFormat]] = [Xlsx, Ods, Csv, DanishCsv, CsvArchive, Json]
