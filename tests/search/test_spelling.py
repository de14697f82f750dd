"""“Did you mean”: never a word of what the public may not see."""

import pytest

from cooperation.public.spelling import meant
from cooperation.records.models import State
from cooperation.search.spelling import slips, worth_it
from tests.meetings.factories import AgendaItemFactory, MeetingFactory
from tests.partners.factories import PartnerFactory
from tests.programmes.factories import ProgrammeFactory


@pytest.mark.parametrize("word", ["wyvrn", "wyvvern", "wyvren", "wyxern", "wyverns", "ywvern"])
def test_one_slip_is_found(word: str) -> None:
    assert "wyvern" in slips(word)
    assert word not in slips(word)


@pytest.mark.parametrize(("word", "worth"), [("abc", False), ("abcd", True), ("2014", False), ("a" * 21, False)])
def test_words_worth_a_suggestion(word: str, worth: bool) -> None:
    assert worth_it(word) is worth


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("sought", "suggested"),
    [
        ("afganistan", "Afghanistan"),
        ("Søværnett", "Søværnet"),
        ("sovaernte", "Søværnet"),
        ("zelenski", "Zelenskyy"),
        ("støtte afganistan", "støtte Afghanistan"),
        ("afghanistan", ""),
        ("xqzw", ""),
        ("2015", ""),
        ("", ""),
        ("'\"*", ""),
    ],
)
def test_a_misspelt_word_is_put_right_as_the_register_spells_it(sought: str, suggested: str) -> None:
    PartnerFactory(title_en="Afghanistan", summary_da="Støtte til Afghanistan")
    ProgrammeFactory(title_en="Navy", title_da="Søværnet")
    ProgrammeFactory(title_en="Volodymyr Zelenskyy")
    assert meant(sought).lower() == suggested.lower().replace("støtte", "stotte")


@pytest.mark.django_db
@pytest.mark.parametrize("state", [State.DRAFT, State.IN_REVIEW, State.WITHDRAWN])
def test_words_of_drafts_are_not_suggested(state: State) -> None:
    ProgrammeFactory(title_en="Wyvern", state=state)
    ProgrammeFactory(title_en="Griffin", internal_note="Basilisk", owner="Manticore")
    assert meant("wyvren") == ""
    assert meant("basilsk") == ""
    assert meant("manticor") == ""
    assert meant("grifin") == "Griffin"


@pytest.mark.django_db
def test_words_of_rows_are_suggested() -> None:
    meeting = MeetingFactory()
    AgendaItemFactory(meeting=meeting, text_en="Wyvern")
    meeting.save()
    assert meant("wyvren") == "wyvern"
