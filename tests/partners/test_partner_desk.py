import pytest
from django.test import Client

from cooperation.partners.models import Partner
from cooperation.records.models import State
from tests.desk.filling import address, errors_on, opened, saved, shown, with_row
from tests.desk.listing import costs, row_of
from tests.partners.factories import PartnerFactory
from tests.vocabulary.factories import CategoryFactory

pytestmark = pytest.mark.django_db


def test_the_list_costs_the_same_for_one_row_and_for_three(officer: Client) -> None:
    assert costs(
        officer, lambda: PartnerFactory(parent=PartnerFactory(kind="authority"), cooperation_since="2004")
    ) == [8, 8]


def test_the_list_shows_what_an_officer_looks_for(officer: Client) -> None:
    partner = PartnerFactory(
        reference="rs", title_en="Serbia", kind="country", iso_alpha2="RS", iso_alpha3="SRB", cooperation_since="2004"
    )
    assert row_of(officer, partner) == {
        "reference": "rs",
        "title": "Serbia",
        "kind": "country",
        "standing": "cooperates",
        "iso_alpha2": "RS",
        "parent": "–",
        "cooperation_since": "2004",
        "state": "published",
    }


def test_a_partner_is_entered_with_names_category_membership_and_contact(officer: Client) -> None:
    forum, category = PartnerFactory(kind="forum"), CategoryFactory()
    data = shown(officer.get(address(Partner, "add"))) | {"reference": "rs", "title_en": "Serbia", "kind": "country"}
    data = with_row(data, "names", kind="local", name="Srbija")
    data = with_row(data, "categories", category=category.pk, period="2006/..")
    data = with_row(data, "memberships", forum=forum.pk, role="observer", period="not known")
    data = with_row(data, "contact_points", kind="embassy", telephone="+381 11 1234")
    assert officer.post(address(Partner, "add"), data).status_code == 302
    partner = Partner.objects.matching_for_officers("srbija").get()
    assert str(partner.categories.get().period) == "since 2006"
    assert (partner.memberships.get().forum, partner.contact_points.get().kind) == (forum, "embassy")


def test_only_a_country_has_a_code(officer: Client) -> None:
    partner = PartnerFactory(kind="forum", state=State.DRAFT)
    page = saved(officer, partner, opened(officer, partner) | {"iso_alpha2": "RS"})
    assert errors_on(page) == {"kind": ["Only a country has an ISO 3166-1 code."]}


def test_a_code_that_another_partner_has_is_refused(officer: Client) -> None:
    PartnerFactory(kind="country", iso_alpha2="RS")
    partner = PartnerFactory(kind="country", state=State.DRAFT)
    page = saved(officer, partner, opened(officer, partner) | {"iso_alpha2": "RS"})
    assert "Another partner has this ISO 3166-1 alpha-2 code." in page.content.decode()


def test_a_partner_is_no_member_of_itself(officer: Client) -> None:
    partner = PartnerFactory(kind="forum", state=State.DRAFT)
    page = saved(officer, partner, with_row(opened(officer, partner), "memberships", forum=partner.pk, role="member"))
    assert list(errors_on(page)) == ["memberships-0-forum"]
