"""Files that must not be read: each is refused in words, within its time and memory."""

import io
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from cooperation.exchange.problems import RefusedError
from cooperation.exchange.reading import read_file, read_path
from tests.exchange.made_workbooks import cell, ods, xlsx, zipped
from tests.exchange.reading_samples import DAMAGED, PASSWORD, REFUSED
from tests.exchange.spreadsheets import SAMPLES


def told(name: str, content: bytes) -> str:
    with pytest.raises(RefusedError) as refused:
        read_file(name, content)
    (problem,) = refused.value.problems
    return str(problem)


@pytest.mark.parametrize("name", REFUSED)
def test_a_bad_file_is_refused_in_words(name: str) -> None:
    with pytest.raises(RefusedError) as refused:
        read_path(SAMPLES / name)

    message = REFUSED[name]
    assert str(refused.value) == name + (message if message.startswith(", ") else f": {message}")


SMALL = xlsx(f'<row r="1">{cell("A1", "a")}{cell("B1", "b")}</row><row r="2">{cell("A2", "c")}{cell("B2", "d")}</row>')
BOUNDS = {
    "MEGABYTES": (1, b"a" * (2**20 + 1), "a.csv: the file is larger than 1 MB"),
    "UNPACKED_MEGABYTES": (1, zipped({"a.csv": b" " * 2**21}), "a.csv: the file unpacks to more than 1 MB"),
    "ROWS": (2, b"a,b\nc,d\ne,f\n", "a.csv: there are more than 2 rows; split the file in several"),
    "COLUMNS": (1, b"a,b\n", "a.csv: there are more than 1 columns; delete what stands beside the table"),
    "CELLS": (3, b"a,b\nc,d\n", "a.csv: there are more than 3 cells; split the file in several"),
    "CELL_LENGTH": (5, b"a,b\nc,abcdef\n", "a.csv, row 2: the cell holds more than 5 characters"),
}
WORKBOOK_BOUNDS = {
    "ROWS": (1, "a.xlsx, programmes: there are more than 1 rows; split the file in several"),
    "COLUMNS": (1, "a.xlsx, programmes: there are more than 1 columns; delete what stands beside the table"),
    "CELLS": (3, "a.xlsx, programmes: there are more than 3 cells; split the file in several"),
}


@pytest.mark.parametrize("bound", BOUNDS)
def test_every_bound_on_text_has_its_setting_and_its_words(bound: str, settings: Settings) -> None:
    most, content, message = BOUNDS[bound]
    setattr(settings, f"REGISTER_IMPORT_MAX_{bound}", most)

    assert told("a.csv", content) == message


@pytest.mark.parametrize("bound", WORKBOOK_BOUNDS)
def test_every_bound_on_workbooks_has_its_setting_and_its_words(bound: str, settings: Settings) -> None:
    most, message = WORKBOOK_BOUNDS[bound]
    setattr(settings, f"REGISTER_IMPORT_MAX_{bound}", most)

    assert told("a.xlsx", SMALL) == message


def test_a_long_cell_of_a_workbook_is_named(settings: Settings) -> None:
    settings.REGISTER_IMPORT_MAX_CELL_LENGTH = 5
    rows = f'<row r="1">{cell("A1", "Title")}</row><row r="3">{cell("B3", "abcdef")}</row>'

    assert told("a.xlsx", xlsx(rows)) == "a.xlsx, programmes, B3: the cell holds more than 5 characters"


def test_time_is_bounded(settings: Settings) -> None:
    settings.REGISTER_IMPORT_MAX_SECONDS = 0

    message = ": reading the file takes more than 0 seconds; split it in several"
    assert told("a.csv", b"a,b\n" * 1000) == "a.csv" + message
    assert told("a.xlsx", SMALL) == "a.xlsx" + message


REPEATED = (
    '<table:table-row table:number-rows-repeated="1000000"><table:table-cell office:value-type="string" '
    'table:number-columns-repeated="1000"><text:p>a</text:p></table:table-cell></table:table-row>'
)


def test_a_billion_repeated_cells_are_too_many() -> None:
    assert told("a.ods", ods(REPEATED)) == "a.ods: there are more than 5000000 cells; split the file in several"


def test_a_zip_bomb_is_not_unpacked(settings: Settings) -> None:
    settings.REGISTER_IMPORT_MAX_UNPACKED_MEGABYTES = 30
    packed = zipped({f"{number}.csv": b"0" * 2**20 for number in range(31)})
    assert len(packed) < 2**16

    assert told("bomb.zip", packed) == "bomb.zip: the file unpacks to more than 30 MB"


def test_a_zip_that_lies_about_its_size_is_damaged() -> None:
    packed = bytearray(zipped({"programmes.csv": b"a,b\n" * 100_000}))
    directory = packed.rindex(b"PK\x01\x02")
    packed[directory + 24 : directory + 28] = (100).to_bytes(4, "little")

    assert told("a.zip", bytes(packed)) == f"a.zip: {DAMAGED}"


def test_a_zip_that_unpacks_without_bound_is_refused() -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("programmes.csv", b"a,b\n" * 100)

    message = "a.zip: it is packed in a way that is not read; pack it as an ordinary zip"
    assert told("a.zip", content.getvalue()) == message


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"a" * 30 * 2**20 + b"\xe6", "a.csv, row 1: the cell holds more than 100000 characters"),
        (b"a\n" * 10 * 2**20 + b"\x01", "a.csv: line 10485761 holds a character that is no text"),
        (b"a;" * 20 * 2**20, "a.csv: there are more than 5000000 cells; split the file in several"),
        (b'"' + b"a" * 20 * 2**20, "a.csv, row 1: the cell holds more than 100000 characters"),
    ],
    ids=["one word", "many lines", "one row", "one cell"],
)
def test_a_csv_that_is_all_alike_is_refused_at_once(content: bytes, message: str) -> None:
    begun = time.process_time()

    assert told("a.csv", content) == message
    assert time.process_time() - begun < 5


def test_a_zip_of_many_files_is_refused() -> None:
    content = zipped({f"{number}.csv": "a" for number in range(2001)})

    assert told("a.zip", content) == "a.zip: the file holds more than 2000 files"


def test_a_zip_with_a_password_is_told() -> None:
    packed = bytearray(zipped({"programmes.csv": "a,b\n"}))
    packed[packed.rindex(b"PK\x01\x02") + 8] |= 1

    assert told("a.zip", bytes(packed)) == f"a.zip: {PASSWORD}"


def test_a_million_columns_are_refused() -> None:
    assert told("a.csv", b"a" + b"," * 1_000_000 + b"b\n") == (
        "a.csv: there are more than 500 columns; delete what stands beside the table"
    )


def test_blank_columns_without_end_are_no_columns() -> None:
    (sheet,) = read_file("a.csv", b"Reference,Title" + b"," * 10_000 + b"\na,b" + b"," * 10_000)

    assert (sheet.header, sheet.rows) == (["Reference", "Title"], [(2, ["a", "b"])])


def test_a_file_that_is_too_large_is_not_even_opened(tmp_path: Path, settings: Settings) -> None:
    settings.REGISTER_IMPORT_MAX_MEGABYTES = 1
    huge = tmp_path / "huge.csv"
    with huge.open("wb") as file:
        file.truncate(4 * 2**30)

    with pytest.raises(RefusedError, match=r"huge\.csv: the file is larger than 1 MB"):
        read_path(huge)


@pytest.mark.parametrize("folder", ["word", "ppt"])
def test_another_office_file_is_no_spreadsheet(folder: str) -> None:
    content = zipped({"[Content_Types].xml": "<Types/>", f"{folder}/document.xml": "<document/>"})

    assert told("a.xlsx", content) == "a.xlsx: it is no spreadsheet; expected CSV, XLSX or ODS"


def test_a_workbook_without_anything_says_what_it_has() -> None:
    assert told("a.xlsx", xlsx("")) == "a.xlsx: there is no sheet with anything in it"


@pytest.fixture
def archive_of_sample(tmp_path: Path) -> Iterator[dict[str, Any]]:
    with zipfile.ZipFile(SAMPLES / "cells.xlsx") as archive:
        yield {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("lost", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/_rels/workbook.xml.rels"])
def test_a_workbook_without_one_of_its_parts_is_damaged(lost: str, archive_of_sample: dict[str, Any]) -> None:
    del archive_of_sample[lost]

    assert told("a.xlsx", zipped(archive_of_sample)).startswith("a.xlsx")
