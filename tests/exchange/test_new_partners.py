"""Partners that a file names and the register does not have: made only where the officer ticks them."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from cooperation.exchange.batches.models import ImportBatch
from cooperation.models import Activity, Partner
from tests.activities.factories import ActivityFactory
from tests.conftest import signed_in
from tests.exchange.spreadsheets import register
from tests.exchange.uploads import address, bring_in, rows_shown, uploaded, words, workbook_of
from tests.partners.factories import PartnerFactory

pytestmark = pytest.mark.django_db

ACTIVITIES = [["Reference", "Title (English)", "Kind", "Direction", "Channels"]]
PARTICIPANTS = [["Activity", "Partner", "Role"]]
LABEL = "+ partners"
SHEET = "activities.xlsx, activity_participants"


@pytest.fixture
def content() -> bytes:
    PartnerFactory(reference="osce", title_en="OSCE")
    PartnerFactory(reference="serbian-army", title_en="Serbian Army", kind="military unit")
    activities = [*ACTIVITIES, ["march", "March", "exercise", "mutual", "OSCE; Nordic Help Centre"]]
    rows = [["march", "Storbritannien", "host"], ["march", "Serbian Armi", "participant"]]
    rows += [["march", "Nordic Help Centre", "participant"]]
    return workbook_of(activities=activities, activity_participants=[*PARTICIPANTS, *rows])


def upload(client: Client, content: bytes) -> ImportBatch:
    return uploaded(client, content, "activity", "activities.xlsx")


def tick(client: Client, batch: ImportBatch, *names: str, **answers: str) -> ImportBatch:
    """Send the page's list of names with these ticked; answers are named `field__place`."""
    data: dict[str, str] = {}
    for shown in client.get(address(batch)).context["new_records"]:
        data[f"name|{shown.place}"] = shown.name
        data |= {f"{answer.name}|{shown.place}": answer.value for answer in shown.answers}
        if shown.name in names:
            data[f"new|{shown.place}"] = "on"
    data |= {name.replace("__", "|"): text for name, text in answers.items()}
    assert client.post(address(batch, "choose"), data).status_code == 302
    batch.refresh_from_db()
    return batch


def listed(client: Client, batch: ImportBatch) -> list[tuple[Any, ...]]:
    return [
        (one.name, one.rows, one.nearest, [(answer.name, answer.value) for answer in one.answers], one.ticked)
        for one in client.get(address(batch)).context["new_records"]
    ]


def test_each_missing_name_is_listed_once_and_none_is_ticked(officer: Client, content: bytes) -> None:
    batch = upload(officer, content)
    both = {"activities.xlsx, activities": 1, SHEET: 1}
    assert listed(officer, batch) == [
        ("Nordic Help Centre", both, [], [("reference", "nordic-help-centre"), ("kind", "school or facility")], False),
        ("Storbritannien", {SHEET: 1}, [], [("reference", "gb"), ("kind", "country")], False),
        (
            "Serbian Armi",
            {SHEET: 1},
            ["Serbian Army (serbian-army)"],
            [("reference", "serbian-armi"), ("kind", "")],
            False,
        ),
    ]
    page = words(officer.get(address(batch)))
    assert "Serbian Armi activity_participants: 1 row. Nearest: Serbian Army (serbian-army)" in page
    assert page.count("Create as a new partner") == 3


def test_ticked_names_go_in_with_the_import_as_drafts_and_undo_takes_them_out(officer: Client, content: bytes) -> None:
    batch = upload(officer, content)
    before = register()
    correct = {f"correct|3|B|{SHEET}": "serbian-army", f"was|3|B|{SHEET}": "Serbian Armi"}
    officer.post(address(batch, "choose"), correct)
    tick(officer, batch, "Nordic Help Centre", "Storbritannien", reference__1="uk", kind__0="authority")

    assert rows_shown(officer, batch, sheet=LABEL) == [("new", 1, "nordic-help-centre"), ("new", 2, "uk")]
    assert [entry[4] for entry in listed(officer, batch)] == [True, True]
    assert register() == before

    assert bring_in(officer, batch).state == ImportBatch.State.DONE
    made = Partner.objects.filter(reference__in=["uk", "nordic-help-centre"])
    assert list(made.values_list("reference", "title_en", "title_da", "kind", "iso_alpha2", "iso_alpha3", "state")) == [
        ("nordic-help-centre", "Nordic Help Centre", "", "authority", "", "", "draft"),
        ("uk", "United Kingdom", "Storbritannien", "country", "GB", "GBR", "draft"),
    ]
    march = Activity.objects.get(reference="march")
    assert set(march.channels.values_list("reference", flat=True)) == {"osce", "nordic-help-centre"}
    assert set(march.participants.values_list("partner__reference", flat=True)) == {
        "uk",
        "serbian-army",
        "nordic-help-centre",
    }

    officer.post(address(batch, "undo"))
    assert register() == before


def test_who_may_publish_publishes_them_at_once(editor: Client) -> None:
    ActivityFactory(reference="march")
    batch = upload(editor, workbook_of(activity_participants=[*PARTICIPANTS, ["march", "Tyrkiet", "host"]]))
    bring_in(editor, tick(editor, batch, "Tyrkiet"))
    assert Partner.objects.get(reference="tr").state == "published"


def test_who_may_not_enter_partners_is_told_whom_to_ask(content: bytes) -> None:
    user = User.objects.create_user("activities-only", is_staff=True)
    wanted = ["add_activity", "change_activity", "view_activity"]
    user.user_permissions.set(Permission.objects.filter(codename__in=wanted))
    client = signed_in(user)
    batch = upload(client, content)
    page = words(client.get(address(batch)))
    assert "Create as a new partner" not in page
    assert "You may not enter a new partner. Ask somebody who may, or the administrator." in page
    tick(client, batch, "Storbritannien", "Nordic Help Centre", "Serbian Armi")
    assert (batch.choices["new_records"], batch.fingerprint) == ([], "")


def test_what_an_officer_ticked_is_not_brought_in_by_one_who_may_not(officer: Client, content: bytes) -> None:
    batch = tick(
        officer, upload(officer, content), "Storbritannien", "Nordic Help Centre", "Serbian Armi", kind__2="forum"
    )
    assert batch.fingerprint
    user = User.objects.create_user("activities-only", is_staff=True)
    wanted = ["add_activity", "change_activity", "view_activity"]
    user.user_permissions.set(Permission.objects.filter(codename__in=wanted))
    bring_in(signed_in(user), batch)
    assert batch.state == ImportBatch.State.WAITING
    assert not Partner.objects.filter(reference="gb").exists()


def test_a_reference_that_the_register_has_is_not_written_over(officer: Client, content: bytes) -> None:
    batch = tick(officer, upload(officer, content), "Storbritannien", reference__1="osce")
    assert "A record of the register has this reference. Choose another." in words(officer.get(address(batch)))
    assert (batch.counts.get("changed"), batch.fingerprint) == (None, "")
    assert Partner.objects.get(reference="osce").title_en == "OSCE"


def test_a_proposed_reference_is_free(officer: Client) -> None:
    PartnerFactory(reference="gb", title_en="Great Britain", kind="country")
    ActivityFactory(reference="march")
    batch = upload(officer, workbook_of(activity_participants=[*PARTICIPANTS, ["march", "United Kingdom", "host"]]))
    assert listed(officer, batch)[0][3] == [("reference", "gb-2"), ("kind", "country")]


def test_what_is_wrong_with_a_new_partner_is_said_at_its_row_and_corrected_there(editor: Client) -> None:
    ActivityFactory(reference="march")
    batch = upload(editor, workbook_of(activity_participants=[*PARTICIPANTS, ["march", "The Club", "host"]]))
    tick(editor, batch, "The Club", reference__0="The Club")
    (refused,) = editor.get(address(batch), {"sheet": LABEL}).context["shown"].rows
    assert [(problem["letter"], problem["column"]) for problem in refused.problems] == [
        ("A", "Reference"),
        ("C", "Kind"),
    ]
    editor.post(
        address(batch, "choose"),
        {f"correct|1|A|{LABEL}": "the-club", f"correct|1|C|{LABEL}": "forum", f"was|1|A|{LABEL}": "The Club"},
    )
    assert bring_in(editor, batch).state == ImportBatch.State.DONE
    assert Partner.objects.get(reference="the-club").kind == "forum"


def test_the_list_is_danish_for_danes(officer: Client, content: bytes) -> None:
    batch = upload(officer, content)
    page = words(officer.get(address(batch).replace("/en/", "/da/")))
    assert "Opret som ny partner" in page
    assert "Navne, som registret ikke har" in page


def test_a_stranger_ticks_nothing(officer: Client, reader: Client, stranger: Client, content: bytes) -> None:
    batch = upload(officer, content)
    data = {"name|0": "Nordic Help Centre", "new|0": "on", "reference|0": "x", "kind|0": "forum"}
    assert reader.post(address(batch, "choose"), data).status_code == 403
    assert reverse("admin:login") in stranger.post(address(batch, "choose"), data)["Location"]
    assert officer.get(address(batch, "choose")).status_code == 405
    batch.refresh_from_db()
    assert batch.choices["new_records"] == []


def test_a_reference_that_another_was_public_under_is_asked_about(editor: Client, content: bytes) -> None:
    left = PartnerFactory(reference="nordic-help-centre", title_en="Old centre", title_da="")
    left.reference = "old-centre"
    left.save()
    batch = upload(editor, content)
    shown = editor.get(address(batch)).context["new_records"][0]
    assert (shown.name, shown.reference) == ("Nordic Help Centre", "nordic-help-centre-2")

    tick(editor, batch, "Nordic Help Centre", reference__0="nordic-help-centre")

    assert "Another record was public under this reference until" in words(editor.get(address(batch)))
    assert ("new", 1, "nordic-help-centre") not in rows_shown(editor, batch)
    tick(editor, batch, "Nordic Help Centre", as_new__0="nordic-help-centre")
    assert ("new", 1, "nordic-help-centre") in rows_shown(editor, batch)
    left.refresh_from_db()
    assert left.title_en == "Old centre"
