import pytest
from django.test import Client

from cooperation.records.models import Record
from tests.meetings.factories import MeetingFactory, MeetingParticipantFactory
from tests.partners.factories import PartnerFactory
from tests.public.reading import cost, page, part, words
from tests.public.world import fill
from tests.records.factories import CitationFactory
from tests.sources.factories import SourceFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_however_many(stranger: Client, count: int) -> None:
    listed = [SourceFactory() for _ in range(count)]
    for source in listed:
        fill(source, count)
    assert cost(stranger, "/en/sources/", [source.title_en for source in listed]) == 9


@pytest.mark.parametrize("count", [1, 3])
def test_page_costs_the_same_however_much_it_shows(stranger: Client, count: int) -> None:
    source = SourceFactory()
    shown = fill(source, count)
    assert cost(stranger, source.get_absolute_url(), [source.title_en, *shown]) == 7


@pytest.mark.parametrize("count", [1, 3])
def test_what_rests_on_a_source_costs_the_same_however_much(stranger: Client, count: int) -> None:
    source = SourceFactory()
    citing: list[Record] = []
    for _ in range(count):
        meeting = MeetingFactory()
        row = MeetingParticipantFactory(meeting=meeting)
        CitationFactory(record=meeting, field=f"participants.{row.number}", source=source)
        partner = PartnerFactory()
        CitationFactory(record=partner, field="", source=source)
        citing += [meeting, partner]
    assert cost(stranger, source.get_absolute_url(), [record.title_en for record in citing]) == 8


def test_a_source_tells_where_it_comes_from(stranger: Client) -> None:
    source = SourceFactory(
        title_as_printed="Defence Cooperation",
        publisher_note_en="not named in the text",
        language="en",
        other_languages="da, sr",
        link="https://example.org/a?b=1&c=2",
        published="not known",
    )
    facts = part(page(stranger, source.get_absolute_url()), '<dl class="facts">', "</dl>")
    assert "Publisher not named in the text" in words(facts)
    assert "Language English Other languages Danish, Serbian" in words(facts)
    assert "Published not known" in words(facts)
    link = '<a href="https://example.org/a?b=1&amp;c=2" rel="noopener external">https://example.org/a?b=1&amp;c=2</a>'
    assert link in facts


def test_a_link_that_browsers_might_run_is_no_link(stranger: Client) -> None:
    source = SourceFactory(link="javascript:alert(1)")
    shown = page(stranger, source.get_absolute_url())
    assert "javascript:alert(1)" in shown
    assert 'href="javascript' not in shown


def test_a_source_lists_what_rests_on_it_kind_by_kind(stranger: Client) -> None:
    source = SourceFactory()
    meeting, partner = MeetingFactory(title_en="Ministerial"), PartnerFactory(title_en="Serbia")
    for field in ("when", "", "participants.7"):
        CitationFactory(record=meeting, field=field, source=source)
    CitationFactory(record=partner, field="kind", source=source)
    shown = page(stranger, source.get_absolute_url())
    meetings = part(shown, '<section id="citing-meeting">', "</section>")
    assert words(meetings) == "Meetings that rest on this source Ministerial"
    assert words(part(shown, '<section id="citing-partner">', "</section>")).endswith("Serbia")
