"""A partner's page includes what belongs to the partner: its authorities, units and schools, at every level."""

import re

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cooperation.partners.models import Partner
from cooperation.records.hierarchy import parts_below
from tests.activities.factories import ActivityFactory, ActivityItemFactory, ActivityParticipantFactory
from tests.commitments.factories import CommitmentFactory
from tests.declarations.factories import DeclarationFactory, DeclarationPartyFactory
from tests.funds.factories import FundingLineFactory
from tests.house.project_code import ROOT
from tests.meetings.factories import MeetingFactory
from tests.partners.factories import PartnerFactory
from tests.programmes.factories import ProgrammeFactory
from tests.public.reading import page, part, text, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def serbia() -> Partner:
    return PartnerFactory(reference="rs", title_en="Serbia", title_da="Serbien", iso_alpha2="RS")


@pytest.fixture
def air_force(serbia: Partner) -> Partner:
    return PartnerFactory(reference="rs-air", title_en="Serbian Air Force", kind="military unit", parent=serbia)


@pytest.fixture
def squadron(air_force: Partner) -> Partner:
    """Two levels below the country."""
    return PartnerFactory(reference="rs-air-1", title_en="First Squadron", kind="military unit", parent=air_force)


def taking_part(partner: Partner, **fields: object) -> object:
    activity = ActivityFactory(**fields)
    ActivityParticipantFactory(activity=activity, partner=partner, role="recipient")
    return activity


def section(client: Client, name: str) -> str:
    return part(page(client, "/en/partners/rs/"), f'<section id="{name}">', "</section>")


def test_figures_count_what_units_at_every_level_take_part_in_and_lead_to_it(
    stranger: Client, serbia: Partner, air_force: Partner, squadron: Partner
) -> None:
    for partner in (serbia, air_force, squadron):
        taking_part(partner)
    taking_part(PartnerFactory(title_en="Georgia"))
    shown = section(stranger, "in-figures")
    assert '<a href="/en/activities/?partner__within=rs" data-total="3">3 activities</a>' in shown
    assert "Includes its authorities and units." in words(shown)
    listed = text(stranger, "/en/activities/?partner__within=rs")
    assert "3 activities with Serbia and its authorities and units" in listed
    assert "1 activity with Serbia" in text(stranger, "/en/activities/?partner=rs")
    assert "2 activities with Serbian Air Force and its" in text(stranger, "/en/activities/?partner__within=rs-air")


def test_each_line_names_the_unit(stranger: Client, serbia: Partner, air_force: Partner, squadron: Partner) -> None:
    taking_part(serbia, title_en="Own course", when="2015")
    taking_part(air_force, title_en="Fuel trucks", when="2014")
    both = taking_part(serbia, title_en="Air show", when="2013")
    ActivityParticipantFactory(activity=both, partner=squadron, role="host")
    assert words(section(stranger, "related-activities")) == (
        "Activities Own course training or course · 2015 · recipient "
        "Fuel trucks training or course · 2014 · recipient · Serbian Air Force "
        "Air show training or course · 2013 · recipient · host · First Squadron"
    )
    timeline = words(part(section(stranger, "timeline"), '<ul class="links">', "</ul>"))
    assert timeline == (
        "Own course activity · 2015 Fuel trucks activity · 2014 · Serbian Air Force Air show activity · 2013"
    )
    listed = page(stranger, "/en/timeline/?partner__within=rs")
    assert "Partner and all that belongs to it: Serbia and its authorities and units" in words(listed)
    assert "Fuel trucks activity · 2014 · Serbian Air Force" in words(listed)


def test_every_part_of_the_page_includes_the_units(stranger: Client, serbia: Partner, air_force: Partner) -> None:
    given = taking_part(air_force, direction="Denmark gives", kind="exercise", when="2014")
    ActivityItemFactory(activity=given, quantity="14", stage="delivered")
    DeclarationPartyFactory(declaration=DeclarationFactory(title_en="Letter", status="in force"), partner=air_force)
    CommitmentFactory(title_en="Promise", committed_by=[air_force, serbia])
    CommitmentFactory(title_en="Other promise", committed_by=[air_force])
    MeetingFactory(title_en="Talks", host=air_force)
    ProgrammeFactory(title_en="Programme of both", channels=[air_force])
    FundingLineFactory(partner=air_force, money="DKK 100", stage="committed")
    shown = page(stranger, "/en/partners/rs/")
    numbers = re.findall(r'<a href="([^"]+)" data-total="(\d+)"', shown)
    assert ("/en/activities/?partner__within=rs", "1") in numbers
    assert ("/en/programmes/?partner__within=rs", "1") in numbers
    assert ("/en/meetings/?partner__within=rs", "1") in numbers
    assert ("/en/declarations/?partner__within=rs&amp;status=in+force", "1") in numbers
    assert ("/en/commitments/?standing=open&amp;committed_by__within=rs", "2") in numbers
    assert ("/en/activities/?partner__within=rs&amp;kind=exercise", "1") in numbers
    assert "Denmark gives delivered 14" in words(part(shown, '<section id="items">', "</section>"))
    assert "committed DKK 100" in words(part(shown, '<section id="money">', "</section>"))
    for name, said in (
        ("commitments-made", "Promise agreed Other promise agreed · Serbian Air Force"),
        ("programmes-channelled", "Programme of both bilateral · Serbian Air Force"),
        ("meetings-hosted", "Talks ministerial · Serbian Air Force"),
    ):
        found = words(part(shown, f'<section id="related-{name}">', "</section>")).replace(
            " signed Other", " signed · Other"
        )
        assert found.endswith(said), found


def test_a_unit_that_is_not_published_is_not_there(stranger: Client, serbia: Partner, air_force: Partner) -> None:
    taking_part(air_force, when="2014")
    before = page(stranger, "/en/partners/rs/")
    hidden = PartnerFactory(title_en="Secret unit", kind="military unit", parent=serbia, state="draft")
    below_hidden = PartnerFactory(title_en="Open base", kind="military unit", parent=hidden)
    activity = ActivityFactory(title_en="Exercise", when="2014")
    ActivityParticipantFactory(activity=activity, partner=hidden)
    ActivityParticipantFactory(activity=activity, partner=below_hidden)
    assert page(stranger, "/en/partners/rs/") == before
    assert "Serbia: 1 activity" in page(stranger, "/en/")
    assert "1 activity with Serbia and its" in text(stranger, "/en/activities/?partner__within=rs")
    assert "Exercise" in text(stranger, "/en/activities/")
    assert "No partner is called so." in text(stranger, f"/en/timeline/?partner__within={hidden.reference}")
    assert "is not among the choices" in text(stranger, f"/en/activities/?partner__within={hidden.reference}", 400)


def test_a_partner_with_hidden_units_alone_says_nothing_of_units(stranger: Client, serbia: Partner) -> None:
    before = page(stranger, "/en/partners/rs/")
    hidden = PartnerFactory(title_en="Secret unit", kind="military unit", parent=serbia, state="draft")
    taking_part(hidden, title_en="Exercise")
    assert page(stranger, "/en/partners/rs/") == before


@pytest.mark.parametrize("count", [1, 4])
def test_the_page_costs_the_same_however_many_units_and_levels_there_are(
    stranger: Client, serbia: Partner, air_force: Partner, count: int
) -> None:
    above = air_force
    for number in range(count):
        above = PartnerFactory(title_en=f"Unit {number}", kind="military unit", parent=above)
        taking_part(above, title_en=f"Course {number}", when="2014")
    page(stranger, "/en/partners/rs/")
    with CaptureQueriesContext(connection) as asked:
        shown = text(stranger, "/en/partners/rs/")
    for number in range(count):
        assert f"Course {number} training or course · 2014 · recipient · Unit {number}" in shown
    assert len(asked) == 21


def test_the_map_counts_units_for_each_country_they_are_below(stranger: Client, serbia: Partner) -> None:
    kingdom = PartnerFactory(reference="nl", title_en="Netherlands", iso_alpha2="NL")
    island = PartnerFactory(reference="aw", title_en="Aruba", iso_alpha2="AW", parent=kingdom)
    base = PartnerFactory(title_en="Base", kind="military unit", parent=island)
    unit = PartnerFactory(title_en="Unit", kind="military unit", parent=serbia)
    both = ActivityFactory(channels=[unit])
    for partner in (serbia, unit, base):
        ActivityParticipantFactory(activity=both, partner=partner)
    taking_part(kingdom)
    listed = part(page(stranger, "/en/"), '<ul class="ways">', "</ul>")
    assert words(listed) == "Netherlands 2 activities Aruba 1 activity Serbia 1 activity"
    assert '<a href="/en/activities/?partner__within=nl" data-total="2">' in listed
    assert "2 activities" in text(stranger, "/en/activities/?partner__within=nl")


def test_parts_are_found_at_every_level_and_circles_end() -> None:
    top = PartnerFactory()
    middle = PartnerFactory(parent=top)
    bottom = PartnerFactory(parent=middle)
    assert parts_below(Partner, [top.pk, bottom.pk]) == {top.pk: [middle.pk, bottom.pk]}
    Partner.objects.filter(pk=top.pk).update(parent=bottom)
    assert {key: sorted(keys) for key, keys in parts_below(Partner, [top.pk]).items()} == {
        top.pk: sorted([middle.pk, bottom.pk])
    }
    assert parts_below(Partner, []) == {}


@pytest.mark.parametrize("address", ["/en/activities/", "/en/items/", "/en/money/", "/en/timeline/", "/en/calendar/"])
@pytest.mark.parametrize("value", ["nobody", "%00", "not+recorded", "<b>"])
def test_what_cannot_be_read_is_said_and_never_an_error(stranger: Client, address: str, value: str) -> None:
    answer = stranger.get(f"{address}?partner__within={value}")
    assert answer.status_code in (200, 400)
    assert "<b>" not in answer.content.decode()


def test_the_filter_offers_to_leave_the_units_out(stranger: Client, serbia: Partner, air_force: Partner) -> None:
    taking_part(air_force)
    listed = page(stranger, "/da/activities/?partner__within=rs")
    assert "Partner: Serbien med tilhørende myndigheder og enheder fjern" in words(listed)
    assert '<input type="checkbox" name="partner__within" value="rs" checked>' in listed
    data = stranger.get("/en/activities.json?partner__within=rs").json()
    assert data["count"] == 1
    assert stranger.get("/en/activities.json?kind__within=exercise").status_code == 400


def test_serbias_page_has_what_went_to_its_air_force_and_the_training_at_krusevac(stranger: Client) -> None:
    call_command("import_register", str(ROOT / "fixtures"), verbosity=0)
    activities = words(part(page(stranger, "/en/partners/rs/"), '<section id="related-activities">', "</section>"))
    assert "recipient · Serbian Air Force" in activities
    assert "host · CBRN centre in Krusevac" in activities
    assert "FTK" not in words(section(stranger, "related-parts"))
    items = words(part(section(stranger, "items"), "<tbody", "</tbody>"))
    assert "Denmark gives delivered 26 vehicles" in items  # 14 fuel trucks and the 12 vehicles of the floods
    danish = page(stranger, "/da/partners/rs/")
    assert "Omfatter også partnerens myndigheder og enheder." in words(danish)
    own = words(part(page(stranger, "/en/partners/dk/"), '<section id="related-activities">', "</section>"))
    assert "provider · FTK" in own
