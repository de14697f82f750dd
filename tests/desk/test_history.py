"""What officers do at the desk stands in the history, with who did it."""

from typing import Any

import pytest
from django.test import Client

from cooperation.models import Area, Meeting, Partner, Revision
from cooperation.records.models import State
from tests.desk.filling import address, errors_on, opened, saved, shown, with_row
from tests.meetings.factories import MeetingFactory
from tests.partners.factories import PartnerFactory
from tests.vocabulary.factories import AreaFactory

pytestmark = pytest.mark.django_db

Kept = list[tuple[int, str, str, str]]


def history(reference: str) -> Kept:
    found = Revision.objects.filter(reference=reference).select_related("action").order_by("number")
    return [(kept.number, kept.change, kept.action.kind, kept.action.user_name) for kept in found]


def test_a_new_record_is_kept_with_its_rows(editor: Client) -> None:
    data = shown(editor.get(address(Partner, "add")))
    data |= {"reference": "serbia", "title_en": "Serbia", "kind": "country"}
    answer = editor.post(address(Partner, "add"), with_row(data, "names", kind="local", name="Srbija"))

    assert answer.status_code == 302, errors_on(answer)
    assert history("serbia") == [(1, "new", "form", "editor")]
    document: Any = Revision.objects.get().document
    assert document["rows"]["partner_names"] == [{"number": 1, "kind": "local", "name": "Srbija", "sort_order": 1}]


def test_a_changed_record_is_kept_as_it_was_and_as_it_is(officer: Client) -> None:
    meeting = MeetingFactory(reference="visit", title_en="Before", state=State.DRAFT)

    assert saved(officer, meeting, opened(officer, meeting) | {"title_en": "After"}).status_code == 302

    assert history("visit") == [(1, "found", "found", ""), (2, "changed", "form", "officer")]
    titles = Revision.objects.order_by("number").values_list("document__fields__title_en", flat=True)
    assert list(titles) == ["Before", "After"]


def test_a_form_that_is_refused_leaves_no_revision(officer: Client) -> None:
    meeting = MeetingFactory(reference="visit", state=State.DRAFT)

    page = saved(officer, meeting, opened(officer, meeting) | {"when": "2024-02-30"})

    assert list(errors_on(page)) == ["when"]

    assert Revision.objects.count() == 0


def test_a_deleted_record_is_kept_as_it_was(editor: Client) -> None:
    meeting = MeetingFactory(reference="visit", title_en="A visit")

    assert editor.post(address(Meeting, "delete", meeting.pk), {"post": "yes"}).status_code == 302

    assert history("visit") == [(1, "found", "found", ""), (2, "deleted", "form", "editor")]
    document: Any = Revision.objects.get(number=1).document
    assert document["fields"]["title_en"] == "A visit"


def test_records_deleted_together_are_one_action(editor: Client) -> None:
    chosen = [MeetingFactory(reference=reference).pk for reference in ("first", "second")]
    sent = {"action": "delete_selected", "_selected_action": chosen, "post": "yes"}

    assert editor.post(address(Meeting, "changelist"), sent).status_code == 302

    assert Meeting.objects.count() == 0
    gone = Revision.objects.filter(change="deleted")
    assert sorted(gone.values_list("reference", flat=True)) == ["first", "second"]
    assert gone.values("action").distinct().count() == 1


def test_records_published_together_are_one_action(editor: Client) -> None:
    chosen = [PartnerFactory(reference=reference, state="draft").pk for reference in ("first", "second")]
    sent = {"action": "publish_selected", "_selected_action": chosen}

    assert editor.post(address(Partner, "changelist"), sent).status_code == 302

    assert history("first") == [(1, "found", "found", ""), (2, "changed", "form", "editor")]
    assert Revision.objects.filter(change="changed").values("action").distinct().count() == 1


def test_a_term_is_kept_too(editor: Client) -> None:
    area = AreaFactory(reference="training", title_en="Before")
    data = shown(editor.get(address(Area, "change", area.pk))) | {"title_en": "After"}

    assert editor.post(address(Area, "change", area.pk), data).status_code == 302

    assert history("training") == [(1, "found", "found", ""), (2, "changed", "form", "editor")]
