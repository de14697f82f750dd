"""Filters: by words, links, values and periods; what can't be read shows no list, and a word beside the field."""

import pytest
from django.test import Client

from cooperation.public.filtersets import names_of
from tests.activities.factories import ActivityFactory, ActivityParticipantFactory
from tests.declarations.factories import DeclarationFactory
from tests.house.kinds import RECORDS, find, kind_id, package
from tests.meetings.factories import MeetingFactory, MeetingParticipantFactory
from tests.partners.factories import PartnerFactory
from tests.people.factories import PersonFactory
from tests.public.reading import main, page, part
from tests.vocabulary.factories import AreaFactory

pytestmark = pytest.mark.django_db

NONSENSE = ["2024-13", "2024-02-30", "2018/2004", "next week-ish", "'; drop table", "<script>", "\x00", "9" * 5000]


def found(client: Client, address: str, **asked: str | list[str]) -> list[str]:
    """The titles in the list, in order."""
    answer = client.get(address, asked)
    assert answer.status_code == 200
    rows = answer.content.decode().split('<th scope="row">')[1:]
    return [row.partition(">")[2].partition("</a>")[0] for row in rows]


def choices(client: Client, address: str, name: str) -> list[str]:
    """The values that a facet offers, in its order."""
    shown = page(client, address)
    return [option.partition('"')[0] for option in shown.split(f'<input type="checkbox" name="{name}" value="')[1:]]


@pytest.mark.parametrize(
    ("period", "titles"),
    [
        ("April 2015", ["LOGEX15"]),
        ("foråret 2015", ["LOGEX15"]),
        ("2015", ["LOGEX15"]),
        ("maj 2014", ["Floods", "Training"]),
        ("3–5 May 2014", ["Floods", "Training"]),
        ("2014–2015", ["LOGEX15", "Floods", "Training"]),
        ("since 2016", []),
        ("not known", ["Special forces"]),
    ],
)
def test_a_period_finds_what_may_fall_within_it(stranger: Client, period: str, titles: list[str]) -> None:
    for title, when in (
        ("LOGEX15", "2015-21"),
        ("Training", "2014"),
        ("Floods", "2014-05"),
        ("Special forces", "not known"),
        ("No date", None),
    ):
        ActivityFactory(title_en=title, when=when)
    assert sorted(found(stranger, "/en/activities/", period=period)) == sorted(titles)


def test_a_declaration_is_found_by_any_of_its_dates(stranger: Client) -> None:
    DeclarationFactory(title_en="Letter", signed="2004")
    DeclarationFactory(title_en="Talks", announced="2024-02-08?")
    DeclarationFactory(title_en="Agreement", period="2018/2023")
    assert found(stranger, "/en/declarations/", period="2004") == ["Letter"]
    assert found(stranger, "/en/declarations/", period="8. februar 2024") == ["Talks"]
    assert found(stranger, "/en/declarations/", period="2020") == ["Agreement"]


@pytest.mark.parametrize("language", ["en", "da"])
@pytest.mark.parametrize("period", NONSENSE)
def test_a_period_that_cannot_be_read_shows_no_list(stranger: Client, language: str, period: str) -> None:
    ActivityFactory(title_en="LOGEX15", title_da="LOGEX15", when="2015-21")
    answer = stranger.get(f"/{language}/activities/", {"period": period})
    assert answer.status_code == 400
    said = main(answer.content.decode())
    assert '<a href="#id_period">' in said
    assert 'aria-invalid="true"' in part(said, 'name="period"', ">")
    assert "LOGEX15" not in said


@pytest.mark.parametrize("kind", RECORDS, ids=kind_id)
@pytest.mark.parametrize("value", ["no-such-thing", "<b>", "\x00", "x" * 5000])
def test_no_filter_breaks_and_none_is_silently_left_out(stranger: Client, kind: type, value: str) -> None:
    address, filters = f"/en/{package(kind)}/", find(f"cooperation.{package(kind)}.filters", f"{kind.__name__}Filter")
    for name, one in filters.base_filters.items():
        for parameter in () if name == "q" else names_of(name, one):
            answer = stranger.get(address, {parameter: value})
            assert answer.status_code == 400, parameter
            said = main(answer.content.decode())
            assert f'<a href="#id_{name}">' in said
            assert f'id="id_{name}"' in said


def test_words_too_many_to_look_for_are_refused(stranger: Client) -> None:
    PartnerFactory(title_en="Serbia")
    said = main(page(stranger, "/en/partners/?q=" + "x+" * 150, 400))
    assert '<a href="#id_q">' in said
    assert "Serbia" not in said


def test_an_unknown_or_repeated_parameter_does_no_harm(stranger: Client) -> None:
    PartnerFactory(title_en="Serbia")
    assert found(stranger, "/en/partners/?colour=red&q=zzz&q=serbia") == ["Serbia"]


@pytest.mark.parametrize("words", ["decleration", "DECLARATION", "københavn", "koebenhavn", "kobenhavn"])
def test_words_are_found_however_they_are_written(stranger: Client, words: str) -> None:
    DeclarationFactory(
        title_en="Joint declaration", title_da="Erklæring fra København", title_as_printed="Joint decleration"
    )
    DeclarationFactory(reference="letter", title_en="Letter of intent", title_da="Hensigtserklæring")
    assert found(stranger, "/en/declarations/", q=words) == ["Joint declaration"]


def test_choices_are_what_occurs_among_published_records(stranger: Client) -> None:
    ActivityFactory(kind="exercise", status="completed")
    ActivityFactory(kind="deployment", status="proposed", state="draft")
    assert choices(stranger, "/en/activities/", "kind") == ["exercise"]
    assert choices(stranger, "/en/activities/", "status") == ["completed"]


def test_partners_are_offered_where_published_rows_of_published_records_name_them(stranger: Client) -> None:
    shown, unused, hidden = (PartnerFactory(reference=name) for name in ("shown", "unused", "hidden"))
    ActivityParticipantFactory(partner=shown)
    ActivityParticipantFactory(activity=ActivityFactory(state="draft"), partner=unused)
    ActivityParticipantFactory(partner=PartnerFactory(reference="draft", state="draft"))
    MeetingParticipantFactory(partner=hidden, person=PersonFactory(state="draft"))
    assert choices(stranger, "/en/activities/", "partner") == ["shown", "not recorded"]
    assert choices(stranger, "/en/meetings/", "partner") == ["not recorded"]


def test_choices_are_in_alphabetical_order_with_the_danish_letters_last(stranger: Client) -> None:
    for reference, title in (("oe", "Østafrika"), ("aa", "Åland"), ("z", "Zagreb"), ("a", "albanien")):
        MeetingFactory(forum=PartnerFactory(reference=reference, title_en=title, title_da=title))
    assert choices(stranger, "/da/meetings/", "partner") == ["a", "z", "oe", "aa"]


def test_a_partner_is_found_in_every_part_it_has_in_a_meeting(stranger: Client) -> None:
    partner = PartnerFactory(reference="rs")
    MeetingFactory(title_en="Hosted", host=partner)
    MeetingParticipantFactory(meeting=MeetingFactory(title_en="Attended"), partner=partner)
    MeetingFactory(title_en="Elsewhere", host=PartnerFactory())
    assert sorted(found(stranger, "/en/meetings/", partner="rs")) == ["Attended", "Hosted"]


def test_a_row_that_is_not_shown_finds_nothing(stranger: Client) -> None:
    partner = PartnerFactory(reference="rs")
    MeetingFactory(title_en="Shown", host=partner)
    meeting = MeetingFactory(title_en="Hidden part")
    MeetingParticipantFactory(meeting=meeting, partner=partner, person=PersonFactory(state="draft"))
    assert found(stranger, "/en/meetings/", partner="rs") == ["Shown"]


def test_filters_narrow_together_and_each_can_be_taken_away(stranger: Client) -> None:
    area = AreaFactory(reference="logistics", title_en="Military logistics")
    ActivityFactory(title_en="LOGEX15", kind="exercise", areas=[area], when="2015-21")
    ActivityFactory(title_en="Other", kind="exercise", when="2015")
    shown = page(stranger, "/en/activities/?kind=exercise&area=logistics&period=2015&page=1")
    assert "Military logistics" in part(shown, 'class="narrowings"', "</ul>")
    assert 'href="?kind=exercise&amp;period=2015"' in shown
    assert found(stranger, "/en/activities/", kind="exercise", area="logistics", period="2015") == ["LOGEX15"]


def test_nothing_found_says_what_to_try(stranger: Client) -> None:
    ActivityFactory(title_en="LOGEX15")
    said = main(page(stranger, "/en/activities/?q=nowhere"))
    assert "0 activities, with the words “nowhere”" in said
    assert "Take one away" in said
    assert "LOGEX15" not in said
