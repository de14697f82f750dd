"""Every page of the desk is tried by the one who must not get in."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.db import models
from django.test import Client
from django.urls import reverse

from cooperation.records.models import Record, State
from tests.desk.filling import address, change_address, opened, saved
from tests.house.kinds import RECORDS, TERMS, factory_of, kind_id
from tests.meetings.factories import MeetingFactory
from tests.vocabulary.factories import AreaFactory

pytestmark = pytest.mark.django_db
every_kind = pytest.mark.parametrize("model", [*RECORDS, *TERMS], ids=kind_id)
every_record = pytest.mark.parametrize("model", RECORDS, ids=kind_id)
every_term = pytest.mark.parametrize("model", TERMS, ids=kind_id)


def pages_of(one: models.Model) -> list[str]:
    model = type(one)
    pages = [address(model, "changelist"), address(model, "add"), address(model, "import"), address(model, "export")]
    return [*pages, *(address(model, page, one.pk) for page in ("change", "delete", "history"))]


@every_kind
def test_a_stranger_is_sent_to_the_login(model: type[models.Model], stranger: Client) -> None:
    for page in pages_of(factory_of(model)()):
        answer = stranger.get(page)
        assert answer.status_code == 302
        assert answer["Location"].startswith(reverse("admin:login"))


def test_a_stranger_is_sent_from_the_index_and_the_autocompletion(stranger: Client) -> None:
    for page in (reverse("admin:index"), reverse("admin:autocomplete"), reverse("admin:auth_user_changelist")):
        assert stranger.get(page).status_code == 302


def test_an_account_that_is_not_of_the_staff_is_sent_to_the_login(client: Client) -> None:
    client.force_login(User.objects.create_user("visitor"))
    assert client.get(reverse("admin:index"))["Location"].startswith(reverse("admin:login"))


@every_kind
def test_a_reader_looks_and_changes_nothing(model: type[models.Model], reader: Client) -> None:
    one = factory_of(model)()
    assert one.reference in reader.get(address(model, "changelist")).content.decode()
    page = reader.get(change_address(one))
    assert page.status_code == 200
    assert one.reference in page.content.decode()
    assert 'name="_save"' not in page.content.decode()
    assert reader.post(change_address(one), {"title_en": "Mine now"}).status_code == 403
    for closed in (address(model, "add"), address(model, "delete", one.pk), address(model, "import")):
        assert reader.get(closed).status_code == 403
    one.refresh_from_db()
    assert one.title_en != "Mine now"


@every_record
def test_an_officer_changes_but_deletes_nothing(model: type[Record], officer: Client) -> None:
    one = factory_of(model)(state=State.DRAFT)
    assert saved(officer, one, opened(officer, one) | {"title_en": "Put right"}).status_code == 302
    one.refresh_from_db()
    assert one.title_en == "Put right"
    assert officer.get(address(model, "delete", one.pk)).status_code == 403
    assert officer.post(address(model, "delete", one.pk), {"post": "yes"}).status_code == 403
    assert model._default_manager.filter(pk=one.pk).exists()


@every_record
def test_an_editor_deletes_what_nothing_refers_to(model: type[Record], editor: Client) -> None:
    one = factory_of(model)()
    assert editor.post(address(model, "delete", one.pk), {"post": "yes"}).status_code == 302
    assert not model._default_manager.filter(pk=one.pk).exists()


@every_term
def test_nobody_deletes_a_term(model: type[models.Model], administrator: Client) -> None:
    one = factory_of(model)()
    assert administrator.get(address(model, "delete", one.pk)).status_code == 403
    assert administrator.post(address(model, "delete", one.pk), {"post": "yes"}).status_code == 403
    chosen = {"action": "delete_selected", "_selected_action": [one.pk], "post": "yes"}
    administrator.post(address(model, "changelist"), chosen)
    assert model._default_manager.filter(pk=one.pk).exists()


def test_an_editor_retires_terms(editor: Client) -> None:
    area = AreaFactory()
    answer = saved(editor, area, opened(editor, area) | {"retired": "on"})
    assert answer.status_code == 302
    area.refresh_from_db()
    assert area.retired


@pytest.mark.parametrize("role", ["reader", "officer", "editor"])
def test_only_administrators_keep_accounts(role: str, request: pytest.FixtureRequest) -> None:
    client: Client = request.getfixturevalue(role)
    for page in ("auth_user_changelist", "auth_user_add", "auth_group_changelist"):
        assert client.get(reverse(f"admin:{page}")).status_code == 403


def test_the_role_of_administrator_is_enough_to_keep_accounts(client: Client) -> None:
    keeper = User.objects.create_user("keeper", is_staff=True)
    keeper.groups.add(Group.objects.get(name="administrator"))
    client.force_login(keeper)
    for page in ("auth_user_changelist", "auth_user_add", "auth_group_changelist"):
        assert client.get(reverse(f"admin:{page}")).status_code == 200


def test_an_officer_may_take_rows_from_a_record(officer: Client) -> None:
    """Rows are part of their record: who may change it needs no right of its own for them."""
    meeting: Any = MeetingFactory(state=State.DRAFT)
    meeting.agenda.create(text_en="Struck off")
    data = opened(officer, meeting) | {"agenda-0-DELETE": "on"}
    assert saved(officer, meeting, data).status_code == 302
    assert meeting.agenda.count() == 0
