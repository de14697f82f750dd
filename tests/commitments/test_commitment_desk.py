import pytest
from django.test import Client

from cooperation.commitments.models import Commitment
from cooperation.records.models import State
from tests.commitments.factories import CommitmentFactory
from tests.declarations.factories import DeclarationFactory
from tests.desk.filling import address, errors_on, opened, saved, shown
from tests.desk.listing import costs, row_of
from tests.meetings.factories import MeetingFactory
from tests.partners.factories import PartnerFactory

pytestmark = pytest.mark.django_db


def test_the_list_costs_the_same_for_one_row_and_for_three(officer: Client) -> None:
    assert costs(
        officer, lambda: CommitmentFactory(declaration=DeclarationFactory(), meeting=MeetingFactory(), due="2026")
    ) == [7, 7]


def test_the_list_shows_what_an_officer_looks_for(officer: Client) -> None:
    commitment = CommitmentFactory(
        reference="ammo",
        title_en="Ammunition",
        operative_verb="endorsed",
        declaration=DeclarationFactory(title_en="Joint declaration"),
        due_kind="date",
        due="2026-12",
    )
    assert row_of(officer, commitment) == {
        "reference": "ammo",
        "title": "Ammunition",
        "operative_verb": "endorsed",
        "declaration": "Joint declaration",
        "meeting": "–",
        "due_kind": "by a date",
        "due": "December 2026",
        "state": "published",
    }


def test_a_commitment_is_entered_with_who_commits_to_whom(officer: Client) -> None:
    declaration, nordics, ukraine = DeclarationFactory(), PartnerFactory(), PartnerFactory()
    written = {"reference": "ua", "title_en": "Support", "text_en": "Go on supporting.", "operative_verb": "pledged"}
    links = {"declaration": str(declaration.pk), "committed_by": [str(nordics.pk)], "committed_to": [str(ukraine.pk)]}
    data = shown(officer.get(address(Commitment, "add"))) | written | links | {"target": "at least 5"}
    assert officer.post(address(Commitment, "add"), data).status_code == 302
    commitment = Commitment.objects.get(reference="ua")
    assert (commitment.committed_by.get(), commitment.committed_to.get()) == (nordics, ukraine)


def test_a_commitment_is_made_somewhere(officer: Client) -> None:
    commitment = CommitmentFactory(state=State.DRAFT)
    page = saved(officer, commitment, opened(officer, commitment) | {"declaration": "", "meeting": ""})
    assert errors_on(page) == {"declaration": ["Give the declaration or the meeting the commitment was made in."]}


def test_what_is_due_by_a_date_gives_it(officer: Client) -> None:
    commitment = CommitmentFactory(state=State.DRAFT)
    page = saved(officer, commitment, opened(officer, commitment) | {"due_kind": "date", "due": ""})
    assert list(errors_on(page)) == ["due"]
