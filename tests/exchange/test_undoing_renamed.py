"""Imports undone, and looked at again, after their records were renamed."""

import pytest
from django.test import Client

from cooperation.exchange.batches.models import ImportBatch
from cooperation.exchange.undoing import UndoReport, undo
from cooperation.models import Programme
from cooperation.records.models import State
from tests.exchange.renaming import renamed
from tests.exchange.uploads import address, bring_in, csv_of, uploaded
from tests.partners.factories import PartnerFactory
from tests.programmes.factories import ProgrammeFactory

pytestmark = pytest.mark.django_db


def undone(batch: ImportBatch) -> UndoReport:
    assert batch.action
    return undo(batch.action)


def test_undo_finds_what_was_renamed_since(officer: Client) -> None:
    """The document from before the import links to a partner by the reference it had then."""
    dema = PartnerFactory(reference="dema")
    ProgrammeFactory(reference="z", lead_authority=dema, state=State.DRAFT)
    PartnerFactory(reference="mod")
    batch = uploaded(officer, csv_of(["Reference", "Lead authority"], ["z", "mod"]))
    bring_in(officer, batch)
    renamed(dema, "rescue")

    report = undone(batch)

    assert (report.put_back, report.left) == (["z"], [])
    assert Programme.objects.get(reference="z").lead_authority == dema


def test_undo_means_who_had_the_reference_then(officer: Client) -> None:
    """Though another record has it now."""
    dema = PartnerFactory(reference="dema")
    ProgrammeFactory(reference="z", lead_authority=dema, state=State.DRAFT)
    PartnerFactory(reference="mod")
    batch = uploaded(officer, csv_of(["Reference", "Lead authority"], ["z", "mod"]))
    bring_in(officer, batch)
    renamed(dema, "rescue")
    PartnerFactory(reference="dema", title_en="Another")

    undone(batch)

    assert Programme.objects.get(reference="z").lead_authority == dema


def test_undo_does_not_take_another_for_a_deleted_record(officer: Client) -> None:
    dema, mod = PartnerFactory(reference="dema"), PartnerFactory(reference="mod")
    ProgrammeFactory(reference="z", lead_authority=dema, state=State.DRAFT)
    batch = uploaded(officer, csv_of(["Reference", "Lead authority"], ["z", "mod"]))
    bring_in(officer, batch)
    dema.delete()
    PartnerFactory(reference="dema", title_en="Another")

    report = undone(batch)

    assert [reference for reference, __ in report.left] == ["z"]
    assert Programme.objects.get(reference="z").lead_authority == mod


def test_undo_names_a_record_by_its_present_reference(officer: Client) -> None:
    batch = uploaded(officer, csv_of(["Reference", "Title (English)", "Kind"], ["z", "t", "project"]))
    bring_in(officer, batch)
    renamed(Programme.objects.get(reference="z"), "zz")
    assert undone(batch).left == [("z", "renamed to “zz” since")]
    assert Programme.objects.count() == 1


def test_a_finished_import_leads_to_its_renamed_record(officer: Client) -> None:
    batch = uploaded(officer, csv_of(["Reference", "Title (English)", "Kind"], ["z", "t", "project"]))
    bring_in(officer, batch)
    programme = renamed(Programme.objects.get(reference="z"), "zz")
    ProgrammeFactory(reference="z")
    (row,) = officer.get(address(batch)).context["shown"].rows
    assert row.url.endswith(f"/programme/{programme.pk}/change/")


def test_a_finished_import_leads_to_no_other_record_where_its_own_is_gone(officer: Client) -> None:
    batch = uploaded(officer, csv_of(["Reference", "Title (English)", "Kind"], ["z", "t", "project"]))
    bring_in(officer, batch)
    Programme.objects.get(reference="z").delete()
    (gone,) = officer.get(address(batch)).context["shown"].rows
    ProgrammeFactory(reference="z")
    (taken,) = officer.get(address(batch)).context["shown"].rows
    assert (gone.name, gone.url) == (taken.name, taken.url) == ("z", "")
