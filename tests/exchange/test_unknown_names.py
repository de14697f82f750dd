"""Many names that no record has: suggested within a time budget, each looked up once, listed and counted."""

import time
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cooperation.exchange.batches.choices import Choices
from cooperation.exchange.batches.looking import lines_in, look
from cooperation.exchange.batches.models import ImportBatch
from cooperation.exchange.plan import make_plan
from cooperation.models import Declaration
from cooperation.records import directory
from cooperation.search import nearest
from tests.exchange.uploads import address, csv_of, rows_shown, uploaded, words
from tests.partners.factories import PartnerFactory

pytestmark = pytest.mark.django_db

PARTIES = ["Declaration", "Partner", "Capacity"]
UNKNOWN = "no declaration has this reference or name"


def declarations(count: int) -> None:
    Declaration.objects.bulk_create(
        Declaration(reference=f"notes-{number}", title_en=title(number, "Sweden", "timber"), kind="agreement")
        for number in range(count)
    )


def title(number: int, land: str, goods: str) -> str:
    return f"Exchange of Notes No. {number} between the Government of Denmark and {land} concerning {goods}"


def file_of(count: int) -> bytes:
    return csv_of(PARTIES, *([title(number, "Nowhere", "fish"), "dk", "party"] for number in range(count)))


def messages_of(batch: ImportBatch) -> list[str]:
    parts = batch.parts.filter(outcome__in=("refused", "parked"))
    return [problem["message"] for part in parts for line in lines_in(part)[1] for problem in line["problems"]]


def test_unknown_titles_are_told_with_the_titles_and_references_nearest_to_them(officer: Client) -> None:
    PartnerFactory(reference="dk")
    declarations(3)
    batch = uploaded(officer, file_of(1), "declaration", "declaration_parties.csv")

    near = "; ".join(f"{title(number, 'Sweden', 'timber')} (notes-{number})" for number in (0, 1, 2))
    assert messages_of(batch) == [f"{UNKNOWN}; nearest: {near}"]


def test_a_file_of_unknown_titles_beside_a_full_register_is_previewed_and_parked_soon(officer: Client) -> None:
    """300 against 12,700: the issue asks for two seconds, and it took ten minutes and more before."""
    PartnerFactory(reference="dk")
    declarations(12_700)

    begun = time.monotonic()
    batch = uploaded(officer, file_of(300), "declaration", "declaration_parties.csv")
    assert time.monotonic() - begun < 10  # of which a busy machine may take the greater part

    assert (batch.count("refused"), len(messages_of(batch))) == (300, 300)
    assert messages_of(batch)[0].startswith(f"{UNKNOWN}; nearest: Exchange of Notes No. 0 ")
    begun = time.monotonic()
    officer.post(address(batch, "choose"), {"park": "yes"})
    assert time.monotonic() - begun < 10
    batch.refresh_from_db()
    assert (batch.count("refused"), batch.count("parked")) == (0, 300)


def test_where_no_time_is_left_for_suggestions_the_message_has_none(
    officer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nearest, "SECONDS", 0)
    PartnerFactory(reference="dk")
    declarations(3)
    batch = uploaded(officer, file_of(2), "declaration", "declaration_parties.csv")

    assert messages_of(batch) == [UNKNOWN, UNKNOWN]


@pytest.mark.parametrize("rows", [1, 40])
def test_names_are_read_once_and_each_unknown_one_is_looked_up_once(
    rows: int, officer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    PartnerFactory(reference="dk")
    declarations(30)
    lines = [[title(number % 2, "Nowhere", "fish"), "dk", "party"] for number in range(rows)]
    batch = uploaded(officer, csv_of(PARTIES, *lines), "declaration", "declaration_parties.csv")
    looked_up: list[str] = []

    def counted(text: str, *args: Any, **kwargs: Any) -> list[str]:
        looked_up.append(text)
        return nearest.nearest(text, *args, **kwargs)

    monkeypatch.setattr(directory, "nearest", counted)
    batch.choices = Choices(park=True).stored()
    with CaptureQueriesContext(connection) as asked:
        look(batch, User.objects.get(username="officer"))

    assert len(looked_up) == min(rows, 2)
    names = [query["sql"] for query in asked if '"title_en"' in query["sql"] and "declaration" in query["sql"]]
    assert len(names) == 1


def test_names_beyond_the_hundred_that_are_listed_are_counted(officer: Client) -> None:
    header = ["Reference", "Title (English)", "Kind", "Channels"]
    lines = [[f"p{number}", "Help", "project", f"Helper no. {number} of {number}"] for number in range(103)]
    batch = uploaded(officer, csv_of(header, *lines, *[["q", "Help", "project", "Helper no. 102 of 102"]]))

    page = words(officer.get(address(batch)))
    assert len(officer.get(address(batch)).context["new_records"]) == 100
    assert "3 more names are not listed. They are listed when you have dealt with these." in page


def test_where_all_names_are_listed_none_is_said_to_be_missing(officer: Client) -> None:
    batch = uploaded(
        officer, csv_of(["Reference", "Title (English)", "Kind", "Channels"], ["p", "H", "project", "Nil"])
    )

    page = words(officer.get(address(batch)))
    assert "Names the register does not have" in page
    assert "not listed" not in page


def test_of_many_unknown_names_in_one_cell_twenty_are_told_and_the_rest_counted(officer: Client) -> None:
    cell = "; ".join(f"unknown {number}" for number in range(23))
    batch = uploaded(officer, csv_of(["Reference", "Title (English)", "Kind", "Channels"], ["p", "H", "project", cell]))

    (message,) = messages_of(batch)
    assert message.count("no partner has this reference or name") == 20
    assert message.endswith("; 3 more are not found")


PROGRAMMES = ["Reference", "Title (English)", "Kind", "Parent programme"]


def test_a_long_chain_of_rows_that_depend_on_a_refused_one_is_parked_with_one_further_plan(
    officer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    chain = [[f"p{number}", "Programme", "project", f"p{number - 1}"] for number in range(1, 40)]
    content = csv_of(PROGRAMMES, ["p0", "Programme", "no kind", ""], *chain, ["good", "Good", "project", ""])
    batch = uploaded(officer, content)
    plans: list[int] = []

    def counted(sheets: Any, *args: Any) -> Any:
        plans.append(sum(len(sheet.rows) for sheet in sheets))
        return make_plan(sheets, *args)

    monkeypatch.setattr("cooperation.exchange.batches.laying.make_plan", counted)
    officer.post(address(batch, "choose"), {"park": "yes"})

    assert plans == [41, 1]
    assert rows_shown(officer, batch, outcome="new") == [("new", 42, "good")]
    batch.refresh_from_db()
    assert batch.count("parked") == 40


def test_rows_that_refer_to_a_record_of_the_register_are_not_parked_with_its_refused_row(officer: Client) -> None:
    uploaded_first = uploaded(officer, csv_of(PROGRAMMES, ["hill", "Hill", "project", ""]))
    officer.post(address(uploaded_first, "bring_in"), {"fingerprint": uploaded_first.fingerprint})
    content = csv_of(PROGRAMMES, ["hill", "Hill", "no kind", ""], ["dale", "Dale", "project", "hill"])
    batch = uploaded(officer, content)

    officer.post(address(batch, "choose"), {"park": "yes"})

    assert rows_shown(officer, batch) == [("parked", 2, "hill"), ("new", 3, "dale")]


def test_a_row_refused_because_another_has_the_same_key_takes_no_dependent_with_it(officer: Client) -> None:
    content = csv_of(
        PROGRAMMES,
        ["hill", "Hill", "project", ""],
        ["hill", "Hill again", "project", ""],
        ["dale", "Dale", "project", "hill"],
    )
    batch = uploaded(officer, content)

    officer.post(address(batch, "choose"), {"park": "yes"})

    assert rows_shown(officer, batch) == [("parked", 3, "hill"), ("new", 2, "hill"), ("new", 4, "dale")]
