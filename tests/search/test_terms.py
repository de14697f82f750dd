"""Words written out as the words of an index find what their beginnings find."""

import pytest
from django.db import connection

from cooperation.meetings.models import Meeting
from cooperation.records.matching import ids_holding
from cooperation.records.models import State
from cooperation.search.sought import sought_words
from cooperation.search.terms import WRITTEN_OUT, sought_in
from tests.declarations.factories import DeclarationFactory
from tests.meetings.factories import AgendaItemFactory, MeetingFactory, OutcomeFactory

pytestmark = pytest.mark.django_db


def found(text: str, at_most: int | None = None) -> list[int]:
    """The keys of the meetings that a search for everything looks at."""
    sought = sought_in([Meeting], sought_words(text)).get(Meeting)
    if sought is None:
        return []
    sql, parameters = ids_holding(Meeting, sought, at_most)
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return sorted(pk for (pk,) in cursor.fetchall())


@pytest.mark.parametrize(
    "text",
    [
        *("wyvern", "wyv", "wy", "wyverns", "griffin wyv", "basilisk", "basil griffin", "manticore", "mantic wyvern"),
        *("aftale", "forsvarsaftale", "grønsø", "gronso", "2014", "20", "dragon", "wyvern dragon", "unicorn"),
    ],
)
def test_the_words_of_the_index_find_what_the_beginnings_find(text: str) -> None:
    MeetingFactory(title_en="Wyvern", summary_en="Wyverns and a griffin", when="2014-05")
    MeetingFactory(title_en="Griffin", title_da="Forsvarsaftale om Grønsø")
    MeetingFactory(title_en="Unicorn", state=State.DRAFT)
    meeting = MeetingFactory(title_en="Ministerial on a griffin")
    AgendaItemFactory(meeting=meeting, text_en="Basilisk")
    meeting.save()
    hiding = MeetingFactory(title_en="Wyvern’s rest")
    OutcomeFactory(meeting=hiding, text_en="Manticore", led_to_declaration=DeclarationFactory(state=State.DRAFT))
    hiding.save()
    assert found(text) == sorted(Meeting.objects.matching(text).values_list("pk", flat=True))


def test_very_many_words_of_one_beginning_are_found_too() -> None:
    made = [MeetingFactory(title_en=f"Wyvern{number:03}").pk for number in range(WRITTEN_OUT + 5)]
    assert found("wyvern") == made
    assert found("wyvern003") == [made[3]]
    assert len(found("wyvern", 7)) == 7


def test_a_row_that_is_hidden_hides_no_other_hit() -> None:
    meetings = [MeetingFactory(title_en="Ministerial"), MeetingFactory(title_en="Wyvern patrols")]
    for meeting in meetings:
        OutcomeFactory(meeting=meeting, text_en="Wyvern", led_to_declaration=DeclarationFactory(state=State.DRAFT))
        meeting.save()
    assert found("wyvern", 1) == [meetings[1].pk]
