"""A reference that a record has left means that record, wherever a file writes it, and the preview says so."""

from typing import Any

import pytest
from django.test import Client

from cooperation.exchange.reading import read_file
from cooperation.models import Activity, Area, Citation, Meeting, Partner, Programme
from cooperation.records.models import Record, Referenced, State
from cooperation.vocabulary.models import Term
from tests.activities.factories import ActivityFactory, ActivityParticipantFactory
from tests.exchange.renaming import KEYS, notices, problems, renamed
from tests.exchange.spreadsheets import planned
from tests.exchange.test_batch_choices import choose
from tests.exchange.uploads import address, bring_in, csv_of, rows_shown, uploaded, words, workbook_of
from tests.meetings.factories import MeetingFactory
from tests.partners.factories import PartnerFactory
from tests.programmes.factories import ProgrammeFactory
from tests.records.factories import CitationFactory
from tests.sources.factories import SourceFactory
from tests.vocabulary.factories import AreaFactory

pytestmark = pytest.mark.django_db


# Keys


def test_a_former_reference_as_a_key_changes_the_renamed_record(editor: Client) -> None:
    """The file of cases/old-reference.csv."""
    meeting = renamed(MeetingFactory(reference="x-comma", title_en="Meeting"), "x-comma-2")
    lines = [["Reference", "Title (English)", "Kind", "Status", "State"]]
    lines += [["x-comma", "Møde again", "summit", "announced", "published"]]
    batch = uploaded(editor, csv_of(*lines), "meeting", "old-reference.csv")
    said = (
        "old-reference.csv, row 2, column A “Reference”: “x-comma”: a former reference; the record is now “x-comma-2”"
    )
    assert (rows_shown(editor, batch), notices(batch)) == ([("changed", 2, "x-comma-2")], [said])
    assert said in words(editor.get(address(batch)))

    bring_in(editor, batch)

    assert list(Meeting.objects.values_list("pk", "reference", "title_en")) == [(meeting.pk, "x-comma-2", "Møde again")]
    assert editor.get("/en/meetings/x-comma/").headers["Location"] == "/en/meetings/x-comma-2/"


def test_a_chain_of_names_leads_to_the_last(officer: Client) -> None:
    renamed(MeetingFactory(reference="a", state=State.DRAFT), "b", "c")
    batch = uploaded(officer, csv_of(KEYS, ["a", "Talks", "summit", "held"]), "meeting", "m.csv")
    assert rows_shown(officer, batch) == [("changed", 2, "c")]


def test_a_record_that_has_its_reference_back_is_meant_without_a_notice(officer: Client) -> None:
    renamed(MeetingFactory(reference="a", state=State.DRAFT), "b", "a")
    batch = uploaded(officer, csv_of(KEYS, ["a", "Talks", "summit", "held"]), "meeting", "m.csv")
    assert (rows_shown(officer, batch), notices(batch)) == ([("changed", 2, "a")], [])


def test_kinds_have_references_of_their_own(officer: Client) -> None:
    renamed(ProgrammeFactory(reference="a"), "b")
    batch = uploaded(officer, csv_of(KEYS, ["a", "Talks", "summit", "held"]), "meeting", "m.csv")
    assert (rows_shown(officer, batch), notices(batch)) == ([("new", 2, "a")], [])


def test_old_and_new_reference_in_one_file_are_one_record_and_both_rows_are_named(officer: Client) -> None:
    renamed(MeetingFactory(reference="old", state=State.DRAFT), "new")
    lines = [["old", "One", "summit", "held"], ["other", "Two", "summit", "held"], ["new", "Three", "summit", "held"]]
    batch = uploaded(officer, csv_of(KEYS, *lines), "meeting", "m.csv")
    said = "row %s is the same record: “old” is a former reference of “new”"
    assert problems(officer, batch) == [(2, said % 4), (4, said % 2)]
    choose(officer, batch, park="yes")
    assert rows_shown(officer, batch) == [("parked", 2, "new"), ("parked", 4, "new"), ("new", 3, "other")]


def test_terms_of_lookup_lists_have_former_references_too(administrator: Client) -> None:
    area = renamed(AreaFactory(reference="log", title_en="Logistics", title_da="Logistik"), "logistics")
    header = ["Reference", "Title (English)", "Title (Danish)"]
    batch = uploaded(administrator, csv_of(header, ["log", "Military logistics", "Logistik"]), "area", "areas.csv")
    bring_in(administrator, batch)
    assert list(Area.objects.values_list("pk", "reference", "title_en")) == [
        (area.pk, "logistics", "Military logistics")
    ]


def test_a_record_parked_is_not_mistaken_for_the_one_that_left_its_reference(editor: Client) -> None:
    """What refers to a new record that takes a former reference waits with it, and never means the renamed one."""
    renamed(ProgrammeFactory(reference="a"), "b")
    header = ["Reference", "Title (English)", "Kind", "Parent programme"]
    lines = [["a", "New", "projct", ""], ["c", "Child", "project", "a"]]
    batch = uploaded(editor, csv_of(header, *lines))
    choose(editor, batch, **{"left__a__programmes.csv": "", "as_new__a__programmes.csv": "on", "park": "yes"})
    assert rows_shown(editor, batch) == [("parked", 2, "a"), ("parked", 3, "c")]


# Links


def linking() -> dict[str, Any]:
    return {
        "dema": renamed(PartnerFactory(reference="dema", title_en="Emergency agency", title_da=""), "rescue"),
        "log": renamed(AreaFactory(reference="log", title_en="Logistics", title_da="Logistik"), "logistics"),
    }


def test_links_by_former_references(officer: Client) -> None:
    """The file of cases/link-former-reference.csv, and links to several."""
    linking()
    AreaFactory(reference="cyber", title_en="Cyber", title_da="Cyber")
    header = ["Reference", "Title (English)", "Kind", "Lead authority", "Areas"]
    lines = [["z-1", "t", "project", "dema", "cyber; log"], ["z-2", "u", "project", "dema", ""]]
    batch = uploaded(officer, csv_of(header, *lines), name="z.csv")
    now = "a former reference; the record is now"
    assert notices(batch) == [
        f"z.csv, row 2, column D “Lead authority”: “dema”: {now} “rescue”; also in row 3",
        "z.csv, row 2, column E “Areas”: “log”: a former reference; the record is now “logistics”",
    ]
    bring_in(officer, batch)
    found = Programme.objects.get(reference="z-1")
    assert found.lead_authority == Partner.objects.get(reference="rescue")
    assert sorted(area.reference for area in found.areas.all()) == ["cyber", "logistics"]


def test_child_sheets_and_citations_by_former_references(officer: Client) -> None:
    activity = renamed(ActivityFactory(reference="course", state=State.DRAFT), "course-2024")
    renamed(SourceFactory(reference="src", publisher=None), "source")
    partner = renamed(PartnerFactory(reference="rs"), "serbia")
    ActivityParticipantFactory(activity=activity, partner=partner, role="host")
    CitationFactory(record=activity, source=SourceFactory(reference="other"))
    content = workbook_of(
        activity_participants=[["Activity", "Number", "Partner", "Role"], ["course", 1, "rs", "provider"]],
        citations=[["Kind of record", "Record", "Number", "Source"], ["activity", "course", 1, "src"]],
    )
    batch = uploaded(officer, content, "activity", "a.xlsx")
    now = "a former reference; the record is now"
    assert notices(batch) == [
        f"a.xlsx, activity_participants, row 2, column A “Activity”: “course”: {now} “course-2024”",
        f"a.xlsx, activity_participants, row 2, column C “Partner”: “rs”: {now} “serbia”",
        f"a.xlsx, citations, row 2, column B “Record”: “course”: {now} “course-2024”",
        f"a.xlsx, citations, row 2, column D “Source”: “src”: {now} “source”",
    ]
    bring_in(officer, batch)
    assert [one.role for one in activity.participants.all()] == ["provider"]
    assert [one.source.reference for one in Citation.objects.all()] == ["source"]


def test_a_former_reference_that_is_also_anothers_name_is_asked_about(officer: Client) -> None:
    renamed(PartnerFactory(reference="un", title_en="Old union", title_da=""), "old-union")
    PartnerFactory(reference="united-nations", title_en="UN", title_da="")
    header = ["Reference", "Title (English)", "Kind", "Lead authority"]
    batch = uploaded(officer, csv_of(header, ["z", "t", "project", "un"]))
    assert problems(officer, batch) == [(2, "several match as partner: old-union, united-nations; write the reference")]


def test_old_and_new_references_in_one_file_are_one_link(officer: Client) -> None:
    linking()
    header = ["Reference", "Title (English)", "Kind", "Areas", "Lead authority"]
    batch = uploaded(officer, csv_of(header, ["z", "t", "project", "log; logistics", "rescue"]))
    bring_in(officer, batch)
    assert [area.reference for area in Programme.objects.get(reference="z").areas.all()] == ["logistics"]


def test_a_reference_given_to_another_record_means_that_one(officer: Client) -> None:
    linking()
    PartnerFactory(reference="dema", title_en="Another", title_da="")
    header = ["Reference", "Title (English)", "Kind", "Lead authority"]
    batch = uploaded(officer, csv_of(header, ["z", "t", "project", "dema"]))
    assert notices(batch) == []
    bring_in(officer, batch)
    assert str(Programme.objects.get(reference="z").lead_authority) == "Another"


def test_a_plan_asks_once_a_kind(officer: Client, django_assert_num_queries: Any) -> None:
    """Whether a file has one former reference or fifty."""
    linking()
    for number in range(50):
        renamed(PartnerFactory(reference=f"p-{number}"), f"q-{number}")
    header = ["Reference", "Title (English)", "Kind", "Lead authority"]
    for count in (1, 50):
        lines = [[f"z-{number}", "t", "project", f"p-{number}"] for number in range(count)]
        (sheet,) = read_file("programmes.csv", csv_of(header, *lines))
        with django_assert_num_queries(7):
            plan = planned(sheet)
        assert (len(plan.former), plan.problems) == (count, [])


def test_every_kind_keeps_its_former_references() -> None:
    """So that none is left out: records and terms share one way to be saved."""
    assert {kind.save.__qualname__ for kind in (Partner, Activity)} == {Record.save.__qualname__}
    assert Term.save is Referenced.save
