"""What a record asks of itself is asked of an imported row as well, also where only some records are asked."""

from typing import Any

import pytest

from cooperation.exchange.reading import Sheet
from tests.activities.factories import ActivityFactory
from tests.exchange.spreadsheets import planned
from tests.programmes.factories import ProgrammeFactory

pytestmark = pytest.mark.django_db

STATUS = "What is reported to IATI needs a status."
DATE = "What is reported to IATI needs a date."


def problems(name: str, header: list[str], *rows: list[Any]) -> list[str]:
    plan = planned(Sheet(name, f"{name}.csv", header, list(enumerate(rows, start=2))))
    return [str(problem) for problem in plan.problems]


def test_a_programme_reported_to_iati_needs_a_status_and_a_date() -> None:
    header = ["Reference", "Title (English)", "Kind", "Status", "Period", "Reported to IATI"]
    wrong = problems(
        "programmes",
        header,
        ["a", "Without a status", "regional", "not known", "2014", "yes"],
        ["b", "Without a date", "regional", "completed", "not known", "yes"],
        ["c", "With both", "regional", "completed", "2014", "yes"],
        ["d", "Not reported", "regional", "not known", "", "no"],
    )
    assert len(wrong) == 2
    assert STATUS in wrong[0]
    assert DATE in wrong[1]


def test_it_keeps_them_when_a_file_says_nothing_of_iati() -> None:
    ActivityFactory(reference="reported", status="completed", when="2014", iati_reportable=True)
    ActivityFactory(reference="other", status="completed", when="2014")
    wrong = problems("activities", ["Reference", "Status"], ["reported", "not known"], ["other", "not known"])
    assert len(wrong) == 1
    assert STATUS in wrong[0]


def test_the_desk_asks_the_same() -> None:
    for factory, date in ((ProgrammeFactory, "period"), (ActivityFactory, "when")):
        record = factory(iati_reportable=False)
        record.iati_reportable = True
        with pytest.raises(Exception, match="needs a status"):
            record.full_clean()
        record.status = "completed"
        with pytest.raises(Exception, match="needs a date"):
            record.full_clean()
        setattr(record, date, "2014-05")
        record.full_clean()
