"""A reader reports an error: no account, no script, not too often; and what is refused says why."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from cooperation.reports.limits import FROM_ONE_PLACE, IN_ALL
from cooperation.reports.models import ErrorReport
from tests.meetings.factories import MeetingFactory
from tests.public.reading import main, page, text, words
from tests.reports.factories import ErrorReportFactory

pytestmark = pytest.mark.django_db

ADDRESS = "/en/report/"
MESSAGE = "The date is wrong: it was in May, says the embassy’s page."


def send(client: Client, status: int = 302, sender: str = "192.0.2.1", **fields: str) -> str:
    answer = client.post(ADDRESS, {"message": MESSAGE, **fields}, REMOTE_ADDR=sender)
    assert answer.status_code == status
    return words(main(answer.content.decode())) if status != 302 else answer["Location"]


def test_a_report_reaches_the_desk_with_the_page_it_is_about(stranger: Client) -> None:
    meeting = MeetingFactory()
    shown = page(stranger, f"{ADDRESS}?page={meeting.get_absolute_url()}")
    assert f'About the page <a href="{meeting.get_absolute_url()}">{meeting.get_absolute_url()}</a>' in shown
    sent = send(stranger, mail="reader@example.org", page=meeting.get_absolute_url())
    assert sent == "/en/report/sent/"
    report = ErrorReport.objects.get()
    assert (report.message, report.mail, report.page) == (MESSAGE, "reader@example.org", meeting.get_absolute_url())
    assert (report.state, report.language, report.handled_by) == ("new", "en", None)
    assert "Thank you for the report" in text(stranger, sent)


def test_a_danish_reader_reports_in_danish(stranger: Client) -> None:
    assert "Hvad er forkert?" in page(stranger, "/da/report/")
    answer = stranger.post("/da/report/", {"message": MESSAGE})
    assert answer["Location"] == "/da/report/sent/"
    assert ErrorReport.objects.get().language == "da"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"message": ""}, "This field is required."),
        ({"message": "   wrong   "}, "Write at least a sentence."),
        ({"message": "x" * 4001}, "Ensure this value has at most 4000 characters (it has 4001)."),
        ({"message": "A sentence with\x00 a nought in it."}, "Null characters are not allowed."),
        ({"mail": "not a mail address"}, "Enter a valid email address."),
    ],
)
def test_what_cannot_be_taken_says_why_and_keeps_what_was_written(
    stranger: Client, fields: dict[str, str], said: str
) -> None:
    answer = send(stranger, 400, **({"mail": "reader@example.org"} | fields))
    assert said in answer
    assert not ErrorReport.objects.exists()


@pytest.mark.parametrize(
    "about",
    [
        "https://example.org/",
        "//example.org/en/",
        "javascript:alert(1)",
        "/en/no-such-page/",
        "/\\example.org",
        "/en/\x01",
        "/en/?q=" + "x" * 600,
    ],
)
def test_an_address_that_is_not_of_the_register_is_let_go(stranger: Client, about: str) -> None:
    assert "About the page" not in words(main(stranger.get(ADDRESS, {"page": about}).content.decode()))
    send(stranger, page=about)
    assert ErrorReport.objects.get().page == ""


def test_what_a_reader_writes_is_never_markup(officer: Client) -> None:
    send(Client(), 400, message="<script>", mail="")
    send(Client(), message="<script>alert(1)</script>")
    report = ErrorReport.objects.get()
    shown = page(officer, f"/en/desk/cooperation/errorreport/{report.pk}/change/")
    assert "<script>alert" not in shown
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown


def test_a_machine_that_fills_the_hidden_field_is_thanked_and_forgotten(stranger: Client) -> None:
    assert send(stranger, website="https://example.org/") == "/en/report/sent/"
    assert not ErrorReport.objects.exists()


def test_one_place_may_send_a_few_an_hour(stranger: Client) -> None:
    for _ in range(FROM_ONE_PLACE):
        send(stranger)
    assert "Please send yours later." in send(stranger, 429)
    send(stranger, sender="192.0.2.2")
    assert ErrorReport.objects.count() == FROM_ONE_PLACE + 1
    ErrorReport.objects.update(sent_at=timezone.now() - timedelta(minutes=61))
    send(stranger)


def test_addresses_of_one_network_are_one_place(stranger: Client) -> None:
    for number in range(FROM_ONE_PLACE):
        send(stranger, sender=f"2001:db8::{number + 1}")
    send(stranger, 429, sender="2001:db8::ffff")
    send(stranger, sender="2001:db8:0:1::1")


def test_nobody_gets_past_the_limit_by_naming_another_address(stranger: Client, settings: Settings) -> None:
    settings.PROXY_COUNT = 1
    for number in range(FROM_ONE_PLACE):
        claimed = {"X-Forwarded-For": f"203.0.113.{number}, 198.51.100.7"}
        assert stranger.post(ADDRESS, {"message": MESSAGE}, headers=claimed).status_code == 302
    assert stranger.post(ADDRESS, {"message": MESSAGE}, headers=claimed).status_code == 429


def test_all_together_may_send_only_so_many(stranger: Client) -> None:
    ErrorReportFactory.create_batch(IN_ALL)
    send(stranger, 429)


def test_a_form_from_elsewhere_is_refused_in_words() -> None:
    careful = Client(enforce_csrf_checks=True)
    answer = careful.post(ADDRESS, {"message": MESSAGE})
    assert answer.status_code == 403
    assert "The form was not taken" in answer.content.decode()
    assert not ErrorReport.objects.exists()
    careful.get(ADDRESS)
    token = careful.cookies["csrftoken"].value
    assert careful.post(ADDRESS, {"message": MESSAGE, "csrfmiddlewaretoken": token}).status_code == 302


def test_the_form_is_kept_by_nobody_on_the_way(stranger: Client) -> None:
    assert "no-store" in stranger.get(ADDRESS)["Cache-Control"]


def test_no_address_is_kept(stranger: Client) -> None:
    send(stranger, sender="192.0.2.77")
    (kept,) = ErrorReport.objects.values()
    assert "192.0.2" not in str(kept)
    assert len(kept["fingerprint"]) == 64
