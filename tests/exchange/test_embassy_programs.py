"""A workbook that a spreadsheet program wrote: its hidden sheet, dates and numbers come back as what they were.

The samples are the workbook of `course()`, edited and written by LibreOffice as XLSX and ODS.
"""

import pytest
from django.test import Client

from cooperation.models import Activity
from tests.exchange.embassies import counted, course, returned, send
from tests.exchange.spreadsheets import SAMPLES
from tests.exchange.uploads import address

pytestmark = pytest.mark.django_db

TOKEN = "0123456789abcdef0123"


@pytest.mark.parametrize("name", ["embassy.xlsx", "embassy.ods"])
def test_only_the_edits_come_back(editor: Client, name: str) -> None:
    course()
    sent = send(editor, kinds=["activity"])
    sent.token = TOKEN
    sent.save()
    Activity.objects.update(when="2025")

    batch = returned(editor, (SAMPLES / name).read_bytes(), name=name)

    assert (batch.sent, counted(batch)) == (sent, {"changed": 1, "new": 1})
    shown = editor.get(address(batch)).context["shown"].rows
    assert [(cell.title, cell.old, cell.new) for cell in shown[0].cells] == [
        ("Title (English)", "Course", "Mountain course")
    ]
    assert [(row.outcome, row.number, row.name) for row in shown[:2]] == [
        ("changed", 2, "course"),
        ("new", 4, "course 3"),
    ]
