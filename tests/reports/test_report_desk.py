"""Reports at the desk: officers say what became of them, and what is closed keeps nobody's address."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.meetings.factories import MeetingFactory
from tests.public.reading import page
from tests.reports.factories import ErrorReportFactory

pytestmark = pytest.mark.django_db

LISTED = "/en/desk/cooperation/errorreport/"


def form(pk: int) -> str:
    return f"{LISTED}{pk}/change/"


def test_an_officer_sees_what_came_in_and_the_page_it_is_about(officer: Client) -> None:
    address = MeetingFactory().get_absolute_url()
    report = ErrorReportFactory(page=address, mail="reader@example.org")
    assert "The helicopters came in 2015" in page(officer, LISTED)
    shown = page(officer, form(report.pk))
    assert f'<a href="{address}">{address}</a>' in shown
    assert "reader@example.org" in shown
    assert "From readers" in page(officer, "/en/desk/")


@pytest.mark.parametrize(("state", "mail"), [("in hand", "reader@example.org"), ("corrected", ""), ("no error", "")])
def test_what_is_closed_keeps_no_address(officer: Client, state: str, mail: str) -> None:
    report = ErrorReportFactory(mail="reader@example.org", fingerprint="f" * 64)
    officer.post(form(report.pk), {"state": state, "note": "Looked up."})
    report.refresh_from_db()
    assert (report.state, report.note, report.mail) == (state, "Looked up.", mail)
    assert bool(report.fingerprint) == bool(mail)
    assert report.handled_by is not None
    assert report.handled_by.username == "officer"
    assert report.handled_at is not None


def test_what_a_reader_wrote_is_not_changed(officer: Client) -> None:
    report = ErrorReportFactory()
    officer.post(form(report.pk), {"state": "in hand", "message": "Something else", "mail": "x@example.org"})
    report.refresh_from_db()
    assert (report.message, report.mail) == (ErrorReportFactory.build().message, "")


def test_only_officers_read_reports_and_only_administrators_delete_them(
    stranger: Client, reader: Client, officer: Client, administrator: Client
) -> None:
    report = ErrorReportFactory()
    gone = f"{LISTED}{report.pk}/delete/"
    assert [one.get(form(report.pk)).status_code for one in (stranger, reader, officer)] == [302, 403, 200]
    assert [one.get(gone).status_code for one in (officer, administrator)] == [403, 200]
    assert officer.get(f"{LISTED}add/").status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_however_long_it_is(officer: Client, count: int) -> None:
    for number in range(count):
        ErrorReportFactory(message=f"The date is wrong, says reader {number}.")
    page(officer, LISTED)
    with CaptureQueriesContext(connection) as asked:
        shown = page(officer, LISTED)
    assert shown.count("says reader") == count
    assert len(asked) == 6
