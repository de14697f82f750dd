"""Danish that is older than its English says so to the desk: on the form, and by a filter of the list."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cooperation.records.models import Record
from cooperation.revisions.models import Action, Revision
from cooperation.revisions.recording import Recorder
from tests.desk.filling import change_address
from tests.house.kinds import RECORDS, kind_id
from tests.meetings.factories import MeetingFactory
from tests.public.reading import page
from tests.public.world import make

pytestmark = pytest.mark.django_db
WORDS = "The Danish was not changed since the English was: "
OLDER = "/en/desk/cooperation/meeting/?danish=older"


def kept(record: Record, **fields: Any) -> None:
    made = Revision.Change.CHANGED if fields else Revision.Change.NEW
    for name, value in fields.items():
        setattr(record, name, value)
    if fields:
        record.save()
    Recorder(Action.Kind.FORM).after(type(record), [record.pk], made)


def told(officer: Client, record: Record) -> str:
    shown = page(officer, change_address(record))
    return shown.partition(WORDS)[2].partition(".</p>")[0]


def listed(officer: Client, address: str = OLDER) -> list[str]:
    return sorted(re.findall(r'<th class="field-reference"><a [^>]*>([^<]*)</a>', page(officer, address)))


def test_english_that_moved_on_leaves_its_danish_behind(officer: Client) -> None:
    meeting = MeetingFactory(reference="talks", summary_en="Once", summary_da="Engang")
    kept(meeting)
    assert (told(officer, meeting), listed(officer)) == ("", [])
    kept(meeting, summary_en="Twice", title_en="Talks")
    assert (told(officer, meeting), listed(officer)) == ("summary (Danish), title (Danish)", ["talks"])
    kept(meeting, summary_da="To gange")
    assert (told(officer, meeting), listed(officer)) == ("title (Danish)", ["talks"])
    kept(meeting, title_en="The talks", title_da="Samtalerne")
    assert (told(officer, meeting), listed(officer)) == ("", [])


def test_danish_that_is_not_there_is_missing_and_not_old(officer: Client) -> None:
    meeting = MeetingFactory(reference="talks", title_da="", summary_en="Once")
    kept(meeting)
    kept(meeting, summary_en="Twice")
    assert (told(officer, meeting), listed(officer)) == ("", [])
    assert listed(officer, "/en/desk/cooperation/meeting/?danish=missing") == ["talks"]


@pytest.mark.parametrize("kind", RECORDS, ids=kind_id)
def test_every_kind_can_be_filtered_by_it(officer: Client, kind: type[Record]) -> None:
    record = make(kind, title_da="Dansk")
    kept(record)
    kept(record, title_en="Another title")
    assert "title" in told(officer, record) or "name" in told(officer, record)
    assert listed(officer, f"/en/desk/cooperation/{kind._meta.model_name}/?danish=older") == [record.reference]


def test_a_value_nobody_offers_filters_nothing(officer: Client) -> None:
    MeetingFactory(reference="talks")
    assert listed(officer, "/en/desk/cooperation/meeting/?danish=nonsense") == ["talks"]


@pytest.mark.parametrize("count", [1, 5])
def test_the_filter_costs_the_same_however_many_records_are_behind(officer: Client, count: int) -> None:
    for number in range(count):
        meeting = MeetingFactory(reference=f"talks-{number}")
        kept(meeting)
        kept(meeting, title_en="Talks")
    page(officer, OLDER)
    with CaptureQueriesContext(connection) as asked:
        assert len(listed(officer)) == count
    assert len(asked) == 8
