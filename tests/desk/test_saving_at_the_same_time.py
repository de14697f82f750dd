"""Two officers save at the very same time: the database lets one wait for the other."""

import threading
from typing import Any

import pytest
from django.db import connections
from django.test import Client

from cooperation.meetings.models import Meeting
from cooperation.records.models import State
from tests.conftest import person, signed_in
from tests.desk.filling import opened, saved
from tests.meetings.factories import MeetingFactory

pytestmark = pytest.mark.django_db(transaction=True)


def test_neither_loses_what_they_changed() -> None:
    clients = [signed_in(person("officer")), signed_in(person("editor"))]
    meeting = MeetingFactory(state=State.DRAFT, title_en="Before", summary_en="Before")
    forms = [opened(client, meeting) for client in clients]
    answers: list[int] = []
    together = threading.Barrier(2)

    def save(client: Client, form: dict[str, Any], name: str) -> None:
        together.wait()
        try:
            answers.append(saved(client, meeting, form | {name: "After"}).status_code)
        finally:
            connections.close_all()

    names = ["title_en", "summary_en"]
    threads = [threading.Thread(target=save, args=each) for each in zip(clients, forms, names, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [302, 302]
    assert list(Meeting.objects.values_list("title_en", "summary_en", "revision")) == [("After", "After", 3)]
