"""Workbooks with a value far from the table: refused on its coordinates, before a table of all cells is made."""

import io
import json
import subprocess
import sys
import zipfile
from typing import Any

import pytest
from django.conf import settings as django_settings
from openpyxl import Workbook
from openpyxl.styles import PatternFill
from pytest_django import Settings

from cooperation.exchange.problems import RefusedError
from cooperation.exchange.reading import read_file
from cooperation.exchange.unpacking import xml_events
from tests.exchange.made_workbooks import cell, ods, xlsx, zipped

LAST = "XFD1048576"
CORNER = f'<row r="1">{cell("A1", "a")}</row>'
VALUE = '<table:table-cell office:value-type="string"><text:p>b</text:p></table:table-cell>'
BLANK = "<table:table-cell/>"


def row_of(cells: str, attributes: str = "") -> str:
    return f"<table:table-row{attributes}>{cells}</table:table-row>"


def blank_columns(count: int) -> str:
    return f'<table:table-cell table:number-columns-repeated="{count}"/>'


def rows_repeated(count: int) -> str:
    return f' table:number-rows-repeated="{count}"'


FAR_XLSX = {
    "one cell": f'<row r="1048576">{cell(LAST, "b")}</row>',
    "two corners": f'{CORNER}<row r="1048576">{cell(LAST, "b")}</row>',
    "last row first": f'<row r="1048576">{cell(LAST, "b")}{cell("A1048576", "b")}</row>{CORNER}',
    "in the first row's element": f'<row r="1">{cell("A1", "a")}{cell(LAST, "b")}</row>',
    "other quotes and spaces": f"<row r='1048576'><c\n r = '{LAST}' t='inlineStr'><is><t>b</t></is></c></row>",
    "a number": f'{CORNER}<row r="1048576"><c r="{LAST}"><v>1</v></c></row>',
    "an error": f'{CORNER}<row r="1048576"><c r="{LAST}" t="e"><v>#N/A</v></c></row>',
    "a formula without a value": f'{CORNER}<row r="1048576"><c r="{LAST}"><f>1+1</f></c></row>',
}
FAR_ODS = {
    "one cell": row_of(BLANK, rows_repeated(1048575)) + row_of(blank_columns(16383) + VALUE),
    "two corners": row_of(VALUE) + row_of(BLANK, rows_repeated(1048574)) + row_of(blank_columns(16383) + VALUE),
    "many small repetitions": row_of(BLANK, rows_repeated(1000)) * 1048
    + row_of(BLANK, rows_repeated(575))
    + row_of(blank_columns(1000) * 16 + blank_columns(383) + VALUE),
    "a number": row_of(BLANK, rows_repeated(1048575))
    + row_of(blank_columns(16383) + '<table:table-cell office:value-type="float" office:value="1"/>'),
}


def told(name: str, content: bytes) -> str:
    with pytest.raises(RefusedError) as refused:
        read_file(name, content)
    (problem,) = refused.value.problems
    return str(problem)


def far(place: str, count: str) -> str:
    return (
        f"{place}: this cell lies too far from the table: up to here the sheet has {count} cells, and the limit is "
        "5,000,000. Delete the cell, or the empty rows and columns before it"
    )


@pytest.fixture
def little_memory(settings: Settings) -> None:
    """A quarter of what is usual, so that a table of many cells would be noticed."""
    settings.REGISTER_IMPORT_MAX_MEMORY_MEGABYTES = 256


@pytest.mark.usefixtures("little_memory")
@pytest.mark.parametrize("case", FAR_XLSX)
def test_a_value_in_the_last_cell_of_an_xlsx_is_named(case: str) -> None:
    assert told("a.xlsx", xlsx(FAR_XLSX[case])) == far(f"a.xlsx, programmes, {LAST}", "17,179,869,184")


@pytest.mark.usefixtures("little_memory")
@pytest.mark.parametrize("case", FAR_ODS)
def test_a_value_in_the_last_cell_of_an_ods_is_named(case: str) -> None:
    assert told("a.ods", ods(FAR_ODS[case])) == far(f"a.ods, programmes, {LAST}", "17,179,869,184")


@pytest.mark.parametrize(
    ("place", "row", "count"),
    [("Z1048576", 1048576, "27,262,976"), ("ZZ20000", 20000, "14,040,000"), ("AB200000", 200000, "5,600,000")],
)
def test_the_first_value_beyond_the_limit_is_named(place: str, row: int, count: str) -> None:
    content = xlsx(f'{CORNER}<row r="{row}">{cell(place, "b")}</row>')

    assert told("a.xlsx", content) == far(f"a.xlsx, programmes, {place}", count)


def test_the_limit_is_that_of_the_setting(settings: Settings) -> None:
    settings.REGISTER_IMPORT_MAX_CELLS = 1000
    content = xlsx(f'{CORNER}<row r="900">{cell("B900", "b")}</row>')

    assert told("a.xlsx", content) == far("a.xlsx, programmes, B900", "1,800").replace("5,000,000", "1,000")


def test_an_ods_sheet_is_named_by_its_own_name_and_counts_alone() -> None:
    second = f'</table:table><table:table table:name="second">{row_of(VALUE)}{FAR_ODS["one cell"]}'
    content = ods(row_of(VALUE) + row_of(BLANK, rows_repeated(1048575)) + second)

    assert told("a.ods", content) == far("a.ods, second, XFD1048577", "17,179,885,568")


def test_the_cell_may_lie_on_the_edge_of_a_piece_of_xml(monkeypatch: pytest.MonkeyPatch) -> None:
    """As the reading process sees it, a few bytes at a time."""
    from cooperation.exchange.unpacking.marks import TooMuchError
    from cooperation.exchange.unpacking.ods_marks import ods_marks
    from cooperation.exchange.unpacking.xlsx_marks import xlsx_marks

    monkeypatch.setattr(xml_events, "PIECE", 7)
    with zipfile.ZipFile(io.BytesIO(xlsx(FAR_XLSX["two corners"]))) as archive, pytest.raises(TooMuchError) as refused:
        xlsx_marks(archive, "xl/worksheets/sheet1.xml", {}, 5_000_000)
    assert refused.value.args == ("far", 1048575, 16383)
    with zipfile.ZipFile(io.BytesIO(ods(FAR_ODS["two corners"]))) as archive, pytest.raises(TooMuchError) as refused:
        ods_marks(archive, 5_000_000)
    assert refused.value.args == ("far", 1048575, 16383, "programmes")


def with_dimension(content: bytes, dimension: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts: dict[str, Any] = {name: archive.read(name) for name in archive.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    parts["xl/worksheets/sheet1.xml"] = sheet.replace("<sheetData>", f'<dimension ref="{dimension}"/><sheetData>')
    return zipped(parts)


SMALL = f'<row r="1">{cell("A1", "a")}{cell("B1", "b")}</row><row r="2">{cell("A2", "c")}{cell("B2", "d")}</row>'


@pytest.mark.usefixtures("little_memory")
@pytest.mark.parametrize("dimension", ["A1", "A1:XFD1048576", "XFD1048576"])
def test_what_a_workbook_says_of_its_own_size_counts_for_nothing(dimension: str) -> None:
    (sheet,) = read_file("a.xlsx", with_dimension(xlsx(SMALL), dimension))

    assert (sheet.header, sheet.rows) == (["a", "b"], [(2, ["c", "d"])])


@pytest.mark.usefixtures("little_memory")
def test_formatting_far_from_the_table_is_no_value() -> None:
    workbook = Workbook()
    page = workbook.active
    assert page is not None
    page.append(["a", "b"])
    page.append(["c", "d"])
    page[LAST].fill = page["A1048576"].fill = page["XFD1"].fill = PatternFill("solid", fgColor="FFC7CE")
    content = io.BytesIO()
    workbook.save(content)

    (sheet,) = read_file("a.xlsx", content.getvalue())

    assert (sheet.header, sheet.rows) == (["a", "b"], [(2, ["c", "d"])])


@pytest.mark.usefixtures("little_memory")
def test_the_blank_rest_of_an_ods_sheet_is_no_value() -> None:
    """As LibreOffice ends its rows and sheets."""
    end = row_of(blank_columns(16384), rows_repeated(1048574))
    rows = row_of(VALUE * 2 + blank_columns(16382)) + row_of(VALUE * 2 + blank_columns(16382)) + end

    (sheet,) = read_file("a.ods", ods(rows))

    assert (sheet.header, sheet.rows) == (["b", "b"], [(2, ["b", "b"])])


def test_a_narrow_table_may_have_a_value_far_below() -> None:
    (sheet,) = read_file("a.xlsx", xlsx(f'{SMALL}<row r="1048576">{cell("A1048576", "e")}</row>'))

    assert (sheet.header, sheet.rows) == (["a", "b"], [(2, ["c", "d"]), (1048576, ["e", ""])])


def test_nothing_is_allocated_for_a_far_cell() -> None:
    """The reading process takes no more memory for it than for a small workbook."""
    peaks = [peak_of(xlsx(rows)) for rows in (SMALL, FAR_XLSX["one cell"])]

    assert peaks[1] < peaks[0] + 5000  # kilobytes


def peak_of(content: bytes) -> int:
    limits = {
        "rows": 200_000,
        "columns": 500,
        "cells": 5_000_000,
        "cell_length": 100_000,
        "seconds": 60,
        "memory": 1024,
    }
    task = json.dumps({"kind": "xlsx", "sheets": None, **limits})
    program = (
        "import resource, sys; from cooperation.exchange.unpacking import process; "
        "sys.argv = ['', sys.argv[1]]; process.main(); "
        "sys.stderr.write(str(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss))"
    )
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", program, task],
        input=content,
        capture_output=True,
        cwd=django_settings.BASE_DIR,
        check=True,
    )
    return int(done.stderr)
