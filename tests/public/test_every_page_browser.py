"""Every type of public page in a browser: accessible in both languages, light and dark, wide and narrow, and light to
fetch."""

import gzip
from collections.abc import Iterator
from typing import Any, Final

import pytest
from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import Browser, Page, Response
from pytest_django.live_server_helper import LiveServer

from tests.public.every_page import every_page, publish_samples

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

AXE: Final = AXE_FILE_PATH.read_text(encoding="utf-8")
RULES: Final = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN: Final = """async rules => {
    const found = await axe.run(document, {runOnly: rules, resultTypes: ["violations"], preload: false});
    return found.violations.map(rule => [rule.id, rule.nodes.map(node => node.html)]);
}"""
DESKTOP, PHONE, NARROWEST = 1280, 390, 320
LOOKS: Final = [("light", DESKTOP), ("dark", DESKTOP), ("dark", PHONE), ("light", PHONE)]
MOST_REQUESTS, MOST_BYTES = 3, 60 * 1024
MAP_PAGES: Final = ("/map/",)  # the one type of page that may be heavier


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of axe's, which is a script. Every visit is a first one: nothing is kept from the last."""
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    keeping = context.new_cdp_session(page)
    keeping.send("Network.enable")
    keeping.send("Network.setCacheDisabled", {"cacheDisabled": True})
    yield page
    context.close()


@pytest.mark.parametrize("language", ["en", "da"])
def test_every_page_is_light_breaks_no_rule_of_accessibility_and_is_not_cut_off(
    page: Page, live_server: LiveServer, language: str
) -> None:
    publish_samples()
    pages = every_page(language)
    answers: list[Response] = []

    def keep(answer: Response) -> None:
        answers.append(answer)

    page.on("response", keep)
    broken: dict[str, Any] = {}
    heavy: dict[str, tuple[int, int]] = {}
    scripts: dict[str, int] = {}
    for address, expected in pages.items():
        answers.clear()
        answer = page.goto(live_server.url + address)
        shown = answer and answer.status, page.locator("html").get_attribute("lang")
        assert shown == (expected.status_code, language), address
        requests, size = weight(answers)
        if requests > MOST_REQUESTS or size > MOST_BYTES:
            heavy[address] = requests, size
        if found := page.locator("script").count():
            scripts[address] = found
        broken |= {f"{address} {look}": found for look, found in faults(page)}
    assert broken == {}
    assert scripts == {}
    assert {address: visit for address, visit in heavy.items() if not address.endswith(MAP_PAGES)} == {}
    assert len(pages) > 30


def weight(answers: list[Response]) -> tuple[int, int]:
    """Return how many requests a first visit takes, and how many bytes when they are gzipped."""
    size = sum(len(gzip.compress(answer.body())) for answer in answers)
    others = [answer for answer in answers if "favicon" not in answer.url]
    return len(others) + 1, size  # the icon, which a browser without a window asks for late or never


def faults(page: Page) -> Iterator[tuple[str, Any]]:
    """Look at the page in each way, and name what is wrong with it."""
    page.evaluate(AXE)
    for scheme, width in LOOKS:
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.set_viewport_size({"width": width, "height": 900})
        if found := page.evaluate(RUN, RULES):
            yield f"{scheme} {width}", found
    page.set_viewport_size({"width": NARROWEST, "height": 900})
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        yield str(NARROWEST), "wider than the screen"
