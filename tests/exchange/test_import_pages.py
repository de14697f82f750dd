"""The way in at the desk: a file, what it would do, the button, and the page that stays."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cooperation.exchange.batches import looking
from cooperation.exchange.batches.models import ImportBatch
from cooperation.models import Programme
from tests.exchange.spreadsheets import register
from tests.exchange.uploads import (
    address,
    bring_in,
    csv_of,
    rows_shown,
    upload,
    upload_address,
    uploaded,
    words,
    workbook_of,
)
from tests.programmes.factories import ProgrammeFactory

pytestmark = pytest.mark.django_db

HEADER = ["Reference", "Title (English)", "Kind", "Period"]
NEW = csv_of(HEADER, ["hill", "Hill training", "project", "2024-11"])
State = ImportBatch.State


@pytest.fixture
def batch(officer: Client) -> ImportBatch:
    """A row of every outcome."""
    ProgrammeFactory(state="draft", reference="old", title_en="Old", kind="project", period="2020")
    ProgrammeFactory(state="draft", reference="same", title_en="Same", kind="project", period="2021")
    lines = [
        ["new", "New", "project", "2024-11"],
        ["old", "Old", "project", "2022"],
        ["same", "Same", "project", "2021"],
        ["bad", "Bad", "project", "soon"],
    ]
    return uploaded(officer, csv_of(HEADER, *lines))


def test_an_upload_leads_to_its_batch_and_writes_nothing(officer: Client) -> None:
    before = register()
    batch = uploaded(officer, NEW)
    page = officer.get(address(batch))
    assert page.status_code == 200
    assert "Nothing has been written yet" in words(page)
    assert "1 new" in words(page)
    assert (batch.file_name, batch.size, batch.uploaded_by_name, batch.state) == (
        "programmes.csv",
        len(NEW),
        "officer",
        State.WAITING,
    )
    assert register() == before


def test_rows_are_shown_refused_and_changed_first(officer: Client, batch: ImportBatch) -> None:
    assert rows_shown(officer, batch) == [
        ("refused", 5, "bad"),
        ("changed", 3, "old"),
        ("new", 2, "new"),
        ("unchanged", 4, "same"),
    ]
    assert rows_shown(officer, batch, outcome="changed") == [("changed", 3, "old")]
    assert rows_shown(officer, batch, sheet="programmes.csv", outcome="new") == [("new", 2, "new")]
    assert rows_shown(officer, batch, sheet="another.csv") == []


def test_cells_are_shown_old_beside_new_in_words(officer: Client, batch: ImportBatch) -> None:
    shown = officer.get(address(batch)).context["shown"].rows
    assert [(cell.title, cell.old, cell.new) for cell in shown[1].cells] == [("Period", "2020", "2022")]
    new = {cell.title: cell.new for cell in shown[2].cells}
    assert new["Period"] == "November 2024"
    danish = officer.get(address(batch).replace("/en/", "/da/")).context["shown"].rows
    assert "november 2024" in [cell.new for cell in danish[2].cells]


def test_a_mistake_is_told_with_its_place_and_what_was_expected(officer: Client, batch: ImportBatch) -> None:
    (problem,) = officer.get(address(batch)).context["shown"].rows[0].problems
    assert (problem["row"], problem["letter"], problem["column"], problem["value"]) == (5, "D", "Period", "soon")
    assert "is not a date" in problem["message"]


def test_nothing_goes_in_while_a_row_is_refused(officer: Client, batch: ImportBatch) -> None:
    assert 'value="Import"' not in officer.get(address(batch)).content.decode()
    officer.post(address(batch, "bring_in"), {"fingerprint": ""})
    assert bring_in(officer, batch).state == State.WAITING
    assert set(Programme.objects.values_list("reference", flat=True)) == {"old", "same"}


def test_a_file_goes_in_and_its_page_stays(officer: Client) -> None:
    batch = bring_in(officer, uploaded(officer, NEW))
    programme = Programme.objects.get()
    page = officer.get(address(batch))
    assert (batch.state, batch.imported_by_name) == (State.DONE, "officer")
    assert batch.action is not None
    assert batch.action.revisions.count() == 1
    assert batch.sha256 in page.content.decode()
    assert reverse("admin:cooperation_programme_change", args=[programme.pk]) in page.content.decode()
    assert 'value="Import"' not in page.content.decode()


def test_the_file_comes_back_as_it_was(officer: Client) -> None:
    answer = officer.get(address(uploaded(officer, NEW, name="året.csv"), "file"))
    assert answer.content == NEW
    assert answer["Content-Disposition"] == "attachment; filename*=UTF-8''%C3%A5ret.csv"


def test_what_changed_since_the_preview_is_asked_again(officer: Client, editor: Client) -> None:
    ProgrammeFactory(state="draft", reference="old", title_en="Old", kind="project", period="2020")
    batch = uploaded(officer, csv_of(HEADER, ["old", "Old", "project", "2022"], ["new", "New", "project", "2024"]))
    Programme.objects.get(reference="old").save()
    Programme.objects.filter(reference="old").update(period="2021")
    before = register()

    batch = bring_in(officer, batch)

    assert (batch.state, batch.notice) == (State.WAITING, [["programmes.csv", 2]])
    assert register() == before
    page = officer.get(address(batch))
    assert "The register has changed since you looked" in words(page)
    assert [cell.old for row in page.context["shown"].rows for cell in row.cells if row.name == "old"] == ["2021"]
    assert bring_in(officer, batch).state == State.DONE
    assert str(Programme.objects.get(reference="old").period) == "2022"


def test_of_two_officers_with_the_same_records_the_second_is_asked_again(officer: Client, editor: Client) -> None:
    first, second = uploaded(officer, NEW), uploaded(editor, NEW)
    assert bring_in(officer, first).state == State.DONE
    second = bring_in(editor, second)
    assert (second.state, second.counts["unchanged"]) == (State.WAITING, 1)
    assert "The register has changed since you looked" in words(editor.get(address(second)))


def test_a_page_that_is_no_longer_true_imports_nothing(officer: Client) -> None:
    batch = uploaded(officer, NEW)
    answer = officer.post(address(batch, "bring_in"), {"fingerprint": "of another preview"}, follow=True)
    assert "the import is not as this page showed it" in words(answer)
    assert not Programme.objects.exists()


def test_twice_the_button_imports_once(officer: Client) -> None:
    batch = bring_in(officer, uploaded(officer, NEW))
    answer = officer.post(address(batch, "bring_in"), {"fingerprint": batch.fingerprint}, follow=True)
    assert "Nothing was done" in words(answer)
    assert Programme.objects.get().revision == 1


def test_an_import_is_undone_after_its_report_was_seen(officer: Client) -> None:
    before = register()
    batch = bring_in(officer, uploaded(officer, NEW))
    page = officer.get(address(batch, "undo"))
    assert "1 record that the import made is deleted" in words(page)
    assert Programme.objects.exists()
    officer.post(address(batch, "undo"))
    batch.refresh_from_db()
    assert register() == before
    assert (batch.state, batch.undone["deleted"], batch.undone_by_name) == (State.UNDONE, ["hill"], "officer")
    assert "Undone by officer" in words(officer.get(address(batch)))
    assert officer.post(address(batch, "undo")).status_code == 302


def test_a_whole_workbook_goes_in_at_once(officer: Client) -> None:
    partners = [["Reference", "Name (English)", "Kind"], ["ministry", "Ministry", "authority"]]
    programmes = [["Reference", "Title (English)", "Kind", "Lead authority"], ["hill", "Hill", "project", "Ministry"]]
    batch = uploaded(officer, workbook_of(programmes=programmes, partners=partners), "", "register.xlsx")
    assert bring_in(officer, batch).counts["new"] == 2
    assert str(Programme.objects.get().lead_authority) == "Ministry"


def test_a_file_that_cannot_be_read_is_refused_at_the_door(officer: Client) -> None:
    answer = upload(officer, b"%PDF-1.7", name="programmes.xlsx")
    assert answer.status_code == 200
    assert "expected CSV, XLSX or ODS" in words(answer)
    assert not ImportBatch.objects.exists()


def test_columns_nobody_knows_are_listed_before_the_rows(officer: Client) -> None:
    batch = uploaded(officer, csv_of(["Reference", "Colour"], ["hill", "red"]))
    assert "unknown column" in words(officer.get(address(batch)))
    assert batch.fingerprint == ""


def test_the_old_way_round_the_preview_is_closed(officer: Client) -> None:
    answer = officer.post(reverse("admin:cooperation_programme_process_import"), {"import_file_name": "x"})
    assert answer["Location"] == upload_address("programme")


def pages(batch: ImportBatch) -> list[str]:
    return [address(batch, page) for page in ("change", "history", "undo", "file", "choose", "bring_in")]


def test_who_may_not_import_sees_nothing_of_it(officer: Client, reader: Client, stranger: Client) -> None:
    batch = uploaded(officer, NEW)
    changelist = reverse("admin:cooperation_importbatch_changelist")
    for page in [*pages(batch), changelist, upload_address()]:
        for send in (reader.get, reader.post):
            assert send(page).status_code == 403, page
        for send in (stranger.get, stranger.post):
            assert send(page)["Location"].startswith(reverse("admin:login")), page
    assert changelist not in reader.get(reverse("admin:index")).content.decode()
    assert changelist in officer.get(reverse("admin:index")).content.decode()
    assert upload(reader, NEW).status_code == 403
    assert not Programme.objects.exists()
    assert ImportBatch.objects.count() == 1


def test_who_may_import_one_kind_sees_its_batches_alone(officer: Client, client: Client) -> None:
    clerk = User.objects.create_user("clerk", is_staff=True)
    names = [f"{verb}_partner" for verb in ("view", "add", "change")]
    clerk.user_permissions.set(Permission.objects.filter(codename__in=names))
    client.force_login(clerk)
    others, whole = uploaded(officer, NEW), uploaded(officer, workbook_of(programmes=[HEADER]), "", "r.xlsx")
    line = ["ministry", "Ministry", "authority"]
    own = uploaded(officer, csv_of(["Reference", "Name (English)", "Kind"], line), "partner", "partners.csv")
    listed = client.get(reverse("admin:cooperation_importbatch_changelist")).context["cl"].result_list
    assert [batch.pk for batch in listed] == [own.pk]
    assert client.get(address(own)).status_code == 200
    for batch in (others, whole):
        assert client.get(address(batch)).status_code == 403
    assert client.get(upload_address()).status_code == 403


def test_an_officer_may_not_publish_by_import(officer: Client) -> None:
    batch = uploaded(officer, csv_of([*HEADER, "State"], ["hill", "Hill", "project", "2024", "published"]))
    assert batch.counts["refused"] == 1
    (row,) = officer.get(address(batch)).context["shown"].rows
    assert "you may not publish" in row.problems[0]["message"]


def test_forms_need_their_token(officer: Client) -> None:
    batch = uploaded(officer, NEW)
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(User.objects.get(username="officer"))
    for page in (address(batch, "bring_in"), address(batch, "choose"), upload_address("programme")):
        assert strict.post(page, {"fingerprint": batch.fingerprint}).status_code == 403
    assert not Programme.objects.exists()


def queries_of(client: Client, page: str, **query: Any) -> int:
    client.get(page, query)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(page, query).status_code == 200
    return len(queries)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_of_a_batch_costs_the_same_for_one_row_and_for_three(officer: Client, rows: int) -> None:
    lines = [[f"p{number}", "Title", "project", "2024"] for number in range(rows)]
    batch = bring_in(officer, uploaded(officer, csv_of(HEADER, *lines)))
    assert len(rows_shown(officer, batch)) == rows
    assert queries_of(officer, address(batch)) == 9
    assert queries_of(officer, address(batch, "undo")) == 20


def test_rows_are_shown_fifty_to_a_page(officer: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking, "AT_ONCE", 500)
    lines = [[f"p{number:04}", "Title", "project", "2024"] for number in range(1, 621)]
    batch = uploaded(officer, csv_of(HEADER, *lines))
    assert batch.parts.count() == 2
    shown = officer.get(address(batch), {"page": 10}).context["shown"]
    assert (shown.pages, shown.total, len(shown.rows)) == (13, 620, 50)
    assert (shown.rows[0].name, shown.rows[-1].name) == ("p0451", "p0500")
    across = officer.get(address(batch), {"page": 13}).context["shown"]
    assert [row.name for row in across.rows] == [f"p{number:04}" for number in range(601, 621)]
    assert "Page 13 of 13, 620 rows" in words(officer.get(address(batch), {"page": 99}))
