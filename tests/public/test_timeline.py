"""The timeline over all kinds: what has a date, in the order of time; the picture says no more than is known."""

import re

import pytest
from django.test import Client

from tests.activities.factories import ActivityFactory, ActivityParticipantFactory
from tests.declarations.factories import DeclarationFactory, DeclarationPartyFactory
from tests.meetings.factories import MeetingFactory
from tests.partners.factories import PartnerFactory, PartnerNameFactory
from tests.public.reading import cost, main, page, part, text, words
from tests.public.world import draft
from tests.vocabulary.factories import AreaFactory

pytestmark = pytest.mark.django_db


def listed(client: Client, address: str) -> list[str]:
    """The titles in the list, in its order."""
    return re.findall(
        r'<li><a href="[^"]+">([^<]+)</a>(?: <span class="mark">[^<]+</span>)? <span class="said">',
        main(page(client, address)),
    )


def bars(markup: str) -> list[dict[str, str]]:
    """Each bar of the picture: how it is drawn, and where."""
    found = re.findall(
        r'<rect class="(day|within|lasting)( inferred)?" x="([0-9.]+)" y="\d+" width="([0-9.]+)"', markup
    )
    return [{"look": look + inferred, "x": x, "width": width} for look, inferred, x, width in found]


def test_what_has_a_date_is_listed_newest_first_and_drawn_in_the_same_order(stranger: Client) -> None:
    for title, when in (("Floods", "2014-05"), ("LOGEX15", "2015-21"), ("No day", None), ("Unsaid", "not known")):
        ActivityFactory(title_en=title, when=when)
    DeclarationFactory(title_en="Joint declaration", signed="2024-11-21")
    draft(ActivityFactory._meta.model, when="2020")
    shown = main(page(stranger, "/en/timeline/"))
    assert listed(stranger, "/en/timeline/") == ["Joint declaration", "LOGEX15", "Floods"]
    drawn = re.findall(r"<text x=[^>]+>([^<]+)</text>", shown)
    assert drawn == ["21 November 2024: Joint declaration", "spring 2015: LOGEX15", "May 2014: Floods"]
    assert "2 records without a date" in words(shown)


def test_a_bar_is_as_wide_as_what_is_known(stranger: Client) -> None:
    for number, when in enumerate(("2010", "2013/..", "2012-05-03", "2011~", "2014?", "2010/2012")):
        ActivityFactory(reference=f"a{number}", title_en=f"{number}", when=when)
    shown = main(page(stranger, "/en/timeline/"))
    by_title = dict(zip(listed(stranger, "/en/timeline/"), bars(shown), strict=True))
    year = float(by_title["0"]["width"])
    assert by_title["0"]["look"] == "within"
    assert float(by_title["2"]["width"]) == 7  # a day, drawn wide enough to be seen
    assert by_title["2"]["look"] == "day"
    assert by_title["5"]["look"] == "lasting"
    assert abs(float(by_title["5"]["width"]) - 3 * year) < 0.3
    assert by_title["4"]["look"] == "within inferred"
    assert 'fill="url(#timeline-on)"' in shown
    assert 'fill="url(#timeline-about)"' in shown
    assert float(by_title["1"]["x"]) + float(by_title["1"]["width"]) == pytest.approx(480, abs=0.2)


def test_a_period_finds_whatever_may_fall_in_it(stranger: Client) -> None:
    for title, when in (("Year", "2015"), ("Spring", "2015-21"), ("Since", "2006/.."), ("Before", "2014-12-31")):
        ActivityFactory(title_en=title, when=when)
    assert listed(stranger, "/en/timeline/?period=April 2015") == ["Spring", "Year", "Since"]
    assert "3 records that fall or may fall in: April 2015" in text(stranger, "/en/timeline/?period=2015-04")


def test_each_year_counts_what_its_link_shows(stranger: Client) -> None:
    for number, when in enumerate(("2004", "2006/..", "2014-05", "2014", "2013/2015", "199X", "2030-01-01")):
        ActivityFactory(title_en=f"Activity {number}", when=when)
    years = re.findall(
        r'<li><a href="\?period=(\w+)">[^<]+</a> <span class="number">(\d+)</span>', page(stranger, "/en/timeline/")
    )
    assert {"1990", "2004", "2014", "2030"} <= {year for year, _count in years}
    for year, count in years:
        assert len(listed(stranger, f"/en/timeline/?period={year}")) == int(count), year


def test_many_records_come_by_the_year_and_in_pages(stranger: Client) -> None:
    for number in range(45):
        MeetingFactory(title_en=f"Meeting {number}", when="2014")
    MeetingFactory(title_en="Older", when="2010")
    assert "45 records that fall or may fall in: 2014" in text(stranger, "/en/timeline/")
    assert len(listed(stranger, "/en/timeline/")) == 40
    assert len(listed(stranger, "/en/timeline/?page=2")) == 5
    assert "There is no such page" in text(stranger, "/en/timeline/?page=3", status=404)


def test_it_is_narrowed_by_kind_partner_and_area(stranger: Client) -> None:
    serbia, area = (
        PartnerFactory(reference="rs", title_en="Serbia", iso_alpha2="RS"),
        AreaFactory(reference="logistics"),
    )
    with_serbia = ActivityFactory(title_en="With Serbia", when="2015", areas=[area])
    ActivityParticipantFactory(activity=with_serbia, partner=serbia)
    signed = DeclarationFactory(title_en="Signed with Serbia", signed="2004")
    DeclarationPartyFactory(declaration=signed, partner=serbia)
    ActivityFactory(title_en="With others", when="2015")
    for written in ("rs", "Serbia", "serbia", "RS"):
        assert listed(stranger, f"/en/timeline/?partner={written}") == ["With Serbia", "Signed with Serbia"]
    assert listed(stranger, "/en/timeline/?partner=rs&kind=declaration") == ["Signed with Serbia"]
    assert listed(stranger, "/en/timeline/?area=logistics") == ["With Serbia"]


def test_it_leads_to_a_calendar_of_the_same(stranger: Client) -> None:
    shown = page(stranger, "/en/timeline/?kind=meeting&period=2015&page=1")
    assert '<a href="/en/calendar.ics?kind=meeting&amp;period=2015" type="text/calendar">' in shown
    assert stranger.get("/en/calendar.ics?kind=meeting&period=2015").status_code == 200


def test_the_partner_asked_for_stands_there_by_name(stranger: Client) -> None:
    PartnerFactory(reference="rs", title_en="Serbia", title_da="Serbien")
    assert 'name="partner" value="Serbien"' in page(stranger, "/da/timeline/?partner=rs")
    PartnerFactory(title_en="Serbia", title_da="Serbien")
    assert 'name="partner" value="rs"' in page(stranger, "/da/timeline/?partner=rs")


def test_those_without_a_date_are_a_page_of_their_own(stranger: Client) -> None:
    ActivityFactory(title_en="Dated", when="2015")
    ActivityFactory(title_en="Not known", when="not known")
    MeetingFactory(title_en="Not recorded", when=None)
    said = text(stranger, "/en/timeline/?undated=1")
    assert "2 records without a date" in said
    assert "Activities Not known activity · not known" in said
    assert "Meetings Not recorded meeting · not recorded" in said
    assert listed(stranger, "/en/timeline/?undated=1") == ["Not known", "Not recorded"]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("period=2024-13", "Period"),
        ("period=not known", "Write a year, a month or a period here."),
        ("partner=nobody", "No partner is called so."),
        ("kind=xyz", "Kind of record"),
        ("area=<script>", "Area"),
        ("partner=%00", "Partner"),
    ],
)
def test_what_cannot_be_read_is_said(stranger: Client, query: str, said: str) -> None:
    shown = text(stranger, f"/en/timeline/?{query}")
    assert "This can’t be looked up" in shown
    assert said in part(
        words(main(page(stranger, f"/en/timeline/?{query}"))), "no list is shown.", "Choose what is shown"
    )


def test_a_draft_partner_is_nobody(stranger: Client) -> None:
    hidden = draft(PartnerFactory._meta.model, reference="secret")
    ActivityParticipantFactory(activity=ActivityFactory(when="2015"), partner=hidden)
    assert "No partner is called so." in text(stranger, "/en/timeline/?partner=secret")


def test_a_name_that_two_partners_have_is_refused(stranger: Client) -> None:
    PartnerFactory(title_en="Command")
    PartnerFactory(title_en="Command")
    assert "Several partners are called so" in text(stranger, "/en/timeline/?partner=command")


def test_a_partner_is_found_by_its_other_names(stranger: Client) -> None:
    PartnerNameFactory(partner=PartnerFactory(title_en="Serbia"), name="Republika Srbija")
    assert "Serbia remove" in text(stranger, "/en/timeline/?partner=republika srbija")


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_the_same_however_much_there_is(stranger: Client, count: int) -> None:
    made = [kind(when="2014") for kind in (ActivityFactory, MeetingFactory) for _ in range(count)]
    assert cost(stranger, "/en/timeline/", [one.title_en for one in made]) == 5
