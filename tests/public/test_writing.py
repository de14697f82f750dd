"""Values as HTML, and the literals the shared machinery has in common with the kinds of record."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.utils.safestring import SafeString
from django.utils.translation import override

from cooperation.activities.models import Direction
from cooperation.meetings.models import MeetingStatus
from cooperation.public.marks import REPORTED, THIRD_PARTY, UNNAMED_SOURCES
from cooperation.public.shown import Dated, Measured, Web
from cooperation.public.sorting import alphabetical
from cooperation.public.writing import brief, listed, written
from cooperation.records.languages import LocalText
from cooperation.records.reliability import Reliability
from cooperation.values.absence import Absence
from cooperation.values.money import Money
from cooperation.values.partial_date import PartialDate
from cooperation.values.quantity import Quantity
from tests.partners.factories import PartnerFactory


@pytest.mark.parametrize(
    ("value", "html"),
    [
        ("<b>", "&lt;b&gt;"),
        (Absence.WITHHELD, '<span class="absent">withheld</span>'),
        (LocalText("a & b\nc", "en", False), "a &amp; b<br>c"),
        (LocalText("æ", "da", True), '<span lang="da">æ</span>'),
        (PartialDate.parse("2015-21"), '<span class="unbroken">spring 2015</span>'),
        (PartialDate.parse("2015-05-03/2016-06-04"), "3 May 2015 – 4 June 2016"),
        (Money.parse("DKK 84000000"), '<span class="unbroken">DKK 84 million</span>'),
        (Measured(Quantity.parse("unquantified: <very> many")), "&lt;very&gt; many"),
        (date(2026, 8, 1), '<time datetime="2026-08-01">1 August 2026</time>'),
        (datetime(2026, 7, 31, 22, 30, tzinfo=UTC), '<time datetime="2026-08-01">1 August 2026</time>'),
        (True, "yes"),
        (False, "no"),
        (Web("data:text/html,x"), "data:text/html,x"),
        (Web("mailto:x@y.z"), "mailto:x@y.z"),
    ],
)
def test_a_value_is_written_safely(value: Any, html: str) -> None:
    shown = written(value)
    assert isinstance(shown, SafeString)
    assert html in shown


def test_values_follow_the_language_of_the_page() -> None:
    with override("da"):
        assert "foråret 2015" in written(PartialDate.parse("2015-21"))
        assert "ikke kendt" in written(Absence.NOT_KNOWN)
        assert written(date(2026, 8, 1)).endswith(">1. august 2026</time>")


def test_an_inferred_date_says_so_once() -> None:
    doubtful = Dated(PartialDate.parse("2024-02-08?"), "inferred", "8 February")
    assert written(doubtful).count("inferred") == 1
    assert "mark" not in brief(doubtful)
    assert '<span class="mark">date inferred</span>' in brief(Dated(PartialDate.parse("2024"), "inferred"))


def test_a_few_values_are_listed_once_each() -> None:
    assert listed(map(SafeString, "aba"), 4) == "a, b"
    assert listed(map(SafeString, "abc"), 2) == "a, b and 1 more"


@pytest.mark.django_db
def test_a_draft_is_written_nowhere() -> None:
    assert written(PartnerFactory(state="draft")) == ""


def test_danish_letters_sort_last() -> None:
    titles = ["Åland", "Ærø", "Østrig", "Zagreb", "albanien", "Šumadija", "Sverige"]
    assert sorted(titles, key=alphabetical) == ["albanien", "Šumadija", "Sverige", "Zagreb", "Ærø", "Østrig", "Åland"]


def test_marks_name_the_values_the_kinds_of_record_have() -> None:
    assert UNNAMED_SOURCES == Reliability.UNNAMED_SOURCES
    assert REPORTED == MeetingStatus.REPORTED
    assert THIRD_PARTY == Direction.THIRD_PARTY
