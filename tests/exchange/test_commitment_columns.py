"""The columns “due” and “due_kind” of commitments, which were both called “Due” in workbooks already sent out."""

import io
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from cooperation.models import Commitment
from cooperation.values.partial_date import PartialDate
from tests.commitments.factories import CommitmentFactory, ProgressFactory
from tests.declarations.factories import DeclarationFactory
from tests.exchange.embassies import counted, opened, returned, saved, send
from tests.exchange.test_batch_columns import choose, columns_shown
from tests.exchange.uploads import bring_in, csv_of, uploaded
from tests.partners.factories import PartnerFactory

pytestmark = pytest.mark.django_db

NEEDED = ["Reference", "Title (English)", "Declaration", "Text (English)", "Operative verb"]
CELLS = ["cc-1", "Pay", "rs-loi", "To pay", "pledged"]


def deadlines() -> list[tuple[str, Any]]:
    return list(Commitment.objects.values_list("due_kind", "due"))


@pytest.mark.parametrize(
    ("kind_title", "date_title"),
    [
        ("due_kind", "due"),
        ("due_kind", "Due"),
        ("due_kind", "Due date"),
        ("Kind of deadline", "Due date"),
        ("Kind of deadline", "due"),
        ("Fristtype", "Fristdato"),
        ("Due", "Due date"),
        ("DUE", "due date"),
        ("due", "Due date"),
        ("Due", "due"),
        ("Due", "Deadline"),
        ("Frist", "Fristdato"),
        ("Frist", "Tidsfrist"),
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_kind_and_date_are_told_apart(officer: Client, kind_title: str, date_title: str, turned: bool) -> None:
    DeclarationFactory(reference="rs-loi")
    columns = [(kind_title, "date"), (date_title, "2027-05")]
    titles, cells = zip(*(reversed(columns) if turned else columns), strict=True)

    batch = bring_in(officer, uploaded(officer, csv_of([*NEEDED, *titles], [*CELLS, *cells]), "commitment"))

    assert batch.problems == []
    assert deadlines() == [("date", PartialDate.parse("2027-05"))]


@pytest.mark.parametrize(
    ("title", "field"),
    [("Due", "due_kind"), ("Frist", "due_kind"), ("due", "due"), ("Due date", "due"), ("Deadline", "due")],
)
def test_one_of_the_two_alone(officer: Client, title: str, field: str) -> None:
    batch = uploaded(officer, csv_of([*NEEDED, title], [*CELLS, "2027"]), "commitment")
    assert columns_shown(officer, batch)[-1][1:] == (
        field,
        "by a known synonym" if title == "Deadline" else "by its title",
    )


def test_both_can_be_chosen(officer: Client) -> None:
    DeclarationFactory(reference="rs-loi")
    batch = uploaded(
        officer, csv_of([*NEEDED, "Frist type", "When is it due"], [*CELLS, "date", "2027-05"]), "commitment"
    )

    choose(officer, batch, column__0__F="due_kind", column__0__G="due")

    bring_in(officer, batch)
    assert deadlines() == [("date", PartialDate.parse("2027-05"))]


def test_one_value_for_all_rows_goes_to_the_field_that_was_chosen(officer: Client) -> None:
    DeclarationFactory(reference="rs-loi")
    batch = uploaded(officer, csv_of([*NEEDED, "Due"], [*CELLS, "date"]), "commitment")

    choose(officer, batch, fixed__0=["due"], value__0=["2027-05"])

    bring_in(officer, batch)
    assert deadlines() == [("date", PartialDate.parse("2027-05"))]


@pytest.mark.parametrize(("language", "titles"), [("en", ("Due", "Due date")), ("da", ("Frist", "Fristdato"))])
def test_a_workbook_with_commitments_that_was_sent_before_returns(
    officer: Client, language: str, titles: tuple[str, str]
) -> None:
    commitment = CommitmentFactory(committed_by=[PartnerFactory(reference="rs")], due_kind="date", due="2027-05~")
    ProgressFactory(commitment=commitment)
    sent = send(officer, language=language)
    book = opened(sent)
    header = book["commitments"][1]
    places = [cell.column for cell in header if cell.value in {"Kind of deadline", "Fristtype", *titles}]
    for place, title in zip(places, titles, strict=True):
        book["commitments"].cell(1, place).value = title

    batch = returned(officer, load_workbook(io.BytesIO(saved(book))))

    assert (batch.sent, batch.problems, counted(batch)) == (sent, [], {})
    assert batch.count("unchanged") == 3
