"""After undo the register is what it was; what others have built on is named and left."""

from pathlib import Path
from typing import Any

import pytest

from cooperation.exchange.applying import carry_out
from cooperation.exchange.plan import make_plan
from cooperation.exchange.reading import Sheet, read_path
from cooperation.exchange.undoing import UndoReport, undo
from cooperation.models import Action, Partner, Programme, Revision
from cooperation.records.resources import with_rows
from cooperation.resources import RESOURCES
from cooperation.revisions.recording import Recorder
from tests.activities.factories import ActivityFactory
from tests.exchange.spreadsheets import register
from tests.partners.factories import PartnerFactory
from tests.programmes.factories import ProgrammeFactory, ProgrammePartnerFactory

pytestmark = pytest.mark.django_db
FIXTURES = Path(__file__).parent.parent.parent / "fixtures"


def sheet(name: str, *lines: list[Any]) -> Sheet:
    header, *rows = lines
    return Sheet(name, f"{name}.csv", header, list(enumerate(rows, start=2)))


def brought_in(*sheets: Sheet) -> Action:
    recorder = Recorder(Action.Kind.IMPORT, why="a file")
    carry_out(make_plan(sheets, with_rows(RESOURCES)), recorder)
    return recorder.action


def test_the_register_of_the_five_documents_goes_as_it_came() -> None:
    before = register()
    action = brought_in(*(found for found in read_path(FIXTURES) if found.name != "facts"))

    report = undo(action)

    assert (report.left, report.put_back) == ([], [])
    assert len(report.deleted) == Revision.objects.filter(change="deleted").count() > 150
    assert register() == before


def test_changed_records_are_put_back_with_their_links_and_rows() -> None:
    partner, other = PartnerFactory(reference="rs"), PartnerFactory(reference="dk")
    programme = ProgrammePartnerFactory(programme__reference="p", partner=partner, role="recipient").programme
    programme.channels.add(partner)
    ProgrammeFactory(reference="without-rows")
    before = register()
    action = brought_in(
        sheet("programmes", ["Reference", "Title (English)", "Channels", "Period"], ["p", "Other", "dk", "2014"]),
        sheet(
            "programme_partners",
            ["Programme", "Partner", "Role"],
            ["p", "dk", "lead"],
            ["without-rows", "dk", "funder"],
        ),
    )
    assert register() != before

    report = undo(action)

    assert (sorted(report.put_back), report.deleted, report.left) == (["p", "without-rows"], [], [])
    assert register() == before
    assert other.programmes.count() == 0


def test_a_record_changed_since_is_named_and_left() -> None:
    action = brought_in(
        sheet("programmes", ["Reference", "Title (English)", "Kind"], ["p", "P", "project"], ["q", "Q", "project"])
    )
    brought_in(sheet("programmes", ["Reference", "Title (English)"], ["p", "Later"]))

    report = undo(action)

    assert (report.deleted, report.left) == (["q"], [("p", "changed since")])
    assert list(Programme.objects.values_list("reference", "title_en")) == [("p", "Later")]


def test_imports_of_the_same_records_are_undone_one_after_the_other() -> None:
    ProgrammeFactory(reference="old", title_en="Before")
    before = register()
    first = brought_in(
        sheet(
            "programmes",
            ["Reference", "Title (English)", "Kind"],
            ["old", "First", "project"],
            ["new", "First", "project"],
        )
    )
    between = register()
    second = brought_in(sheet("programmes", ["Reference", "Title (English)"], ["old", "Second"], ["new", "Second"]))

    assert sorted(undo(second).put_back) == ["new", "old"]
    assert register() == between
    assert undo(first) == UndoReport(put_back=["old"], deleted=["new"])
    assert register() == before


def test_records_of_two_kinds_may_have_the_same_reference() -> None:
    ProgrammeFactory(reference="same", title_en="Before")
    PartnerFactory(reference="same", title_en="Before")
    before = register()
    action = brought_in(
        sheet("programmes", ["Reference", "Title (English)"], ["same", "After"]),
        sheet("partners", ["Reference", "Name (English)"], ["same", "After"]),
    )

    assert undo(action) == UndoReport(put_back=["same", "same"])
    assert register() == before


def test_a_new_record_to_which_others_refer_is_left_with_what_it_refers_to_itself() -> None:
    action = brought_in(
        sheet(
            "programmes",
            ["Reference", "Title (English)", "Kind", "Parent programme"],
            ["upper", "Upper", "project", ""],
            ["lower", "Lower", "project", "upper"],
            ["other", "Other", "project", "upper"],
        )
    )
    ActivityFactory(programme=Programme.objects.get(reference="lower"))

    report = undo(action)

    assert report.deleted == ["other"]
    assert sorted(report.left) == [("lower", "others refer to it"), ("upper", "others refer to it")]


def test_a_partner_in_a_row_of_another_record_is_left() -> None:
    action = brought_in(sheet("partners", ["Reference", "Name (English)", "Kind"], ["rs", "Serbia", "country"]))
    ProgrammePartnerFactory(partner=Partner.objects.get(reference="rs"))

    assert undo(action).left == [("rs", "others refer to it")]


def test_what_would_be_done_is_said_without_doing_it() -> None:
    action = brought_in(sheet("programmes", ["Reference", "Title (English)", "Kind"], ["p", "P", "project"]))
    before = register()

    assert undo(action, dry_run=True).deleted == ["p"]
    assert register() == before


def test_an_undo_can_be_undone() -> None:
    ProgrammeFactory(reference="p", title_en="Before")
    action = brought_in(sheet("programmes", ["Reference", "Title (English)"], ["p", "After"]))
    after = register()
    undo(action)

    report = undo(Action.objects.get(kind="undo"))

    assert report.put_back == ["p"]
    assert register() == after


def test_a_document_that_refers_to_something_gone_is_named_and_left() -> None:
    authority = PartnerFactory(reference="ministry")
    ProgrammeFactory(reference="p", lead_authority=authority)
    action = brought_in(sheet("programmes", ["Reference", "Lead authority"], ["p", ""]))
    authority.delete()

    report = undo(action)

    assert report.put_back == []
    assert report.left == [("p", "no partner has this reference or name")]
