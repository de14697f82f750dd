"""How files are read: encodings, delimiters, where the table is, and that nothing is taken or left out in silence."""

from pathlib import Path

import pytest

from cooperation.exchange.delimited import delimiter_of
from cooperation.exchange.problems import RefusedError
from cooperation.exchange.reading import ReadingChoices, Sheet, read_file, read_path
from tests.exchange.made_workbooks import cell, xlsx, zipped
from tests.exchange.spreadsheets import SAMPLES

ROWS = [
    (2, ["mountain-training", "Mountain training; and more", "Bjergtræning\npå Færøerne", "project"]),
    (3, ["sea-training", 'The "Sea", training', "Søtræning", "project"]),
]


def read(name: str, choices: ReadingChoices | None = None) -> Sheet:
    (sheet,) = read_path(SAMPLES / name, choices or ReadingChoices())
    return sheet


@pytest.mark.parametrize(
    ("name", "taken_for", "notices"),
    [
        ("utf8_commas.csv", "CSV in UTF-8, columns parted by commas; header in row 1", []),
        ("utf16_tabs.csv", "CSV in UTF-16, columns parted by tabs; header in row 1", []),
        (
            "windows_semicolons.csv",
            "CSV in Windows-1252, columns parted by semicolons; header in row 1",
            ["It is not UTF-8 and was read as Windows-1252; look whether “Bjergtræning” is right."],
        ),
    ],
)
def test_every_csv_of_a_spreadsheet_program_says_the_same(name: str, taken_for: str, notices: list[str]) -> None:
    sheet = read(name)

    assert sheet.header == ["Reference", "Title (English)", "Title (Danish)", "Kind"]
    assert sheet.rows == ROWS
    assert (sheet.taken_for, sheet.notices, sheet.skipped) == (taken_for, notices, [])


def test_the_mark_of_utf8_is_no_part_of_the_first_title() -> None:
    (sheet,) = read_file("a.csv", "\ufeffReference,Title\na,b\n".encode())

    assert sheet.header == ["Reference", "Title"]


def test_a_file_that_names_its_delimiter_is_believed() -> None:
    sheet = read("names_its_delimiter.csv")

    assert (sheet.header_row, sheet.header) == (2, ["Reference", "Title (English)", "Kind"])
    assert sheet.rows == [(3, ["mountain-training", "Mountain, sea, air", "project"])]
    assert sheet.skipped == ["row 1, which only says how columns are parted"]


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("a;b;c\n1,5;2,5;3,5\n", ";"),
        ("a,b\nno; se,x\nno; se,y\n", ","),
        ("a\tb\none, two; three\tc\n", "\t"),
        ("Programmes, 2024\n\na;b;c\nd;e, f;g\nh;i;j\n", ";"),
        ("only one column\n", ","),
        ('"a;b";"c,d"\n"e";"f"\n', ";"),
    ],
)
def test_the_delimiter_is_the_one_that_parts_the_lines_alike(text: str, delimiter: str) -> None:
    assert delimiter_of(text) == delimiter


@pytest.mark.parametrize("ending", ["xlsx", "ods"])
def test_what_lies_around_the_table_is_left_out_and_said(ending: str) -> None:
    sheet = read(f"title_and_blanks.{ending}")

    assert sheet.header == ["", "Reference", "Title (English)", "", "Kind", "Lead authority"]
    assert [(number, row[1], row[5]) for number, row in sheet.rows] == [
        (5, "mountain-training", "Ministry of Defence"),
        (6, "sea-training", "Ministry of Defence"),
        (9, "air-training", "Ministry of Defence"),
    ]
    assert sheet.skipped == [
        "hidden sheet “lists”",
        "empty sheet “Sheet3”",
        "row 1 above the header, “Programmes of 2024, Embassy in Belgrade”",
        "2 blank rows",
        "blank columns A, D",
    ]
    assert sheet.notices == ["merged cells F5:F6: what stands there counts for each of their rows"]
    assert sheet.taken_for.endswith("; header in row 4")


def test_a_csv_with_a_title_and_blanks_is_read_alike() -> None:
    sheet = read("title_and_blanks.csv")

    assert sheet.header == ["", "Reference", "Title (English)", "", "Kind"]
    assert [number for number, __ in sheet.rows] == [4, 6]
    assert sheet.skipped == ["row 1 above the header, “Programmes of 2024”", "1 blank row", "blank columns A, D"]


def test_what_was_taken_can_be_changed() -> None:
    chosen = ReadingChoices(sheets=["lists", "programmes"], header_rows={"programmes": 5})
    programmes, lists = read_path(SAMPLES / "title_and_blanks.xlsx", chosen)

    assert (programmes.header_row, programmes.header[1]) == (5, "mountain-training")
    assert (lists.header, lists.rows) == (["project"], [])
    assert programmes.skipped[0] == "sheet “Sheet3”, which was not chosen"


def test_encoding_and_delimiter_can_be_changed() -> None:
    content = "Reference;Title\nbjergtræning;Bjerge".encode("cp1252")

    (sheet,) = read_file("a.csv", content, ReadingChoices(encoding="cp1252", delimiter=","))

    assert (sheet.header, sheet.rows) == (["Reference;Title"], [(2, ["bjergtræning;Bjerge"])])
    assert (sheet.encoding, sheet.delimiter, sheet.notices) == ("cp1252", ",", [])


def test_a_row_chosen_for_the_header_must_hold_something() -> None:
    with pytest.raises(RefusedError, match="row 2: nothing stands in the row chosen for the header"):
        read("title_and_blanks.csv", ReadingChoices(header_rows={"title_and_blanks": 2}))


def test_a_zip_of_csv_files_is_read_as_its_sheets() -> None:
    programmes, partners = read_path(SAMPLES / "several.zip")

    assert (programmes.name, programmes.label) == ("programmes", "several.zip, 2024/programmes.csv")
    assert programmes.skipped == ["“2024/read me.pdf”, which is no CSV file"]
    assert (partners.name, partners.delimiter, partners.rows) == ("partners", ";", [(2, ["no", "Norway", "country"])])


def test_all_that_is_wrong_in_a_zip_is_said_at_once() -> None:
    content = zipped({"programmes.csv": "", "partners.csv": 'a,b\n"c', "areas.csv": "a,b\nc,d\n"})

    with pytest.raises(RefusedError) as refused:
        read_file("all.zip", content)

    assert [str(problem) for problem in refused.value.problems] == [
        "all.zip, programmes.csv: the sheet is empty",
        "all.zip, partners.csv: line 2 can't be read: a quotation mark is not closed",
    ]


def test_a_table_that_begins_further_down_keeps_its_numbers_and_letters() -> None:
    rows = f'<row r="7">{cell("C7", "Reference")}{cell("D7", "Kind")}</row><row r="9">{cell("C9", "a")}</row>'
    (sheet,) = read_file("a.xlsx", xlsx(rows))

    assert (sheet.header_row, sheet.header) == (7, ["", "", "Reference", "Kind"])
    assert sheet.rows == [(9, ["", "", "a", ""])]


def test_a_folder_names_every_file_it_cannot_read(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"")
    (tmp_path / "b.csv").write_bytes(b"%PDF-1.4")

    with pytest.raises(RefusedError) as refused:
        read_path(tmp_path)

    assert [problem.sheet for problem in refused.value.problems] == ["a.csv", "b.csv"]
