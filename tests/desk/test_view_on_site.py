"""“View on site” leads to what is published, for those who may view it."""

import pytest
from django.contrib.auth.models import Permission, User
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from cooperation.records.models import Record, State
from tests.conftest import signed_in
from tests.house.kinds import RECORDS, factory_of, kind_id
from tests.meetings.factories import MeetingFactory
from tests.partners.factories import PartnerFactory
from tests.vocabulary.factories import AreaFactory

pytestmark = pytest.mark.django_db
every_record = pytest.mark.parametrize("model", RECORDS, ids=kind_id)


def on_site(record: Model) -> str:
    return reverse("admin:view_on_site", args=[ContentType.objects.get_for_model(record).pk, record.pk])


@every_record
def test_a_published_record_is_viewed_on_the_site_and_a_draft_is_not(model: type[Record], reader: Client) -> None:
    published, draft = factory_of(model)(), factory_of(model)(state=State.DRAFT)
    answer = reader.get(on_site(published))
    assert (answer.status_code, answer["Location"]) == (302, published.get_absolute_url())
    refusal = reader.get(on_site(draft))
    assert refusal.status_code == 404
    assert draft.reference not in refusal.text


def test_without_permission_nobody_learns_whether_there_is_a_record() -> None:
    member = User.objects.create_user("member", is_staff=True)
    member.user_permissions.add(Permission.objects.get(codename="view_partner"))
    partner, meeting = PartnerFactory(), MeetingFactory()
    client = signed_in(member)
    assert client.get(on_site(partner)).status_code == 302
    missing = on_site(meeting).replace(f"/{meeting.pk}/", "/999999/")
    assert [client.get(address).status_code for address in (on_site(meeting), missing)] == [403, 403]


def test_a_stranger_is_sent_to_the_login(stranger: Client) -> None:
    answer = stranger.get(on_site(PartnerFactory()))
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("admin:login"))


@pytest.mark.parametrize("id", ["999999", "abc", "9" * 40, "-1", "1/2"])
def test_what_is_no_record_is_not_found(id: str, administrator: Client) -> None:  # noqa: A002
    kind, record = on_site(PartnerFactory()).rstrip("/").split("/")[-2:]
    start = reverse("admin:index") + "r/"
    assert administrator.get(f"{start}{kind}/{record}/").status_code == 302
    assert administrator.get(f"{start}{kind}/{id}/").status_code == 404
    assert administrator.get(f"{start}{id}/{record}/").status_code == 404


def test_terms_and_accounts_have_no_public_page(administrator: Client) -> None:
    for one in (AreaFactory(), User.objects.get()):
        assert administrator.get(on_site(one)).status_code == 404
