"""One sample file a defect: what the officer is told, word for word, and that the register stays as it was."""

import pytest

from tests.commitments.factories import CommitmentFactory
from tests.exchange.reading_samples import READ, REFUSED
from tests.exchange.spreadsheets import SAMPLES, refusal, register
from tests.meetings.factories import MeetingFactory
from tests.partners.factories import PartnerFactory
from tests.sources.factories import SourceFactory

pytestmark = pytest.mark.django_db

KINDS = "bilateral, regional, fund, project, line of support"
DATES = "2004, May 2014, spring 2015, 21 November 2024, 2018–2023, since 2006 or not known"
CIRCLE = "“parent programme” runs in a circle: a record can't stand above itself."

PROGRAMMES = {
    **{name: [message] for name, message in REFUSED.items()},
    "missing_key_column.csv": ["the key column “Reference” is missing"],
    "missing_key.csv": [", row 2, column A “Reference”: nothing stands here, and every row needs it"],
    "unknown_column.csv": [
        ", row 1, column B “Titel (English)”: unknown column; nearest: Title (English)",
        ", row 1, column D “Colour”: unknown column",
    ],
    "column_twice.csv": [", row 1, column C “Title (English)”: the sheet has this column twice"],
    "unknown_partner.csv": [
        (
            ", row 2, column D “Lead authority”: “Ministry of Defense”: "
            "no partner has this reference or name; nearest: Ministry of Defence (ministry-of-defence)"
        )
    ],
    "ambiguous_partner.csv": [
        (
            ", row 2, column D “Lead authority”: “Ministry”: several match as partner: ministry-a, ministry-b; "
            "write the reference"
        )
    ],
    "repeated_reference.csv": [", row 4, column A “Reference”: “mountain-training”: row 2 has the same key"],
    "malformed_reference.csv": [
        (
            ", row 2, column A “Reference”: “Mountain Training”: "
            "Write small letters a–z, digits and single hyphens, for example “rs-loi-2004”."
        )
    ],
    "date_that_does_not_exist.csv": [
        ", row 2, column D “Period”: “2024-02-30”: that month has days 1 to 29. Write for example 29 February 2024."
    ],
    "misspelt_choice.csv": [", row 2, column C “Kind”: “projekt om bjerge”: expected one of: " + KINDS],
    "other_language_separators.csv": [
        ", row 2, column D “ODA share (%)”: “1.500” may be read as “1500” or as “1.5”. Write the one you mean."
    ],
    "share_over_all.csv": [", row 2, column D “ODA share (%)”: “150”: A share is at most 100 per cent."],
    "new_record_without_kind.csv": [", row 2, column “Kind”: a new record needs this column"],
    "circular_parent.csv": [
        f", row 2, column D “Parent programme”: “hill”: {CIRCLE} valley → hill → summit → valley",
        f", row 3, column D “Parent programme”: “summit”: {CIRCLE} hill → summit → valley → hill",
        f", row 4, column D “Parent programme”: “valley”: {CIRCLE} summit → valley → hill → summit",
    ],
    "many_mistakes.csv": [
        ", row 2, column B “Title (English)”: nothing stands here, and every row needs it",
        f", row 2, column C “Kind”: “projct”: expected one of: {KINDS}; nearest: project",
        (
            ", row 2, column D “Period”: “2024-13”: there is no month 13. Months are 1 to 12. "
            "Write for example 2024-11, November 2024 or spring 2024."
        ),
        ", row 2, column E “Lead authority”: “Nowhere”: no partner has this reference or name",
        f", row 3, column D “Period”: “soon” is not a date. Write for example {DATES}.",
    ],
}
OTHERS = {
    "two_heads_of_delegation.csv": (
        "meeting_participants",
        (
            ", row 3, column C “Role”: “head of delegation”: "
            "This partner has a head of delegation already; a delegation has one head."
        ),
    ),
    "complete_without_evidence.csv": (
        "progress",
        (
            ", row 2, column C “Status”: “complete”: "
            "“Complete” needs evidence: name an activity, a declaration or a source."
        ),
    ),
    "citation_of_no_field.csv": (
        "citations",
        ", row 2, column C “Field”: “wehn” is no field of this kind of record.",
    ),
}
WORKS = {
    "amount_without_currency.csv",  # these three: test_amounts
    "value_in_two_currencies.csv",
    "weapons_in_euros.csv",
    "times_in_utc.csv",
    "shortened_by_a_program.csv",  # these three: test_reading_cells
    "shortened_dates.ods",
    "shortened_dates.xlsx",
    "beograd_2014_2015.xlsx",
    "embassy.ods",
    "embassy.xlsx",
    "header_only.csv",
    "refers_further_down.csv",
    "refers_to_another_sheet",
    "danish_titles_semicolons.csv",
}


@pytest.fixture(autouse=True)
def records() -> None:
    PartnerFactory(reference="dk", title_en="Denmark", iso_alpha2="DK")
    PartnerFactory(reference="ministry-of-defence", title_en="Ministry of Defence", kind="authority")
    PartnerFactory(reference="ministry-a", title_en="Ministry", kind="authority")
    PartnerFactory(reference="ministry-b", title_en="Ministry", kind="authority")
    CommitmentFactory(reference="ammunition", meeting=MeetingFactory(reference="spring-talks"))
    SourceFactory(reference="minutes")


def placed(name: str, message: str) -> str:
    return name + (message if message.startswith(", ") else f": {message}")


@pytest.mark.parametrize("name", PROGRAMMES)
def test_a_bad_file_is_told_apart_and_changes_nothing(name: str) -> None:
    before = register()

    told = refusal(SAMPLES / name, "programmes")

    assert told == [placed(name, message) for message in PROGRAMMES[name]]
    assert register() == before


@pytest.mark.parametrize("name", OTHERS)
def test_a_rule_over_rows_is_told_and_changes_nothing(name: str) -> None:
    sheet, message = OTHERS[name]
    before = register()

    assert refusal(SAMPLES / name, sheet) == [name + message]
    assert register() == before


def test_every_sample_file_has_its_test() -> None:
    assert {path.name for path in SAMPLES.iterdir()} == {*PROGRAMMES, *OTHERS, *WORKS, *READ}
