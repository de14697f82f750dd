"""A list with another ending is the same list: filtered, sorted, cut into pages and refused alike."""

import csv
import io
import json
import zipfile
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cooperation.programmes.models import ProgrammeKind
from cooperation.records.models import State
from tests.meetings.factories import MeetingFactory, MeetingParticipantFactory
from tests.programmes.factories import ProgrammeFactory, ProgrammePartnerFactory
from tests.public.reading import page
from tests.records.factories import CitationFactory
from tests.vocabulary.factories import AreaFactory

pytestmark = pytest.mark.django_db

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def data(client: Client, address: str, status: int = 200) -> Any:
    answer = client.get(address)
    assert answer.status_code == status, answer.content
    return json.loads(answer.content)


def lines(client: Client, address: str) -> list[list[str]]:
    said = client.get(address).getvalue().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(said, newline="")))


def references(client: Client, address: str) -> list[str]:
    return [one["reference"] for one in data(client, address)["results"]]


def wrong(client: Client, address: str) -> list[tuple[str, list[str]]]:
    answer = client.get(address)
    assert (answer.status_code, answer.headers["Content-Type"]) == (400, "application/problem+json")
    return [(one["name"], one["values"]) for one in json.loads(answer.content)["parameters"]]


@pytest.fixture
def three() -> None:
    ProgrammeFactory(reference="a", title_en="Ærø", kind=ProgrammeKind.BILATERAL, period="2004")
    ProgrammeFactory(reference="b", title_en="Bornholm", kind=ProgrammeKind.REGIONAL, period="2014-05")
    ProgrammeFactory(reference="c", title_en="Fanø", kind=ProgrammeKind.BILATERAL, period="2018/2023")
    ProgrammeFactory(reference="d", title_en="Samsø", kind=ProgrammeKind.BILATERAL, state=State.DRAFT)


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("", ["c", "b", "a"]),
        ("?sort=oldest", ["a", "b", "c"]),
        ("?kind=bilateral", ["c", "a"]),
        ("?kind__not=bilateral", ["b"]),
        ("?period=2014&kind=regional", ["b"]),
        ("?q=bornholm", ["b"]),
        ("?period=1999", []),
        ("?kind=&q=&columns=kind", ["c", "b", "a"]),
    ],
)
def test_every_form_has_the_rows_of_the_list(stranger: Client, question: str, found: list[str]) -> None:
    assert references(stranger, f"/en/programmes.json{question}") == found
    assert [line[0] for line in lines(stranger, f"/en/programmes.csv{question}")] == ["reference", *found]
    assert data(stranger, f"/en/programmes.json{question}")["count"] == len(found)


def test_csv_has_the_fields_names_in_either_language(stranger: Client) -> None:
    ProgrammeFactory(reference="x", title_en="Æble; “quoted”, twice", aims_en="one\ntwo", oda_share="at least 40")
    english, danish = (stranger.get(f"/{language}/programmes.csv").getvalue() for language in ("en", "da"))
    assert english == danish
    assert english.startswith(b"\xef\xbb\xbfreference,title_en,title_da,kind,")
    header, line = lines(stranger, "/en/programmes.csv")
    row = dict(zip(header, line, strict=True))
    assert (row["title_en"], row["aims_en"], row["oda_share"]) == ("Æble; “quoted”, twice", "one\ntwo", "at least 40")
    assert {"owner", "journal_number", "internal_note", "state"}.isdisjoint(header)


def test_csv_comes_as_a_file_that_no_spreadsheet_program_runs(stranger: Client) -> None:
    ProgrammeFactory(title_en='=HYPERLINK("http://evil.example")')
    answer = stranger.get("/en/programmes.csv")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="programmes.csv"'
    assert lines(stranger, "/en/programmes.csv")[1][1] == '\'=HYPERLINK("http://evil.example")'


def test_a_csv_of_the_public_can_be_imported(administrator: Client, stranger: Client) -> None:
    """Its header is one of those that the register reads, so what was taken away can come back corrected."""
    from cooperation.exchange.columns import match_columns
    from cooperation.exchange.reading import read_file
    from cooperation.programmes.resources import ProgrammeResource

    ProgrammeFactory()
    (sheet,) = read_file("programmes.csv", stranger.get("/en/programmes.csv").getvalue())
    matched, problems = match_columns(sheet, ProgrammeResource)
    assert problems == []
    assert [column.name for column in matched.columns.values()] == sheet.header


def test_a_workbook_has_titles_in_the_language_of_the_page(stranger: Client) -> None:
    programme = ProgrammeFactory(reference="x")
    ProgrammePartnerFactory(programme=programme)
    CitationFactory(record=programme)
    for language, title in (("en", "Reference"), ("da", "Reference"), ("da", "Titel (dansk)")):
        answer = stranger.get(f"/{language}/programmes.xlsx")
        assert answer.headers["Content-Type"] == XLSX
        with zipfile.ZipFile(io.BytesIO(answer.getvalue())) as archive:
            names = archive.read("xl/workbook.xml").decode()
            first = archive.read("xl/worksheets/sheet1.xml").decode()
        assert title in first
        assert [name in names for name in ('"programmes"', '"programme_partners"', '"citations"')] == [True] * 3
        assert "Internal note" not in first


def test_json_has_pages(stranger: Client) -> None:
    for number in range(30):
        ProgrammeFactory(reference=f"p-{number:02}", title_en=f"Programme {number:02}")
    first = data(stranger, "/en/programmes.json?size=25&sort=title")
    assert {name: value for name, value in first.items() if name != "results"} == {
        "count": 30,
        "pages": 2,
        "page": 1,
        "size": 25,
        "next": "http://testserver/en/programmes.json?size=25&sort=title&page=2",
        "previous": None,
    }
    second = data(stranger, first["next"])
    assert [one["reference"] for one in second["results"]] == [f"p-{number}" for number in range(25, 30)]
    assert second["next"] is None
    assert data(stranger, second["previous"]) == first


@pytest.mark.parametrize("ending", ["csv", "xlsx", "json"])
def test_what_cannot_be_read_is_named(stranger: Client, ending: str) -> None:
    ProgrammeFactory(reference="x")
    listed = f"/en/programmes.{ending}"
    assert wrong(stranger, f"{listed}?period=2024-02-30&kind=tea") == [("kind", ["tea"]), ("period", ["2024-02-30"])]
    assert wrong(stranger, f"{listed}?size=7") == [("size", ["7"])]
    assert wrong(stranger, f"{listed}?sort=internal_note") == [("sort", ["internal_note"])]
    assert wrong(stranger, f"{listed}?knid=bilateral") == [("knid", ["bilateral"])]
    assert wrong(stranger, f"{listed}?state=draft") == [("state", ["draft"])]


def test_what_was_expected_is_said_in_the_language_of_the_address(stranger: Client) -> None:
    said = data(stranger, "/da/programmes.json?page=nul", status=400)
    assert said["parameters"] == [{"name": "page", "values": ["nul"], "expected": "et helt tal fra 1 og op"}]
    assert said["detail"] == "Adressen beder om noget, der ikke kan slås op, så der gives ingen liste."


@pytest.mark.parametrize("asked", ["0", "-1", "1.5", "x", "1e3", "９", "1" * 400, "%00", "%FF"])
def test_pages_that_are_none_are_refused(stranger: Client, asked: str) -> None:
    assert stranger.get(f"/en/programmes.json?page={asked}").status_code == 400


def test_a_page_beyond_the_last_is_not_found(stranger: Client) -> None:
    ProgrammeFactory()
    assert data(stranger, "/en/programmes.json?page=2", status=404)["pages"] == 1
    assert data(stranger, "/en/programmes.json?page=999999999", status=404)["title"] == "Not Found"


def test_data_may_be_read_from_anywhere_and_pages_may_not(stranger: Client) -> None:
    ProgrammeFactory(reference="x")
    ended = [
        "/en/programmes.json",
        "/en/programmes.csv",
        "/en/programmes/x.json",
        "/en/programmes.json?page=0",
        "/en/programmes/none.json",
        "/en/programmes.none",
    ]
    assert [stranger.get(one).headers.get("Access-Control-Allow-Origin") for one in ended] == ["*"] * len(ended)
    pages = ["/en/programmes/", "/en/programmes/x/", "/en/"]
    assert [stranger.get(one).headers.get("Access-Control-Allow-Origin") for one in pages] == [None] * 3


def test_nothing_can_be_sent_to_data(stranger: Client) -> None:
    assert {
        method(f"/en/programmes.{ending}").status_code
        for ending in ("json", "csv")
        for method in (stranger.post, stranger.put, stranger.delete, stranger.patch)
    } == {405}
    assert stranger.head("/en/programmes.json").status_code == 200


def test_a_list_links_to_its_other_forms_as_it_is_filtered(stranger: Client) -> None:
    ProgrammeFactory(kind=ProgrammeKind.BILATERAL)
    address = "/en/programmes/?kind=bilateral&q=&columns=kind&utm_source=mail&size=25"
    answer = stranger.get(address)
    for ending, media_type in (("csv", "text/csv"), ("xlsx", XLSX), ("json", "application/json")):
        query = "?kind=bilateral&size=25" if ending == "json" else "?kind=bilateral"
        absolute = f"http://testserver/en/programmes.{ending}{query}"
        assert f'<{absolute}>; rel="alternate"; type="{media_type}"' in answer.headers["Link"]
        escaped = absolute.replace("&", "&amp;")
        assert f'<link rel="alternate" type="{media_type}" href="{escaped}"' in answer.content.decode()
        assert f'<a href="{escaped.removeprefix("http://testserver")}"' in answer.content.decode()
        assert stranger.get(absolute).status_code == 200


def test_a_record_links_to_its_json(stranger: Client) -> None:
    record = ProgrammeFactory(reference="x")
    answer = stranger.get(record.get_absolute_url())
    assert (
        '<http://testserver/en/programmes/x.json>; rel="alternate"; type="application/json"' in answer.headers["Link"]
    )
    assert 'href="/en/programmes/x.json"' in answer.content.decode()


def test_a_long_question_leaves_the_header_out(stranger: Client) -> None:
    """Servers in between refuse a header of many kilobytes; the links stand in the page."""
    ProgrammeFactory(title_en="ø")
    address = f"/en/programmes/?q={'%C3%B8' * 190}"
    answer = stranger.get(address)
    assert "Link" not in answer.headers
    assert answer.content.decode().count('<link rel="alternate" type="text/csv"') == 1


def test_a_list_that_cannot_be_read_offers_nothing(stranger: Client) -> None:
    said = page(stranger, "/en/programmes/?period=zz", status=400)
    assert ".csv" not in said


@pytest.mark.parametrize("ending", ["csv", "xlsx", "json"])
def test_it_costs_as_many_queries_for_many_as_for_one(stranger: Client, ending: str) -> None:
    """Meetings, with their child rows and citations."""

    def cost() -> int:
        stranger.get(f"/en/meetings.{ending}").getvalue()
        with CaptureQueriesContext(connection) as asked:
            stranger.get(f"/en/meetings.{ending}").getvalue()
        return len(asked)

    def make(reference: str) -> None:
        meeting = MeetingFactory(reference=reference, areas=[AreaFactory()])
        MeetingParticipantFactory(meeting=meeting)
        CitationFactory(record=meeting, field="participants.1")

    make("one")
    alone = cost()
    for number in range(12):
        make(f"more-{number}")
    assert cost() == alone == {"csv": 4, "xlsx": 20, "json": 17}[ending]
