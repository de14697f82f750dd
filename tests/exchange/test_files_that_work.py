import pytest

from cooperation.models import Programme
from cooperation.values.partial_date import PartialDate
from tests.exchange.spreadsheets import SAMPLES, brought_in, planned, register
from tests.programmes.factories import ProgrammeFactory

pytestmark = pytest.mark.django_db


def test_a_row_may_refer_to_a_row_further_down() -> None:
    plan = brought_in(SAMPLES / "refers_further_down.csv", "programmes")

    assert plan.counts() == {"new": 2, "removed": 0}
    assert Programme.objects.get(reference="mountain-training").parent == Programme.objects.get(
        reference="all-training"
    )


def test_a_row_may_refer_to_another_sheet_and_by_name() -> None:
    plan = brought_in(SAMPLES / "refers_to_another_sheet")

    assert plan.counts() == {"new": 3, "removed": 0}
    (row,) = Programme.objects.get(reference="mountain-training").partners.all()
    assert (row.number, row.partner.reference, row.role) == (1, "no", "lead")


def test_danish_titles_choices_and_dates_are_understood() -> None:
    brought_in(SAMPLES / "danish_titles_semicolons.csv", "programmes")

    programme = Programme.objects.get()
    assert (programme.reference, programme.kind) == ("bjergtraening", "project")
    assert programme.period == PartialDate.parse("2014-05")


def test_times_in_utc_are_days_in_copenhagen() -> None:
    brought_in(SAMPLES / "times_in_utc.csv", "programmes")

    programmes = Programme.objects.order_by("reference")
    assert [(programme.period.text, str(programme.last_verified)) for programme in programmes] == [  # type: ignore[union-attr]  # all have one
        ("2014-05-02", "None"),
        ("2014-05-02", "None"),
        ("2014-05-02", "None"),
        ("2014-05-01", "2014-05-02"),
    ]


def test_columns_that_the_file_does_not_have_stay_as_they_are() -> None:
    ProgrammeFactory(reference="mountain-training", title_en="Old title", kind="project", summary_en="A summary.")

    brought_in(SAMPLES / "refers_further_down.csv", "programmes")

    programme = Programme.objects.get(reference="mountain-training")
    assert (programme.title_en, programme.summary_en, programme.revision) == ("Mountain training", "A summary.", 2)


def test_the_second_import_of_a_file_changes_nothing() -> None:
    brought_in(SAMPLES / "refers_to_another_sheet")
    once = register()

    plan = brought_in(SAMPLES / "refers_to_another_sheet")

    assert plan.counts() == {"unchanged": 3, "removed": 0}
    assert register() == once
    assert Programme.objects.get().revision == 1


def test_what_is_brought_in_is_found_by_search() -> None:
    brought_in(SAMPLES / "refers_to_another_sheet")

    assert [str(programme.reference) for programme in Programme.objects.matching_for_officers("MOUNTAIN")] == [
        "mountain-training"
    ]


def test_a_header_without_rows_changes_nothing() -> None:
    assert brought_in(SAMPLES / "header_only.csv", "programmes").counts() == {"removed": 0}


def test_planning_writes_nothing() -> None:
    from cooperation.exchange.reading import read_path

    before = register()
    plan = planned(*read_path(SAMPLES / "refers_to_another_sheet"))

    assert plan.counts() == {"new": 3, "removed": 0}
    assert register() == before
