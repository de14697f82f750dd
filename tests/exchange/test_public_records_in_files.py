"""Files that would change what the public reads: what an officer is told, and what an editor does with them."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cooperation.exchange.batches.models import ImportBatch
from cooperation.records.models import State
from tests.desk.public_changes import AGENDA, Register, public_pages
from tests.exchange import embassies
from tests.exchange.spreadsheets import register
from tests.exchange.uploads import bring_in, csv_of, upload, uploaded, words, workbook_of
from tests.meetings.factories import MeetingFactory

pytestmark = pytest.mark.django_db
REFUSAL = "You may not change published records. Ask an editor."
TERM_REFUSAL = "You may add terms but not change them, because the public reads them. Ask an editor."


def refusals(client: Client, batch: ImportBatch) -> list[str]:
    rows = client.get(reverse("admin:cooperation_importbatch_change", args=[batch.pk])).context["shown"].rows
    return [problem["text"] for row in rows for problem in row.problems]


def test_each_row_of_a_public_record_is_refused_and_those_of_others_are_not(officer: Client) -> None:
    it = Register(officer, officer)
    MeetingFactory(reference="draft", state=State.DRAFT)
    MeetingFactory(reference="withdrawn", state=State.WITHDRAWN)
    MeetingFactory(reference="same", title_en="As it is")
    header = ["Reference", "Title (English)"]
    lines = [["talks", "Changed"], ["draft", "Changed"], ["withdrawn", "Changed"], ["same", "As it is"]]
    batch = uploaded(it.client, csv_of(header, *lines), "meeting", "meetings.csv")
    assert refusals(officer, batch) == [
        "meetings.csv, row 2, column A “Reference”: “talks”: You may not change published records. Ask an editor.",
        "meetings.csv, row 4, column A “Reference”: “withdrawn”: You may not change withdrawn records. Ask an editor.",
    ]
    assert {name: batch.counts[name] for name in ("refused", "changed", "unchanged")} == {
        "refused": 2,
        "changed": 1,
        "unchanged": 1,
    }


def test_a_row_that_a_sheet_leaves_out_is_named(officer: Client) -> None:
    it = Register(officer, officer)
    batch = uploaded(it.client, workbook_of(agenda_items=[AGENDA, ["talks", 2, "Closing"]]), "meeting", "a.xlsx")
    missing = "Row 1 of the record is missing in the sheet."
    assert refusals(officer, batch) == [
        f"a.xlsx, agenda_items, row 2, column A “Meeting”: “talks”: {REFUSAL} {missing}"
    ]


def test_a_file_that_changes_nothing_is_fine(officer: Client) -> None:
    Register(officer, officer)
    lines: list[list[Any]] = [AGENDA, ["talks", 1, "Opening"], ["talks", 2, "Closing"]]
    content = workbook_of(meetings=[["Reference", "Title (English)"], ["talks", "The talks"]], agenda_items=lines)
    batch = uploaded(officer, content, "meeting", "a.xlsx")
    assert (refusals(officer, batch), batch.counts["unchanged"]) == ([], 3)


def test_rows_that_an_embassy_took_away_are_refused_and_may_be_parked(officer: Client, editor: Client) -> None:
    Register(officer, editor)
    book = embassies.opened(embassies.send(editor))
    book["activity_participants"].delete_rows(2)
    batch = embassies.returned(officer, book)
    assert [problem[2] for problem in embassies.problems(officer, batch)] == [REFUSAL]
    officer.post(reverse("admin:cooperation_importbatch_choose", args=[batch.pk]), {"park": "yes"})
    batch.refresh_from_db()
    assert (batch.counts.get("refused", 0), batch.fingerprint) == (0, "")


def test_an_editor_takes_over_an_officers_file(officer: Client, editor: Client) -> None:
    it = Register(officer, editor)
    batch = uploaded(officer, csv_of(["Reference", "Title (English)"], ["talks", "Changed"]), "meeting")
    editor.post(reverse("admin:cooperation_importbatch_choose", args=[batch.pk]))
    assert bring_in(editor, batch).state == ImportBatch.State.DONE
    it.meeting.refresh_from_db()
    assert it.meeting.title_en == "Changed"


@pytest.mark.parametrize(
    ("content", "kind", "refusal"),
    [
        (csv_of(["Reference", "Title (English)"], ["talks", "Changed"]), "meeting", f"meetings: “talks”: {REFUSAL}"),
        (
            csv_of(["Reference", "State"], ["talks", "draft"]),
            "meeting",
            "meetings: “talks”: you may not publish or withdraw; ask an editor",
        ),
        (
            csv_of(
                ["Reference", "Title (English)", "Kind", "Status", "State"],
                ["new", "New", "visit", "held", "published"],
            ),
            "meeting",
            f"meetings: “new”: {REFUSAL}",
        ),
        (
            csv_of(["Reference", "Title (English)"], ["training", "Changed"]),
            "area",
            f"areas: “training”: {TERM_REFUSAL}",
        ),
    ],
    ids=["changed", "made a draft", "new", "term"],
)
def test_an_officer_does_not_undo_what_the_public_reads(
    content: bytes, kind: str, refusal: str, officer: Client, editor: Client
) -> None:
    it = Register(officer, editor)
    batch = bring_in(editor, uploaded(editor, content, kind))
    page = reverse("admin:cooperation_importbatch_undo", args=[batch.pk])
    pages, records = public_pages(it), register()
    assert refusal in words(officer.get(page))
    assert 'type="submit" class="default"' not in officer.get(page).content.decode()
    assert refusal in words(officer.post(page))
    assert (public_pages(it), register()) == (pages, records)
    assert editor.post(page).status_code == 302
    assert register() != records


def test_an_officer_undoes_what_no_public_page_shows(officer: Client) -> None:
    before = register()
    lines = [["Reference", "Title (English)", "Kind", "Status"], ["new", "New", "visit", "held"]]
    batch = bring_in(officer, uploaded(officer, csv_of(*lines), "meeting"))
    assert register() != before
    officer.post(reverse("admin:cooperation_importbatch_undo", args=[batch.pk]))
    assert register() == before


def test_who_may_add_terms_but_not_change_them_brings_them_in(reader: Client, officer: Client) -> None:
    content = csv_of(["Reference", "Title (English)"], ["training", "Changed"])
    assert upload(reader, content, "area").status_code == 403
    Register(officer, officer)

    assert refusals(officer, uploaded(officer, content, "area", "areas.csv")) == [
        f"areas.csv, row 2, column A “Reference”: “training”: {TERM_REFUSAL}"
    ]
