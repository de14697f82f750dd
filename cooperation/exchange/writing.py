"""The register, or part of it, as files: a folder of CSV, or one workbook."""

import io
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import models
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from cooperation.exchange.csv_text import write_csv
from cooperation.records.resources import DocumentResource, with_rows

Resource = type[DocumentResource]
BOM = "\ufeff"


@dataclass(frozen=True)
class WrittenSheet:
    """A sheet ready to be written: its name and its lines of cells, the header first."""

    name: str
    lines: list[list[Any]]


def sheets_of(resources: Iterable[Resource]) -> list[WrittenSheet]:
    """Return every sheet of the register, child rows and citations included."""
    return [written_sheet(resource, resource.model()._default_manager.all()) for resource in with_rows(resources)]


def sheets_of_records(resource: Resource, records: models.QuerySet) -> list[WrittenSheet]:
    """Return the sheet of these records and those of their child rows and citations."""
    return [
        written_sheet(resource, records),
        *(written_sheet(rows, rows.of(records)) for rows in resource.row_resources()),
    ]


def written_sheet(resource: Resource, queryset: models.QuerySet) -> WrittenSheet:
    return WrittenSheet(resource.sheet, [resource.headers(), *resource.cells(resource.in_order(queryset))])


def write_path(path: Path, sheets: list[WrittenSheet]) -> None:
    """Write a workbook where the path ends in .xlsx or .ods, else a folder with a CSV file a sheet."""
    if path.suffix.lower() in WORKBOOKS:
        path.write_bytes(WORKBOOKS[path.suffix.lower()](sheets))
        return
    path.mkdir(parents=True, exist_ok=True)
    for sheet in sheets:
        (path / f"{sheet.name}.csv").write_bytes(csv_bytes(sheet))


def csv_bytes(sheet: WrittenSheet) -> bytes:
    """CSV in UTF-8 with the mark by which Excel knows it."""
    return (BOM + write_csv(sheet.lines)).encode()


def xlsx_bytes(sheets: list[WrittenSheet]) -> bytes:
    workbook = Workbook(write_only=True)
    for sheet in sheets:
        page = workbook.create_sheet(sheet.name)
        for line in sheet.lines:
            cells = []
            for value in line:
                cell = WriteOnlyCell(
                    page, ILLEGAL_CHARACTERS_RE.sub("\ufffd", value) if isinstance(value, str) else value
                )
                if isinstance(value, str):
                    cell.data_type = "s"  # text stays text, also where it begins with “=”
                cells.append(cell)
            page.append(cells)
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


def ods_bytes(sheets: list[WrittenSheet]) -> bytes:
    document = OpenDocumentSpreadsheet()
    for sheet in sheets:
        table = Table(name=sheet.name)
        for line in sheet.lines:
            row = TableRow()
            for value in line:
                row.addElement(ods_cell(value))
            table.addElement(row)
        document.spreadsheet.addElement(table)
    content = io.BytesIO()
    document.write(content)
    return content.getvalue()


def ods_cell(value: Any) -> TableCell:
    if isinstance(value, int):
        cell = TableCell(valuetype="float", value=str(value))
        cell.addElement(P(text=str(value)))
        return cell
    cell = TableCell(valuetype="string") if value else TableCell()
    for line in str(value).split("\n") if value else ():
        cell.addElement(P(text=line))
    return cell


WORKBOOKS = {".xlsx": xlsx_bytes, ".ods": ods_bytes}
