"""Every status is shown with the date of the source that it rests on, or with “undated source”."""

import re
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from tests.activities.factories import ActivityFactory
from tests.declarations.factories import DeclarationFactory
from tests.house.project_code import ROOT
from tests.meetings.factories import MeetingFactory
from tests.partners.factories import PartnerFactory
from tests.people.factories import OfficeFactory, PersonFactory
from tests.programmes.factories import ProgrammeFactory
from tests.public.reading import page, part, text, words
from tests.records.factories import CitationFactory
from tests.sources.factories import SourceFactory

pytestmark = pytest.mark.django_db


def headline(client: Client, record: Any, language: str = "en") -> str:
    shown = page(client, record.get_absolute_url().replace("/en/", f"/{language}/"))
    return words(part(shown, '<ul class="state"', "</ul>").partition(">")[2])


def fact(client: Client, record: Any) -> str:
    shown = part(page(client, record.get_absolute_url()), '<div id="fact-status">', "</div>")
    return re.sub(r" source \d+$", "", words(part(shown, "<dd>", "</dd>")))


def cell(client: Client, record: Any) -> str:
    row = part(page(client, record.get_absolute_url().replace(f"{record.reference}/", "")), record.reference, "</tr>")
    return words(part(row, '<td data-label="Status">', "</td>")).replace(" ,", ",")


@pytest.mark.parametrize(
    ("factory", "status"),
    [
        (ProgrammeFactory, "under way"),
        (ActivityFactory, "under way"),
        (ActivityFactory, "completed"),
        (ActivityFactory, "proposed"),
        (ActivityFactory, "not known"),
        (DeclarationFactory, "in negotiation"),
        (DeclarationFactory, "in force"),
        (MeetingFactory, "held"),
        (MeetingFactory, "announced"),
    ],
)
def test_every_status_has_the_date_of_its_source(stranger: Client, factory: Any, status: str) -> None:
    dated, undated = factory(status=status), factory(status=status)
    CitationFactory(record=dated, source=SourceFactory(updated="2020-01-06", published="2019"))
    CitationFactory(record=undated, source=SourceFactory(published="not known"))
    assert f"{status} (as of 6 January 2020)" in headline(stranger, dated)
    assert f"{status} when its undated source was written" in headline(stranger, undated)
    assert fact(stranger, dated) == f"{status} (as of 6 January 2020)"
    assert fact(stranger, undated) == f"{status} when its undated source was written"
    assert cell(stranger, dated) == f"{status}, as of 6 January 2020"
    assert cell(stranger, undated) == f"{status}, undated source"


def test_danish_pages_say_the_same(stranger: Client) -> None:
    dated, undated = ProgrammeFactory(status="under way"), ProgrammeFactory(status="under way")
    CitationFactory(record=dated, source=SourceFactory(published="2020-01"))
    assert "i gang (pr. januar 2020)" in headline(stranger, dated, "da")
    assert "i gang, da den udaterede kilde blev skrevet" in headline(stranger, undated, "da")
    listed = text(stranger, "/da/programmes/")
    assert "i gang, pr. januar 2020" in listed
    assert "i gang, udateret kilde" in listed
    assert "Senest kendte status" in listed


@pytest.mark.parametrize(
    ("cited", "said"),
    [
        # The source of the status counts, and not that of the record, even where it has no date.
        ([("status", "2018"), ("", "2022")], "as of 2018"),
        ([("status", None), ("", "2022")], "undated source"),
        # That of another field does not count.
        ([("when", "2022"), ("", "2018")], "as of 2018"),
        ([("when", "2022")], "undated source"),
        # The latest of several counts; those without a date say nothing.
        ([("", "2018"), ("", "2020-05"), ("", None)], "as of May 2020"),
        ([("status", "2018"), ("status", "2019")], "as of 2019"),
        ([], "undated source"),
        ([("", "2024?")], "as of 2024 (inferred)"),
        ([("", "2019/2021")], "as of 2019–2021"),
    ],
)
def test_the_source_cited_for_the_status_or_else_for_the_record_dates_it(
    stranger: Client, cited: list[tuple[str, str | None]], said: str
) -> None:
    activity = ActivityFactory(status="under way")
    for field, published in cited:
        CitationFactory(record=activity, field=field, source=SourceFactory(published=published))
    assert cell(stranger, activity) == f"under way, {said}"


@pytest.mark.parametrize("other", [{"stance": "contradicts"}, {"stance": "mentions"}, {"source__state": "draft"}])
def test_a_source_that_does_not_support_it_or_is_no_public_one_dates_nothing(
    stranger: Client, other: dict[str, str]
) -> None:
    activity = ActivityFactory(status="under way")
    CitationFactory(record=activity, field="status", source__published="1987", **other)
    CitationFactory(record=activity, source=SourceFactory(published="2018"))
    assert cell(stranger, activity) == "under way, as of 2018"
    assert fact(stranger, activity) == "under way (as of 2018)"
    assert "1987" not in text(stranger, "/en/activities/")


def test_an_office_has_the_date_of_its_source(stranger: Client) -> None:
    person, body = PersonFactory(), PartnerFactory()
    for title, period in (("Minister", None), ("Envoy", "2004/.."), ("Mayor", "1999/2003"), ("Judge", "not known")):
        OfficeFactory(person=person, title_en=title, period=period, body=body)
    CitationFactory(record=person, field="offices.1", source=SourceFactory(published="2020-01"))
    CitationFactory(record=person, source=SourceFactory(published="2018"))
    CitationFactory(record=person, field="offices.4", source=SourceFactory())
    assert headline(stranger, person) == (
        "Minister (as of January 2020) Envoy (as of 2018) Mayor Judge when its undated source was written"
    )
    row = part(page(stranger, person.get_absolute_url()), '<tr id="offices-1">', "</th>")
    assert words(row) == "Minister (as of January 2020)"
    said = "Minister, as of January 2020, Envoy, as of 2018, Mayor, Judge, undated source"
    assert said in text(stranger, "/en/people/").replace(" ,", ",")
    shown = part(page(stranger, body.get_absolute_url()), '<section id="related-offices">', "</section>")
    assert "Minister, as of January 2020 · Envoy, as of 2018" in words(shown)
    linked = stranger.get(f"/en/people/{person.reference}.jsonld").content.decode()
    assert '"Minister"' in linked


def test_what_a_list_says_changes_with_the_source(stranger: Client) -> None:
    activity, source = ActivityFactory(status="under way"), SourceFactory(published="2018")
    CitationFactory(record=activity, source=source)
    assert cell(stranger, activity) == "under way, as of 2018"
    source.updated = "2019-03"
    source.save()
    assert cell(stranger, activity) == "under way, as of March 2019"


def test_feeds_calendars_and_lists_of_links_say_it_too(stranger: Client) -> None:
    person = PersonFactory()
    declaration = DeclarationFactory(status="in negotiation", directed_by=[person])
    activity = ActivityFactory(status="under way", when="2014-05")
    for record in (declaration, activity):
        CitationFactory(record=record, source=SourceFactory(published="2020-01"))
    assert "under way (as of January 2020)" in stranger.get("/en/activities.atom").content.decode()
    assert "under way (as of January 2020)" in stranger.get("/en/activities.ics").content.decode().replace("\r\n ", "")
    assert "in negotiation, as of January 2020" in text(stranger, person.get_absolute_url())
    assert stranger.get(f"/en/activities/{activity.reference}.json").json()["status"] == "under way"


def test_the_choices_are_called_last_known_status(stranger: Client) -> None:
    ActivityFactory(status="under way")
    assert "1 activity, last known status: under way" in text(stranger, "/en/activities/?status=under+way")


def test_what_the_undated_sources_say_is_not_said_of_today(stranger: Client) -> None:
    call_command("import_register", str(ROOT / "fixtures"), verbosity=0)
    assert "under way when its undated source was written" in text(
        stranger, "/en/activities/construction-troops-iraq-syria/"
    )
    assert "in negotiation, as of 2024 (inferred)" in text(stranger, "/en/declarations/ua-dk-security-agreement/")
