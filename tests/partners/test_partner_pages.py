import pytest
from django.test import Client

from tests.activities.factories import ActivityFactory, ActivityParticipantFactory
from tests.partners.factories import ContactPointFactory, MembershipFactory, PartnerCategoryFactory, PartnerFactory
from tests.public.reading import cost, page, part, text, words
from tests.public.world import fill

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_however_many(stranger: Client, count: int) -> None:
    listed = [PartnerFactory() for _ in range(count)]
    for partner in listed:
        fill(partner, count)
    assert cost(stranger, "/en/partners/", [partner.title_en for partner in listed]) == 12


@pytest.mark.parametrize("count", [1, 3])
def test_page_costs_the_same_however_much_it_shows(stranger: Client, count: int) -> None:
    partner = PartnerFactory()
    shown = fill(partner, count)
    assert cost(stranger, partner.get_absolute_url(), [partner.title_en, *shown]) == 48


def test_a_partner_shows_where_it_belongs_and_how_it_is_reached(stranger: Client) -> None:
    forum = PartnerFactory(title_en="Nordic Defence Cooperation", kind="forum")
    partner = PartnerFactory(iso_alpha2="DK", iso_alpha3="DNK", cooperation_since="2004")
    MembershipFactory(partner=partner, forum=forum, role="chair", period="2024")
    PartnerCategoryFactory(partner=partner, period="not known")
    ContactPointFactory(partner=partner, mail="post@example.org", telephone="+381 11 36 79 500")
    shown = page(stranger, partner.get_absolute_url())
    assert words(part(shown, '<tr id="memberships-1">', "</tr>")) == "Nordic Defence Cooperation chair 2024"
    assert "not known" in part(shown, '<tr id="categories-1">', "</tr>")
    assert '<a href="mailto:post@example.org"' in shown
    assert "cooperation since 2004" in words(part(shown, '<ul class="state"', "</ul>"))
    assert "chair" in words(
        part(page(stranger, forum.get_absolute_url()), '<section id="related-members">', "</section>")
    )


def test_a_partner_in_two_parts_of_an_activity_leads_to_it_once(stranger: Client) -> None:
    partner, activity = PartnerFactory(), ActivityFactory(title_en="LOGEX15", when="2015-21")
    for role in ("host", "participant"):
        ActivityParticipantFactory(activity=activity, partner=partner, role=role)
    shown = part(page(stranger, partner.get_absolute_url()), '<section id="related-activities">', "</section>")
    assert words(shown) == "Activities LOGEX15 training or course · spring 2015 · host · participant"


def test_a_partner_with_many_activities_leads_to_the_list_of_them(stranger: Client) -> None:
    partner = PartnerFactory(reference="rs")
    for number in range(52):
        ActivityParticipantFactory(partner=partner, activity=ActivityFactory(title_en=f"Course {number}"))
    shown = part(page(stranger, partner.get_absolute_url()), '<section id="related-activities">', "</section>")
    assert shown.count("<li>") == 50
    assert '<a href="/en/activities/?partner=rs">See all of them in the list</a>' in shown
    shown = text(stranger, "/en/activities/?partner=rs")
    assert f"52 activities with {partner}" in shown
    assert "Rows 1–50" in shown
