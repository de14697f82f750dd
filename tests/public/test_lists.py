"""Lists: what is counted is what is shown, pages that do not exist say so, nothing wrong is shown silently."""

import pytest
from django.test import Client

from tests.house.kinds import RECORDS, factory_of, kind_id, package
from tests.meetings.factories import MeetingFactory, MeetingParticipantFactory
from tests.partners.factories import PartnerFactory
from tests.public.reading import main, page, part, text
from tests.public.test_filters import found
from tests.records.factories import CitationFactory
from tests.sources.factories import SourceFactory

pytestmark = pytest.mark.django_db
every_kind = pytest.mark.parametrize("kind", RECORDS, ids=kind_id)


@every_kind
@pytest.mark.parametrize("language", ["en", "da"])
def test_a_list_names_its_records_in_the_language_of_the_page(stranger: Client, kind: type, language: str) -> None:
    record = factory_of(kind)(title_en="In English", title_da="På dansk")
    shown = page(stranger, f"/{language}/{package(kind)}/")
    title = "In English" if language == "en" else "På dansk"
    assert f'<a href="/{language}/{package(kind)}/{record.reference}/">{title}</a>' in shown


@every_kind
def test_an_empty_list_says_so(stranger: Client, kind: type) -> None:
    said = text(stranger, f"/en/{package(kind)}/")
    assert "Nothing of this kind has been published yet." in said


def test_a_title_in_the_other_language_is_marked(stranger: Client) -> None:
    PartnerFactory(title_en="Serbia", title_da="")
    assert '<span lang="en">Serbia</span>' in page(stranger, "/da/partners/")


def test_the_count_is_a_sentence(stranger: Client) -> None:
    PartnerFactory(title_en="Serbia")
    assert "1 partner " in text(stranger, "/en/partners/")
    PartnerFactory(title_en="Ukraine")
    assert "2 partners " in text(stranger, "/en/partners/")
    assert "1 partner, with the words “ukraine”" in text(stranger, "/en/partners/?q=ukraine")


def test_pages_keep_what_was_asked_for(stranger: Client) -> None:
    for _ in range(30):
        PartnerFactory()
    shown = page(stranger, "/en/partners/?q=partner&size=25&sort=changed")
    assert "30 partners, with the words “partner”" in shown
    assert "Rows 1–25" in shown
    assert 'href="?q=partner&amp;size=25&amp;sort=changed&amp;page=2"' in shown
    assert "Rows 26–30" in page(stranger, "/en/partners/?q=partner&size=25&sort=changed&page=2")


@pytest.mark.parametrize("number", ["3", "0", "-1", "1000000000", "9" * 5000, "two", "1.5", "\x00"])
def test_a_page_that_does_not_exist_is_missing_and_says_how_many_there_are(stranger: Client, number: str) -> None:
    for _ in range(30):
        PartnerFactory()
    answer = stranger.get("/en/partners/", {"size": "25", "page": number})
    assert answer.status_code == 404
    said = main(answer.content.decode())
    assert "There is no such page" in said
    assert "The list has 2 pages." in said
    assert "Partner 1" not in said


def test_sorting_by_date_puts_what_has_none_last(stranger: Client) -> None:
    for title, when in (("Undated", None), ("Later", "2015-04"), ("Earlier", "2014"), ("Unknown", "not known")):
        MeetingFactory(title_en=title, when=when)
    newest = part(page(stranger, "/en/meetings/?sort=newest"), "<tbody", "</tbody>")
    oldest = part(page(stranger, "/en/meetings/?sort=oldest"), "<tbody", "</tbody>")
    assert newest.index("Later") < newest.index("Earlier") < min(newest.index("Undated"), newest.index("Unknown"))
    assert oldest.index("Earlier") < oldest.index("Later") < min(oldest.index("Undated"), oldest.index("Unknown"))


def test_titles_are_sorted_as_danish_sorts_them(stranger: Client) -> None:
    for title in ("Århus", "Zagreb", "Østrig", "albanien", "Ærø", "Bosnien"):
        PartnerFactory(title_en=title, title_da="" if title == "Zagreb" else title)
    in_order = ["albanien", "Bosnien", "Zagreb", "Ærø", "Østrig", "Århus"]
    assert found(stranger, "/en/partners/") == in_order
    assert found(stranger, "/en/partners/", sort="-title") == in_order[::-1]
    said = part(page(stranger, "/da/partners/"), "<tbody", "</tbody>")
    assert sorted(in_order, key=said.index) == in_order


def test_a_year_comes_before_its_months(stranger: Client) -> None:
    for title, when in (("In January", "2014-01"), ("Some time", "2014"), ("New year", "2014-01-01")):
        MeetingFactory(title_en=title, when=when)
    shown = part(page(stranger, "/en/meetings/?sort=oldest"), "<tbody", "</tbody>")
    assert shown.index("Some time") < shown.index("In January") < shown.index("New year")


@pytest.mark.parametrize("key", ["owner", "internal_note", "-folded", "title_en; drop table", "\x00"])
def test_sorting_by_anything_else_is_refused(stranger: Client, key: str) -> None:
    PartnerFactory(title_en="Serbia")
    answer = stranger.get("/en/partners/", {"sort": key})
    assert answer.status_code == 400
    said = main(answer.content.decode())
    assert "This can’t be looked up" in said
    assert "<table" not in said


def test_many_participants_are_counted_not_listed(stranger: Client) -> None:
    meeting = MeetingFactory()
    for _ in range(6):
        MeetingParticipantFactory(meeting=meeting)
    assert "and 2 more" in text(stranger, "/en/meetings/")


def test_a_record_resting_on_unnamed_sources_is_marked_in_the_list(stranger: Client) -> None:
    meeting = MeetingFactory()
    unnamed = SourceFactory(reliability="press with unnamed sources")
    CitationFactory(record=meeting, source=unnamed)
    CitationFactory(record=meeting, source=SourceFactory(state="draft"))
    assert "reported, not confirmed" in part(page(stranger, "/en/meetings/"), meeting.title_en, "</th>")
    CitationFactory(record=meeting, source=SourceFactory())
    assert "reported, not confirmed" not in text(stranger, "/en/meetings/")
