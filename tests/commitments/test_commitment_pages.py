import pytest
from django.test import Client

from tests.activities.factories import ActivityFactory
from tests.commitments.factories import CommitmentFactory, ProgressFactory
from tests.partners.factories import PartnerFactory
from tests.public.reading import cost, page, part, words
from tests.public.world import fill
from tests.vocabulary.factories import UnitFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_however_many(stranger: Client, count: int) -> None:
    listed = [CommitmentFactory() for _ in range(count)]
    for commitment in listed:
        fill(commitment, count)
    assert cost(stranger, "/en/commitments/", [commitment.title_en for commitment in listed]) == 18


@pytest.mark.parametrize("count", [1, 3])
def test_page_costs_the_same_however_much_it_shows(stranger: Client, count: int) -> None:
    commitment = CommitmentFactory()
    shown = fill(commitment, count)
    assert cost(stranger, commitment.get_absolute_url(), [commitment.title_en, *shown]) == 11


def test_a_commitment_tells_who_promises_what_and_how_far_it_has_come(stranger: Client) -> None:
    commitment = CommitmentFactory(
        committed_by=[PartnerFactory(title_en="Ukraine")],
        target="at least 3",
        target_unit=UnitFactory(plural_en="corridors"),
        due_kind="date",
        due="not known",
    )
    shown_evidence = ActivityFactory(title_en="A course")
    hidden_evidence = ActivityFactory(title_en="A secret", state="draft")
    ProgressFactory(commitment=commitment, status="limited", evidence_activities=[shown_evidence, hidden_evidence])
    shown = page(stranger, commitment.get_absolute_url())
    facts = words(part(shown, '<dl class="facts">', "</dl>"))
    assert "Who commits Ukraine" in facts
    assert "Measurable target at least 3 corridors" in facts
    assert "Due by a date Due date not known" in facts
    progress = words(part(shown, '<tr id="progress-1">', "</tr>"))
    assert progress == "31 January 2024 limited A course"
    assert commitment.title_en in words(page(stranger, shown_evidence.get_absolute_url()))
