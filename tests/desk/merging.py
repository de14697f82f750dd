"""What the tests of two officers at once share: the second officer, the record, and the page of conflicts."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.contrib.messages import get_messages
from django.test import Client

from cooperation.meetings.models import Meeting
from cooperation.records.models import State
from tests.conftest import person, signed_in
from tests.desk.filling import saved, shown
from tests.meetings.factories import AgendaItemFactory, MeetingFactory
from tests.records.factories import CitationFactory
from tests.sources.factories import SourceFactory


@pytest.fixture
def mette() -> Client:
    user = person("officer")
    User.objects.filter(pk=user.pk).update(first_name="Mette", last_name="Holm")
    return signed_in(user)


@pytest.fixture
def meeting() -> Meeting:
    """A draft with three agenda items, and a citation of the second."""
    meeting = MeetingFactory(reference="talks", title_en="The talks", summary_en="Once\nTwice", state=State.DRAFT)
    for text in ("One", "Two", "Three"):
        AgendaItemFactory(meeting=meeting, text_en=text, text_da="")
    CitationFactory(record=meeting, source=SourceFactory(reference="src"), field="agenda.2", paragraph=1)
    return meeting


def agenda(meeting: Meeting) -> list[tuple[int, str]]:
    return list(meeting.agenda.order_by("number").values_list("number", "text_en"))


def conflicts(page: Any) -> list[tuple[str, str, str]]:
    """Label, what is saved and what the officer wrote."""
    return [(one.label, one.theirs, one.mine) for one in page.context["adminform"].form.merge.conflicts]


def again(page: Any, client: Client, meeting: Meeting, **choices: Any) -> Any:
    """Save the page once more, as it is shown."""
    return saved(client, meeting, shown(page) | {"merged": "1"} | choices)


def told(answer: Any) -> list[str]:
    return [str(message) for message in get_messages(answer.wsgi_request)]
