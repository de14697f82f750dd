"""What becomes of each sort of cell: docs/spreadsheets.md tells it, files that LibreOffice wrote show it."""

import datetime
import io
import zipfile
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from cooperation.exchange.reading import read_file, read_path
from cooperation.exchange.unpacking.marks import MONTH, PERCENTAGE, YEAR, percentage
from cooperation.exchange.unpacking.ods_marks import ods_marks
from cooperation.exchange.unpacking.xlsx_marks import format_mark
from cooperation.programmes.resources import ProgrammeResource
from cooperation.records.columns import Column
from cooperation.records.odd_cells import ErrorCell, FormulaWithoutValue
from cooperation.records.widgets import DayWidget, YesNoWidget, cell_text, readable
from cooperation.values.money import Money
from cooperation.values.partial_date import PartialDate
from cooperation.values.quantity import Quantity
from cooperation.values.widgets import MoneyWidget
from tests.exchange.made_workbooks import ods
from tests.exchange.spreadsheets import SAMPLES
from tests.exchange.spreadsheets import refusal as refused_file

DATE_STYLES = (
    '<number:date-style style:name="N1"><number:year/></number:date-style>'
    '<style:style style:name="year" style:family="table-cell" style:data-style-name="N1"/>'
    '<style:style style:name="plain" style:family="table-cell"/>'
)
ERROR = "the spreadsheet shows an error here; mend the formula or write the value"
READ_AS_TEXT = {
    "day": "2024-11-21",
    "day and time": "2024-11-21 14:30:00",
    "time": "14:30:00",
    "whole number": "14",
    "decimal number": "1.5",
    "sum that is not exact": "0.3",
    "twelve digits": "451234567890",
    "number shown with zeros": "7",
    "money": "84000000",
    "yes": "yes",
    "percentage": "40 %",
    "percentage with decimals": "12.5 %",
    "number as text": "14",
    "leading zeros": "007",
    "non-breaking space": "Joint\u00a0training",
    "smart quotes": "“Peace” and ‘order’ – Denmark’s aim",
    "zero-width space": "training",
    "two lines": "one\ntwo",
    "spaces": "training",
    "Danish letters": "Bjergtræning på Færøerne",
    "outside the first plane": "🚁 rescue",
    "text like a formula": "=1+1",
    "formula": "5",
    "formula of text": "joint training",
    "formula of nothing": "",
    "formula of a percentage": "25 %",
}
REFUSED = {
    "seventeen digits": "a spreadsheet keeps only fifteen digits of a number; write this one as text",
    "not available": ERROR,
    "divided by nought": ERROR,
    "name of no function": ERROR,
    "error as text": ERROR,
}


@pytest.fixture(scope="module", params=["xlsx", "ods"])
def cells(request: pytest.FixtureRequest) -> dict[str, Any]:
    (sheet,) = read_path(SAMPLES / f"cells.{request.param}")
    return dict(cells for __, cells in sheet.rows)


def column(name: str) -> Column:
    return next(column for column in ProgrammeResource.columns() if column.name == name)


def read(name: str, cell: Any) -> Any:
    return column(name).read(cell, {}, language="en")


def refusal(name: str, cell: Any) -> str:
    with pytest.raises(ValidationError) as refused:
        read(name, cell)
    return str(refused.value.messages[0])


def test_every_cell_of_the_file_has_its_treatment(cells: dict[str, Any]) -> None:
    assert set(cells) == {*READ_AS_TEXT, *REFUSED}


def test_text_is_what_a_person_reads_in_the_cell(cells: dict[str, Any]) -> None:
    assert {case: read("summary_en", cells[case]) for case in READ_AS_TEXT} == READ_AS_TEXT


def test_what_is_no_value_is_refused_in_words(cells: dict[str, Any]) -> None:
    for name in ("summary_en", "period", "oda_share", "kind", "reference"):
        assert {case: refusal(name, cells[case]) for case in REFUSED} == REFUSED


@pytest.mark.parametrize("cell", ["1,23457E+11", "1.23457E+11", "1E+11", "-1,5E-05", "###", " ######## "])
def test_what_a_narrow_column_left_of_a_value_is_refused(cell: str) -> None:
    message = "the spreadsheet program saved this value shortened; widen the column, save again, or write it out"
    for name in ("summary_en", "period", "oda_share", "kind", "reference", "journal_number"):
        assert refusal(name, cell) == message


@pytest.mark.parametrize("text", ["#", "## 5", "Train E+11", "E-10", "1E5", "1,5E+1 trucks"])
def test_other_texts_with_these_signs_are_texts(text: str) -> None:
    assert read("summary_en", text) == text


@pytest.mark.django_db
def test_a_shortened_value_among_texts_is_refused_with_its_row() -> None:
    assert refused_file(SAMPLES / "shortened_by_a_program.csv", "programmes") == [
        f"shortened_by_a_program.csv, row {row}, column D “Journal number”: “{cell}”: the spreadsheet program saved "
        "this value shortened; widen the column, save again, or write it out"
        for row, cell in ((3, "1,23457E+11"), (4, "########"))
    ]


@pytest.mark.parametrize(("case", "error"), [("not available", "#N/A"), ("divided by nought", "#DIV/0!")])
def test_an_error_is_shown_as_it_stands(cells: dict[str, Any], case: str, error: str) -> None:
    assert cells[case] == error


def test_dates_are_days_and_never_serial_numbers(cells: dict[str, Any]) -> None:
    day = PartialDate.parse("2024-11-21")
    assert read("period", cells["day"]) == read("period", cells["day and time"]) == day
    assert DayWidget().clean(cells["day and time"]) == datetime.date(2024, 11, 21)
    assert "45617" in refusal("period", 45617.0)


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_a_date_is_as_exact_as_its_cell_shows(kind: str) -> None:
    (sheet,) = read_path(SAMPLES / f"shortened_dates.{kind}")

    dates = {cells[1]: read("period", cells[3]) for __, cells in sheet.rows}
    assert {format_: date.text for format_, date in dates.items()} == {
        "mmm-yy": "2014-05",
        "yyyy": "2014",
        "mmmm yyyy": "2014-05",
        "yyyy-mm": "2014-05",
        "[$-406]mmm\\ yy;@": "2014-05",
        "d mmm yyyy": "2014-05-14",
        "yyyy-mm-dd": "2014-05-14",
        "mm/yyyy": "2014-05",
        '"i "yyyy': "2014",
        "yyyy-mm-dd hh:mm": "2014-05-14",
        "d/m": "2014-05-14",
    }
    assert {read("summary_en", cells[3]) for __, cells in sheet.rows} == {"2014", "2014-05", "2014-05-14"}


@pytest.mark.parametrize(
    ("code", "mark"),
    [
        ("0.0%", PERCENTAGE),
        ('0 "%"', None),
        ("General", None),
        ("#,##0.00", None),
        ("yyyy", YEAR),
        ("mmm\\-yy", MONTH),
        ("[$-406]mmmm yyyy;@", MONTH),
        ("mmmm", None),
        ("dd-mm-yyyy", None),
        ("ddd yyyy", None),
        ("hh:mm AM/PM", None),
        ("[h]:mm:ss", None),
    ],
)
def test_a_number_format_tells_what_a_cell_shows(code: str, mark: object) -> None:
    assert format_mark(code) is mark


def test_a_cell_of_an_ods_has_the_format_of_its_row_or_column() -> None:
    cell = '<table:table-cell office:value-type="date" office:date-value="2014-05-14"/>'
    rows = (
        '<table:table-column table:number-columns-repeated="2" table:default-cell-style-name="plain"/>'
        '<table:table-column table:default-cell-style-name="year"/>'
        f"<table:table-row>{cell * 3}</table:table-row>"
        f'<table:table-row table:default-cell-style-name="year">{cell * 3}</table:table-row>'
    )
    with zipfile.ZipFile(io.BytesIO(ods(rows, DATE_STYLES))) as archive:
        marks = ods_marks(archive, 100)["programmes"].cells
    assert {row: set(cells) for row, cells in marks.items()} == {0: {2}, 1: {0, 1, 2}}


def test_numbers_need_no_separators(cells: dict[str, Any]) -> None:
    assert (
        read("oda_share", cells["number as text"]) == read("oda_share", cells["whole number"]) == Quantity(Decimal(14))
    )
    assert read("oda_share", cells["sum that is not exact"]) == Quantity(Decimal("0.3"))
    assert MoneyWidget().clean(cells["money"]) == Money(Decimal(84000000), "DKK")


def test_a_percentage_is_read_where_percentages_are_asked_for(cells: dict[str, Any]) -> None:
    assert read("oda_share", cells["percentage"]) == Quantity(Decimal(40))
    assert read("oda_share", cells["percentage with decimals"]) == Quantity(Decimal("12.5"))
    assert read("oda_share", "at least 40 %") == read("oda_share", "at least 40")
    assert "40 %" in refusal("period", cells["percentage"])


def test_yes_is_yes_in_every_column(cells: dict[str, Any]) -> None:
    assert YesNoWidget(default=False).clean(cells["yes"]) is True


def test_spaces_that_nobody_sees_do_not_tell_names_apart(cells: dict[str, Any]) -> None:
    assert read("kind", "\u200bproject\u00a0") == "project"
    assert read("oda_share", "\u00a014\u00a0") == Quantity(Decimal(14))


def test_a_formula_nobody_worked_out_is_refused_and_never_empty() -> None:
    (sheet,) = read_path(SAMPLES / "formula_without_value.xlsx")

    ((__, cells),) = sheet.rows
    assert cells[1:] == ['="Mountain "&"training"', "=1+1"]
    assert all(isinstance(cell, FormulaWithoutValue) for cell in cells[1:])
    assert refusal("oda_share", cells[2]) == (
        "the formula has no value yet; open the file in a spreadsheet program, save it and send that"
    )


@pytest.mark.parametrize("text", ["#N/A", "#REF!", "#I/T", "#VÆRDI!", "Err:502", "Fejl:502"])
def test_errors_kept_in_a_csv_are_told_apart_in_both_languages(text: str) -> None:
    (sheet,) = read_file("a.csv", f"Reference,Title\na,{text}\nb,# {text}\n".encode())

    (__, [___, error]), (____, [_____, words]) = sheet.rows
    assert (type(error), type(words)) == (ErrorCell, str)


@pytest.mark.parametrize(
    ("number", "shown"),
    [(0.4, "40 %"), (0.07, "7 %"), (0.01125, "1.1250 %"), (1, "100 %"), (-0.5, "-50 %"), (True, True), ("n/a", "n/a")],
)
def test_a_percentage_of_three_decimals_is_no_thousand(number: Any, shown: Any) -> None:
    assert percentage(number) == shown
    assert read("oda_share", "1.1250 %") == Quantity(Decimal("1.125"))


@pytest.mark.parametrize(
    ("value", "text"),
    [(1e-07, "0.0000001"), (100000000000000.0, "100000000000000"), (-0.5, "-0.5"), (datetime.time(9, 5), "09:05:00")],
)
def test_numbers_are_written_out(value: Any, text: str) -> None:
    assert cell_text(value) == text
    assert cell_text(readable(value)) == text
