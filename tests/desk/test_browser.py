"""The desk in a browser: the scripts of the admin under our policy, the rules of axe, and a telephone."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from cooperation.meetings.models import Meeting
from cooperation.records.models import State
from tests.conftest import person
from tests.desk.filling import address, change_address
from tests.meetings.factories import AgendaItemFactory, MeetingFactory, MeetingParticipantFactory
from tests.partners.factories import PartnerFactory
from tests.records.factories import CitationFactory
from tests.vocabulary.factories import AreaFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def meeting() -> Meeting:
    meeting = MeetingFactory(title_en="The talks", state=State.DRAFT, when="2024-11-21", areas=[AreaFactory()])
    MeetingParticipantFactory(meeting=meeting)
    AgendaItemFactory(meeting=meeting)
    CitationFactory(record=meeting)
    return meeting


@pytest.fixture
def desk(page: Page, live_server: LiveServer, officer: Client) -> Page:
    """The officer's browser, which minds what the policy blocks."""
    page.context.add_cookies(
        [{"name": "sessionid", "value": officer.cookies["sessionid"].value, "url": live_server.url}]
    )
    return page


def grave(page: Page) -> list[Any]:
    found = Axe().run(page).response["violations"]
    return [(one["id"], one["nodes"][0]["target"]) for one in found if one["impact"] in ("serious", "critical")]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_grave(
    scheme: Any, width: int, desk: Page, live_server: LiveServer, meeting: Meeting
) -> None:
    desk.emulate_media(color_scheme=scheme)
    desk.set_viewport_size({"width": width, "height": 900})
    for path in (reverse("admin:index"), address(Meeting, "changelist"), change_address(meeting)):
        desk.goto(live_server.url + path)
        assert grave(desk) == [], path
        assert desk.evaluate("document.documentElement.scrollWidth") <= width, path


def test_an_officer_logs_in_and_axe_finds_nothing_grave_on_the_way(page: Page, live_server: LiveServer) -> None:
    person("officer")
    page.goto(live_server.url + reverse("admin:login"))
    assert grave(page) == []
    page.get_by_label("Username").fill("officer")
    page.get_by_label("Password").fill("a password of officer")
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", name="The desk", exact=True)).to_be_visible()


def test_a_row_is_added_with_a_partner_chosen_by_typing(desk: Page, live_server: LiveServer, meeting: Meeting) -> None:
    PartnerFactory(title_en="Faroe Islands", title_da="Færøerne")
    blocked: list[str] = []
    desk.on("console", lambda message: blocked.append(message.text) if message.type == "error" else None)
    desk.goto(live_server.url + change_address(meeting))
    desk.get_by_role("button", name="Add another Meeting participant").click()
    row = desk.locator("#participants-1")
    row.locator(".field-partner .select2-selection").click()
    desk.get_by_role("searchbox", name="Partner").press_sequentially("færø")
    desk.get_by_role("option", name="Faroe Islands").click()
    row.get_by_label("Role").select_option("guest")
    desk.get_by_role("button", name="Save", exact=True).click()
    expect(desk.get_by_text("was changed successfully")).to_be_visible()
    assert blocked == []
    added = meeting.participants.get(number=2)
    assert (added.partner.title_en, added.role) == ("Faroe Islands", "guest")


def test_the_reference_is_made_from_the_title(desk: Page, live_server: LiveServer) -> None:
    desk.goto(live_server.url + address(Meeting, "add"))
    desk.get_by_label("Title (English)").press_sequentially("Møde på Ærø 2024")
    expect(desk.get_by_label("Reference")).to_have_value("mode-pa-aero-2024")


def test_the_theme_is_chosen_against_the_machines_own(desk: Page, live_server: LiveServer) -> None:
    desk.emulate_media(color_scheme="light")
    desk.goto(live_server.url + reverse("admin:index"))
    paper = "getComputedStyle(document.body).backgroundColor"
    light = desk.evaluate(paper)
    desk.locator("#user-tools .theme-toggle").click()
    while desk.evaluate("document.documentElement.dataset.theme") != "dark":
        desk.locator("#user-tools .theme-toggle").click()
    assert desk.evaluate(paper) != light
    assert grave(desk) == []
