import pytest
from django.test import Client

from cooperation.records.models import State
from cooperation.statements.models import Statement
from tests.desk.filling import address, errors_on, opened, saved, shown
from tests.desk.listing import costs, row_of
from tests.funds.factories import FundFactory
from tests.partners.factories import PartnerFactory
from tests.statements.factories import StatementFactory

pytestmark = pytest.mark.django_db


def test_the_list_costs_the_same_for_one_row_and_for_three(officer: Client) -> None:
    assert costs(officer, lambda: StatementFactory(speaker=PartnerFactory(), when="199X")) == [7, 7]


def test_the_list_shows_what_an_officer_looks_for(officer: Client) -> None:
    speaker = PartnerFactory(title_en="Ministry of Defence")
    statement = StatementFactory(reference="aim", title_en="The aim", kind="policy aim", speaker=speaker, when="199X")
    assert row_of(officer, statement) == {
        "reference": "aim",
        "title": "The aim",
        "kind": "policy aim",
        "speaker": "Ministry of Defence",
        "when": "the 1990s",
        "state": "published",
    }


def test_a_statement_is_entered_with_its_speaker_and_what_it_is_about(officer: Client) -> None:
    speaker, fund = PartnerFactory(), FundFactory()
    written = {"reference": "aim", "title_en": "The aim", "kind": "policy aim", "text_en": "Stabilise."}
    data = shown(officer.get(address(Statement, "add"))) | written
    data |= {"speaker": str(speaker.pk), "about_funds": [str(fund.pk)]}
    assert officer.post(address(Statement, "add"), data).status_code == 302
    statement = Statement.objects.get(reference="aim")
    assert (statement.speaker, statement.about_funds.get()) == (speaker, fund)


def test_a_statement_is_somebodys(officer: Client) -> None:
    statement = StatementFactory(state=State.DRAFT)
    nobody = {"speaker": "", "speaker_person": "", "speaker_source": ""}
    page = saved(officer, statement, opened(officer, statement) | nobody)
    assert errors_on(page) == {"speaker": ["Say whose statement it is."]}
