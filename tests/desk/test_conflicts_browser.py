"""The page of conflicts in a browser: the rules of axe, a telephone, and the saved version taken with a tick."""

import pytest
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from cooperation.meetings.models import Meeting
from tests.desk.filling import change_address, opened, saved
from tests.desk.merging import agenda, meeting, mette
from tests.desk.test_browser import grave

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
__all__ = ["meeting", "mette"]


@pytest.mark.parametrize("width", [1280, 390])
def test_conflicts_are_shown_and_decided(
    page: Page, live_server: LiveServer, editor: Client, mette: Client, meeting: Meeting, width: int
) -> None:
    page.context.add_cookies(
        [{"name": "sessionid", "value": editor.cookies["sessionid"].value, "url": live_server.url}]
    )
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(live_server.url + change_address(meeting))
    theirs = opened(mette, meeting) | {"title_en": "Theirs", "agenda-0-text_en": "First", "agenda-1-DELETE": "on"}
    assert saved(mette, meeting, theirs).status_code == 302
    page.get_by_label("Title (English)").fill("Mine")
    page.get_by_label("Text (English)").nth(0).fill("My first")
    page.get_by_label("Text (English)").nth(1).fill("My second")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("region", name="Changed by both of you").get_by_role("heading", level=3)).to_have_text(
        ["Title (English)", "Agenda item 1: Text (English)", "Agenda item 2"]
    )
    assert grave(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_label("Use the saved version: Agenda item 1").check()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("was changed successfully")).to_be_visible()
    assert Meeting.objects.get().title_en == "Mine"
    assert agenda(meeting) == [(1, "First"), (2, "My second"), (3, "Three")]
