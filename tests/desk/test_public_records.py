"""Every way of changing what the public reads: an officer is stopped in all of them, an editor in none."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client

from cooperation.meetings.models import Meeting
from cooperation.models import Activity
from cooperation.records.models import State
from cooperation.vocabulary.models import Area
from tests.activities.factories import ActivityFactory
from tests.conftest import person, signed_in
from tests.desk.filling import address, change_address, opened, saved, shown, with_row
from tests.desk.public_changes import WAYS, Register, Way, public_pages
from tests.exchange.spreadsheets import register
from tests.exchange.uploads import bring_in, csv_of, uploaded, words
from tests.house.kinds import RECORDS, factory_of, kind_id
from tests.meetings.factories import AgendaItemFactory, MeetingFactory
from tests.partners.factories import PartnerFactory
from tests.vocabulary.factories import AreaFactory

pytestmark = pytest.mark.django_db
REFUSAL = "You may not change published records. Ask an editor."
TERM_REFUSAL = "You may add terms but not change them, because the public reads them. Ask an editor."

every_way = pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)


@every_way
def test_an_officer_changes_nothing_that_the_public_reads(way: Way, officer: Client) -> None:
    it = Register(officer, signed_in(person("editor")))
    pages, records = public_pages(it), register()
    way(it)
    assert register() == records
    assert public_pages(it) == pages


@every_way
def test_an_editor_changes_it(way: Way, editor: Client) -> None:
    it = Register(editor, editor)
    records = register()
    way(it)
    assert register() != records


# What an officer is told


def test_what_was_typed_is_on_the_page_with_the_reason(officer: Client) -> None:
    """An editor published the record while the officer had it open."""
    meeting = MeetingFactory(state=State.DRAFT, title_en="Before")
    AgendaItemFactory(meeting=meeting, text_en="Opening")
    form = opened(officer, meeting)
    form = with_row(form, "agenda", text_en="My new item") | {"title_en": "Mine", "agenda-0-text_en": "My opening"}
    meeting.state = State.PUBLISHED
    meeting.save()
    page = saved(officer, meeting, form)
    [message] = page.context["adminform"].form.non_field_errors()
    assert message == f"{REFUSAL} Nothing of yours is saved, and nothing you typed is lost."
    again = shown(page)
    assert [again[name] for name in ("title_en", "agenda-0-text_en", "agenda-1-text_en")] == [
        "Mine",
        "My opening",
        "My new item",
    ]
    assert Meeting.objects.get().title_en == "Before"


@pytest.mark.parametrize("model", RECORDS, ids=kind_id)
@pytest.mark.parametrize(
    ("state", "message"),
    [("published", REFUSAL), ("withdrawn", "You may not change withdrawn records. Ask an editor.")],
)
def test_the_page_says_so_when_it_is_opened(model: Any, state: str, message: str, officer: Client) -> None:
    record = factory_of(model)(state=state)
    answer = officer.get(change_address(record))
    assert message in words(answer)
    assert record.reference in words(answer)
    assert 'name="_save"' not in answer.content.decode()


def test_nobody_else_is_told_so(officer: Client, editor: Client, reader: Client) -> None:
    published, draft = MeetingFactory(), MeetingFactory(state=State.DRAFT)
    assert REFUSAL in words(officer.get(change_address(published)))
    for client, record in ((officer, draft), (editor, published), (reader, published)):
        page = words(client.get(change_address(record)))
        assert record.title_en in page
        assert "Ask an editor" not in page


def test_a_term_says_who_may_change_it(officer: Client, editor: Client, reader: Client) -> None:
    area = AreaFactory()

    assert TERM_REFUSAL in words(officer.get(change_address(area)))
    assert 'name="_save"' not in officer.get(change_address(area)).content.decode()
    for client in (editor, reader):
        assert area.title_en in words(client.get(change_address(area)))
        assert "Ask an editor" not in words(client.get(change_address(area)))


def test_an_officer_adds_terms(officer: Client) -> None:
    data = shown(officer.get(address(Area, "add"))) | {"reference": "new", "title_en": "New", "title_da": "Ny"}
    assert officer.post(address(Area, "add"), data).status_code == 302
    bring_in(
        officer, uploaded(officer, csv_of(["Reference", "Title (English)", "Title (Danish)"], ["b", "B", "B"]), "area")
    )
    assert sorted(Area.objects.values_list("reference", flat=True)) == ["b", "new"]


def test_an_officer_works_on_drafts_as_before(officer: Client) -> None:
    published = PartnerFactory(reference="rs")
    draft = ActivityFactory(reference="draft", state=State.DRAFT)
    form = with_row(opened(officer, draft), "participants", partner=published.pk, role="host")
    assert saved(officer, draft, form | {"title_en": "Mine", "reference": "renamed"}).status_code == 302
    assert list(Activity.objects.values_list("reference", "title_en", "state")) == [("renamed", "Mine", "draft")]
    assert [row.partner for row in draft.participants.all()] == [published]


def test_the_permission_counts_for_each_kind_by_itself() -> None:
    """Somebody who publishes meetings and enters activities."""
    user = User.objects.create_user("mixed", is_staff=True)
    names = ["change_meeting", "publish_meeting", "view_meeting", "delete_activity", "change_activity", "view_activity"]
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    client = signed_in(user)
    meeting, activity = MeetingFactory(), ActivityFactory()
    draft = ActivityFactory(state=State.DRAFT)
    assert saved(client, meeting, opened(client, meeting) | {"title_en": "Mine"}).status_code == 302
    assert REFUSAL in words(client.get(change_address(activity)))
    for record in (activity, draft):
        client.post(address(Activity, "delete", record.pk), {"post": "yes"})
    chosen = {"action": "delete_selected", "_selected_action": [str(activity.pk)], "post": "yes"}
    client.post(address(Activity, "changelist"), chosen)
    assert Meeting.objects.get().title_en == "Mine"
    assert list(Activity.objects.all()) == [activity]
