"""Who may bring records to which state, in the form and in the list."""

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from cooperation.meetings.models import Meeting
from cooperation.records.models import State
from cooperation.sources.models import Classification, Source
from tests.desk.filling import address, change_address, errors_on, opened, saved
from tests.meetings.factories import MeetingFactory
from tests.sources.factories import SourceFactory

pytestmark = pytest.mark.django_db


def offered(client: Client, meeting: Meeting) -> list[str]:
    page: Any = client.get(change_address(meeting))
    return [value for value, _ in page.context["adminform"].form.fields["state"].choices]


def act(client: Client, action: str, *records: Any) -> list[str]:
    """Run the action on the list; return what it says."""
    chosen = {"action": action, "_selected_action": [str(record.pk) for record in records]}
    answer = client.post(address(type(records[0]), "changelist"), chosen)
    said = [str(message) for message in get_messages(answer.wsgi_request)]
    client.get(reverse("admin:index"))  # where they are read, and then gone
    return said


def states(*records: Any) -> list[str]:
    for record in records:
        record.refresh_from_db()
    return [record.state for record in records]


@pytest.mark.parametrize("state", State)
def test_an_editor_is_offered_every_state(editor: Client, state: State) -> None:
    assert offered(editor, MeetingFactory(state=state)) == ["draft", "in review", "published", "withdrawn"]


@pytest.mark.parametrize(
    ("state", "choices"),
    [
        (State.DRAFT, ["draft", "in review"]),
        (State.IN_REVIEW, ["draft", "in review"]),
    ],
)
def test_an_officer_is_offered_what_needs_no_publishing(officer: Client, state: State, choices: list[str]) -> None:
    assert offered(officer, MeetingFactory(state=state)) == choices


@pytest.mark.parametrize(("before", "after"), [("draft", "published"), ("in review", "withdrawn")])
def test_an_officer_is_refused_with_a_word(officer: Client, before: str, after: str) -> None:
    meeting = MeetingFactory(state=before)
    page = saved(officer, meeting, opened(officer, meeting) | {"state": after})
    assert errors_on(page) == {"state": ["You may not publish or withdraw records, nor undo either."]}
    assert states(meeting) == [before]


def test_an_editor_publishes_and_withdraws_what_is_chosen(editor: Client) -> None:
    draft, other, published = MeetingFactory(state="draft"), MeetingFactory(state="draft"), MeetingFactory()
    assert act(editor, "publish_selected", draft, published) == ["1 record published."]
    assert states(draft, other, published) == ["published", "draft", "published"]
    assert [draft.revision, published.revision] == [2, 1]
    assert act(editor, "withdraw_selected", draft, published) == ["2 records withdrawn."]
    assert states(draft, other, published) == ["withdrawn", "draft", "withdrawn"]
    assert LogEntry.objects.filter(object_id=str(draft.pk)).count() == 2


def test_a_record_that_may_not_be_published_is_named_and_the_others_are(editor: Client) -> None:
    open_source = SourceFactory(state=State.DRAFT)
    closed = SourceFactory(state=State.DRAFT, title_en="Kept close", classification=Classification.CLASSIFIED)
    said = act(editor, "publish_selected", open_source, closed)
    assert said == [
        f"Refused: Kept close ({closed.reference}): Only a source that may be published can be.",
        "1 record published.",
    ]
    assert states(open_source, closed) == ["published", "draft"]
    assert list(Source.objects.published()) == [open_source]


def test_an_officer_has_no_such_actions(officer: Client) -> None:
    draft = MeetingFactory(state=State.DRAFT)
    page = officer.get(address(Meeting, "changelist")).content.decode()
    assert draft.reference in page
    assert "publish_selected" not in page
    assert "delete_selected" not in page
    act(officer, "publish_selected", draft)
    assert states(draft) == ["draft"]


@pytest.mark.parametrize("state", State)
def test_only_what_is_published_is_viewed_on_the_site(editor: Client, state: State) -> None:
    meeting = MeetingFactory(state=state)
    page = editor.get(change_address(meeting)).content.decode()
    assert meeting.title_en in page
    assert (f'href="{meeting.get_absolute_url()}"' in page) is (state == State.PUBLISHED)
