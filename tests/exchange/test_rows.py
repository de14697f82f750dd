"""Child rows: a sheet says all the rows of the records it names."""

from dataclasses import replace
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection

from cooperation.exchange import applying
from cooperation.exchange.applying import carry_out
from cooperation.exchange.plan import make_plan
from cooperation.exchange.reading import Sheet
from cooperation.models import Activity, Programme
from cooperation.records.models import State
from cooperation.records.resources import with_rows
from cooperation.resources import RESOURCES
from cooperation.revisions.models import Action
from cooperation.revisions.recording import Recorder
from tests.activities.factories import ActivityFactory, ActivityParticipantFactory
from tests.partners.factories import PartnerFactory, PartnerNameFactory
from tests.programmes.factories import ProgrammeFactory

pytestmark = pytest.mark.django_db


def sheet(name: str, *lines: list[Any]) -> Sheet:
    header, *rows = lines
    return Sheet(name, f"{name}.csv", header, list(enumerate(rows, start=2)))


def brought_in(*sheets: Sheet, user: Any = None) -> dict[str, int]:
    return dict(carry_out(make_plan(sheets, with_rows(RESOURCES), user), Recorder(Action.Kind.IMPORT, user)))


def participants(activity: Activity) -> list[tuple[int, str, str]]:
    return [(row.number, row.partner.reference, row.role) for row in activity.participants.all()]


@pytest.fixture
def exercise() -> Activity:
    activity = ActivityFactory(reference="exercise")
    for reference, role in (("dk", "host"), ("rs", "participant")):
        ActivityParticipantFactory(activity=activity, partner=PartnerFactory(reference=reference), role=role)
    return activity


def test_rows_that_the_sheet_leaves_out_go(exercise: Activity) -> None:
    counts = brought_in(sheet("activity_participants", ["Activity", "Partner", "Role"], ["exercise", "dk", "host"]))

    assert counts == {"unchanged": 1, "removed": 1}
    assert participants(exercise) == [(1, "dk", "host")]


def test_rows_may_exchange_what_must_be_unique(exercise: Activity) -> None:
    header = ["Activity", "Number", "Partner", "Role"]
    counts = brought_in(
        sheet("activity_participants", header, ["exercise", 1, "rs", "participant"], ["exercise", 2, "dk", "host"])
    )

    assert counts == {"changed": 2, "removed": 0}
    assert participants(exercise) == [(1, "rs", "participant"), (2, "dk", "host")]


def test_the_rows_of_records_that_the_sheet_does_not_name_stay(exercise: Activity) -> None:
    ActivityFactory(reference="seminar")
    brought_in(sheet("activity_participants", ["Activity", "Partner", "Role"], ["seminar", "dk", "host"]))

    assert participants(exercise) == [(1, "dk", "host"), (2, "rs", "participant")]


def test_rows_without_numbers_get_the_free_ones_in_the_order_of_the_file(exercise: Activity) -> None:
    header = ["Activity", "Number", "Partner", "Role"]
    brought_in(
        sheet(
            "activity_participants",
            header,
            ["exercise", None, "rs", "participant"],
            ["exercise", 1, "dk", "host"],
            ["exercise", "", "dk", "funder"],
        )
    )

    assert participants(exercise) == [(1, "dk", "host"), (2, "rs", "participant"), (3, "dk", "funder")]


def test_a_record_whose_rows_change_has_a_new_revision(exercise: Activity) -> None:
    brought_in(sheet("activity_participants", ["Activity", "Partner", "Role"], ["exercise", "dk", "lead"]))

    exercise.refresh_from_db()
    assert exercise.revision == 2


def test_a_further_name_in_the_file_is_found_by_search_and_by_the_file_itself() -> None:
    partner = PartnerFactory(reference="rs", title_en="Serbia")
    PartnerNameFactory(partner=partner, name="Srbija")

    brought_in(
        sheet("partner_names", ["Partner", "Kind", "Name"], ["srbija", "local", "Republika Srbija"]),
        sheet(
            "programmes", ["Reference", "Title (English)", "Kind", "Lead authority"], ["p", "P", "project", "SRBIJA"]
        ),
    )

    partner.refresh_from_db()
    assert Programme.objects.get().lead_authority == partner
    assert list(type(partner).objects.matching("republika")) == [partner]


def test_links_are_put_and_taken_away() -> None:
    first, second = PartnerFactory(reference="osce"), PartnerFactory(reference="undp")
    programme = ProgrammeFactory(reference="p")
    programme.channels.add(first)

    brought_in(sheet("programmes", ["Reference", "Channels"], ["p", "undp"]))

    assert list(programme.channels.all()) == [second]


@pytest.mark.usefixtures("officer")
def test_an_officer_may_not_publish_by_spreadsheet() -> None:
    ProgrammeFactory(reference="published")
    ProgrammeFactory(reference="draft", state=State.DRAFT)
    lines = [["Reference", "State"], ["published", "withdrawn"], ["draft", "published"]]

    plan = make_plan([sheet("programmes", *lines)], with_rows(RESOURCES), User.objects.get(username="officer"))

    assert [str(problem) for problem in plan.problems] == [
        "programmes.csv, row 2, column B “State”: “withdrawn”: you may not publish or withdraw; ask an editor",
        "programmes.csv, row 3, column B “State”: “published”: you may not publish or withdraw; ask an editor",
    ]


@pytest.mark.usefixtures("editor")
def test_an_editor_may_publish_by_spreadsheet() -> None:
    ProgrammeFactory(reference="draft", state=State.DRAFT)

    brought_in(
        sheet("programmes", ["Reference", "State"], ["draft", "published"]), user=User.objects.get(username="editor")
    )

    assert Programme.objects.published().count() == 1


def test_an_iso_code_that_another_partner_has_is_refused() -> None:
    PartnerFactory(reference="dk", iso_alpha2="DK")
    header = ["Reference", "Name (English)", "Kind", "ISO 3166-1 alpha-2"]

    plan = make_plan([sheet("partners", header, ["denmark", "Denmark", "country", "DK"])], with_rows(RESOURCES))

    assert [str(problem) for problem in plan.problems] == [
        "partners.csv, row 2, column D “ISO 3166-1 alpha-2”: “DK”: dk has the same"
    ]


def test_what_two_sheets_say_of_one_record_is_refused_in_the_second(exercise: Activity) -> None:
    header = ["Activity", "Partner", "Role"]
    sheets = [
        sheet("activity_participants", header, ["exercise", "dk", "host"]),
        replace(sheet("activity_participants", header, ["exercise", "rs", "lead"]), label="second.csv"),
    ]
    plan = make_plan(sheets, with_rows(RESOURCES))
    assert list(map(str, plan.problems)) == [
        "second.csv, row 2: sheet “activity_participants.csv” has it, too; leave one out"
    ]


def test_the_database_counts_what_has_grown(exercise: Activity, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(applying, "MANY", 2)
    header = ["Activity", "Partner", "Role"]
    rows = [["exercise", "dk", role] for role in ("host", "funder", "lead", "provider")]
    brought_in(sheet("activity_participants", header, *rows))
    counted = {
        "postgresql": "SELECT reltuples FROM pg_class WHERE relname = 'cooperation_activityparticipant'",
        "sqlite": "SELECT CAST(stat AS integer) FROM sqlite_stat1 WHERE tbl = 'cooperation_activityparticipant'",
    }
    with connection.cursor() as cursor:
        cursor.execute(counted[connection.vendor])
        assert cursor.fetchone() == (len(participants(exercise)),)
