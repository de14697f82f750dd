"""Addresses of lists, files and feeds that name a record by a reference it has left find what they found."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cooperation.programmes.models import Programme
from cooperation.records.models import State
from cooperation.revisions.models import Action, Revision
from cooperation.revisions.recording import Recorder
from tests.activities.factories import ActivityFactory, ActivityParticipantFactory
from tests.exchange.renaming import renamed
from tests.funds.factories import FundFactory, FundingLineFactory
from tests.partners.factories import PartnerFactory
from tests.programmes.factories import ProgrammeFactory
from tests.public.reading import page, text
from tests.vocabulary.factories import AreaFactory

pytestmark = pytest.mark.django_db

SAID = "The reference “old” in the address is a former one. It is now “new”."


@pytest.fixture
def activity() -> Any:
    """With a partner and an area that were both called “old”."""
    activity = ActivityFactory(reference="course", title_en="The course", when="2014")
    ActivityParticipantFactory(activity=activity, partner=PartnerFactory(reference="old", title_en="Partner Land"))
    activity.areas.add(AreaFactory(reference="old", title_en="Field works", title_da="Feltarbejde"))
    ActivityFactory(reference="other", title_en="Something else", when="2014")
    for linked in (*activity.areas.all(), activity.participants.get().partner):
        renamed(linked, "between", "new")
    return activity


@pytest.mark.parametrize("name", ["partner", "area"])
def test_a_list_is_filtered_by_a_former_reference(stranger: Client, activity: Any, name: str) -> None:
    for reference in ("old", "between"):
        said = text(stranger, f"/en/activities/?{name}={reference}")
        assert ("The course" in said, "Something else" in said) == (True, False)
        assert SAID.replace("old", reference) in said
    assert SAID not in text(stranger, f"/en/activities/?{name}=new")
    assert f'name="{name}" value="new" checked' in page(stranger, f"/en/activities/?{name}=old")


def test_what_a_former_reference_leaves_out(stranger: Client, activity: Any) -> None:
    said = text(stranger, "/en/activities/?partner__not=old")
    assert ("The course" in said, "Something else" in said) == (False, True)


@pytest.mark.parametrize("name", ["partner", "area"])
def test_files_and_feeds_of_a_list(stranger: Client, activity: Any, name: str) -> None:
    for ending in ("csv", "json", "atom", "ics"):
        old, new = (stranger.get(f"/en/activities.{ending}?{name}={one}") for one in ("old", "new"))
        assert (old.status_code, new.status_code) == (200, 200)
        found = [b"".join(answer) if answer.streaming else answer.content for answer in (old, new)]
        assert (b"course" in found[0], b"Something else" in found[0]) == (True, False)
        assert found[0].replace(f"{name}=old".encode(), f"{name}=new".encode()) == found[1]
    listed = json.loads(stranger.get(f"/en/activities.json?{name}=old").content)
    assert f"{name}=old" not in json.dumps(listed)


@pytest.mark.parametrize("name", ["partner", "area"])
@pytest.mark.parametrize("folder", ["timeline", "calendar"])
def test_pages_over_all_kinds(stranger: Client, activity: Any, folder: str, name: str) -> None:
    query = f"{name}=old&month=2014-05" if folder == "calendar" else f"{name}=old"
    said = text(stranger, f"/en/{folder}/?{query}")
    assert ("The course" in said, "Something else" in said, SAID in said) == (True, False, True)


@pytest.mark.parametrize("name", ["partner", "area"])
@pytest.mark.parametrize("address", ["changes.atom", "calendar.ics"])
def test_feeds_over_all_kinds(stranger: Client, activity: Any, address: str, name: str) -> None:
    found = stranger.get(f"/en/{address}?{name}=old").content
    assert (b"The course" in found, b"Something else" in found) == (True, False)


def test_lists_of_rows(stranger: Client) -> None:
    fund = FundFactory(reference="old")
    FundingLineFactory(fund=fund, title_en="A line")
    renamed(fund, "new")
    said = text(stranger, reverse("cooperation:line_list") + "?fund=old")
    assert ("A line" in said, SAID in said) == (True, True)


def test_the_search_finds_a_partner_by_a_former_reference(stranger: Client, activity: Any) -> None:
    said = text(stranger, "/en/search/?partner=old")
    assert ("The course" in said, "Something else" in said) == (True, False)


def test_a_reference_that_another_has_now_means_that_one(stranger: Client, activity: Any) -> None:
    PartnerFactory(reference="old", title_en="Newcomer")
    said = text(stranger, "/en/activities/?partner=old")
    assert ("The course" in said, SAID in said, "Newcomer" in said) == (False, False, True)


def test_a_draft_that_has_the_reference_now_is_as_if_it_were_not_there(stranger: Client, activity: Any) -> None:
    before = page(stranger, "/en/activities/?partner=old")
    PartnerFactory(reference="old", title_en="Newcomer", state=State.DRAFT)
    assert page(stranger, "/en/activities/?partner=old") == before


@pytest.mark.parametrize("state", [State.DRAFT, State.WITHDRAWN])
def test_what_is_no_longer_public_is_not_told(stranger: Client, activity: Any, state: State) -> None:
    partner = activity.participants.get().partner
    partner.refresh_from_db()
    partner.state = state
    partner.save()
    for address in ("/en/activities/?partner=old", "/en/activities/?partner=never"):
        assert stranger.get(address).status_code == 400
    assert "new" not in stranger.get("/en/activities.json?partner=old").content.decode().replace("newest", "")


def test_what_a_draft_was_called_is_not_told(stranger: Client) -> None:
    partner = renamed(PartnerFactory(reference="secret", state=State.DRAFT), "open")
    partner.state = State.PUBLISHED
    partner.save()
    for address in ("activities/?partner=", "timeline/?partner=", "activities.csv?partner=", "changes.atom?partner="):
        secret, never = (stranger.get(f"/en/{address}{name}").content.decode() for name in ("secret", "zzyzx"))
        assert secret == never.replace("zzyzx", "secret")
        assert "“open”" not in secret


def test_a_history_means_who_had_the_reference_then(stranger: Client) -> None:
    """A link of which the target was renamed has not changed; what has the reference now was never linked."""
    authority = PartnerFactory(reference="old", title_en="Rescue agency")
    programme = ProgrammeFactory(reference="z", lead_authority=authority)
    Recorder(Action.Kind.FORM).after(Programme, [programme.pk], Revision.Change.NEW)
    renamed(authority, "new")
    PartnerFactory(reference="old", title_en="Newcomer")
    programme = Programme.objects.get()
    programme.title_en = "Another title"
    programme.save()
    Recorder(Action.Kind.FORM).after(Programme, [programme.pk], Revision.Change.CHANGED)
    said = text(stranger, "/en/programmes/z/history/")
    assert ("Another title" in said, "Newcomer" in said, "Lead authority" in said) == (True, False, False)


def test_a_list_asks_no_more_for_present_references(stranger: Client, activity: Any) -> None:
    with CaptureQueriesContext(connection) as queries:
        stranger.get("/en/activities.csv?partner=new")
    assert [one["sql"] for one in queries if "formerreference" in one["sql"]] == []
    with CaptureQueriesContext(connection) as queries:
        stranger.get("/en/activities.csv?partner=old")
    assert len([one["sql"] for one in queries if "formerreference" in one["sql"]]) == 1
