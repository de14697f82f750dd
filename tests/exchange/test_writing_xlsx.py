"""The workbook to work in: what Excel and its kin find in it."""

import io
from datetime import datetime
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from cooperation.activities.resources import ActivityResource
from cooperation.commitments.resources import CommitmentResource
from cooperation.exchange.reading import read_file
from cooperation.exchange.sheets import WrittenSheet, sheets_of_records
from cooperation.exchange.writing import ods_bytes, xlsx_bytes
from cooperation.models import Activity, Commitment, Programme
from cooperation.programmes.resources import ProgrammeResource
from tests.activities.factories import ActivityFactory, ActivityItemFactory
from tests.partners.factories import PartnerFactory
from tests.programmes.factories import ProgrammeFactory
from tests.vocabulary.factories import AreaFactory


def workbook(resource: Any, model: Any) -> Any:
    return openpyxl.load_workbook(io.BytesIO(xlsx_bytes(sheets_of_records(resource, model.objects.all()))))


def column(sheet: Any, title: str) -> int:
    return [cell.value for cell in sheet[1]].index(title) + 1


@pytest.fixture
def programmes(db: None) -> Any:
    AreaFactory(reference="in-use")
    AreaFactory(reference="no-longer", retired=True)
    PartnerFactory(reference="p")
    ProgrammeFactory(reference="a", period="2024-11-21", oda_share="12.5", last_verified="2024-02-08")
    ProgrammeFactory(reference="b", period="2004", oda_share="about 12.5", title_en="=1+1")
    ProgrammeFactory(reference="c", period="1864-04-18")
    return workbook(ProgrammeResource, Programme)


def test_days_and_numbers_are_real_ones_and_the_rest_is_text(programmes: Any) -> None:
    sheet = programmes["programmes"]
    values = {
        title: [sheet.cell(row, column(sheet, title)).value for row in (2, 3, 4)]
        for title in ("Title (English)", "Period", "ODA share (%)", "Last verified")
    }
    assert values["Period"] == [datetime(2024, 11, 21), "2004", "1864-04-18"]  # noqa: DTZ001 -- a day
    assert values["ODA share (%)"] == [12.5, "about 12.5", None]
    assert values["Last verified"] == [datetime(2024, 2, 8), None, None]  # noqa: DTZ001 -- a day
    assert sheet.cell(3, column(sheet, "Title (English)")).data_type == "s"
    assert values["Title (English)"][1] == "=1+1"


def test_what_is_typed_as_text_stays_text(programmes: Any) -> None:
    """A month typed into the column of a partial date must not become its first day."""
    sheet = programmes["programmes"]
    assert sheet.cell(3, column(sheet, "Period")).number_format == "@"
    assert sheet.column_dimensions[get_column_letter(column(sheet, "Period"))].width > 10


def test_the_header_stays_and_filters(programmes: Any) -> None:
    sheet = programmes["programmes"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == sheet.dimensions
    assert sheet["A1"].font.bold
    assert not sheet.protection.sheet


def test_the_header_tells_how_to_fill_in(programmes: Any) -> None:
    sheet = programmes["programmes"]
    told = sheet.cell(1, column(sheet, "Period")).comment.text
    assert told.startswith("Public.")
    assert "2024-05" in told
    assert "bilateral" in sheet.cell(1, column(sheet, "Kind")).comment.text


def test_lists_are_offered_from_a_hidden_sheet(programmes: Any) -> None:
    sheet = programmes["programmes"]
    offered = {
        str(validation.sqref): words(programmes, validation.formula1)
        for validation in sheet.data_validations.dataValidation
        if validation.type == "list"
    }

    def of(title: str) -> list[Any]:
        letter = get_column_letter(column(sheet, title))
        return offered[f"{letter}2:{letter}1048576"]

    assert of("Lead authority") == ["p"]
    assert of("Areas") == ["in-use"]
    assert of("State") == ["draft", "in review", "published", "withdrawn"]
    assert programmes["lists"].sheet_state == "hidden"


def words(book: Any, area: str) -> list[Any]:
    name, cells = area.split("!")
    found = book[name][cells.replace("$", "")]
    return [row[0].value for row in found] if isinstance(found, tuple) else [found.value]


def test_the_key_asks_to_be_left_alone(programmes: Any) -> None:
    first = programmes["programmes"].data_validations.dataValidation[0]
    assert str(first.sqref) == "A2:A1048576"
    assert first.prompt.startswith("The key by which the register knows the row.")
    assert first.type is None


@pytest.mark.django_db
def test_kroner_are_numbers_and_other_sums_are_text() -> None:
    for number, value in enumerate(("DKK 84000000.5", "EUR 1800000", "DKK 123456789012345.1234"), start=1):
        ActivityItemFactory(value=value, activity__reference=f"a-{number}")
    sheet = workbook(ActivityResource, Activity)["activity_items"]
    values = [sheet.cell(row, column(sheet, "Value")) for row in (2, 3, 4)]
    assert [cell.value for cell in values] == [84000000.5, "EUR 1800000", "DKK 123456789012345.1234"]
    assert "DKK" in values[0].number_format


@pytest.mark.django_db
def test_an_empty_workbook_has_all_but_rows() -> None:
    book = workbook(CommitmentResource, Commitment)
    assert [(name, book[name].max_row) for name in book.sheetnames if name != "lists"] == [
        ("commitments", 1),
        ("progress", 1),
        ("citations", 1),
    ]
    assert book["commitments"].auto_filter.ref.startswith("A1:")


@pytest.mark.parametrize(
    "text", ["a\x01b", "_x0041_", "_x005F_x0041_", "a\x0bb\x1f", " a ", "a  b\n\nc\td", "'", "]]>"]
)
def test_text_comes_back_as_it_is(text: str) -> None:
    (sheet,) = read_file("a.xlsx", xlsx_bytes([WrittenSheet("a", [["x", "y"], [text, "end"]])]))
    assert sheet.rows[0][1] == [text, "end"]


@pytest.mark.parametrize("text", [" a ", "a  b\n\nc", "a   b\n  c ", "]]>", '<a> & "b"'])
def test_ods_text_comes_back_as_it_is(text: str) -> None:
    (sheet,) = read_file("a.ods", ods_bytes([WrittenSheet("a", [["x", "y"], [text, "end"]])]))
    assert sheet.rows[0][1] == [text, "end"]


@pytest.mark.django_db
def test_rows_in_the_thousands_are_in_order_and_complete() -> None:
    ActivityFactory(reference="z")
    lines: list[list[Any]] = [["Reference", "Number"], *([f"r-{number}", number] for number in range(4_500))]
    (sheet,) = read_file("a.xlsx", xlsx_bytes([WrittenSheet("a", lines)]))
    assert [row for _number, row in sheet.rows] == lines[1:]
