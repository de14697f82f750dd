"""Every page on which files come in, in both languages, on a desk and on a telephone, in light and in dark."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext
from playwright.sync_api import Browser, Page, Route
from pytest_django.live_server_helper import LiveServer

from cooperation.exchange.batches.models import ImportBatch, ImportProfile
from tests.exchange.embassies import both_change, course, page, send
from tests.exchange.uploads import address, bring_in, csv_of, upload_address, uploaded, workbook_of
from tests.programmes.factories import ProgrammeFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

HEADER = ["Reference", "Title (English)", "Kind", "Period"]
GOOD, BAD = ["hill", "Hill", "project", "2024"], ["lake", "Lake", "projct", "soon"]
State = ImportBatch.State
SAID = {
    "preview with new partners": "Names the register does not have",
    "changed since": "The register has changed since you looked",
    "being read": "Being read",
    "reading stopped": "The file has not been read to its end",
    "being written": "Being written",
    "writing stopped": "Stopped before anything was written",
    "undo": "Undo this import?",
}
"""What a page shows → its heading."""


def in_state(client: Client, state: str, minutes: int) -> ImportBatch:
    """A batch that a reader or writer has in hand, begun so many minutes from now."""
    batch = uploaded(client, csv_of(HEADER, ["dale", "Dale", "project", "2024"]))
    ImportBatch.objects.filter(pk=batch.pk).update(state=state, started_at=timezone.now() + timedelta(minutes=minutes))
    return batch


@pytest.fixture
def pages(officer: Client) -> dict[str, str]:
    """What a page shows → its address."""
    activity = course()
    sent = send(officer)
    returned = both_change(officer, activity, sent)
    participants = [["Activity", "Partner", "Role"], ["course", "Storbritannien", "host"]]
    missing = uploaded(officer, workbook_of(activity_participants=participants), "activity", "activities.xlsx")
    refused = uploaded(officer, csv_of(HEADER, GOOD, BAD))
    columns = uploaded(officer, csv_of([*HEADER, "Hue"], [*GOOD, "red"]), name="embassy.csv")
    known = uploaded(officer, csv_of(["Reference", "Titel", "Genre"], ["sea", "Sea", "project"]), name="known.csv")
    officer.post(address(known, "columns"), {"column|0|C": "kind", "profile|0": "Embassy Belgrade"})
    done = bring_in(officer, uploaded(officer, csv_of(HEADER, GOOD)))
    undone = bring_in(officer, uploaded(officer, csv_of(HEADER, ["bay", "Bay", "project", "2023"])))
    officer.post(address(undone, "undo"))
    ProgrammeFactory(reference="bog", title_en="Bog", kind="project", period="2020")
    asked = uploaded(officer, csv_of(HEADER, ["bog", "Bog", "project", "2022"]))
    ImportBatch.objects.filter(pk=asked.pk).update(notice=[["programmes.csv", 2]])
    profile = ImportProfile.objects.get()
    profiles = "admin:cooperation_importprofile"
    return {
        "upload": upload_address("programme"),
        "upload of a workbook": upload_address(),
        "columns": address(columns, "columns"),
        "columns nobody knows": address(columns),
        "preview with errors": address(refused),
        "preview with new partners": address(missing),
        "changed since": address(asked),
        "being read": address(in_state(officer, State.READING, 60)),
        "reading stopped": address(in_state(officer, State.READING, -60)),
        "being written": address(in_state(officer, State.WRITING, 60)),
        "writing stopped": address(in_state(officer, State.WRITING, -60)),
        "done": address(done),
        "undo": address(done, "undo"),
        "undone": address(undone),
        "imports": reverse("admin:cooperation_importbatch_changelist"),
        "profiles": reverse(f"{profiles}_changelist"),
        "profile": reverse(f"{profiles}_change", args=[profile.pk]),
        "profile deleted": reverse(f"{profiles}_delete", args=[profile.pk]),
        "send": page("add"),
        "sent": page("changelist"),
        "workbook sent": page("change", sent.pk),
        "questions": page("questions", returned.pk),
        "returned": address(returned),
        "export": reverse("admin:cooperation_programme_export"),
    }


@pytest.fixture
def desk(browser: Browser, live_server: LiveServer, officer: Client) -> Iterator[Page]:
    context = browser.new_context(bypass_csp=True)
    context.add_cookies([{"name": "sessionid", "value": officer.cookies["sessionid"].value, "url": live_server.url}])
    context.route("**/importbatch/**", stay)
    yield context.new_page()
    context.close()


def stay(route: Route) -> None:
    """Let pages that look again by themselves stay while they are looked at."""
    answer = route.fetch()
    route.fulfill(response=answer, headers={name: text for name, text in answer.headers.items() if name != "refresh"})


def grave(page: Page) -> list[Any]:
    found = Axe().run(page, options={"resultTypes": ["violations"], "preload": False}).response["violations"]
    return [(one["id"], one["nodes"][0]["target"]) for one in found if one["impact"] in ("serious", "critical")]


@pytest.mark.parametrize(("language", "scheme", "width"), [("da", "light", 1280), ("en", "dark", 390)])
def test_axe_finds_nothing_grave(
    desk: Page, live_server: LiveServer, pages: dict[str, str], language: str, scheme: Any, width: int
) -> None:
    desk.emulate_media(color_scheme=scheme)
    desk.set_viewport_size({"width": width, "height": 900})
    found, headings = {}, {}
    for name, path in pages.items():
        answer = desk.goto(live_server.url + path.replace("/en/", f"/{language}/"))
        assert (answer and answer.status, desk.locator("html").get_attribute("lang")) == (200, language), name
        if wrong := grave(desk) or desk.evaluate("document.documentElement.scrollWidth") > width:
            found[name] = wrong
        headings[name] = desk.locator("#content :is(h1, h2)").all_inner_texts()
    assert found == {}
    with translation.override(language):
        assert {name: gettext(text) in headings[name] for name, text in SAID.items()} == dict.fromkeys(SAID, True)
