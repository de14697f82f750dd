"""What goes out comes back: every kind of record, every format, and text of every sort."""

import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cooperation.exchange.csv_text import as_it_was, keep_as_text, write_csv
from cooperation.exchange.delimited import rows_of
from cooperation.exchange.limits import Count, limits
from cooperation.exchange.reading import read_file, read_path
from cooperation.exchange.writing import WrittenSheet, csv_bytes, ods_bytes, sheets_of, write_path, xlsx_bytes
from cooperation.models import Partner
from cooperation.resources import RESOURCES
from tests.activities.factories import ActivityItemFactory
from tests.exchange.spreadsheets import brought_in, planned, register
from tests.partners.factories import ContactPointFactory, PartnerFactory

FORMULAS = ["=1+1", "+45 12 34", "-5 degrees", "@home", "'=kept", "''", "'", "\ttab", "=cmd|' /C calc'!A0"]
written_text = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs"), include_characters="\n"))
cells = st.one_of(written_text, st.sampled_from(FORMULAS)).map(str.strip)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["register", "register.xlsx", "register.ods"])
def test_export_then_import_changes_nothing(tmp_path: Path, name: str) -> None:
    ContactPointFactory(telephone="+45 12 34", address="=Road 1\nTown  two spaces")
    ActivityItemFactory(quantity="unquantified: a great many", value="DKK 84000000")
    before = register()
    write_path(tmp_path / name, sheets_of(RESOURCES))

    plan = planned(*read_path(tmp_path / name))

    assert plan.problems == []
    assert {name: count for name, count in plan.counts().items() if name != "unchanged"} == {"removed": 0}
    assert register() == before


@pytest.mark.django_db
def test_a_text_that_looks_like_an_error_comes_back_from_csv_as_a_text(tmp_path: Path) -> None:
    PartnerFactory(title_en="#N/A", title_da="'Fejl:502", short_name_en="Err:502", summary_en="'#REF!")
    write_path(tmp_path / "register", sheets_of(RESOURCES))

    plan = planned(*read_path(tmp_path / "register"))

    assert plan.problems == []
    assert plan.counts() == {"unchanged": 1, "removed": 0}


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["register", "register.xlsx", "register.ods"])
def test_an_empty_register_is_filled_to_be_the_same(tmp_path: Path, name: str) -> None:
    partner = ContactPointFactory(address="Road 1\n\nTown", telephone="+45 12 34").partner
    before = register()
    write_path(tmp_path / name, sheets_of(RESOURCES))
    partner.delete()
    assert register() != before

    brought_in(tmp_path / name)

    assert register() == before


@pytest.mark.parametrize("text", FORMULAS)
def test_text_that_a_spreadsheet_would_run_leaves_as_text(text: str) -> None:
    kept = keep_as_text(text)

    assert kept[:1] not in {"=", "+", "-", "@", "\t"}
    assert as_it_was(kept) == text


def test_numbers_are_left_alone() -> None:
    assert [keep_as_text(cell) for cell in ("-5", "-5.25", 14, "14")] == ["-5", "-5.25", 14, "14"]


@given(st.lists(st.lists(cells, min_size=2, max_size=3), min_size=1, max_size=4))
def test_csv_gives_back_every_cell(lines: list[list[str]]) -> None:
    header = ["a", "b", "c"]

    found = rows_of(io.StringIO(write_csv([header, *lines]), newline=""), ",", Count(limits()), "a.csv")

    assert [cells for __, cells in found] == [header, *lines]


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(cells.filter(bool), min_size=1, max_size=3))
@pytest.mark.parametrize(("name", "written"), [("a.csv", None), ("a.xlsx", xlsx_bytes), ("a.ods", ods_bytes)])
def test_every_format_gives_back_every_text(name: str, written: object, texts: list[str]) -> None:
    sheet = WrittenSheet("a", [["x", "y", "z"][: len(texts)], texts])
    content = written([sheet]) if callable(written) else csv_bytes(sheet)

    (found,) = read_file(name, content)

    assert found.header == sheet.lines[0]
    assert found.rows == [(2, texts)]


@pytest.mark.django_db
def test_the_register_is_written_in_the_same_order_on_every_database(tmp_path: Path) -> None:
    for reference in ("b-2", "b", "a-b", "b-10", "ab"):
        PartnerFactory(reference=reference)

    write_path(tmp_path, sheets_of(RESOURCES))

    lines = (tmp_path / "partners.csv").read_text(encoding="utf-8-sig").splitlines()
    assert [line.split(",")[0] for line in lines] == ["Reference", "a-b", "ab", "b", "b-10", "b-2"]
    assert Partner.objects.count() == 5
