"""What the history keeps of writes by spreadsheet."""

import json
from typing import Any

import pytest
from django.contrib.auth.models import User

from cooperation.exchange.applying import carry_out
from cooperation.exchange.plan import make_plan
from cooperation.exchange.reading import Sheet
from cooperation.models import Action, Area, Programme, Revision
from cooperation.records.resources import resource_of, with_rows
from cooperation.resources import RESOURCES
from cooperation.revisions.documents import document_texts
from cooperation.revisions.recording import Recorder
from tests.partners.factories import PartnerFactory
from tests.programmes.factories import ProgrammeFactory, ProgrammePartnerFactory

pytestmark = pytest.mark.django_db


def sheet(name: str, *lines: list[Any]) -> Sheet:
    header, *rows = lines
    return Sheet(name, f"{name}.csv", header, list(enumerate(rows, start=2)))


def brought_in(*sheets: Sheet, user: Any = None, why: str = "") -> Recorder:
    recorder = Recorder(Action.Kind.IMPORT, user, why)
    carry_out(make_plan(sheets, with_rows(RESOURCES)), recorder)
    return recorder


def history(reference: str) -> list[tuple[int, str, str]]:
    kept = Revision.objects.filter(reference=reference).select_related("action").order_by("number")
    return [(revision.number, revision.change, revision.action.kind) for revision in kept]


NEW = ["Reference", "Title (English)", "Kind", "Period", "Areas"]


def test_a_new_record_is_kept_as_the_register_then_has_it() -> None:
    Area.objects.create(reference="training", title_en="Training", title_da="Uddannelse")
    brought_in(sheet("programmes", NEW, ["p", "P", "project", "maj 2014", "training"]))

    revision: Any = Revision.objects.get()
    programme = Programme.objects.get()
    ((reference, text),) = document_texts(resource_of(Programme), [programme.pk]).values()
    assert (revision.reference, revision.number, revision.change) == ("p", 1, "new")
    assert (reference, json.loads(text)) == ("p", revision.document)
    assert revision.document["fields"]["period"] == "2014-05"
    assert revision.document["fields"]["areas"] == "training"
    assert revision.document["rows"] == {"programme_partners": [], "citations": []}


def test_a_new_record_is_kept_with_its_rows() -> None:
    PartnerFactory(reference="rs")
    brought_in(
        sheet("programmes", NEW, ["p", "P", "project", "", ""]),
        sheet("programme_partners", ["Programme", "Partner", "Role"], ["p", "rs", "recipient"]),
    )

    assert history("p") == [(1, "new", "import")]
    document: Any = Revision.objects.get(reference="p").document
    assert document["rows"]["programme_partners"] == [
        {"number": 1, "partner": "rs", "role": "recipient", "sort_order": 1}
    ]


def test_what_was_there_before_the_history_began_is_kept_before_it_is_written_over() -> None:
    ProgrammeFactory(reference="p", title_en="Before")

    brought_in(sheet("programmes", ["Reference", "Title (English)"], ["p", "After"]))

    assert history("p") == [(1, "found", "found"), (2, "changed", "import")]
    titles = Revision.objects.order_by("number").values_list("document__fields__title_en", flat=True)
    assert list(titles) == ["Before", "After"]


def test_a_record_of_which_rows_alone_change_is_kept_too() -> None:
    programme = ProgrammePartnerFactory(programme__reference="p", partner__reference="rs").programme

    brought_in(sheet("programme_partners", ["Programme", "Partner", "Role"], ["p", "rs", "lead"]))

    programme.refresh_from_db()
    assert programme.revision == 2
    assert history("p") == [(1, "found", "found"), (2, "changed", "import")]


def test_an_unchanged_record_gets_no_revision() -> None:
    lines = sheet("programmes", NEW, ["p", "P", "project", "", ""])
    brought_in(lines)
    brought_in(lines)

    assert history("p") == [(1, "new", "import")]
    assert Action.objects.count() == 1


def test_all_that_one_file_did_is_one_action_with_its_officer(officer: object) -> None:
    user = User.objects.get(username="officer")
    brought_in(
        sheet("programmes", NEW, ["p", "P", "project", "", ""], ["q", "Q", "project", "", ""]),
        sheet("areas", ["Reference", "Title (English)", "Title (Danish)"], ["a", "A", "A"]),
        user=user,
        why="programmes.xlsx",
    )

    (action,) = Action.objects.all()
    assert (action.user, action.user_name, action.why) == (user, "officer", "programmes.xlsx")
    assert sorted(action.revisions.values_list("reference", flat=True)) == ["a", "p", "q"]
