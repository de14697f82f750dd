"""Words beside a date in a cell, and dates in numbers with the month first."""

import datetime
import io
from typing import Any

import pytest
from django.test import Client
from openpyxl import Workbook

from cooperation.exchange.batches.models import ImportBatch
from cooperation.models import Meeting
from tests.exchange.test_batch_columns import choose
from tests.exchange.uploads import address, bring_in, csv_of, uploaded
from tests.meetings.factories import MeetingFactory

pytestmark = pytest.mark.django_db

HEADER = ["Reference", "When"]


def meeting(written: Any = "2015", note: str = "") -> None:
    MeetingFactory(reference="talks", when=written, when_note=note)


def workbook(*lines: list[Any]) -> bytes:
    """With times, which our own workbooks never have."""
    made, content = Workbook(), io.BytesIO()
    for line in lines:
        made.worksheets[0].append(line)
    made.save(content)
    return content.getvalue()


def imported(officer: Client, header: list[str], *cells: Any) -> tuple[str, str]:
    """Date and note of the meeting that the file names."""
    batch = uploaded(officer, workbook(header, ["talks", *cells]), "meeting", "meetings.xlsx")
    bring_in(officer, batch)
    date, note = Meeting.objects.values_list("when", "when_note").get(reference="talks")
    return date.text if date else "", note


@pytest.mark.parametrize(
    ("cell", "date", "note"),
    [
        ("primo 2016", "2016~", "primo 2016"),
        ("ca. 2014", "2014~", ""),
        ("forår 2016", "2016-21", ""),
        (datetime.datetime.fromisoformat("2016-05-04T14:30"), "2016-05-04", "2016-05-04 14:30"),
        (datetime.date(2016, 5, 4), "2016-05-04", ""),
    ],
)
def test_words_that_a_date_cannot_hold_are_kept_beside_it(editor: Client, cell: Any, date: str, note: str) -> None:
    meeting()
    assert imported(editor, HEADER, cell) == (date, note)


def test_the_words_stand_in_the_preview(editor: Client) -> None:
    meeting()
    batch = uploaded(editor, csv_of(HEADER, ["talks", "primo 2016"]), "meeting", "meetings.csv")
    (row,) = editor.get(address(batch)).context["shown"].rows
    assert [(cell.title, cell.old, cell.new) for cell in row.cells] == [
        ("When", "2015", "about 2016"),
        ("When: words in the source", "", "primo 2016"),
    ]


def test_an_empty_note_is_filled_and_a_written_one_stays(editor: Client) -> None:
    meeting()
    header = [*HEADER, "When: words in the source"]
    assert imported(editor, header, "primo 2016", "") == ("2016~", "primo 2016")
    assert imported(editor, header, "primo 2016", "in the first weeks") == ("2016~", "in the first weeks")


def test_a_note_of_the_register_stays_while_the_date_does(editor: Client) -> None:
    meeting("2016~", "in the first weeks")
    MeetingFactory(reference="other", when="2014", when_note="as told")
    lines = [HEADER, ["talks", "primo 2016"], ["other", "2013"]]
    batch = uploaded(editor, csv_of(*lines), "meeting", "meetings.csv")
    bring_in(editor, batch)
    notes = dict(Meeting.objects.values_list("reference", "when_note"))
    assert notes == {"talks": "in the first weeks", "other": "as told"}
    assert imported(editor, HEADER, "ultimo 2017") == ("2017~", "ultimo 2017")


def month_first(officer: Client, *cells: Any) -> ImportBatch:
    lines = [[f"m-{place}", cell] for place, cell in enumerate(cells)]
    for reference, __ in lines:
        MeetingFactory(reference=reference, when="")
    batch = uploaded(officer, workbook(HEADER, *lines), "meeting", "meetings.xlsx")
    choose(officer, batch, dates__0="month")
    batch.refresh_from_db()
    return batch


def test_dates_have_the_day_first_unless_the_officer_says_otherwise(editor: Client) -> None:
    meeting()
    assert imported(editor, HEADER, "04/05/2015") == ("2015-05-04", "")


def test_dates_in_numbers_have_the_month_first_where_the_officer_says_so(editor: Client) -> None:
    cells = ["04/05/2015", "4.5.2015", "04-05-2015", "04/05/2015 - 04/30/2015", "2015-04-05", "5 April 2015", "04/2015"]
    batch = month_first(editor, *cells, datetime.date(2015, 4, 5))
    shown = editor.get(address(batch)).context["shown"].rows
    assert [row.cells[0].new for row in shown] == [
        *["5 April 2015"] * 3,
        "5–30 April 2015",
        *["5 April 2015"] * 2,
        "April 2015",
        "5 April 2015",
    ]


def test_what_cannot_have_its_month_first_is_refused_and_never_swapped(officer: Client) -> None:
    batch = month_first(officer, "25/04/2015")
    (row,) = officer.get(address(batch)).context["shown"].rows
    assert [(problem["value"], problem["message"].partition(". ")[0]) for problem in row.problems] == [
        ("25/04/2015", "“25/04/2015”: dates of this sheet have the month first, and there is no such day with month 25")
    ]


def test_the_next_file_with_the_header_has_the_month_first_too(editor: Client) -> None:
    month_first(editor, "04/05/2015")
    meeting()
    assert imported(editor, HEADER, "04/06/2015") == ("2015-04-06", "")
