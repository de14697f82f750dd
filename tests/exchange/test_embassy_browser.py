"""The pages of workbooks for embassies in a browser: the rules of axe, a telephone, the way through without script."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from tests.exchange.embassies import both_change, course, page, send
from tests.exchange.uploads import address

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def grave(desk: Page) -> list[Any]:
    found = Axe().run(desk).response["violations"]
    return [(one["id"], one["nodes"][0]["target"]) for one in found if one["impact"] in ("serious", "critical")]


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark"), (390, "light")])
def test_axe_finds_nothing_grave(browser: Browser, live_server: LiveServer, width: int, scheme: Any) -> None:
    officer = User.objects.create_user("officer", password="a password of officer", is_staff=True)
    officer.groups.add(Group.objects.get(name="officer"))
    client = Client()
    client.force_login(officer)
    activity = course()
    sent = send(client)
    batch = both_change(client, activity, sent)
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
    desk = context.new_page()
    paths = [
        reverse("admin:cooperation_sentworkbook_add"),
        page("changelist"),
        page("change", sent.pk),
        page("questions", batch.pk),
        address(batch),
    ]
    for path in paths:
        desk.goto(live_server.url + path)
        assert desk.locator("h1, h2").count() > 0
        assert grave(desk) == [], path
        assert desk.evaluate("document.documentElement.scrollWidth") <= width, path
    context.close()


def test_the_questions_are_answered_without_script(browser: Browser, live_server: LiveServer) -> None:
    editor = User.objects.create_user("editor", password="a password of editor", is_staff=True)
    editor.groups.add(Group.objects.get(name="editor"))
    client = Client()
    client.force_login(editor)
    activity = course()
    batch = both_change(client, activity, send(client))
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 900})
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
    desk = context.new_page()
    desk.goto(live_server.url + address(batch))
    desk.get_by_role("link", name="1 change was made on both sides: say which counts").click()
    desk.get_by_label("the embassy's").check()
    desk.get_by_role("button", name="Look again with these answers").click()
    desk.get_by_role("button", name="Import", exact=True).click()
    activity.refresh_from_db()
    assert activity.title_en == "Mountain course"
    context.close()
