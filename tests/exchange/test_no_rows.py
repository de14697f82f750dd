"""Files with nothing to import say why: no rows, rows that are left out, or rows that the register has already."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client

from cooperation.exchange.packing.ods_files import ods_parts
from cooperation.exchange.sheets import WrittenSheet
from cooperation.models import Programme
from tests.exchange.uploads import address, csv_of, uploaded, words, workbook_of
from tests.programmes.factories import ProgrammeFactory

pytestmark = pytest.mark.django_db

HEADER = ["Reference", "Title (English)", "Kind"]
MEETINGS = ["Reference", "Title (English)", "Kind", "Status"]
ROW = ["hill", "Hill", "project"]
NO_ROWS = "The file has column titles and no rows."
NOTHING_NEW = "There is nothing to import: the register says what the file says already."


def ods_of(**sheets: list[list[str]]) -> bytes:
    return b"".join(ods_parts([WrittenSheet(name, lines) for name, lines in sheets.items()]))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("programmes.csv", csv_of(HEADER)),
        ("programmes.csv", csv_of(HEADER, [""] * 3, [" ", "\u00a0", "\u200b"])),
        ("programmes.csv", "Reference;Title (English);Kind\r\n;;\r\n;;\r\n".encode("utf-16")),
        ("programmes.csv", csv_of(["Programmes of 2024", "", ""], [""] * 3, HEADER)),
        ("programmes.xlsx", workbook_of(programmes=[HEADER])),
        ("programmes.xlsx", workbook_of(programmes=[HEADER, ["", " ", ""]])),
        ("several.xlsx", workbook_of(programmes=[HEADER], meetings=[MEETINGS], Ark3=[["", ""]])),
        ("programmes.ods", ods_of(programmes=[HEADER])),
        ("several.ods", ods_of(programmes=[HEADER, ["", "", ""]], meetings=[MEETINGS])),
    ],
)
def test_a_file_of_titles_alone(officer: Client, tmp_path: Path, name: str, content: bytes) -> None:
    ProgrammeFactory()
    kind = "" if name.startswith("several") else "programme"

    page = words(officer.get(address(uploaded(officer, content, kind, name))))
    assert NO_ROWS in page
    assert NOTHING_NEW not in page

    danish = words(officer.get(address(uploaded(officer, content, kind, name)).replace("/en/", "/da/")))
    assert "Filen har kolonnetitler og ingen rækker." in danish

    (tmp_path / name).write_bytes(content)
    for options in ({}, {"dry_run": True}):
        told = StringIO()
        call_command("import_register", tmp_path / name, stdout=told, **options)
        assert told.getvalue().splitlines()[0] == NO_ROWS


def test_one_of_two_sheets_has_no_rows(officer: Client, tmp_path: Path) -> None:
    content = workbook_of(programmes=[HEADER, ROW], meetings=[MEETINGS])

    page = words(officer.get(address(uploaded(officer, content, "", "several.xlsx"))))

    assert "header in row 1. 1 row below the header." in page
    assert "header in row 1. The sheet has column titles and no rows." in page
    assert NO_ROWS not in page
    (tmp_path / "several.xlsx").write_bytes(content)
    told = StringIO()
    call_command("import_register", tmp_path / "several.xlsx", stdout=told)
    assert told.getvalue().splitlines() == [
        "several.xlsx, meetings: column titles and no rows",
        "1 new, 0 changed, 0 unchanged, 0 removed.",
    ]


def test_a_folder_of_titles_alone(tmp_path: Path) -> None:
    (tmp_path / "programmes.csv").write_bytes(csv_of(HEADER))
    (tmp_path / "meetings.csv").write_bytes(csv_of(MEETINGS))
    told = StringIO()
    call_command("import_register", tmp_path, stdout=told)
    assert told.getvalue().splitlines() == [
        "The files have column titles and no rows.",
        "0 new, 0 changed, 0 unchanged, 0 removed.",
    ]


def test_only_the_sheet_that_is_not_read_has_rows(officer: Client) -> None:
    content = workbook_of(programmes=[HEADER], Noter=[["Husk", "at"], ["a", "b"]])

    page = words(officer.get(address(uploaded(officer, content, "", "several.xlsx"))))

    assert "The sheets of this import have column titles and no rows." in page
    assert NO_ROWS not in page


def test_what_is_left_out_is_not_called_known(officer: Client) -> None:
    batch = uploaded(officer, csv_of(HEADER, ROW))
    label = batch.file_name
    officer.post(address(batch, "choose"), {f"shown|2|{label}": "1", f"out|2|{label}": "1"})

    page = words(officer.get(address(batch)))

    assert "There is nothing to import: all other rows are left out or parked." in page
    assert NOTHING_NEW not in page


def test_what_is_parked_is_not_called_known(officer: Client) -> None:
    batch = uploaded(officer, csv_of(HEADER, ["hill", "Hill", "no such kind"]))
    officer.post(address(batch, "choose"), {"park": "yes"})

    page = words(officer.get(address(batch)))

    assert "There is nothing to import: all other rows are left out or parked." in page
    assert NOTHING_NEW not in page


def test_what_the_register_says_already(officer: Client) -> None:
    ProgrammeFactory(reference="hill", title_en="Hill", kind="project")

    page = words(officer.get(address(uploaded(officer, csv_of(HEADER, ROW)))))

    assert NOTHING_NEW in page
    assert NO_ROWS not in page
    assert Programme.objects.count() == 1
