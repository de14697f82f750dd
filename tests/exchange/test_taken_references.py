"""A new record is given a reference that was another's only when an officer confirms it."""

from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from cooperation.exchange.batches.models import ImportBatch
from cooperation.models import Meeting
from cooperation.records.models import State
from tests.exchange.renaming import KEYS, notices, problems, renamed
from tests.exchange.spreadsheets import brought_in
from tests.exchange.test_batch_choices import choose
from tests.exchange.uploads import address, bring_in, csv_of, rows_shown, uploaded, words
from tests.meetings.factories import MeetingFactory
from tests.partners.factories import PartnerFactory

pytestmark = pytest.mark.django_db


def taken_over(client: Client, batch: ImportBatch, reference: str, name: str, *, confirmed: bool = True) -> ImportBatch:
    data = {f"left__{reference}__{name}": ""} | ({f"as_new__{reference}__{name}": "on"} if confirmed else {})
    return choose(client, batch, **data)


def test_an_officer_may_give_a_former_reference_to_a_new_record(editor: Client) -> None:
    old = renamed(MeetingFactory(reference="a", title_en="Old"), "b")
    header = [*KEYS, "State"]
    batch = uploaded(editor, csv_of(header, ["a", "New", "summit", "held", "published"]), "meeting", "m.csv")
    assert rows_shown(editor, batch) == [("changed", 2, "b")]

    taken_over(editor, batch, "a", "m.csv")

    said = "m.csv, row 2, column A “Reference”: “a”: another record had this reference before; a new record takes it"
    assert (rows_shown(editor, batch), notices(batch)) == ([("new", 2, "a")], [said])
    assert rows_shown(editor, taken_over(editor, batch, "a", "m.csv", confirmed=False)) == [("changed", 2, "b")]
    bring_in(editor, taken_over(editor, batch, "a", "m.csv"))
    old.refresh_from_db()
    assert (old.reference, old.title_en, Meeting.objects.get(reference="a").title_en) == ("b", "Old", "New")
    assert "New" in words(editor.get("/en/meetings/a/"))


def test_the_address_of_a_deleted_record_is_not_taken_unasked(editor: Client) -> None:
    MeetingFactory(reference="gone").delete()
    MeetingFactory(reference="draft", state=State.DRAFT).delete()
    lines = [["gone", "New", "summit", "held"], ["draft", "New too", "summit", "held"]]
    batch = uploaded(editor, csv_of(KEYS, *lines), "meeting", "m.csv")
    ((row, said),) = problems(editor, batch)
    assert row == 2
    assert said.startswith("another record was public under this reference until ")
    assert said.endswith("; choose another, or confirm this one")
    assert batch.fingerprint == ""
    bring_in(editor, taken_over(editor, batch, "gone", "m.csv"))
    assert sorted(Meeting.objects.values_list("reference", flat=True)) == ["draft", "gone"]


def test_many_are_confirmed_at_once(editor: Client) -> None:
    lines = [[f"gone-{number:03}", "New", "summit", "held"] for number in range(120)]
    for reference, *__ in lines:
        MeetingFactory(reference=reference).delete()
    batch = uploaded(editor, csv_of(KEYS, *lines), "meeting", "m.csv")
    page = words(editor.get(address(batch)))
    assert ("gone-099”: another" in page, "gone-100”: another record had" in page) == (True, False)
    assert "20 more references of this kind are not listed." in page
    choose(editor, batch, **{"as_new_all__m.csv": "on"})
    assert batch.counts["new"] == 120
    bring_in(editor, batch)
    assert Meeting.objects.count() == 120


def test_a_deleted_record_means_nothing_in_a_link(officer: Client) -> None:
    PartnerFactory(reference="gone").delete()
    header = ["Reference", "Title (English)", "Kind", "Lead authority"]
    batch = uploaded(officer, csv_of(header, ["z", "t", "project", "gone"]))
    assert problems(officer, batch) == [(2, "no partner has this reference or name")]


def test_a_record_taken_back_to_draft_by_a_file_keeps_its_address(editor: Client, stranger: Client) -> None:
    meeting = MeetingFactory(reference="a")
    batch = uploaded(editor, csv_of(["Reference", "State"], ["a", "draft"]), "meeting", "m.csv")
    bring_in(editor, batch)
    meeting = renamed(meeting, "b")
    meeting.state = State.PUBLISHED
    meeting.save()
    assert stranger.get("/en/meetings/a/").headers["Location"] == "/en/meetings/b/"


def test_the_command_tells_of_former_references(tmp_path: Any, capsys: Any) -> None:
    renamed(MeetingFactory(reference="a"), "b")
    (tmp_path / "meetings.csv").write_bytes(csv_of(KEYS, ["a", "Talks", "summit", "held"]))
    call_command("import_register", tmp_path)
    said = "meetings.csv, row 2, column A “Reference”: “a”: a former reference; the record is now “b”"
    assert capsys.readouterr().out.splitlines() == [said, "0 new, 1 changed, 0 unchanged, 0 removed."]
    assert [one.reference for one in Meeting.objects.all()] == ["b"]


def test_the_command_refuses_one_record_twice(tmp_path: Any) -> None:
    renamed(MeetingFactory(reference="a"), "b")
    lines = [["a", "Talks", "summit", "held"], ["b", "Talks", "summit", "held"]]
    (tmp_path / "meetings.csv").write_bytes(csv_of(KEYS, *lines))
    with pytest.raises(CommandError) as refused:
        call_command("import_register", tmp_path)
    assert str(refused.value).splitlines() == [
        "Nothing was changed; 2 problems:",
        "meetings.csv, row 2, column A “Reference”: row 3 is the same record: “a” is a former reference of “b”",
        "meetings.csv, row 3, column A “Reference”: row 2 is the same record: “a” is a former reference of “b”",
    ]


def test_a_deleted_record_is_put_back_by_the_command(tmp_path: Any) -> None:
    """As from a copy of the register; whoever runs commands is the machine's own administrator."""
    MeetingFactory(reference="gone").delete()
    (tmp_path / "meetings.csv").write_bytes(csv_of(KEYS, ["gone", "Talks", "summit", "held"]))
    brought_in(tmp_path)
    assert [one.reference for one in Meeting.objects.all()] == ["gone"]
