"""A record's page: facts with their sources, absences told apart, marks, dates with how they are known."""

import pytest
from django.core.management import call_command
from django.test import Client

from tests.activities.factories import ActivityFactory, ActivityItemFactory, ActivityParticipantFactory
from tests.declarations.factories import DeclarationFactory
from tests.house.project_code import ROOT
from tests.meetings.factories import MeetingFactory
from tests.partners.factories import PartnerFactory
from tests.people.factories import OfficeFactory, PersonFactory
from tests.programmes.factories import ProgrammeFactory
from tests.public.reading import page, part, text, words
from tests.records.factories import CitationFactory
from tests.sources.factories import SourceFactory
from tests.vocabulary.factories import AreaFactory, UnitFactory

pytestmark = pytest.mark.django_db


def fact(markup: str, anchor: str) -> str:
    return part(markup, f'<div id="fact-{anchor}">', "</div>")


@pytest.mark.parametrize(("value", "said"), [("not known", "not known"), ("none", "none"), ("withheld", "withheld")])
def test_absences_are_told_apart(stranger: Client, value: str, said: str) -> None:
    shown = page(stranger, ProgrammeFactory(period=value, oda_share=value).get_absolute_url())
    for anchor in ("period", "oda-share"):
        assert f'<span class="absent">{said}</span>' in fact(shown, anchor)


def test_what_is_not_recorded_is_left_out(stranger: Client) -> None:
    shown = page(stranger, ProgrammeFactory(period=None, oda_share=None).get_absolute_url())
    assert "fact-period" not in shown
    assert "fact-oda-share" not in shown


def test_a_date_says_how_it_is_known_and_what_is_printed(stranger: Client) -> None:
    inferred = MeetingFactory(when="2024-01-14?", when_basis="inferred", when_note="14 January")
    said = words(fact(page(stranger, inferred.get_absolute_url()), "when"))
    assert said.endswith("14 January 2024 (inferred) in the source: “14 January”")
    assert "Date inferred." in text(stranger, inferred.get_absolute_url())
    stated = MeetingFactory(when="2024-11-21", when_basis="stated", when_note="21. November 2024")
    said = text(stranger, stated.get_absolute_url())
    assert "stated in the source: “21. November 2024”" in said
    assert "Date inferred." not in said


def test_sources_are_numbered_from_the_top_and_named_at_the_foot(stranger: Client) -> None:
    activity = ActivityFactory(when="2015-21", status="completed")
    item = ActivityItemFactory(activity=activity)
    embassy = SourceFactory(title_en="The embassy", publisher=PartnerFactory(title_en="Embassy of Denmark"))
    other = SourceFactory(title_en="Another")
    CitationFactory(record=activity, field=f"items.{item.number}", source=embassy, paragraph=12)
    CitationFactory(record=activity, field="when", source=embassy, paragraph=12)
    CitationFactory(record=activity, field="when", source=other, note_en="The year only.")
    CitationFactory(record=activity, field="items", source=other, paragraph=2, stance="mentions")
    shown = page(stranger, activity.get_absolute_url())
    assert words(fact(shown, "when")) == "When spring 2015 source 1 source 2"
    assert words(part(shown, '<section id="items">', "</h2>")) == "Items source 3"
    assert "source 1" in words(part(shown, '<tr id="items-1">', "</tr>"))
    first, second, third = part(shown, 'class="sources"', "</ol>").split("<li id=")[1:]
    assert words(first).endswith("The embassy , Embassy of Denmark, paragraph 12 Supports: When · Items 1")
    assert words(second).endswith("Another The year only. Supports: When")
    assert words(third).endswith("Another , paragraph 2 Mentions: Items")


def test_sources_that_differ_are_said_to(stranger: Client) -> None:
    meeting = MeetingFactory(when="2024")
    CitationFactory(record=meeting, field="when", source=SourceFactory())
    CitationFactory(record=meeting, field="when", source=SourceFactory(), stance="contradicts")
    assert "sources differ" in fact(page(stranger, meeting.get_absolute_url()), "when")


def test_a_fact_resting_on_unnamed_sources_alone_is_reported_not_confirmed(stranger: Client) -> None:
    activity = ActivityFactory(when="2017", status="proposed")
    unnamed, official = SourceFactory(reliability="press with unnamed sources"), SourceFactory()
    CitationFactory(record=activity, field="status", source=unnamed)
    CitationFactory(record=activity, field="when", source=unnamed)
    CitationFactory(record=activity, field="when", source=official)
    shown = page(stranger, activity.get_absolute_url())
    assert "reported, not confirmed" in fact(shown, "status")
    assert "reported, not confirmed" not in fact(shown, "when")
    assert "Reported, not confirmed." not in words(shown)


def test_a_record_resting_on_unnamed_sources_alone_says_so_once_at_the_top(stranger: Client) -> None:
    activity = ActivityFactory(status="proposed")
    CitationFactory(record=activity, field="status", source=SourceFactory(reliability="press with unnamed sources"))
    shown = page(stranger, activity.get_absolute_url())
    assert "Reported, not confirmed." in words(part(shown, '<header class="title"', "</header>"))
    assert "reported, not confirmed" not in fact(shown, "status")


def test_a_citation_may_be_more_reliable_than_its_source(stranger: Client) -> None:
    activity = ActivityFactory(status="under way")
    item = SourceFactory(reliability="press with unnamed sources")
    CitationFactory(record=activity, source=item, paragraph=3)
    assert "Reported, not confirmed." in text(stranger, activity.get_absolute_url())
    assert "reported, not confirmed" in text(stranger, "/en/activities/")
    own_words = {"paragraph": 8, "reliability": "press with named sources"}
    CitationFactory(record=activity, field="status", source=item, **own_words)
    shown = text(stranger, activity.get_absolute_url())
    assert "Reported, not confirmed." not in shown
    assert "under way when its undated source was written source 2 Direction" in shown
    assert "paragraph 8 (press with named sources)" in shown
    assert "paragraph 3 (" not in shown
    assert "reported, not confirmed" not in text(stranger, "/en/activities/")


def test_an_office_is_as_reliable_as_what_is_cited_for_it(stranger: Client) -> None:
    person, item = PersonFactory(), SourceFactory(reliability="press with unnamed sources")
    told, known = OfficeFactory(person=person), OfficeFactory(person=person)
    CitationFactory(record=person, source=item, paragraph=3)
    CitationFactory(record=person, field="offices.1", source=item, paragraph=3)
    CitationFactory(record=person, field="offices.2", source=item, reliability="press with named sources")
    shown = page(stranger, person.get_absolute_url())
    assert "reported, not confirmed" in part(shown, f'<tr id="offices-{told.number}">', "</tr>")
    assert "reported, not confirmed" not in part(shown, f'<tr id="offices-{known.number}">', "</tr>")
    assert words(shown).count("eported, not confirmed") == 1


def test_a_citation_may_be_less_reliable_than_its_source(stranger: Client) -> None:
    activity = ActivityFactory(status="under way")
    CitationFactory(record=activity, source=SourceFactory(), reliability="press with unnamed sources")
    assert "Reported, not confirmed." in text(stranger, activity.get_absolute_url())
    assert "reported, not confirmed" in text(stranger, "/en/activities/")


@pytest.mark.parametrize("person", ["claus-hjort-frederiksen", "anders-samuelsen"])
def test_offices_are_not_in_doubt_since_the_news_names_no_source_for_the_rest(stranger: Client, person: str) -> None:
    call_command("import_register", str(ROOT / "fixtures"), verbosity=0)
    shown = page(stranger, f"/en/people/{person}/")
    assert "not confirmed" not in part(shown, '<header class="title"', "</header>")
    assert "not confirmed" not in part(shown, '<section id="offices">', "</section>")
    assert "reported, not confirmed" in part(shown, '<section id="related-meetings">', "</section>")
    assert "eported, not confirmed" not in text(stranger, "/en/declarations/f16-withdrawal-decision/")
    assert "Reported, not confirmed." in text(stranger, "/en/declarations/special-forces-iraq-syria-decision/")


def test_a_partner_is_there_whoever_writes_of_it_and_what_is_written_is_marked(stranger: Client) -> None:
    partner = PartnerFactory()
    for field in ("", "kind"):
        CitationFactory(record=partner, field=field, source=SourceFactory(reliability="press with unnamed sources"))
    assert "eported, not confirmed" not in text(stranger, "/en/partners/")
    shown = page(stranger, partner.get_absolute_url())
    assert "Reported, not confirmed." not in words(shown)
    assert "reported, not confirmed" in fact(shown, "kind")


def test_what_denmark_has_no_part_in_is_marked_wherever_it_is_named(stranger: Client) -> None:
    area = AreaFactory(reference="security")
    third = DeclarationFactory(title_en="Romania's talks", third_party=True, areas=[area])
    given = ActivityFactory(title_en="Elsewhere", direction="third party")
    for record, listed in ((third, "/en/declarations/"), (given, "/en/activities/")):
        assert "Third party." in text(stranger, record.get_absolute_url())
        assert '<span class="mark">third party</span>' in part(page(stranger, listed), record.reference, "</th>")
    assert '<a href="/en/declarations/?area=security">' in page(stranger, third.get_absolute_url())


def test_quantities_have_their_unit_and_words_stay_words(stranger: Client) -> None:
    activity = ActivityFactory()
    person = UnitFactory(title_en="volunteer", plural_en="volunteers")
    for what, quantity in (("one", "1"), ("many", "26"), ("tools", "unquantified: a very large amount")):
        ActivityItemFactory(activity=activity, what_en=what, quantity=quantity, unit=person)
    ActivityItemFactory(activity=activity, what_en="other", quantity=None)
    said = words(part(page(stranger, activity.get_absolute_url()), '<section id="items">', "</section>"))
    for row in ("one 1 volunteer ", "many 26 volunteers ", "tools a very large amount equipment", "other not recorded"):
        assert row in said


def test_columns_in_which_no_row_has_anything_are_left_out(stranger: Client) -> None:
    activity = ActivityFactory()
    ActivityParticipantFactory(activity=activity)
    said = words(part(page(stranger, activity.get_absolute_url()), '<section id="participants">', "</thead>"))
    assert said.endswith("Partner Role")


def test_text_in_the_other_language_is_marked_and_all_text_is_escaped(stranger: Client) -> None:
    programme = ProgrammeFactory(
        title_da="", summary_en="<b>bold</b>\nand a line", aims_en="Aims & <i>ends</i>", verified_by="<u>us</u>"
    )
    shown = page(stranger, f"/da/programmes/{programme.reference}/")
    assert f'<h1><span lang="en">{programme.title_en}</span></h1>' in shown
    assert '<span lang="en">&lt;b&gt;bold&lt;/b&gt;<br>and a line</span>' in shown
    assert '<span lang="en">Aims &amp; &lt;i&gt;ends&lt;/i&gt;</span>' in fact(shown, "aims")
