"""An address that was once given away keeps its word: it leads on, or says that what stood there was withdrawn."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from cooperation.programmes.models import Programme
from cooperation.records.models import Record, State
from cooperation.revisions.models import Action, Revision
from cooperation.revisions.recording import Recorder
from tests.house.kinds import RECORDS, factory_of, kind_id, stem
from tests.programmes.factories import ProgrammeFactory
from tests.public.reading import page, text

pytestmark = pytest.mark.django_db

TITLE = "A title nobody should read"
WITHDRAWN = {
    "type": "about:blank",
    "title": "Gone",
    "status": 410,
    "detail": "What stood at this address was withdrawn.",
}


def renamed(record: Record, *references: str) -> Record:
    """As the form does it: read anew, changed, saved."""
    for reference in references:
        record = type(record).objects.get(pk=record.pk)
        record.reference = reference
        record.save()
    return record


def moved(record: Record, state: State) -> Record:
    record = type(record).objects.get(pk=record.pk)
    record.state = state
    record.save()
    return record


def answers(client: Client, kind: type[Record], reference: str) -> list[tuple[int, str]]:
    """Status and new address, of the page and of the JSON."""
    plain = reverse(f"cooperation:{stem(kind)}_detail", args=[reference])
    ended = reverse(f"cooperation:{stem(kind)}_detail_as", args=[reference, "json"])
    return [(found.status_code, found.headers.get("Location", "")) for found in map(client.get, (plain, ended))]


@pytest.mark.parametrize("kind", RECORDS, ids=kind_id)
def test_a_renamed_reference_leads_on(stranger: Client, kind: type[Record]) -> None:
    record = renamed(factory_of(kind)(reference="first"), "second", "third")
    new = record.get_absolute_url()
    led = [(301, new), (301, f"{new.rstrip('/')}.json")]
    assert answers(stranger, kind, "first") == answers(stranger, kind, "second") == led
    assert [status for status, _ in answers(stranger, kind, "third")] == [200, 200]


def test_the_language_and_the_ending_stay(stranger: Client) -> None:
    renamed(ProgrammeFactory(reference="first"), "second")
    assert stranger.get("/da/programmes/first/").headers["Location"] == "/da/programmes/second/"
    assert stranger.get("/da/programmes/first.json").headers["Location"] == "/da/programmes/second.json"
    assert stranger.get("/da/programmes/first.nothing").status_code == 404


def test_the_desk_renames(administrator: Client, stranger: Client) -> None:
    record = ProgrammeFactory(reference="first")
    form = administrator.get(reverse("admin:cooperation_programme_change", args=[record.pk])).context["adminform"].form
    sent = {name: value for name in form.fields if (value := form[name].value()) not in (None, "")}
    rows = {
        f"{prefix}-{count}": "0"
        for prefix in ("partners", "cooperation-citation-content_type-object_id")
        for count in ("TOTAL_FORMS", "INITIAL_FORMS")
    }
    saved = administrator.post(
        reverse("admin:cooperation_programme_change", args=[record.pk]), sent | rows | {"reference": "second"}
    )
    assert saved.status_code == 302
    assert answers(stranger, Programme, "first")[0] == (301, "/en/programmes/second/")


def test_a_new_record_takes_the_reference_over(stranger: Client) -> None:
    renamed(ProgrammeFactory(reference="first"), "second")
    ProgrammeFactory(reference="first", title_en="Came later")
    assert "Came later" in text(stranger, "/en/programmes/first/")


def test_a_record_that_takes_its_reference_back_is_there(stranger: Client) -> None:
    renamed(ProgrammeFactory(reference="first"), "second", "first")
    assert [status for status, _ in answers(stranger, Programme, "first")] == [200, 200]
    assert answers(stranger, Programme, "second")[0] == (301, "/en/programmes/first/")


def test_it_leads_on_though_a_draft_has_the_reference_now(stranger: Client) -> None:
    """The draft is as if it were not there."""
    renamed(ProgrammeFactory(reference="first"), "second")
    before = answers(stranger, Programme, "first")
    ProgrammeFactory(reference="first", state=State.DRAFT)
    assert (
        answers(stranger, Programme, "first")
        == before
        == [
            (301, "/en/programmes/second/"),
            (301, "/en/programmes/second.json"),
        ]
    )


def test_nothing_leads_to_a_draft(stranger: Client) -> None:
    record = renamed(ProgrammeFactory(reference="first"), "second")
    moved(record, State.DRAFT)
    for reference in ("first", "second", "never"):
        assert answers(stranger, Programme, reference) == [(404, ""), (404, "")]


def test_what_a_draft_was_called_is_not_told(stranger: Client) -> None:
    record = renamed(ProgrammeFactory(reference="first", state=State.DRAFT), "second")
    moved(record, State.PUBLISHED)
    assert answers(stranger, Programme, "first") == [(404, ""), (404, "")]


def test_a_record_renamed_while_it_is_put_right_is_found_again(stranger: Client) -> None:
    """Taken back to draft, renamed and published anew: its readers have the first address."""
    record = moved(ProgrammeFactory(reference="first"), State.DRAFT)
    moved(renamed(record, "second"), State.PUBLISHED)
    assert answers(stranger, Programme, "first")[0] == (301, "/en/programmes/second/")


@pytest.mark.parametrize("kind", RECORDS, ids=kind_id)
def test_a_withdrawn_record_says_so_and_no_more(stranger: Client, kind: type[Record]) -> None:
    record = factory_of(kind)(reference="gone", title_en=TITLE, title_da=TITLE, state=State.WITHDRAWN)
    said = page(stranger, record.get_absolute_url(), status=410)
    assert "What stood at this address was withdrawn." in said
    assert TITLE not in said
    answer = stranger.get(f"{record.get_absolute_url().rstrip('/')}.json")
    assert (answer.status_code, answer.headers["Content-Type"]) == (410, "application/problem+json")
    assert json.loads(answer.content) == WITHDRAWN


def test_every_withdrawn_record_says_the_same(stranger: Client) -> None:
    ProgrammeFactory(reference="gone", title_en=TITLE, state=State.WITHDRAWN)
    ProgrammeFactory(reference="other", state=State.WITHDRAWN)
    first, second = (page(stranger, f"/en/programmes/{name}/", status=410) for name in ("gone", "other"))
    assert first.replace("programmes/gone/", "programmes/other/") == second


def test_a_withdrawn_record_is_withdrawn_under_its_former_reference_too(stranger: Client) -> None:
    record = renamed(ProgrammeFactory(reference="first"), "second")
    moved(record, State.WITHDRAWN)
    for reference in ("first", "second"):
        assert answers(stranger, Programme, reference) == [(410, ""), (410, "")]


def test_a_draft_withdrawn_before_anybody_saw_it_was_never_there(stranger: Client) -> None:
    record = ProgrammeFactory(reference="unseen", state=State.DRAFT)
    Recorder(Action.Kind.FORM).after(Programme, [record.pk], Revision.Change.NEW)
    moved(record, State.WITHDRAWN)
    Recorder(Action.Kind.FORM).after(Programme, [record.pk], Revision.Change.CHANGED)
    assert answers(stranger, Programme, "unseen") == answers(stranger, Programme, "never") == [(404, ""), (404, "")]


def test_a_published_record_that_was_withdrawn_says_so_with_its_history_kept(stranger: Client) -> None:
    record = ProgrammeFactory(reference="seen")
    Recorder(Action.Kind.FORM).after(Programme, [record.pk], Revision.Change.NEW)
    moved(record, State.WITHDRAWN)
    Recorder(Action.Kind.FORM).after(Programme, [record.pk], Revision.Change.CHANGED)
    assert answers(stranger, Programme, "seen") == [(410, ""), (410, "")]


def test_a_deleted_record_was_never_there(stranger: Client) -> None:
    renamed(ProgrammeFactory(reference="first"), "second").delete()
    for reference in ("first", "second"):
        assert answers(stranger, Programme, reference) == [(404, ""), (404, "")]
