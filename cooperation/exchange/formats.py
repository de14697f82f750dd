"""File formats of the admin's import and export pages."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from import_export.formats.base_formats import Format

from cooperation.exchange.resources import FileDataset
from cooperation.exchange.writing import WrittenSheet, csv_bytes, ods_bytes, xlsx_bytes


class AnySpreadsheet(Format):
    """CSV, XLSX or ODS: the file itself says which."""

    def get_title(self) -> Any:
        return _("CSV, XLSX or ODS")

    def create_dataset(self, in_stream: bytes) -> FileDataset:
        return FileDataset(in_stream)

    def can_import(self) -> bool:
        return True


class Workbook(Format):
    """A format to write; `content` turns sheets into a file."""

    title: Any
    extension: str
    content_type: str

    def get_title(self) -> Any:
        return self.title

    def get_extension(self) -> str:
        return self.extension

    def get_content_type(self) -> str:
        return self.content_type

    def can_export(self) -> bool:
        return True

    def content(self, sheets: list[WrittenSheet]) -> bytes:
        raise NotImplementedError


class Xlsx(Workbook):
    title = _("Excel workbook (XLSX), with child rows and citations")
    extension = "xlsx"
    content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    def content(self, sheets: list[WrittenSheet]) -> bytes:
        return xlsx_bytes(sheets)


class Ods(Workbook):
    title = _("OpenDocument workbook (ODS), with child rows and citations")
    extension = "ods"
    content_type = "application/vnd.oasis.opendocument.spreadsheet"

    def content(self, sheets: list[WrittenSheet]) -> bytes:
        return ods_bytes(sheets)


class Csv(Workbook):
    title = _("CSV, the list's own sheet")
    extension = "csv"
    content_type = "text/csv; charset=utf-8"

    def content(self, sheets: list[WrittenSheet]) -> bytes:
        return csv_bytes(sheets[0])
