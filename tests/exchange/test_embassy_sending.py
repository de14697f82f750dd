"""What goes out to an embassy, what never does, and who may send it."""

import io
import re
import zipfile

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from cooperation.exchange.embassy.leaving import KEPT_HERE, columns_sent
from cooperation.exchange.embassy.models import SentWorkbook
from cooperation.models import Partner
from cooperation.records.columns import Column
from cooperation.records.resources import with_rows
from cooperation.resources import RESOURCES
from tests.activities.factories import ActivityFactory, ActivityParticipantFactory
from tests.commitments.factories import CommitmentFactory
from tests.conftest import signed_in
from tests.declarations.factories import DeclarationFactory
from tests.exchange.embassies import keys, lines, opened, page, send
from tests.exchange.uploads import upload_address, words
from tests.funds.factories import FundFactory, FundingLineFactory
from tests.house.drafts import SECRET, link_to, make_draft, publish_one_of_each
from tests.house.kinds import RECORDS, TERMS, factory_of
from tests.meetings.factories import MeetingFactory
from tests.partners.factories import PartnerFactory
from tests.people.factories import OfficeFactory, PersonFactory
from tests.records.factories import CitationFactory
from tests.sources.factories import SourceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def serbia() -> Partner:
    return PartnerFactory(reference="rs", title_en="Serbia")


def course(reference: str, partner: Partner, **fields: str) -> None:
    activity = ActivityFactory(reference=reference, **fields)
    ActivityParticipantFactory(activity=activity, partner=partner)


def test_records_that_name_the_partner_or_a_part_of_it_go_out(officer: Client, serbia: Partner) -> None:
    air_force = PartnerFactory(reference="rs-air", parent=serbia)
    course("by-row", serbia)
    course("by-part", air_force)
    ActivityFactory(reference="by-link", channels=[serbia])
    ActivityFactory(reference="no-part-in-it")
    MeetingFactory(reference="hosted", host=serbia)
    meeting = MeetingFactory(reference="elsewhere")
    CommitmentFactory(reference="pledge", meeting=meeting, committed_to=[serbia])
    source = SourceFactory(reference="page", publisher=serbia)
    CitationFactory(record=meeting, source=source)
    CitationFactory(record=serbia, source=source)
    sheets = keys(opened(send(officer)))
    assert sheets["activities"] == ["by-link", "by-part", "by-row"]
    assert sheets["activity_participants"] == ["by-part", "by-row"]
    assert sheets["partners"] == ["rs", "rs-air"]
    assert (sheets["meetings"], sheets["commitments"], sheets["sources"]) == (["hosted"], ["pledge"], ["page"])
    assert sheets["citations"] == ["partner"]
    assert not {"funds", "people", "statements"} & set(sheets)


def test_a_year_takes_what_may_lie_in_it_and_what_has_no_date(officer: Client, serbia: Partner) -> None:
    for when in ("2023-12-31", "2024", "2024-05", "2020/..", "199X", "", "not known"):
        course(f"when-{re.sub('[^0-9a-z]+', '-', when.lower()).strip('-') or 'empty'}", serbia, when=when)
    DeclarationFactory(reference="signed", signed="2024-11-21", meeting=MeetingFactory(host=serbia, when="1999"))
    fund = FundFactory(reference="fund")
    FundingLineFactory(fund=fund, partner=serbia, years="2019")
    before, during = PersonFactory(reference="before"), PersonFactory(reference="during")
    OfficeFactory(person=before, body=serbia, period="2010/2020")
    OfficeFactory(person=during, body=serbia, period="2020/..")
    sheets = keys(opened(send(officer, period="2024")))
    assert sheets["activities"] == ["when-2020", "when-2024", "when-2024-05", "when-empty", "when-not-known"]
    assert sheets["partners"] == ["rs"]
    assert sheets["people"] == ["during"]
    assert not {"funds", "meetings"} & set(sheets)
    assert keys(opened(send(officer, period="2019")))["funds"] == ["fund"]


def test_kinds_that_are_ticked_go_out_though_they_are_empty(officer: Client, serbia: Partner) -> None:
    course("course", serbia)
    sent = send(officer, kinds=["meeting"])
    assert list(keys(opened(sent))) == ["meetings", "meeting_participants", "agenda_items", "outcomes", "citations"]
    assert sent.rows == 0


def test_titles_are_in_the_language_that_was_chosen(officer: Client, serbia: Partner) -> None:
    sent = send(officer, language="da")
    assert [cell.value for cell in opened(sent)["partners"][1]][:2] == ["Reference", "Navn (engelsk)"]


def test_drafts_go_out_only_if_the_officer_says_so_and_withdrawn_records_never(
    officer: Client, serbia: Partner
) -> None:
    for state in ("draft", "in review", "published", "withdrawn"):
        course(f"is-{state.replace(' ', '-')}", serbia, state=state)
    assert keys(opened(send(officer)))["activities"] == ["is-published"]
    assert keys(opened(send(officer, drafts="on")))["activities"] == ["is-draft", "is-in-review", "is-published"]


def sheet_parts(sent: SentWorkbook) -> dict[str, bytes]:
    """All parts of the workbook, its mark put away."""
    with zipfile.ZipFile(io.BytesIO(bytes(sent.content))) as archive:
        return {name: archive.read(name).replace(sent.token.encode(), b"") for name in archive.namelist()}


def test_drafts_change_nothing_in_a_workbook(officer: Client) -> None:
    """Drafts linked with everything that goes out, in every way there is: not a cell nor an offered word differs."""
    shown = publish_one_of_each()
    partner = shown[Partner].reference
    every = {"kinds": [kind._meta.model_name for kind in RECORDS]}
    before = sheet_parts(send(officer, partner, **every))
    terms = {term: list(term._default_manager.values_list("pk", flat=True)) for term in TERMS}
    for draft in [make_draft(kind, shown) for kind in RECORDS]:
        link_to(draft, shown)
    for term, known in terms.items():  # terms are no secret
        term._default_manager.exclude(pk__in=known).update(retired=True)
    after = sheet_parts(send(officer, partner, **every))
    assert [name for name in after if after[name] != before.get(name)] == []
    with_drafts = sheet_parts(send(officer, partner, drafts="on", **every))
    assert [name for name, part in with_drafts.items() if SECRET.encode() in part] != []


def test_staff_only_fields_never_leave(officer: Client) -> None:
    for kind in RECORDS:
        staff = dict.fromkeys(kind.staff_only - {"classification"}, "kept here")
        record = factory_of(kind)(**staff)
        assert {getattr(record, name) for name in staff} == {"kept here"}
    for partner in Partner.objects.all():
        sent = send(officer, partner.reference, kinds=[kind._meta.model_name for kind in RECORDS])
        assert [name for name, part in sheet_parts(sent).items() if b"kept here" in part] == []
    columns = [(r.sheet, c.name) for r in with_rows(RESOURCES) for c in columns_sent(r)]
    assert len(columns) > 100
    assert [(r.sheet, c.name) for r in with_rows(RESOURCES) for c in columns_sent(r) if is_staff_only(c)] == []
    assert [name for sheet, name in columns if name in KEPT_HERE] == []


def is_staff_only(column: Column) -> bool:
    return str(column.model_field.help_text).startswith("Staff only")


def test_every_workbook_sent_stays_on_a_page_and_is_downloaded_as_it_was(officer: Client, serbia: Partner) -> None:
    course("course", serbia, when="2024-05")
    sent = send(officer, period="2024")
    told = words(officer.get(page("change", sent.pk)))
    assert "Workbook for Serbia Download rs-2024.xlsx" in told
    assert "Kinds of record Activities, partners" in told.replace("recordA", "record A")
    assert "activities 1, activity_participants 1, activity_items 0, partners 1" in told
    course("later", serbia, when="2024-06")
    answer = officer.get(page("download", sent.pk))
    assert answer["Content-Disposition"] == "attachment; filename*=UTF-8''rs-2024.xlsx"
    assert keys(load_workbook(io.BytesIO(answer.content)))["activities"] == ["course"]
    listed = officer.get(page("changelist")).content.decode()
    assert all(text in listed for text in ("rs-2024.xlsx", "Serbia", "officer"))


def test_the_officer_is_told_where_there_is_nothing_to_send(officer: Client) -> None:
    PartnerFactory(reference="xx", title_en="Nowhere", state="draft")
    answer = officer.post(page("add"), {"partner": "xx", "period": "2024", "language": "da"})
    assert "The partner has no records in this period that may be sent." in words(answer)
    form = answer.context["form"]
    assert (form["partner"].value(), form["period"].value(), form["language"].value()) == ("xx", "2024", "da")
    assert not SentWorkbook.objects.exists()


@pytest.mark.parametrize("period", ["2024-13", "not known"])
def test_a_period_that_is_none_is_refused(officer: Client, serbia: Partner, period: str) -> None:
    answer = officer.post(page("add"), {"partner": "rs", "period": period, "language": "en"})
    assert list(answer.context["form"].errors) == ["period"]


def test_ways_lead_to_the_page(officer: Client, serbia: Partner) -> None:
    partner = officer.get(f"/en/desk/cooperation/partner/{serbia.pk}/change/").content.decode()
    assert f'href="{page("add")}?partner=rs"' in partner
    assert f'href="{page("add")}"' in officer.get(upload_address()).content.decode()
    assert officer.get(page("add"), {"partner": "rs"}).context["form"]["partner"].value() == "rs"


def test_who_may_not_import_neither_sends_nor_sees(
    reader: Client, stranger: Client, officer: Client, serbia: Partner
) -> None:
    sent = send(officer)
    pages = [page("add"), page("changelist"), page("change", sent.pk), page("download", sent.pk)]
    assert [officer.get(one).status_code for one in pages] == [200] * 4
    assert [reader.get(one).status_code for one in pages] == [403] * 4
    assert [stranger.get(one).status_code for one in pages] == [302] * 4
    assert reader.post(page("add"), {"partner": "rs", "language": "en"}).status_code == 403
    assert "Send a workbook" not in reader.get(f"/en/desk/cooperation/partner/{serbia.pk}/change/").content.decode()


def test_who_may_import_some_kinds_sends_and_sees_those_alone(officer: Client, serbia: Partner) -> None:
    user = User.objects.create_user("half", is_staff=True)
    names = ["view_partner", "view_activity", "add_activity", "change_activity"]
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    half = signed_in(user)
    course("course", serbia)
    whole = send(officer)
    assert half.get(page("change", whole.pk)).status_code == 403
    own = send(half)
    assert list(keys(opened(own))) == ["activities", "activity_participants", "activity_items", "citations"]
    assert half.get(page("download", own.pk)).status_code == 200
    assert half.post(page("add"), {"partner": "rs", "language": "en", "kinds": "partner"}).status_code == 200
    assert [one.pk for one in half.get(page("changelist")).context["cl"].queryset] == [own.pk]


def test_as_many_queries_for_many_records_as_for_one(officer: Client, serbia: Partner) -> None:
    taken = []
    for number in (1, 3):
        for place in range(number):
            activity = ActivityFactory(reference=f"course-{number}-{place}", channels=[serbia])
            ActivityParticipantFactory(activity=activity, partner=serbia)
            CitationFactory(record=activity, source=SourceFactory())
        with CaptureQueriesContext(connection) as queries:
            sent = send(officer, kinds=["activity"])
        taken.append(len(queries))
    assert len(lines(opened(sent), "activities")) == 4
    assert taken[0] == taken[1]
