"""The pages in a browser: rules of accessibility, narrow screens, dark ones, no script, the keyboard alone."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from tests.activities.factories import ActivityFactory
from tests.meetings.factories import MeetingFactory
from tests.partners.factories import PartnerFactory
from tests.public.world import fill
from tests.records.factories import CitationFactory
from tests.sources.factories import SourceFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
PAGES = [
    "en/",
    "da/",
    "en/meetings/",
    "en/meetings/?period=2024&q=nordic",
    "en/meetings/?period=2024-13",
    "en/meetings/?page=9",
    "en/meetings/nordic/",
    "en/partners/serbia/",
    "en/activities/deployment/",
    "da/sources/embassy/",
    "en/search/?q=nordic",
    "en/timeline/",
    "da/calendar/?month=2024-11",
    "en/items/",
    "da/money/",
    "en/no-such-page/",
]


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


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (390, "dark"), (320, "light")])
def test_no_rule_of_accessibility_is_broken_and_nothing_is_cut_off(
    browser: Browser, register: str, width: int, scheme: str
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 800},
        color_scheme=scheme,  # type: ignore[arg-type]
        bypass_csp=True,  # for axe, which is a script
    )
    page = context.new_page()
    for address in PAGES:
        page.goto(register + address)
        broken = Axe().run(page, options=RULES).response["violations"]
        assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in broken] == [], address
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
    context.close()


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
