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
    context = browser.new_context(bypass_csp=True)  # for axe, which is a script
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("language", ["en", "da"])
def test_no_rule_of_accessibility_is_broken_and_nothing_is_cut_off(
    page: Page, live_server: LiveServer, language: str
) -> None:
    publish_samples()
    broken: dict[str, Any] = {}
    pages = every_page(language)
    for address, status in pages.items():
        answer = page.goto(live_server.url + address)
        assert (answer and answer.status, page.locator("html").get_attribute("lang")) == (status, language), address
        page.evaluate(AXE)
        for scheme, width in LOOKS:
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            page.set_viewport_size({"width": width, "height": 900})
            if found := page.evaluate(RUN, RULES):
                broken[f"{address} {scheme} {width}"] = found
        page.set_viewport_size({"width": NARROWEST, "height": 900})
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            broken[f"{address} {NARROWEST}"] = "wider than the screen"
    assert broken == {}
    assert len(pages) > 30


def test_a_first_visit_is_light_and_runs_no_script(browser: Browser, live_server: LiveServer) -> None:
    publish_samples()
    visits = {address: first_visit(browser, live_server.url + address) for address in every_page("en")}
    scripts = {address: visit for address, visit in visits.items() if visit[2]}
    assert scripts == {}
    heavy = {address: visit for address, visit in visits.items() if visit[0] > MOST_REQUESTS or visit[1] > MOST_BYTES}
    assert {address: visit for address, visit in heavy.items() if not address.endswith(MAP_PAGES)} == {}


def first_visit(browser: Browser, address: str) -> tuple[int, int, int]:
    """Return how many requests, gzipped bytes and scripts a page takes."""
    page = browser.new_context().new_page()
    answers: list[Response] = []

    def keep(answer: Response) -> None:
        answers.append(answer)

    page.on("response", keep)
    page.goto(address)
    size = sum(len(gzip.compress(answer.body())) for answer in answers)
    scripts = page.locator("script").count()
    page.context.close()
    others = [answer for answer in answers if "favicon" not in answer.url]
    return len(others) + 1, size, scripts  # the icon, which a browser without a window asks for late or never
