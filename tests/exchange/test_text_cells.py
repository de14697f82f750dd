"""Text that looks the same is the same, whatever file it comes in and whenever the register got it."""

from pathlib import Path

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from cooperation.exchange.reading import read_path
from cooperation.exchange.writing import sheets_of, write_path
from cooperation.models import Meeting, Programme, Statement
from cooperation.programmes.resources import ProgrammeResource
from cooperation.records.widgets import readable
from cooperation.resources import RESOURCES
from tests.exchange.embassies import PROGRAMS, outcome, returned, send
from tests.exchange.spreadsheets import planned
from tests.exchange.uploads import address, bring_in, csv_of, uploaded, words
from tests.partners.factories import PartnerFactory
from tests.programmes.factories import ProgrammeFactory
from tests.statements.factories import StatementFactory

pytestmark = pytest.mark.django_db

COMPOSED, DECOMPOSED = "Øvelse på Århus havn – é", "Øvelse pa\u030a A\u030arhus havn – e\u0301"
HEADER = ["Reference", "Title (English)", "Title (Danish)", "Kind"]


def counts(client: Client, *lines: list[str], kind: str = "programme") -> dict[str, int]:
    batch = uploaded(client, csv_of(*lines), kind)
    return {name: count for name, count in batch.counts.items() if count} | {"problems": len(batch.problems)}


@pytest.mark.parametrize(("first", "second"), [(DECOMPOSED, COMPOSED), (COMPOSED, DECOMPOSED)])
def test_composed_and_decomposed_letters_are_the_same(officer: Client, first: str, second: str) -> None:
    bring_in(officer, uploaded(officer, csv_of(HEADER, ["harbour", first, first, "project"])))
    programme = Programme.objects.get()
    assert (programme.title_en, programme.title_da) == (COMPOSED, COMPOSED)

    assert counts(officer, HEADER, ["harbour", second, second, "project"]) == {"unchanged": 1, "problems": 0}


def test_one_line_fields_contain_one_line(officer: Client) -> None:
    header = ["Reference", "Title (English)", "Kind", "Status", "Journal number", "Verified by"]
    row = ["two", "Two\nlines\ttab", "summit", "announced", "J\r\n1", "Off\x0bice"]

    bring_in(officer, uploaded(officer, csv_of(header, row), "meeting"))

    meeting = Meeting.objects.get()
    assert (meeting.title_en, meeting.journal_number, meeting.verified_by) == ("Two lines tab", "J 1", "Off ice")
    assert counts(officer, header, row, kind="meeting") == {"unchanged": 1, "problems": 0}


def test_control_characters_become_line_breaks_or_are_refused(officer: Client) -> None:
    header = ["Reference", "Title (English)", "Kind", "Status", "Summary (English)"]
    rows = [
        ["breaks", "Breaks", "summit", "announced", "one\x0btwo\x0cthree\x85four\u2028five\ttab 😀"],
        ["c1", "C1", "summit", "announced", "it\x92s"],
        ["none", "None", "summit", "announced", "non\ufdd0char"],
    ]

    batch = uploaded(officer, csv_of(header, *rows), "meeting")

    shown = officer.get(address(batch), {"outcome": "refused"}).context["shown"].rows
    assert [(row.name, problem["letter"], problem["message"]) for row in shown for problem in row.problems] == [
        ("c1", "E", "The text contains an invalid character (U+0092) after “it”. Delete it."),
        ("none", "E", "The text contains an invalid character (U+FDD0) after “non”. Delete it."),
    ]
    bring_in(officer, uploaded(officer, csv_of(header, rows[0]), "meeting"))
    assert Meeting.objects.get().summary_en == "one\ntwo\nthree\nfour\nfive\ttab 😀"


@given(st.text(st.characters(codec="utf-8"), max_size=12))
@pytest.mark.parametrize("name", ["title_en", "summary_en"])
def test_a_text_is_read_as_it_is_written(name: str, text: str) -> None:
    column = next(column for column in ProgrammeResource.columns() if column.name == name)
    normal = column.normal(text)

    assert column.made([text]) == [normal]
    assert column.made([normal, "and more"]) == [normal, "and more"]
    assert column.widget.clean(readable(column.write(normal))) == normal


def older_texts() -> Statement:
    """Make a record as the register took it before text had one form."""
    partner = PartnerFactory(reference="odd", title_en=DECOMPOSED)
    statement: Statement = StatementFactory(
        speaker=partner,
        title_en="Two\nlines\ttab ",
        text_en=f" {DECOMPOSED}\x0bnext\r\nlast\u200b",
        text_da="it\x92s no\ufdd0ne",
        when="not known",
        when_note=f"{DECOMPOSED}\nnext",
    )
    return statement


@pytest.mark.parametrize("name", ["register", "register.xlsx", "register.ods"])
def test_older_texts_come_back_unchanged(tmp_path: Path, name: str) -> None:
    older_texts()
    write_path(tmp_path / name, sheets_of(RESOURCES))

    plan = planned(*read_path(tmp_path / name))

    assert plan.problems == []
    assert plan.counts() == {"unchanged": 2, "removed": 0}


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_workbook_of_older_texts_returns_untouched(administrator: Client, program: object) -> None:
    older_texts()
    sent = send(administrator, "odd", kinds=["partner", "statement"])

    batch = returned(administrator, program(bytes(sent.content)))  # type: ignore[operator]

    assert (batch.sent, outcome(batch)) == (sent, {"unchanged": 2, "problems": []})


def test_a_file_name_is_kept_composed(officer: Client) -> None:
    batch = uploaded(officer, csv_of(HEADER, ["a", "A", "", "project"]), name="Mo\u0308der pa\u030a A\u030arhus.csv")

    assert batch.file_name == "Möder på Århus.csv"
    assert "Möder på Århus.csv" in words(officer.get(address(batch)))


def test_names_of_links_are_found_however_they_are_composed(officer: Client) -> None:
    PartnerFactory(reference="aarhus", title_en="Århus Havn")
    header = ["Reference", "Title (English)", "Kind", "Lead authority"]

    batch = bring_in(officer, uploaded(officer, csv_of(header, ["a", "A", "project", "A\u030arhus\nHavn"])))

    assert batch.counts["new"] == 1
    assert Programme.objects.get().lead_authority.reference == "aarhus"  # type: ignore[union-attr]


def test_a_journal_number_is_found_however_it_is_composed(officer: Client) -> None:
    ProgrammeFactory(title_en="Found", journal_number="Å-15")
    ProgrammeFactory(title_en="Other", journal_number="B-15")

    page = words(officer.get("/en/desk/cooperation/programme/", {"q": "A\u030a-15"}))

    assert "Found" in page
    assert "Other" not in page


def test_a_refused_cell_of_several_lines_is_not_joined_by_the_page(officer: Client) -> None:
    header = ["Reference", "Title (English)", "Kind", "Status", "Summary (English)"]
    batch = uploaded(officer, csv_of(header, ["c1", "C1", "summit", "announced", "one\ntwo it\x92s"]), "meeting")
    place = f"2|E|{batch.file_name}"
    page = officer.get(address(batch)).content.decode()
    assert (
        f'name="correct|{place}" rows="2" aria-label="Correct Summary (English) in row 2">one\ntwo it\x92s</textarea>'
        in page
    )

    as_a_browser_sends_it = "one\r\ntwo it\x92s"
    officer.post(
        address(batch, "choose"), {f"was|{place}": as_a_browser_sends_it, f"correct|{place}": as_a_browser_sends_it}
    )
    batch.refresh_from_db()
    assert batch.choices["corrections"] == {}

    officer.post(
        address(batch, "choose"), {f"was|{place}": as_a_browser_sends_it, f"correct|{place}": "one\r\ntwo it’s"}
    )
    batch.refresh_from_db()
    bring_in(officer, batch)
    assert Meeting.objects.get().summary_en == "one\ntwo it’s"
