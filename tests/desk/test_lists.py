"""What every list of the desk does."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from cooperation.meetings.models import Meeting
from cooperation.records.models import Record
from tests.desk.filling import address
from tests.desk.listing import cells, rows_listed, sorted_by
from tests.house.kinds import RECORDS, factory_of, kind_id
from tests.meetings.factories import MeetingFactory
from tests.vocabulary.factories import AreaFactory

pytestmark = pytest.mark.django_db
every_record = pytest.mark.parametrize("model", RECORDS, ids=kind_id)


@every_record
@pytest.mark.parametrize("typed", ["øvelse på århus ådal", "OVELSE AARHUS", "ådal"])
def test_search_takes_the_letters_as_they_come(model: type[Record], typed: str, officer: Client) -> None:
    factory_of(model)(reference="found", title_en="Exercise", title_da="Øvelse på Århus Ådal")
    factory_of(model)(reference="other")
    assert rows_listed(officer, model, q=typed) == ["found"]


@every_record
def test_a_journal_number_finds_its_record(model: type[Record], officer: Client) -> None:
    factory_of(model)(reference="found", journal_number="2024-15/0123")
    factory_of(model)(reference="other", journal_number="2024-15/0124")
    assert rows_listed(officer, model, q="15/0123") == ["found"]


@every_record
def test_the_list_is_filtered_by_state_and_area(model: type[Record], officer: Client) -> None:
    area = AreaFactory()
    factory_of(model)(reference="draft", state="draft", areas=[area])
    factory_of(model)(reference="published", state="published")
    assert rows_listed(officer, model, state__exact="draft") == ["draft"]
    assert rows_listed(officer, model, areas__id__exact=str(area.pk)) == ["draft"]


@every_record
def test_every_column_can_be_sorted(model: type[Record], officer: Client) -> None:
    factory_of(model)(reference="one")
    columns = officer.get(address(model, "changelist")).context["cl"].list_display
    for column in range(len(columns)):
        assert rows_listed(officer, model, o=str(column)) == ["one"]
        assert rows_listed(officer, model, o=f"-{column}") == ["one"]


def test_dates_are_in_words_and_sorted_by_their_first_day(officer: Client) -> None:
    for reference, when in (("b", "2015-21"), ("a", "2014-05"), ("d", ""), ("c", "2024-02-08?"), ("e", "not known")):
        MeetingFactory(reference=reference, when=when)
    page = cells(officer, Meeting)
    assert "spring 2015" in page
    assert "May 2014" in page
    assert "not known" in page
    assert "2015-21" not in page
    assert sorted_by(officer, Meeting, "when")[:3] == ["a", "b", "c"]


def test_titles_are_shown_and_sorted_in_the_language_of_the_page(officer: Client) -> None:
    MeetingFactory(reference="first", title_en="Zulu", title_da="Alfa")
    MeetingFactory(reference="second", title_en="Alpha", title_da="")
    assert sorted_by(officer, Meeting, "title") == ["second", "first"]
    with override("da"):
        assert sorted_by(officer, Meeting, "title") == ["first", "second"]
        page = cells(officer, Meeting)
    assert "Alfa" in page
    assert '<span lang="en">Alpha</span>' in page


def test_the_index_names_records_first_then_lists_reports_imports_and_accounts(administrator: Client) -> None:
    page = administrator.get(reverse("admin:index"))
    assert [app["name"] for app in page.context["app_list"]] == [
        "Records",
        "Lookup lists",
        "From readers",
        "Imports",
        "Authentication and Authorization",
    ]
    assert len(page.context["app_list"][0]["models"]) == len(RECORDS)


def test_an_officer_sees_no_accounts_on_the_index(officer: Client) -> None:
    page = officer.get(reverse("admin:index"))
    assert [app["name"] for app in page.context["app_list"]] == ["Records", "Lookup lists", "From readers", "Imports"]
