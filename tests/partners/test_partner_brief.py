"""The country brief: numbers that lead to their rows, a timeline, sums that say what they leave out."""

import re
from datetime import date

import pytest
from django.test import Client

from tests.activities.factories import ActivityFactory, ActivityItemFactory, ActivityParticipantFactory
from tests.commitments.factories import CommitmentFactory, ProgressFactory
from tests.declarations.factories import DeclarationFactory, DeclarationPartyFactory
from tests.funds.factories import FundFactory, FundingLineFactory
from tests.partners.factories import PartnerFactory
from tests.public.reading import page, part, text, words
from tests.public.world import draft
from tests.vocabulary.factories import UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def serbia() -> object:
    return PartnerFactory(reference="rs", title_en="Serbia", iso_alpha2="RS")


def section(client: Client, name: str) -> str:
    return part(page(client, "/en/partners/rs/"), f'<section id="{name}">', "</section>")


def activity(partner: object, **fields: object) -> object:
    made = ActivityFactory(**fields)
    ActivityParticipantFactory(activity=made, partner=partner)
    return made


def test_figures_lead_to_their_lists_and_say_what_they_hold(stranger: Client, serbia: object) -> None:
    for direction in ("Denmark gives", "third party"):
        activity(serbia, direction=direction)
    activity(serbia, state="draft")
    shown = section(stranger, "in-figures")
    assert '<a href="/en/activities/?partner=rs" data-total="2">2 activities</a>' in shown
    assert "Counts the 1 by third parties, too, which are no Danish cooperation." in words(shown)
    assert "2 activities with Serbia" in text(stranger, "/en/activities/?partner=rs")


def test_the_timeline_draws_and_lists_the_same(stranger: Client, serbia: object) -> None:
    activity(serbia, title_en="Floods", when="2014-05")
    activity(serbia, title_en="Undated", when=None)
    DeclarationPartyFactory(declaration=DeclarationFactory(title_en="Letter", signed="2004"), partner=serbia)
    shown = section(stranger, "timeline")
    assert re.findall(r"<text x=[^>]+>([^<]+)</text>", shown) == ["May 2014: Floods", "2004: Letter"]
    assert words(part(shown, '<ul class="links">', "</ul>")) == "Floods activity · May 2014 Letter declaration · 2004"
    assert '<a href="/en/timeline/?partner=rs&amp;undated=1" data-total="1">1 record without a date</a>' in shown


def test_activities_by_kind_and_year_count_wherever_they_may_fall(stranger: Client, serbia: object) -> None:
    for when in ("2014", "2014-05", "2014/2015", None):
        activity(serbia, kind="exercise", when=when)
    shown = section(stranger, "by-kind")
    assert words(part(shown, "<tbody>", "</tbody>")).split() == [
        "Exercise", "3", "1", "1", "4",
    ]  # fmt: skip
    assert re.findall(r'class="level-(\d)"', shown) == ["4", "1"]


def test_a_commitment_is_open_until_it_is_complete_or_overtaken(stranger: Client, serbia: object) -> None:
    never, reopened, complete = (CommitmentFactory(title_en=f"Promise {n}", committed_by=[serbia]) for n in range(3))
    ProgressFactory(commitment=complete, day=date(2020, 1, 1), status="limited")
    ProgressFactory(commitment=complete, day=date(2021, 1, 1), status="overtaken")
    ProgressFactory(commitment=reopened, day=date(2020, 1, 1), status="overtaken")
    ProgressFactory(commitment=reopened, day=date(2021, 1, 1), status="limited")
    assert 'standing=open&amp;committed_by=rs" data-total="2">2 commitments</a>' in section(stranger, "in-figures")
    listed = page(stranger, "/en/commitments/?standing=open&committed_by=rs")
    assert never.title_en in listed
    assert reopened.title_en in listed
    assert complete.title_en not in listed
    assert complete.title_en in page(stranger, "/en/commitments/?standing=overtaken")


def test_items_are_added_by_unit_and_stage_and_what_has_no_figure_is_left_out(stranger: Client, serbia: object) -> None:
    truck = UnitFactory(reference="truck", title_en="truck", plural_en="trucks")
    given = activity(serbia, direction="Denmark gives")
    for quantity in ("14", "at least 3", "unquantified: many", "not known"):
        ActivityItemFactory(activity=given, quantity=quantity, unit=truck, stage="delivered")
    ActivityItemFactory(activity=given, quantity="5", unit=truck, stage="announced")
    hidden = draft(ActivityFactory._meta.model)
    ActivityParticipantFactory(activity=hidden, partner=serbia)
    ActivityItemFactory(activity=hidden, quantity="100", unit=truck, stage="delivered")
    said = words(part(section(stranger, "items"), "<tbody", "</tbody>"))
    assert "Denmark gives announced 5 trucks" in said
    assert "Denmark gives delivered at least 17 trucks leaves out 2 rows : 1 not quantified, 1 not known" in said
    rows = "/en/items/?partner=rs&direction=Denmark+gives&stage=delivered&unit=truck"
    assert "2 rows" in text(stranger, f"{rows}&figure=with")
    assert "2 rows" in text(stranger, f"{rows}&figure=without")


def test_money_is_added_within_one_currency_and_stage_only(stranger: Client, serbia: object) -> None:
    for money, stage in (
        ("DKK 100", "committed"), ("DKK 50", "committed"), ("EUR 7", "committed"), ("DKK 40", "disbursed"),
        ("withheld", "disbursed"),
    ):  # fmt: skip
        FundingLineFactory(partner=serbia, money=money, stage=stage)
    FundingLineFactory(money="DKK 1000", stage="committed")
    FundingLineFactory(partner=serbia, money="DKK 9", stage="baseline", counts_in_totals=False, why_not_en="A level")
    said = words(part(section(stranger, "money"), "<tbody", "</tbody>"))
    assert "Counts in totals committed DKK 150" in said
    assert "Counts in totals committed EUR 7" in said
    assert "Counts in totals disbursed DKK 40" in said
    assert "disbursed leaves out 1 row : 1 withheld" in said
    assert "Does not count in totals; each row says why baseline DKK 9" in said
    address = "/en/money/?partner=rs&stage=committed&counts=yes&currency=DKK&figure=with"
    assert "2 rows" in text(stranger, address)


def test_rows_are_chosen_by_names_in_the_language_of_the_page(stranger: Client, serbia: object) -> None:
    fund = FundFactory(reference="psf", title_en="Peace Fund", title_da="Fredsfonden")
    FundingLineFactory(fund=fund, partner=serbia)
    FundingLineFactory(partner=serbia)
    draft(FundFactory._meta.model, reference="hidden")
    UnitFactory(reference="truck", title_en="truck", title_da="lastbil", plural_en="trucks", plural_da="lastbiler")
    shown = page(stranger, "/da/money/?fund=psf&partner=Serbia")
    assert '<option value="psf" selected>Fredsfonden</option>' in shown
    assert "Fond: Fredsfonden fjern" in words(shown)
    assert "1 række" in words(shown)
    assert '<option value="truck">lastbil</option>' in page(stranger, "/da/items/")
    assert "hidden" not in part(shown, '<select name="fund"', "</select>")
    assert "1 row" not in text(stranger, "/en/money/?fund=hidden")


def test_what_only_sums_ask_for_is_shown_where_it_is_asked(stranger: Client) -> None:
    assert "Exactly these years" not in text(stranger, "/en/money/")
    assert "Without a unit" not in text(stranger, "/en/items/")
    assert "Exactly these years: 2023 remove" in text(stranger, "/en/money/?years=2023")
    assert 'name="no_unit"' in page(stranger, "/en/items/?no_unit=1")


@pytest.mark.parametrize("address", ["/en/items/", "/en/money/"])
@pytest.mark.parametrize(
    "query", ["partner=nobody", "stage=zzz", "figure=%00", "partner=%00", "page=-1", "page=999999999", "unit=<b>"]
)
def test_what_cannot_be_read_is_said_and_never_an_error(stranger: Client, address: str, query: str) -> None:
    answer = stranger.get(f"{address}?{query}")
    assert answer.status_code in (200, 404)
    assert "<b>" not in answer.content.decode()


def test_a_draft_partner_has_no_rows(stranger: Client) -> None:
    hidden = draft(PartnerFactory._meta.model, reference="secret")
    FundingLineFactory(partner=hidden, money="DKK 1")
    assert "No partner is called so." in text(stranger, "/en/money/?partner=secret")
    assert "0 rows" in text(stranger, "/en/money/")
