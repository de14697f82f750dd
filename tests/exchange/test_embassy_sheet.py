"""An embassy's own sheet, as docs/officers-guide.md walks through it: in Danish, on a telephone, without script."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.utils import translation
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from cooperation.exchange.batches.models import ImportBatch, ImportProfile
from cooperation.models import Activity, Partner
from tests.exchange.spreadsheets import SAMPLES, register
from tests.exchange.uploads import address, upload_address, uploaded, workbook_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SHEET = SAMPLES / "beograd_2014_2015.xlsx"
LOOK, AGAIN = "Vis, hvad der ville blive ændret", "Vis igen med disse ændringer"


@pytest.fixture
def desk(browser: Browser, live_server: LiveServer, editor: Client) -> Iterator[Page]:
    call_command("import_register", str(settings.BASE_DIR / "fixtures"), verbosity=0)
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 900})
    context.add_cookies([{"name": "sessionid", "value": editor.cookies["sessionid"].value, "url": live_server.url}])
    page = context.new_page()
    with translation.override("da"):
        page.goto(live_server.url + upload_address("activity"))
    yield page
    context.close()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()


def refused(page: Page) -> list[str]:
    return page.locator("td.wrong").all_inner_texts()


def test_it_is_understood_corrected_brought_in_and_undone(desk: Page, editor: Client) -> None:
    before = register()
    desk.get_by_label("Fil, der skal importeres").set_input_files(SHEET)
    press(desk, LOOK)

    said = desk.get_by_role("region", name="Aktiviteter", exact=True)
    expect(said).to_contain_text("hovedrække i række 3. 6 rækker under overskrifterne.")
    expect(said).to_contain_text("Flettede celler H5:H6: det, der står der, gælder for hver af deres rækker")
    expect(said).to_contain_text("skjult ark »Lister«; række 1 over hovedrækken")
    assert desk.locator(".unsure th").all_inner_texts() == ["B Aktivitet", "D Slags", "I Bemærkninger"]
    desk.get_by_label("B Aktivitet").select_option("Titel (dansk)")
    desk.get_by_label("D Slags").select_option("Type")
    desk.get_by_label("Husk disse overskrifter som").fill("Ambassaden i Beograd")
    holds = desk.get_by_label("Arket indeholder")
    holds.nth(1).select_option("aktivitetsdeltagere")
    holds.nth(2).select_option("aktivitetsydelser")
    press(desk, LOOK)
    desk.get_by_label("C Engelsk navn").select_option("Hvad (engelsk)")
    press(desk, LOOK)

    assert refused(desk) == [
        (
            "der ventes en af: foreslået, planlagt, i gang, afsluttet, aflyst, trukket tilbage, ikke kendt; "
            "nærmest: afsluttet"
        ),
        "»31. november 2015«: den måned har dagene 1 til 30. Skriv for eksempel 30. november 2015.",
        "række 6 har samme nøgle",
        "Skriv små bogstaver a-z, cifre og enkelte bindestreger, for eksempel »rs-loi-2004«.",
        *["her står intet, og hver række skal have det"] * 3,
        "der findes ikke partner med denne reference eller dette navn",
        "»EUR 120.000« kan læses som »EUR 120000« eller som »EUR 120«. Skriv det, du mener.",
    ]
    assert desk.locator(".counts li").all_inner_texts() == ["6 afviste", "2 ændrede", "5 nye"]
    assert register() == before
    desk.get_by_label("Ret Status i række 6").fill("afsluttet")
    desk.get_by_label("Ret Hvornår i række 7").fill("30. november 2015")
    desk.get_by_label("Ret Ref. i række 8").fill("rs-mine-seminar-2016")
    desk.locator("tbody", has=desk.get_by_label("Ret Ref. i række 10")).get_by_label("udelad").check()
    desk.get_by_label("Opret som ny partner").check()
    desk.get_by_label("Ret Beløb i række 3").fill("EUR 120000")
    press(desk, AGAIN)

    assert desk.locator(".counts li").all_inner_texts() == ["2 ændrede", "11 nye", "1 udeladt"]
    press(desk, "Importér")
    assert brought_in() == {
        "rs-courses-tartu": ("Kurser på Det Baltiske Forsvarsakademi i Tartu", "completed", "omkring 2014", []),
        "rs-fuel-trucks-2015": (
            "Seks tankvogne til det serbiske flyvevåben",
            "planned",
            "30. november 2015",
            ["6 8,4 mio. kr.", "omkring 200 120.000 EUR"],
        ),
        "rs-mine-seminar": ("Seminar om minerydning", "completed", "15. april 2015", []),
        "rs-mine-seminar-2016": ("Seminar om minerydning, anden del", "planned", "omkring juni 2016", []),
    }
    assert set(Activity.objects.get(reference="rs-mine-seminar").participants.values_list("partner", "role")) == {
        (Partner.objects.get(reference=partner).pk, role)
        for partner, role in (("dk", "provider"), ("rs", "host"), ("ba", "participant"))
    }
    expect(desk.get_by_role("heading", name="Importeret af editor")).to_be_visible()
    desk.get_by_role("link", name="Fortryd denne import").click()
    assert desk.locator(".module h2").all_inner_texts() == [
        "2 poster får deres tidligere indhold tilbage",
        "4 poster, som importen oprettede, slettes",
    ]
    press(desk, "Fortryd denne import")
    expect(desk.get_by_role("heading", name="Fortrudt af editor")).to_be_visible()
    assert register() == before


def brought_in() -> dict[str, tuple[str, str, str, list[str]]]:
    """Danish title, status, when and the items of the activities that the sheet is about."""
    with translation.override("da"):
        return {
            activity.reference: (
                activity.title_da,
                activity.status,
                str(activity.when),
                [f"{item.quantity} {item.value}" for item in activity.items.order_by("number")],
            )
            for activity in Activity.objects.filter(
                reference__in=["rs-courses-tartu", "rs-fuel-trucks-2015", "rs-mine-seminar", "rs-mine-seminar-2016"]
            )
        }


def test_next_year_it_is_known_again(desk: Page, editor: Client) -> None:
    desk.get_by_label("Fil, der skal importeres").set_input_files(SHEET)
    press(desk, LOOK)
    desk.get_by_label("B Aktivitet").select_option("Titel (dansk)")
    desk.get_by_label("D Slags").select_option("Type")
    for place, kind in ((1, "aktivitetsdeltagere"), (2, "aktivitetsydelser")):
        desk.get_by_label("Arket indeholder").nth(place).select_option(kind)
    press(desk, LOOK)
    desk.get_by_label("C Engelsk navn").select_option("Hvad (engelsk)")
    press(desk, LOOK)
    first = ImportBatch.objects.get()

    again = uploaded(editor, SHEET.read_bytes(), "activity", SHEET.name)

    assert set(ImportProfile.objects.values_list("sheet", flat=True)) == {
        "activities",
        "activity_participants",
        "activity_items",
    }
    assert (again.problems, again.counts) == ([], first.counts)


def test_what_is_typed_is_sent_whichever_button_is_pressed(desk: Page, editor: Client) -> None:
    """Names above and corrections below are of one form; Enter in a field looks again, and never parks."""
    content = workbook_of(
        activities=[
            ["Reference", "Title", "Kind", "Direction", "Channels"],
            ["march", "March", "exercize", "mutual", "Nordic Help Centre"],
        ]
    )
    batch = uploaded(editor, content, "activity", "activities.xlsx")
    with translation.override("da"):
        desk.goto(desk.url.partition("/da/")[0] + address(batch))
    desk.get_by_label("Opret som ny partner").check()
    desk.get_by_label("Ret Kind i række 2").fill("øvelse")
    desk.get_by_label("Ret Kind i række 2").press("Enter")
    assert desk.locator(".counts li").all_inner_texts() == ["2 nye"]
    batch.refresh_from_db()
    assert [entry["name"] for entry in batch.choices["new_records"]] == ["Nordic Help Centre"]
    assert (batch.choices["park"], bool(batch.fingerprint)) == (False, True)
