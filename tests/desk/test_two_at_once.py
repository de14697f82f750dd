"""Two officers have the same record open."""

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from cooperation.records.models import State
from tests.desk.filling import errors_on, opened, saved, shown
from tests.meetings.factories import MeetingFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def colleague() -> Client:
    user = User.objects.create_user("colleague", first_name="Mette", last_name="Holm", is_staff=True)
    user.groups.add(Group.objects.get(name="officer"))
    client = Client()
    client.force_login(user)
    return client


def test_the_second_is_told_and_loses_nothing(officer: Client, colleague: Client) -> None:
    meeting = MeetingFactory(state=State.DRAFT, title_en="As it was")
    mine, theirs = opened(officer, meeting), opened(colleague, meeting)
    assert saved(colleague, meeting, theirs | {"title_en": "As Mette has it"}).status_code == 302
    page = saved(officer, meeting, mine | {"title_en": "As I have it", "summary_en": "My long summary"})
    meeting.refresh_from_db()
    assert (meeting.title_en, meeting.revision) == ("As Mette has it", 2)
    [message] = errors_on(page)["__all__"]
    assert "Mette Holm changed this record while you were writing" in message
    assert "“Title (English)” and “Summary (English)”" in message
    assert shown(page)["title_en"] == "As I have it"
    assert shown(page)["summary_en"] == "My long summary"


def test_who_has_read_the_message_may_save_again(officer: Client, colleague: Client) -> None:
    meeting = MeetingFactory(state=State.DRAFT)
    mine = opened(officer, meeting)
    saved(colleague, meeting, opened(colleague, meeting) | {"title_en": "Theirs"})
    page = saved(officer, meeting, mine | {"title_en": "Mine"})
    assert saved(officer, meeting, shown(page)).status_code == 302
    meeting.refresh_from_db()
    assert (meeting.title_en, meeting.revision) == ("Mine", 3)


def test_a_change_from_elsewhere_counts_too(officer: Client) -> None:
    """An import leaves no line in the desk's history."""
    meeting = MeetingFactory(state=State.DRAFT)
    mine = opened(officer, meeting)
    meeting.save()
    [message] = errors_on(saved(officer, meeting, mine))["__all__"]
    assert message.startswith("This record was changed while you were writing.")


def test_a_form_that_does_not_say_where_it_started_is_refused(officer: Client) -> None:
    meeting = MeetingFactory(state=State.DRAFT)
    data = opened(officer, meeting)
    del data["based_on"]
    assert "__all__" in errors_on(saved(officer, meeting, data))
