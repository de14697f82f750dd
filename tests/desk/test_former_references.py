"""An address that was another record's is given to a record only when the officer confirms it."""

from typing import Any

import pytest
from django.db import models
from django.test import Client
from django.utils import timezone
from django.utils.formats import date_format

from cooperation.meetings.models import Meeting
from cooperation.records.models import State
from cooperation.vocabulary.models import Area
from tests.desk.filling import Data, address, errors_on, opened, saved, shown
from tests.exchange.renaming import renamed
from tests.exchange.uploads import words
from tests.meetings.factories import MeetingFactory
from tests.vocabulary.factories import AreaFactory

pytestmark = pytest.mark.django_db

VISIT = {"reference": "a", "title_en": "A visit", "kind": "visit", "status": "held"}


def said() -> str:
    today = date_format(timezone.localdate(), "DATE_FORMAT")
    return (
        f"Another record was public under this reference until {today}; choose another, or confirm this one. "
        "To confirm it, tick the box at the top of the form."
    )


def entered(client: Client, model: type[models.Model], written: Data) -> Any:
    return client.post(address(model, "add"), shown(client.get(address(model, "add"))) | written)


def test_a_new_record_is_asked_before_it_takes_an_address(editor: Client) -> None:
    old = renamed(MeetingFactory(reference="a"), "b")
    answer = entered(editor, Meeting, VISIT)
    assert errors_on(answer) == {"reference": [said()]}
    assert "Use “a” anyway" in words(answer)
    assert editor.get("/en/meetings/a/").headers["Location"] == "/en/meetings/b/"

    assert entered(editor, Meeting, VISIT | {"reuse": "a"}).status_code == 302

    assert sorted(Meeting.objects.values_list("reference", flat=True)) == ["a", "b"]
    assert Meeting.objects.get(reference="b") == old
    assert "A visit" in words(editor.get("/en/meetings/a/"))


def test_what_was_confirmed_for_one_reference_holds_for_no_other(editor: Client) -> None:
    renamed(MeetingFactory(reference="a"), "c")
    renamed(MeetingFactory(reference="b"), "d")
    assert errors_on(entered(editor, Meeting, VISIT | {"reference": "b", "reuse": "a"})) == {"reference": [said()]}


def test_the_box_stays_ticked_while_something_else_is_put_right(editor: Client) -> None:
    renamed(MeetingFactory(reference="a"), "b")
    answer = entered(editor, Meeting, VISIT | {"reuse": "a", "kind": ""})
    assert list(errors_on(answer)) == ["kind"]
    assert b'name="reuse" value="a" checked' in answer.content


def test_another_record_is_asked_before_it_is_renamed_so(editor: Client) -> None:
    renamed(MeetingFactory(reference="a"), "b")
    other = MeetingFactory(reference="other")
    data = opened(editor, other) | {"reference": "a"}
    assert errors_on(saved(editor, other, data)) == {"reference": [said()]}
    assert saved(editor, other, data | {"reuse": "a"}).status_code == 302
    other.refresh_from_db()
    assert other.reference == "a"
    assert saved(editor, other, opened(editor, other) | {"title_da": "Møde"}).status_code == 302


def test_a_record_may_have_its_own_reference_back(editor: Client) -> None:
    record = renamed(MeetingFactory(reference="a"), "b")
    assert saved(editor, record, opened(editor, record) | {"reference": "a"}).status_code == 302


def test_the_address_of_a_deleted_record_is_asked_about(administrator: Client) -> None:
    record = MeetingFactory(reference="a")
    assert administrator.post(address(Meeting, "delete", record.pk), {"post": "yes"}).status_code == 302
    assert errors_on(entered(administrator, Meeting, VISIT)) == {"reference": [said()]}


@pytest.mark.parametrize("deleted", [False, True])
def test_what_only_a_draft_was_called_is_free(editor: Client, deleted: bool) -> None:
    record = renamed(MeetingFactory(reference="a", state=State.DRAFT), "b")
    if deleted:
        record.delete()
    assert entered(editor, Meeting, VISIT).status_code == 302


def test_a_draft_that_was_public_before_counts(editor: Client) -> None:
    record = MeetingFactory(reference="a")
    record.state = State.DRAFT
    record.save()
    renamed(record, "b")
    assert errors_on(entered(editor, Meeting, VISIT)) == {"reference": [said()]}


def test_a_reference_that_is_in_use_is_refused_and_not_asked_about(editor: Client) -> None:
    renamed(MeetingFactory(reference="a"), "b")
    MeetingFactory(reference="a")
    assert errors_on(entered(editor, Meeting, VISIT)) == {"reference": ["Meeting with this Reference already exists."]}


def test_terms_are_asked_about_too(administrator: Client) -> None:
    renamed(AreaFactory(reference="a"), "b")
    area = {"reference": "a", "title_en": "Area", "title_da": "Område"}
    assert errors_on(entered(administrator, Area, area)) == {"reference": [said()]}
    assert entered(administrator, Area, area | {"reuse": "a"}).status_code == 302
