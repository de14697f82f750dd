"""The pages in a browser: narrow screens, no script, the keyboard alone. Rules of accessibility: another file."""

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from cooperation.reports.models import ErrorReport
from tests.activities.factories import ActivityFactory
from tests.meetings.factories import MeetingFactory
from tests.partners.factories import PartnerFactory
from tests.public.world import fill
from tests.records.factories import CitationFactory
from tests.sources.factories import SourceFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def register(live_server: LiveServer) -> str:
    """The address of a register with something of everything."""
    source = SourceFactory(reference="embassy", title_da="", link="https://example.org/", published="not known")
    meeting = MeetingFactory(reference="nordic", title_en="Nordic ministers", when="2024-11-21?", when_note="November")
    fill(meeting, 2)
    CitationFactory(record=meeting, field="when", source=source, paragraph=3)
    CitationFactory(record=meeting, field="when", source=source, paragraph=4, stance="contradicts")
    fill(PartnerFactory(reference="serbia", title_en="Serbia"), 1)
    activity = ActivityFactory(reference="deployment", direction="third party", when="withheld")
    CitationFactory(record=activity, source=SourceFactory(reliability="press with unnamed sources"))
    return f"{live_server.url}/"


def test_everything_works_without_script(browser: Browser, register: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(f"{register}en/")
    page.get_by_text("Menu").click()
    page.get_by_role("link", name="Meetings").first.click()
    page.get_by_text("Filter and sort").click()
    page.get_by_label("Period", exact=True).fill("november 2024")
    page.get_by_role("button", name="Show").click()
    page.get_by_role("link", name="Nordic ministers").click()
    page.get_by_role("link", name="Dansk").click()
    assert page.url == f"{register}da/meetings/nordic/"
    context.close()


def test_a_narrow_table_is_still_a_table(browser: Browser, register: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(f"{register}en/meetings/nordic/")
    table = page.get_by_role("table", name="Participants")
    assert "Role" in table.get_by_role("columnheader").all_inner_texts()
    assert table.get_by_role("rowheader").count() == 2
    assert page.get_by_role("navigation", name="Kinds of record").count() == 1
    context.close()


def test_words_in_a_timeline_stay_within_it_on_a_telephone(page: Page, register: str) -> None:
    for title in ("NORDEFCO ministerial meeting in Copenhagen and what followed", "Small words all in little letters"):
        MeetingFactory(title_en=title, when="2024-11-21")
        MeetingFactory(title_en=title, when="1990")
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{register}en/timeline/")
    picture = page.locator("figure.picture > svg")
    sides = "each => [each.getBoundingClientRect().left, each.getBoundingClientRect().right]"
    left, right = picture.evaluate(sides)
    words = picture.locator("text")
    assert words.count() >= 5
    ends = [words.nth(at).evaluate(sides) for at in range(words.count())]
    assert [end for end in ends if end[0] < left - 1 or end[1] > right + 1] == []


def test_the_keyboard_reaches_the_content_first(page: Page, register: str) -> None:
    page.goto(f"{register}en/meetings/")
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.locator(":focus").get_attribute("id") == "main"


def test_a_wide_screen_has_menu_and_filters_open(page: Page, register: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"{register}en/meetings/")
    assert page.get_by_role("link", name="Declarations").first.is_visible()
    assert page.get_by_label("Period", exact=True).is_visible()


def test_the_keyboard_alone_filters_a_list_and_opens_a_record(page: Page, register: str) -> None:
    page.goto(f"{register}en/meetings/")
    tab_to(page, "Search words")
    page.keyboard.type("nordic")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=nordic**")
    tab_to(page, "Nordic ministers")
    page.keyboard.press("Enter")
    page.wait_for_url("**/meetings/nordic/")
    tab_to(page, "Dansk")
    page.keyboard.press("Enter")
    page.wait_for_url("**/da/meetings/nordic/")


def test_the_keyboard_alone_reports_an_error(page: Page, register: str) -> None:
    page.goto(f"{register}en/meetings/nordic/")
    tab_to(page, "Report an error on this page")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{register}en/report/?page=/en/meetings/nordic/")
    tab_to(page, "What is wrong?")
    page.keyboard.type("The talks were held in Aarhus.")
    tab_to(page, "Send the report")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/report/sent/")
    assert ErrorReport.objects.get().page == "/en/meetings/nordic/"


def tab_to(page: Page, name: str) -> None:
    """Go on by the Tab key until what is called so has the focus; every stop shows where one is."""
    for _ in range(150):
        page.keyboard.press("Tab")
        focus = page.locator(":focus")
        assert focus.evaluate("one => getComputedStyle(one).outlineStyle") != "none"
        if focus.evaluate("one => (one.labels?.[0] ?? one).innerText.trim()") == name:
            return
    raise AssertionError(f"the Tab key does not reach {name}")
