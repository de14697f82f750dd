"""Columns, new partners and import profiles in a browser: the rules of axe, and a telephone."""

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from cooperation.exchange.batches.models import ImportBatch, ImportProfile
from cooperation.models import Partner
from tests.desk.test_browser import desk, grave
from tests.exchange.uploads import csv_of, upload_address, workbook_of
from tests.partners.factories import PartnerFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

__all__ = ["desk"]


def upload(page: Page, live_server: LiveServer, kind: str, name: str, content: bytes) -> ImportBatch:
    page.goto(live_server.url + upload_address(kind))
    page.get_by_label("File to import").set_input_files({"name": name, "mimeType": "text/csv", "buffer": content})
    page.get_by_role("button", name="Show what would change").click()
    expect(page.get_by_text(name).first).to_be_visible()
    return ImportBatch.objects.get()


def looked_at(page: Page, width: int) -> None:
    assert grave(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [1280, 390])
def test_a_sheet_is_chosen_remembered_and_found_again(desk: Page, live_server: LiveServer, width: int) -> None:
    desk.set_viewport_size({"width": width, "height": 900})
    lines = [["Ref.", "Title", "Genre", "Hue"], ["hill", "Hill", "project", "red"]]
    upload(desk, live_server, "programme", "embassy.csv", csv_of(*lines))
    looked_at(desk, width)
    desk.get_by_label("C Genre").select_option("kind")
    desk.get_by_label("D Hue").select_option("-")
    desk.get_by_label("Remember this header as").fill("Embassy Belgrade")
    desk.get_by_role("button", name="Show what would change").click()
    expect(desk.get_by_role("link", name="Embassy Belgrade")).to_be_visible()
    looked_at(desk, width)
    desk.get_by_role("link", name="Embassy Belgrade").click()
    expect(desk.get_by_label("Name")).to_have_value("Embassy Belgrade")
    looked_at(desk, width)
    desk.goto(live_server.url + reverse("admin:cooperation_importprofile_changelist"))
    looked_at(desk, width)
    assert ImportProfile.objects.get().columns == {"C": "kind", "D": ""}


@pytest.mark.parametrize("width", [1280, 390])
def test_a_missing_partner_is_ticked_and_goes_in(desk: Page, live_server: LiveServer, width: int) -> None:
    desk.set_viewport_size({"width": width, "height": 900})
    PartnerFactory(reference="serbian-army", title_en="Serbian Army")
    activities: list[list[Any]] = [["Reference", "Title", "Kind", "Direction", "Channels"]]
    activities += [["march", "March", "exercise", "mutual", "Storbritannien"]]
    activities += [["talk", "Talk", "exercise", "mutual", "Serbian Armi"]]
    upload(desk, live_server, "activity", "activities.xlsx", workbook_of(activities=activities))
    looked_at(desk, width)
    desk.get_by_role("group", name="Storbritannien").get_by_label("Create as a new partner").check()
    desk.get_by_role("button", name="Look again with these changes").first.click()
    expect(desk.get_by_role("rowheader", name="+ partners")).to_be_visible()
    looked_at(desk, width)
    desk.get_by_label("Correct Channels in row 3").fill("serbian-army")
    desk.get_by_role("button", name="Look again with these changes").first.click()
    desk.get_by_role("button", name="Import", exact=True).click()
    expect(desk.get_by_text("Imported by officer")).to_be_visible()
    assert Partner.objects.get(reference="gb").state == "draft"
