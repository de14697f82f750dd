"""Every reference that a record or term leaves is kept, with whether the public knew it by that and until when."""

from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cooperation.exchange.deleting import delete_records
from cooperation.models import FormerReference, Meeting
from cooperation.records.models import Referenced, State
from cooperation.revisions.models import Action, Revision
from cooperation.revisions.recording import Recorder
from tests.exchange.renaming import renamed
from tests.house.kinds import RECORDS, TERMS, factory_of, kind_id
from tests.meetings.factories import MeetingFactory
from tests.vocabulary.factories import AreaFactory

pytestmark = pytest.mark.django_db

Kept = list[tuple[str, str, int, bool]]


def kept() -> Kept:
    return sorted(FormerReference.objects.values_list("kind", "reference", "object_id", "was_public"))


def moved(meeting: Meeting, state: State) -> Meeting:
    meeting = Meeting.objects.get(pk=meeting.pk)
    meeting.state = state
    meeting.save()
    return meeting


@pytest.mark.parametrize("model", [*RECORDS, *TERMS], ids=kind_id)
def test_every_kind_keeps_what_it_leaves(model: type[Referenced]) -> None:
    record = renamed(factory_of(model)(reference="a"), "b", "c")
    name = str(model._meta.model_name)
    assert [one for one in kept() if one[0] == name] == [(name, "a", record.pk, True), (name, "b", record.pk, True)]


def test_what_a_draft_leaves_was_not_public() -> None:
    meeting = renamed(MeetingFactory(reference="a", state=State.DRAFT), "b")
    assert kept() == [("meeting", "a", meeting.pk, False)]


def test_a_draft_that_was_public_before_leaves_a_public_reference() -> None:
    meeting = renamed(moved(MeetingFactory(reference="a"), State.DRAFT), "b", "c")
    assert kept() == [("meeting", "a", meeting.pk, True), ("meeting", "b", meeting.pk, False)]


def test_a_record_that_has_its_reference_back_has_not_left_it() -> None:
    meeting = renamed(MeetingFactory(reference="a"), "b", "a")
    assert kept() == [("meeting", "b", meeting.pk, True)]


def test_a_draft_that_has_its_reference_back_may_still_be_known_by_it() -> None:
    meeting = renamed(moved(MeetingFactory(reference="a"), State.DRAFT), "b", "a", "c")
    assert kept() == [("meeting", "a", meeting.pk, True), ("meeting", "b", meeting.pk, False)]


def test_several_records_may_have_left_one_reference() -> None:
    first = renamed(MeetingFactory(reference="a"), "b")
    second = renamed(MeetingFactory(reference="a"), "c")
    assert kept() == [("meeting", "a", first.pk, True), ("meeting", "a", second.pk, True)]


def test_deleted_records_leave_theirs() -> None:
    one, two, three = (MeetingFactory(reference=name) for name in ("one", "two", "three"))
    draft = MeetingFactory(reference="draft", state=State.DRAFT)
    ids = [one.pk, two.pk, three.pk, draft.pk]
    one.delete()
    Meeting.objects.filter(reference__in=["two", "draft"]).delete()
    delete_records(Meeting, [three.pk])
    assert Meeting.objects.count() == 0
    assert kept() == [
        ("meeting", "draft", ids[3], False),
        ("meeting", "one", ids[0], True),
        ("meeting", "three", ids[2], True),
        ("meeting", "two", ids[1], True),
    ]


def test_a_manager_deletes_nothing_by_itself() -> None:
    """As Django has it: only a queryset does, which somebody has asked for."""
    assert (hasattr(Meeting.objects, "delete"), hasattr(Meeting.objects.all(), "delete")) == (False, True)


def test_a_save_without_a_new_reference_asks_nothing_more() -> None:
    meeting = Meeting.objects.get(pk=MeetingFactory(reference="a").pk)
    with CaptureQueriesContext(connection) as queries:
        meeting.save()
    asked = [one["sql"] for one in queries]
    assert ([sql for sql in asked if "former" in sql], len([sql for sql in asked if "UPDATE" in sql])) == ([], 1)


# A register from before, of which the history tells


def recorded(record: Referenced, change: Revision.Change) -> None:
    Recorder(Action.Kind.FORM).after(type(record), [record.pk], change)


def test_the_history_tells_who_left_which_reference() -> None:
    draft, public = (MeetingFactory(reference=name, state=State.DRAFT) for name in ("draft-a", "public-a"))
    area, gone = AreaFactory(reference="area-a"), MeetingFactory(reference="gone")
    same = MeetingFactory(reference="same")
    for record in (draft, public, area, gone, same):
        recorded(record, Revision.Change.NEW)
    recorded(moved(public, State.PUBLISHED), Revision.Change.CHANGED)
    for record, names in ((draft, ["draft-b"]), (public, ["public-b", "public-c"]), (area, ["area-b"])):
        for name in names:
            recorded(renamed(record, name), Revision.Change.CHANGED)
    recorded(renamed(same, "other"), Revision.Change.CHANGED)
    recorded(renamed(same, "same"), Revision.Change.CHANGED)
    pk = gone.pk
    Recorder(Action.Kind.FORM).deleted(Meeting, {pk: "gone"})
    gone.delete()
    FormerReference.objects.all().delete()
    FormerReference.objects.create(kind="meeting", reference="public-a", object_id=public.pk)  # as it was kept before
    FormerReference.objects.create(kind="meeting", reference="unknown", object_id=public.pk)

    module = import_module("cooperation.migrations.0015_former_references_of_every_record")
    module.keep_former_references(apps, None)

    assert kept() == sorted(
        [
            ("area", "area-a", area.pk, True),
            ("meeting", "draft-a", draft.pk, False),
            ("meeting", "public-a", public.pk, True),
            ("meeting", "public-b", public.pk, True),
            ("meeting", "unknown", public.pk, True),
            ("meeting", "other", same.pk, True),
            ("meeting", "gone", pk, True),
        ]
    )
    times: dict[str, Any] = dict(FormerReference.objects.values_list("reference", "left_at"))
    assert times["unknown"] is None
    assert times["public-a"] < times["public-b"] < timezone.now()
