from typing import Any

import pytest
from django.test import Client

from cooperation.declarations.models import Declaration
from cooperation.records.models import State
from tests.declarations.factories import DeclarationFactory
from tests.desk.filling import address, errors_on, opened, saved, shown, with_row
from tests.desk.listing import costs, row_of, rows_listed
from tests.partners.factories import PartnerFactory
from tests.people.factories import PersonFactory

pytestmark = pytest.mark.django_db


def test_the_list_costs_the_same_for_one_row_and_for_three(officer: Client) -> None:
    assert costs(officer, lambda: DeclarationFactory(signed="2004")) == [7, 7]


def test_the_list_shows_what_an_officer_looks_for(officer: Client) -> None:
    declaration = DeclarationFactory(
        reference="loi", title_en="Letter of Intent", kind="letter of intent", status="signed", signed="2004"
    )
    assert row_of(officer, declaration) == {
        "reference": "loi",
        "title": "Letter of Intent",
        "kind": "letter of intent",
        "status": "signed or adopted",
        "signed": "2004",
        "third_party": "–",
        "state": "published",
    }


def test_a_declaration_is_entered_with_its_parties_and_relations(officer: Client) -> None:
    g7, denmark, director = DeclarationFactory(), PartnerFactory(), PersonFactory()
    written = {"reference": "ua", "title_en": "Security agreement", "kind": "agreement", "status": "in negotiation"}
    written |= {"announced": "2024-02-08?", "announced_basis": "inferred"}
    data = shown(officer.get(address(Declaration, "add"))) | written | {"directed_by": [str(director.pk)]}
    data = with_row(data, "parties", partner=denmark.pk, capacity="party", date="not known")
    data = with_row(data, "relations", kind="implements", target=g7.pk)
    answer = officer.post(address(Declaration, "add"), data)
    assert answer.status_code == 302, errors_on(answer)
    declaration: Any = Declaration.objects.get(reference="ua")
    assert declaration.announced.text == "2024-02-08?"
    assert (declaration.parties.get().partner, declaration.relations.get().target) == (denmark, g7)


def test_a_declaration_is_found_by_its_title_as_printed(officer: Client) -> None:
    DeclarationFactory(reference="joint", title_en="Joint declaration", title_as_printed="Joint decleration")
    DeclarationFactory(reference="other")
    assert rows_listed(officer, Declaration, q="decleration") == ["joint"]


def test_it_ends_no_earlier_than_it_was_signed(officer: Client) -> None:
    declaration = DeclarationFactory(state=State.DRAFT, signed="2004")
    page = saved(officer, declaration, opened(officer, declaration) | {"ended": "2003"})
    assert errors_on(page) == {"ended": ["It can't have ended before it was signed or came into force."]}


def test_a_declaration_is_not_related_to_itself(officer: Client) -> None:
    declaration = DeclarationFactory(state=State.DRAFT)
    data = with_row(opened(officer, declaration), "relations", kind="cites", target=declaration.pk)
    assert list(errors_on(saved(officer, declaration, data))) == ["relations-0-target"]
