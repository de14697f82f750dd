"""Who Denmark works with: partners that are named for context only, and Denmark's own, are not among them."""

import re
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection
from django.test import Client

from cooperation import migrations
from cooperation.partners.models import Partner
from cooperation.partners.resources import PartnerResource
from tests.activities.factories import ActivityFactory, ActivityParticipantFactory
from tests.house.project_code import ROOT
from tests.partners.factories import PartnerFactory
from tests.public.reading import page, part, text, words

pytestmark = pytest.mark.django_db

NAMED_FOR_CONTEXT = "Named in the register for context. No cooperation with Denmark is recorded."


@pytest.fixture
def countries() -> dict[str, object]:
    """One country of each standing, each the participant of an activity."""
    made: dict[str, object] = {}
    for code, title, standing in (
        ("RS", "Serbia", "cooperates"),
        ("SE", "Sweden", "takes part"),
        ("RU", "Russia", "context only"),
        ("DK", "Denmark", "own side"),
    ):
        made[code] = PartnerFactory(reference=code.lower(), title_en=title, iso_alpha2=code, standing=standing)
        ActivityParticipantFactory(activity=ActivityFactory(), partner=made[code])
    return made


def test_the_map_has_those_denmark_works_with_and_its_own_side(stranger: Client, countries: object) -> None:
    shown = part(page(stranger, "/en/"), 'class="picture map"', "</section>")
    labels = sorted(re.findall(r'aria-label="([^"]+)"', shown))
    assert labels == ["Denmark: 1 activity", "Serbia: 1 activity", "Sweden: 1 activity"]
    assert words(part(shown, '<ul class="ways">', "</ul>")) == "Serbia 1 activity Sweden 1 activity"
    assert "2 countries are shaded. Darker means more." in shown


def test_home_counts_the_partners_denmark_works_with_and_leads_to_them(stranger: Client, countries: object) -> None:
    shown = part(page(stranger, "/en/"), '<ul class="kinds">', "</section>")
    address = "/en/partners/?standing=cooperates&amp;standing=takes+part"
    assert f'<a href="{address}"><span class="figure">2</span>' in shown
    listed = page(stranger, address.replace("&amp;", "&"))
    assert re.findall(r'<th scope="row"><a href="/en/partners/([a-z]+)/">', listed) == ["rs", "se"]


def test_the_list_of_partners_marks_what_is_there_for_context(stranger: Client, countries: object) -> None:
    listed = page(stranger, "/en/partners/")
    rows = [words(row) for row in re.findall(r"<tr>(.*?)</tr>", listed, re.DOTALL)[1:]]
    assert rows == [
        "Denmark country own side",
        "Russia context only country context only",
        "Serbia country cooperates",
        "Sweden country takes part",
    ]
    assert "1 partner, standing: context only" in text(stranger, "/en/partners/?standing=context+only")


def test_pages_say_what_the_partner_is_to_denmark(stranger: Client, countries: object) -> None:
    assert NAMED_FOR_CONTEXT in text(stranger, "/en/partners/ru/")
    assert NAMED_FOR_CONTEXT not in text(stranger, "/en/partners/rs/")
    headline = words(
        part(page(stranger, "/en/partners/dk/"), '<ul class="state" aria-label="State of affairs">', "</ul>")
    )
    assert headline == "country own side"
    assert "Der er ikke registreret noget samarbejde med Danmark." in text(stranger, "/da/partners/ru/")


def test_a_draft_is_neither_counted_nor_drawn(stranger: Client, countries: object) -> None:
    before = page(stranger, "/en/")
    PartnerFactory(iso_alpha2="NO", state="draft")
    assert page(stranger, "/en/") == before


def test_the_register_of_the_five_documents_names_those_it_does_not_work_with(stranger: Client) -> None:
    call_command("import_register", str(ROOT / "fixtures"), verbosity=0)
    shown = part(page(stranger, "/en/"), 'class="picture map"', "</section>")
    assert sorted(re.findall(r'aria-label="([A-Za-z]+):', shown)) == [
        "Afghanistan", "Denmark", "Estonia", "Georgia", "Iraq", "Serbia", "Sweden", "Ukraine",
    ]  # fmt: skip
    named = Partner.objects.filter(standing="context only").order_by("reference").values_list("reference", flat=True)
    assert list(named) == ["islamic-state", "ro", "ru", "sy"]
    for reference in named:
        assert NAMED_FOR_CONTEXT in text(stranger, f"/en/partners/{reference}/")


def test_an_armed_group_is_there_for_context_only() -> None:
    group = PartnerFactory.build(kind="armed group")
    with pytest.raises(ValidationError) as refused:
        group.full_clean()
    assert refused.value.message_dict == {"standing": ["An armed group is in the register for context only."]}
    assert PartnerResource.from_name("A group", {"kind": "armed group"})["standing"] == "context only"
    assert "standing" not in PartnerResource.from_name("Serbia", {})


def test_an_upgrade_gives_partners_the_standing_that_their_rows_tell() -> None:
    denmark = PartnerFactory(iso_alpha2="DK")
    ministry = PartnerFactory(kind="authority", parent=denmark)
    serbia = PartnerFactory(iso_alpha2="RS")
    ActivityParticipantFactory(partner=PartnerFactory(kind="military unit", parent=serbia))
    romania = PartnerFactory(iso_alpha2="RO")
    ActivityParticipantFactory(partner=romania, activity=ActivityFactory(direction="third party"))
    named = [PartnerFactory(iso_alpha2="RU"), PartnerFactory(kind="armed group")]
    georgia = PartnerFactory(iso_alpha2="GE", cooperation_since="2004")
    forum = PartnerFactory(kind="forum")
    name = next(Path(migrations.__path__[0]).glob("*_standing_of_partners*.py")).stem
    import_module(f"cooperation.migrations.{name}").derive_standing(apps, connection.schema_editor())
    expected = {
        denmark: "own side",
        ministry: "own side",
        serbia: "cooperates",
        romania: "context only",
        **dict.fromkeys(named, "context only"),
        georgia: "cooperates",
        forum: "cooperates",
    }
    assert {each: Partner.objects.get(pk=each.pk).standing for each in expected} == expected
