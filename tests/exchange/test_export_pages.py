"""Taking a list out at the desk: what goes out, in which order, as what, and who may."""

import io
import json
import zipfile
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cooperation.exchange.formats import WRITTEN
from cooperation.exchange.reading import read_file
from cooperation.models import Programme
from cooperation.resources import RESOURCES
from tests.commitments.factories import CommitmentFactory
from tests.exchange.spreadsheets import planned
from tests.partners.factories import ContactPointFactory, PartnerFactory
from tests.programmes.factories import ProgrammeFactory, ProgrammePartnerFactory
from tests.vocabulary.factories import AreaFactory

pytestmark = pytest.mark.django_db

NAMES = [written.__name__ for written in WRITTEN]


def export(client: Client, kind: str, written: str, language: str = "en", **query: str) -> Any:
    address = f"/{language}" + reverse(f"admin:cooperation_{kind}_export").removeprefix("/en")
    return client.post(f"{address}?{'&'.join(f'{k}={v}' for k, v in query.items())}", {"format": NAMES.index(written)})


def content(answer: Any) -> bytes:
    assert answer.status_code == 200
    assert answer.streaming
    return b"".join(answer)


def references(answer: Any) -> list[str]:
    """Return the references in the first sheet of an answer, as they stand there."""
    first = read_file(answer.headers["Content-Disposition"].split('"')[1], content(answer))[0]
    return [str(row[0]) for _number, row in first.rows]


@pytest.mark.parametrize("written", [name for name in NAMES if name != "Json"])
def test_what_goes_out_comes_back_unchanged(officer: Client, written: str) -> None:
    ContactPointFactory(address="Road 1\n\n=Town  two", telephone="+45 12 34", partner__cooperation_since="2024-11-21")
    PartnerFactory(cooperation_since="2004", summary_en='a\tb, _x0041_; <tag> & "words"')
    answer = export(officer, "partner", written)

    plan = planned(*read_file(f"partners.{answer.headers['Content-Disposition'].split('.')[-1][:-1]}", content(answer)))

    assert plan.problems == []
    outcomes = {name: count for name, count in plan.counts().items() if count}
    assert outcomes == {"unchanged": 2 if "Csv" in written and written != "CsvArchive" else 3}


@pytest.mark.parametrize("written", NAMES)
def test_the_file_is_named_and_typed(officer: Client, written: str) -> None:
    extension = WRITTEN[NAMES.index(written)].extension
    answer = export(officer, "partner", written)
    assert answer.headers["Content-Disposition"] == f'attachment; filename="partners.{extension}"'
    assert answer.headers["Content-Type"] == WRITTEN[NAMES.index(written)].content_type
    assert content(answer)


def test_the_list_goes_out_as_filtered_and_searched(officer: Client) -> None:
    area = AreaFactory()
    ProgrammeFactory(reference="found", title_en="Øvelse", state="draft", areas=[area])
    ProgrammeFactory(reference="of-another-state", title_en="Øvelse", state="published", areas=[area])
    ProgrammeFactory(reference="of-another-name", state="draft", areas=[area])
    assert references(export(officer, "programme", "Csv", q="ovelse", state__exact="draft")) == ["found"]


def test_the_list_goes_out_by_key_unless_it_is_sorted(officer: Client) -> None:
    for reference, status in (("b", "planned"), ("a-b", "completed"), ("ab", "under way")):
        ProgrammeFactory(reference=reference, status=status)
    assert references(export(officer, "programme", "Csv")) == ["a-b", "ab", "b"]
    columns = officer.get(reverse("admin:cooperation_programme_changelist")).context["cl"].list_display
    status = columns.index("status")
    assert references(export(officer, "programme", "Csv", o=str(status))) == ["a-b", "b", "ab"]
    assert references(export(officer, "programme", "Xlsx", o=f"-{status}")) == ["ab", "b", "a-b"]


def test_child_rows_are_those_of_the_records_that_go_out(officer: Client) -> None:
    ProgrammePartnerFactory(programme__reference="in", programme__state="draft", partner__reference="p")
    ProgrammePartnerFactory(programme__reference="out", programme__state="published")
    sheets = read_file("a.xlsx", content(export(officer, "programme", "Xlsx", state__exact="draft")))
    rows = {sheet.name: [row[:3] for _number, row in sheet.rows] for sheet in sheets if sheet.name != "lists"}
    assert rows["programme_partners"] == [["in", 1, "p"]]


def test_titles_are_in_the_language_of_the_page(officer: Client) -> None:
    PartnerFactory(reference="p")
    lines = content(export(officer, "partner", "Csv", language="da")).decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Reference,Titel (engelsk)") or lines[0].startswith("Reference,Navn (engelsk)")


def test_danish_excel_has_semicolons_and_decimal_commas(officer: Client) -> None:
    ProgrammeFactory(reference="a", oda_share="12.5", title_en="=1+1")
    ProgrammeFactory(reference="b", oda_share="about 12.5")
    text = content(export(officer, "programme", "DanishCsv")).decode()
    assert text.startswith("\ufeffReference;Title (English);")
    assert ";12,5;" in text
    assert ";about 12.5;" in text
    assert "a;'=1+1;" in text


@pytest.mark.parametrize("written", ["DanishCsv", "Csv", "Xlsx", "Ods"])
def test_sums_of_money_come_back_unchanged(officer: Client, written: str) -> None:
    for number, value in enumerate(
        ("DKK 84000000.5", "EUR 1.1250", "not known", "DKK 1.1250", "DKK 123456789012.1234")
    ):
        CommitmentFactory(reference=f"c-{number}", target_money=value)
    extension = WRITTEN[NAMES.index(written)].extension

    plan = planned(*read_file(f"commitments.{extension}", content(export(officer, "commitment", written))))

    assert plan.problems == []
    assert {name: count for name, count in plan.counts().items() if count} == {"unchanged": 5}


def test_an_archive_holds_a_file_a_sheet(officer: Client) -> None:
    ProgrammePartnerFactory(programme__reference="a", partner__reference="p")
    archive = zipfile.ZipFile(io.BytesIO(content(export(officer, "programme", "CsvArchive"))))
    assert archive.namelist() == ["programmes.csv", "programme_partners.csv", "citations.csv"]
    assert archive.read("programme_partners.csv").decode("utf-8-sig").splitlines()[1] == "a,1,p,participant,1"


def test_json_has_whole_records(officer: Client) -> None:
    ProgrammePartnerFactory(programme__reference="b", partner__reference="p")
    ProgrammeFactory(reference="a", period="2004")
    first, second = json.loads(content(export(officer, "programme", "Json")))
    assert (first["fields"]["reference"], first["fields"]["period"]) == ("a", "2004")
    assert second["rows"]["programme_partners"] == [
        {"number": 1, "partner": "p", "role": "participant", "sort_order": 1}
    ]


def test_an_empty_list_is_json_too(officer: Client) -> None:
    assert json.loads(content(export(officer, "programme", "Json"))) == []


@pytest.mark.parametrize("written", NAMES)
def test_more_rows_ask_no_more_queries(officer: Client, written: str) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            content(export(officer, "programme", written))
        return len(asked)

    ProgrammePartnerFactory(programme__areas=[AreaFactory()])
    content(export(officer, "programme", written))
    few = queries()
    for _ in range(3):
        ProgrammePartnerFactory(programme__areas=[AreaFactory(), AreaFactory()])
    assert queries() == few


def test_the_first_bytes_ask_for_no_row(officer: Client) -> None:
    ProgrammeFactory()
    answer = export(officer, "programme", "Csv")
    with CaptureQueriesContext(connection) as asked:
        assert next(iter(answer)).startswith("\ufeffReference,".encode())
    assert [query for query in asked.captured_queries if "programme" in query["sql"]] == []


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda resource: resource.sheet)
def test_every_kind_has_its_template(officer: Client, resource: Any) -> None:
    address = reverse(f"admin:cooperation_{resource.model()._meta.model_name}_template")
    export_page = officer.get(reverse(f"admin:cooperation_{resource.model()._meta.model_name}_export"))
    import_page = officer.get(reverse(f"admin:cooperation_{resource.model()._meta.model_name}_import"))
    assert f'href="{address}"' in export_page.content.decode()
    assert f'href="{address}"' in import_page.content.decode()
    answer = officer.get(address)
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{resource.sheet}-template.xlsx"'
    sheets = [sheet for sheet in read_file("a.xlsx", content(answer)) if sheet.name != "lists"]
    assert [sheet.name for sheet in sheets] == [resource.sheet, *(rows.sheet for rows in resource.row_resources())]
    assert [len(sheet.rows) for sheet in sheets] == [0] * len(sheets)


def test_who_may_not_look_takes_nothing_out(stranger: Client, reader: Client) -> None:
    ProgrammeFactory(reference="seen")
    nobody = Client()
    nobody.force_login(User.objects.create_user("nobody", is_staff=True))
    template = reverse("admin:cooperation_programme_template")
    for client, status in ((stranger, 302), (nobody, 403)):
        assert export(client, "programme", "Csv").status_code == status
        assert client.get(template).status_code == status
    assert references(export(reader, "programme", "Csv")) == ["seen"]
    assert reader.get(template).status_code == 200
    assert Programme.objects.count() == 1
