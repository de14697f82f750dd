from typing import Any

import pytest
from django.test import Client

from cooperation.programmes.models import Programme
from cooperation.records.models import State
from tests.declarations.factories import DeclarationFactory
from tests.desk.filling import address, errors_on, opened, saved, shown, with_row
from tests.desk.listing import costs, row_of
from tests.partners.factories import PartnerFactory
from tests.programmes.factories import ProgrammeFactory

pytestmark = pytest.mark.django_db


def test_the_list_costs_the_same_for_one_row_and_for_three(officer: Client) -> None:
    assert costs(officer, lambda: ProgrammeFactory(parent=ProgrammeFactory(), period="2006/..")) == [7, 7]


def test_the_list_shows_what_an_officer_looks_for(officer: Client) -> None:
    programme = ProgrammeFactory(reference="rs", title_en="Danish–Serbian programme", period="2006/..")
    assert row_of(officer, programme) == {
        "reference": "rs",
        "title": "Danish–Serbian programme",
        "kind": "bilateral",
        "status": "not known",
        "period": "since 2006",
        "parent": "–",
        "state": "published",
    }


def test_a_programme_is_entered_with_its_partners_and_what_it_rests_on(officer: Client) -> None:
    serbia, document = PartnerFactory(), DeclarationFactory()
    written = {"reference": "rs", "title_en": "The programme", "kind": "bilateral", "oda_share": "at least 40"}
    data = shown(officer.get(address(Programme, "add"))) | written | {"established_by": [str(document.pk)]}
    data = with_row(data, "partners", partner=serbia.pk, role="recipient")
    assert officer.post(address(Programme, "add"), data).status_code == 302
    programme: Any = Programme.objects.get(reference="rs")
    assert programme.partners.get().partner == serbia
    assert list(programme.established_by.all()) == [document]
    assert programme.oda_share_number == 40


def test_a_share_over_a_hundred_percent_is_refused(officer: Client) -> None:
    programme = ProgrammeFactory(state=State.DRAFT)
    assert errors_on(saved(officer, programme, opened(officer, programme) | {"oda_share": "140"}))


def test_a_partner_has_each_role_once(officer: Client) -> None:
    programme, partner = ProgrammeFactory(state=State.DRAFT), PartnerFactory()
    data = with_row(opened(officer, programme), "partners", partner=partner.pk, role="lead")
    page = saved(officer, programme, with_row(data, "partners", partner=partner.pk, role="lead"))
    assert page.status_code == 200
    assert programme.partners.count() == 0
