"""Records of every kind that concern one partner, with values that spreadsheet programs like to change."""

from datetime import date

from cooperation.models import Partner
from tests.activities.factories import ActivityFactory, ActivityItemFactory, ActivityParticipantFactory
from tests.commitments.factories import CommitmentFactory, ProgressFactory
from tests.declarations.factories import DeclarationFactory, DeclarationPartyFactory, DeclarationRelationFactory
from tests.funds.factories import FundFactory, FundingLineFactory
from tests.meetings.factories import AgendaItemFactory, MeetingFactory, MeetingParticipantFactory, OutcomeFactory
from tests.partners.factories import (
    ContactPointFactory,
    MembershipFactory,
    PartnerCategoryFactory,
    PartnerFactory,
    PartnerNameFactory,
)
from tests.people.factories import OfficeFactory, PersonFactory, PersonSpellingFactory
from tests.programmes.factories import ProgrammeFactory, ProgrammePartnerFactory
from tests.records.factories import CitationFactory
from tests.sources.factories import SourceFactory
from tests.statements.factories import StatementFactory

DATES = [
    *("2004", "2014-05", "2015-21", "2024-11-21", "2006/..", "2018/2023", "../2016", "2017-01~", "199X", "2024-02-08?"),
    *("1850-03-04", "1899-12-31", "1900-01-01", "1900-02-28", "1900-03-01", "2014-05-01/2014-05-09"),
    *("not known", "none", "withheld"),
]
QUANTITIES = [
    *("14", "0", "0.5", "1425.5", "1.4250", "123456789012345", "12345678901234.5678"),
    *("at least 14", "about 200", "unquantified: a great many", "unquantified: 14 or so"),
    *("not known", "none", "withheld"),
]
SUMS = [
    *("DKK 84000000", "DKK 0", "DKK 0.5", "DKK 1.4250", "DKK 1425.0001", "DKK 12345678901234.5678"),
    *("EUR 1800000", "EUR 1.4250", "USD 0.01", "not known", "none", "withheld"),
]
TEXTS = [
    *("=1+1", "'=1+1", "'", "''", "'quoted'", "+45 12 34", "-5 degrees", "@home", "- a list\n- of two"),
    *(
        "2004",
        "007",
        "1.0",
        "1e5",
        "1E400",
        "-5",
        "-5.25",
        "40 %",
        "12:30",
        "21-11-2024",
        "2024-11-21",
        "1/2",
        "May 14",
    ),
    *("yes", "no", "TRUE", "FALSK", "NULL", "none", "not known", "withheld", "#1", "# heading", "Err 502"),
    *("one\ntwo", "one\n\n\nthree", "two  spaces", "tab\tinside", "a\u00a0b", "soft\u00adhyphen", "zero\u200bwidth"),
    *(
        "_x000D_",
        "a_x0041_b",
        "<b>&amp;</b>",
        "\u201ccurly\u201d \u2019 \u2013 \u2026",
        "😀 emoji",
        "Øvelse på Århus havn – é",
    ),
    *("line\u2028separator", "שלום", "a; b; c", 'a "quoted" word', "sep=;", "long " * 6553 + "en"),
]


def odd_partner() -> Partner:
    """Make a partner with records and child rows of every kind."""
    partner: Partner = PartnerFactory(reference="odd", title_en="'Odd", title_da="=Odd", summary_en="- first\n- second")
    PartnerNameFactory(partner=partner, name="'Odd name")
    MembershipFactory(partner=partner, period="2004~/..")
    PartnerCategoryFactory(partner=partner)
    ContactPointFactory(partner=partner, telephone="+45 12 34", address="=Road 1\nTown  two spaces")
    person = PersonFactory()
    PersonSpellingFactory(person=person, name="@Spelling")
    OfficeFactory(person=person, body=partner, period="not known")
    for date_text in DATES:
        activity = ActivityFactory(when=date_text, when_note="2004?")
        ActivityParticipantFactory(activity=activity, partner=partner)
    for text in QUANTITIES:
        ActivityItemFactory(activity=activity, quantity=text)
    for text in SUMS:
        ActivityItemFactory(activity=activity, value=text)
    CitationFactory(record=activity, source=SourceFactory(publisher=partner), field="items.3")
    programme = ProgrammeFactory(period="2018/2023~")
    ProgrammePartnerFactory(programme=programme, partner=partner)
    fund = FundFactory()
    for text in SUMS:
        FundingLineFactory(fund=fund, partner=partner, money=text, years="2024/2028")
    meeting = MeetingFactory(when="2024-02-08?", host=partner)
    MeetingParticipantFactory(meeting=meeting, partner=partner)
    AgendaItemFactory(meeting=meeting, text_en="1. May 14")
    OutcomeFactory(meeting=meeting, text_en="=Outcome")
    declaration = DeclarationFactory()
    DeclarationPartyFactory(declaration=declaration, partner=partner)
    DeclarationRelationFactory(declaration=declaration)
    odd_commitments(partner)
    for text in TEXTS:
        StatementFactory(speaker=partner, text_en=text, title_en=" ".join(text[:200].split()))
    return partner


def odd_commitments(partner: Partner) -> None:
    for text in DATES:
        CommitmentFactory(committed_by=[partner], due_kind="date", due=text)
    for kind in ("condition", "open"):
        commitment = CommitmentFactory(
            committed_by=[partner],
            committed_to=[partner, PartnerFactory()],
            due_kind=kind,
            due_condition_en="- once ratified",
            target="at least 3" if kind == "open" else "withheld",
            target_money="withheld",
        )
        ProgressFactory(commitment=commitment)
        ProgressFactory(commitment=commitment, day=date(1899, 1, 31), text_en="one\ntwo")
