import pytest
from django.test import Client

from tests.declarations.factories import DeclarationFactory
from tests.meetings.factories import AgendaItemFactory, MeetingFactory, MeetingParticipantFactory, OutcomeFactory
from tests.partners.factories import PartnerFactory
from tests.people.factories import PersonFactory
from tests.public.reading import cost, page, part, words
from tests.public.world import fill

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_however_many(stranger: Client, count: int) -> None:
    listed = [MeetingFactory() for _ in range(count)]
    for meeting in listed:
        fill(meeting, count)
    assert cost(stranger, "/en/meetings/", [meeting.title_en for meeting in listed]) == 12


@pytest.mark.parametrize("count", [1, 3])
def test_page_costs_the_same_however_much_it_shows(stranger: Client, count: int) -> None:
    meeting = MeetingFactory()
    shown = fill(meeting, count)
    assert cost(stranger, meeting.get_absolute_url(), [meeting.title_en, *shown]) == 16


def test_a_meeting_tells_who_took_part_what_was_on_the_agenda_and_what_came_of_it(stranger: Client) -> None:
    meeting = MeetingFactory(title_en="Nordic ministers", when="2024-11-21")
    person, partner = PersonFactory(title_en="Rustem Umerov"), PartnerFactory(title_en="Ukraine")
    MeetingParticipantFactory(meeting=meeting, partner=partner, person=person, office_en="Minister", role="guest")
    AgendaItemFactory(meeting=meeting, text_en="Nordic cooperation")
    signed = DeclarationFactory(title_en="Letter of Intent")
    OutcomeFactory(meeting=meeting, kind="signed", text_en="A letter", led_to_declaration=signed)
    shown = page(stranger, meeting.get_absolute_url())
    row = words(part(shown, '<tr id="participants-1">', "</tr>"))
    assert row == "Ukraine Rustem Umerov Minister guest"
    assert "Nordic cooperation" in words(part(shown, '<section id="agenda">', "</section>"))
    assert words(part(shown, '<tr id="outcomes-1">', "</tr>")) == "A letter signed Letter of Intent"
    assert "held when its undated source was written 21 November 2024" in words(
        part(shown, '<ul class="state"', "</ul>")
    )
    for other in (person, partner, signed):
        assert "Nordic ministers" in words(page(stranger, other.get_absolute_url()))


def test_a_reported_meeting_is_marked_wherever_it_is_named(stranger: Client) -> None:
    meeting = MeetingFactory(status="reported")
    following = MeetingFactory(previous=meeting)
    assert "Reported, not confirmed." in words(page(stranger, meeting.get_absolute_url()))
    for address in ("/en/meetings/", following.get_absolute_url()):
        shown = part(page(stranger, address), f'/{meeting.reference}/">', "</")
        assert meeting.title_en in shown
        assert page(stranger, address).count('<span class="mark">reported, not confirmed</span>') == 1


def test_the_day_of_a_meeting_may_be_not_known(stranger: Client) -> None:
    shown = page(stranger, MeetingFactory(when="not known").get_absolute_url())
    assert "held when its undated source was written date: not known" in words(
        part(shown, '<ul class="state"', "</ul>")
    )
