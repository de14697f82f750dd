"""Pages are kept and known again, and never shown once anything public has changed."""

import datetime
import gzip
from collections.abc import Callable
from pathlib import Path
from typing import Any

import brotli
import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.core.serializers import serialize
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from cooperation.exchange.applying import carry_out
from cooperation.exchange.plan import make_plan
from cooperation.exchange.reading import Sheet
from cooperation.exchange.undoing import undo
from cooperation.models import Action, Area, Citation, Programme, ProgrammePartner
from cooperation.public.keeping import BESIDE_THE_BODY, Kept, KeptPage
from cooperation.records.version import current_version, tables_with_triggers, watched_tables
from cooperation.resources import RESOURCES
from cooperation.revisions.recording import Recorder
from tests.desk.filling import opened, saved
from tests.programmes.factories import ProgrammeFactory, ProgrammePartnerFactory
from tests.records.factories import CitationFactory
from tests.vocabulary.factories import AreaFactory

# Each write is a transaction, as in the house: on PostgreSQL all writes of one transaction are one change.
pytestmark = pytest.mark.django_db(transaction=True)
LIST = "/en/programmes/"
Write = Callable[..., object]


@pytest.fixture(autouse=True)
def keeping(settings: Settings) -> None:
    settings.REGISTER_KEPT_MEGABYTES = 4


def imported(title: str) -> Action:
    recorder = Recorder(Action.Kind.IMPORT)
    header, row = ["Reference", "Title (English)"], ["first", title]
    carry_out(make_plan([Sheet("programmes", "programmes.csv", header, [(2, row)])], RESOURCES), recorder)
    return recorder.action


def saved_at_the_desk(editor: Client, programme: Programme) -> None:
    assert saved(editor, programme, opened(editor, programme) | {"title_en": "Saved"}).status_code == 302


def by_command(folder: Path) -> None:
    (folder / "programmes.csv").write_text("Reference,Title (English)\nfirst,By command\n")
    call_command("import_register", folder, verbosity=0)


def by_loaddata(folder: Path, programme: Programme) -> None:
    programme.title_en = "Loaded"
    (folder / "register.json").write_text(serialize("json", [programme]))
    call_command("loaddata", folder / "register.json", verbosity=0)


def by_hand(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def writes(programme: Programme, editor: Client, folder: Path) -> dict[str, Write]:
    """Every way of writing, in an order in which each has something to write."""
    area = AreaFactory(title_en="Before")
    programme.areas.add(area)
    row = ProgrammePartnerFactory(programme=programme)
    citation = CitationFactory(record=programme)
    actions: list[Action] = []
    return {
        "a form": lambda: saved_at_the_desk(editor, programme),
        "an import": lambda: actions.append(imported("Imported")),
        "an undo": lambda: undo(actions[0]),
        "a command": lambda: by_command(folder),
        "loaddata": lambda: by_loaddata(folder, programme),
        "an update of terms": lambda: Area.objects.filter(pk=area.pk).update(title_en="Renamed"),
        "a new term": lambda: Area.objects.create(reference="new", title_en="New", title_da="Ny"),
        "many at once": lambda: Programme.objects.bulk_create([Programme(reference="b", title_en="B", kind="project")]),
        "SQL by hand": lambda: by_hand("UPDATE cooperation_programme SET title_da = 'Program'"),
        "a link": programme.areas.clear,
        "a child row": lambda: ProgrammePartner.objects.filter(pk=row.pk).update(role="lead"),
        "a child row that goes": row.delete,
        "a citation": lambda: Citation.objects.filter(pk=citation.pk).update(paragraph="7"),
        "a citation that goes": citation.delete,
        "a withdrawal": lambda: Programme.objects.filter(reference="b").update(state="withdrawn"),
        "a deletion": lambda: Programme.objects.filter(reference="b").delete(),
    }


def test_every_way_of_writing_is_seen_at_once(stranger: Client, editor: Client, tmp_path: Path) -> None:
    programme = ProgrammeFactory(reference="first", title_en="First")
    tags = [stranger.get(LIST)["ETag"]]
    for name, write in writes(programme, editor, tmp_path).items():
        before = stranger.get(LIST)["ETag"]
        write()
        tags.append(stranger.get(LIST)["ETag"])
        assert tags[-1] != before, name
        assert stranger.get(LIST, headers={"if-none-match": before}).status_code == 200, name
    assert len(set(tags)) == len(tags)


def test_the_page_shows_what_was_written_last(stranger: Client) -> None:
    programme = ProgrammeFactory(title_en="First")
    for title in ("Second", "Third"):
        stranger.get(LIST)
        Programme.objects.filter(pk=programme.pk).update(title_en=title)
        assert title in stranger.get(LIST).content.decode()


def test_what_was_taken_back_leaves_the_page_as_it_was(stranger: Client) -> None:
    ProgrammeFactory()
    tag = stranger.get(LIST)["ETag"]
    with transaction.atomic():
        Programme.objects.update(title_en="Never")
        transaction.set_rollback(True)
    assert stranger.get(LIST)["ETag"] == tag


def test_an_import_that_is_refused_leaves_all_watched(stranger: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    ProgrammeFactory(reference="first", title_en="First")
    tag = stranger.get(LIST)["ETag"]
    with monkeypatch.context() as broken:
        broken.setattr("cooperation.exchange.touched.Touched.keep_after", lambda *_arguments: 1 // 0)
        with pytest.raises(ZeroDivisionError):
            imported("Broken off")
    assert stranger.get(LIST)["ETag"] == tag
    assert tables_with_triggers("default") == watched_tables()
    imported("Imported")
    assert "Imported" in stranger.get(LIST).content.decode()
    assert tables_with_triggers("default") == watched_tables()


def test_what_no_page_shows_changes_none(stranger: Client) -> None:
    tag = stranger.get(LIST)["ETag"]
    User.objects.create_user("somebody")
    Action.objects.create(kind=Action.Kind.FORM, at=timezone.now())
    assert stranger.get(LIST)["ETag"] == tag


def test_every_table_of_the_register_is_watched() -> None:
    tables = watched_tables()
    assert tables_with_triggers("default") == tables
    assert {"cooperation_programme", "cooperation_programme_areas", "cooperation_area"} < tables
    assert tables.isdisjoint({"cooperation_importbatch", "cooperation_revision"})


def test_a_page_read_again_costs_one_query_and_is_the_same(stranger: Client) -> None:
    ProgrammeFactory(title_en="Kept")
    first = stranger.get(LIST)
    for client in (stranger, Client(headers={"if-none-match": 'W/"another"'})):
        client.get(LIST)
        with CaptureQueriesContext(connection) as asked:
            again = client.get(LIST)
        assert len(asked) == 1
        assert (again.content, dict(again.headers)) == (first.content, dict(first.headers))


def test_who_has_the_page_is_told_that_it_is_unchanged(stranger: Client) -> None:
    first = stranger.get(LIST)
    assert first["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert first["Vary"] == "Accept-Encoding"
    asking = Client()  # a process that has kept nothing yet
    with CaptureQueriesContext(connection) as asked:
        again = asking.get(LIST, headers={"if-none-match": f'"x", {first["ETag"]}'})
    assert (again.status_code, again.content, len(asked)) == (304, b"", 1)
    assert [again[name] for name in ("ETag", "Cache-Control", "Vary")] == [
        first[name] for name in ("ETag", "Cache-Control", "Vary")
    ]


def test_a_head_is_answered_from_the_kept_page(stranger: Client) -> None:
    first = stranger.get(LIST)
    with CaptureQueriesContext(connection) as asked:
        head = stranger.head(LIST)
    assert len(asked) == 1
    assert head["Content-Length"] == str(len(first.content))


def test_each_address_and_language_and_day_has_its_own_page(stranger: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def asked() -> list[Any]:
        return [
            stranger.get(LIST),
            stranger.get(LIST + "?sort=title"),
            stranger.get(LIST + "?sort=oldest"),
            stranger.get("/da/programmes/"),
            stranger.get(LIST, headers={"host": "localhost"}),
        ]

    today = asked()
    monkeypatch.setattr("cooperation.public.freshness.localdate", lambda: datetime.date(2031, 1, 1))
    tags = [answer["ETag"] for answer in [*today, *asked()]]
    assert len(set(tags)) == 10
    assert [answer.content for answer in asked()] == [answer.content for answer in today]


@pytest.mark.parametrize(
    ("accepted", "way"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("BR;q=0.000,GZIP", "gzip"),
        ("identity", ""),
        ("*", ""),
        (";;=,,q", ""),
        ("", ""),
    ],
)
def test_pages_are_packed_for_whom_it_is_of_use(stranger: Client, accepted: str, way: str) -> None:
    plain = stranger.get(LIST)
    for _time in ("made", "kept"):
        packed = stranger.get(LIST, headers={"accept-encoding": accepted})
        unpacked = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}[way](packed.content)
        assert packed.get("Content-Encoding", "") == way
        assert packed["Content-Length"] == str(len(packed.content))
        assert unpacked == plain.content
        assert packed["ETag"] == plain["ETag"]


def test_nobodys_own_pages_are_kept(stranger: Client, editor: Client) -> None:
    stranger.get(LIST)
    for client, address in ((editor, LIST), (editor, "/en/desk/"), (stranger, "/en/desk/login/")):
        answer = client.get(address)
        assert "ETag" not in answer, address
        assert "public" not in answer.get("Cache-Control", ""), address
    assert "ETag" not in stranger.get("/en/programmes/none/")


def test_a_page_with_a_cookie_is_for_its_reader_alone(stranger: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    from cooperation.programmes.views import ProgrammeListView

    plain = ProgrammeListView.render_to_response

    def with_cookie(view: Any, context: Any, **kwargs: Any) -> Any:
        answer = plain(view, context, **kwargs)
        answer.set_cookie("seen", "yes")
        return answer

    monkeypatch.setattr(ProgrammeListView, "render_to_response", with_cookie)
    answers = [stranger.get(LIST), stranger.get(LIST)]
    assert [answer["Cache-Control"] for answer in answers] == ["private, no-store"] * 2
    assert ["ETag" in answer or "Content-Encoding" in answer for answer in answers] == [False, False]


def test_a_draft_written_beside_the_pages_shows_nowhere(stranger: Client) -> None:
    ProgrammeFactory(title_en="Shown")
    before = stranger.get(LIST).content
    ProgrammeFactory(title_en="Hidden", state="draft")
    assert stranger.get(LIST).content == before


def test_only_so_many_bytes_are_kept_and_the_oldest_go_first() -> None:
    kept: Kept[KeptPage] = Kept(80_000)
    size = 10_000 - BESIDE_THE_BODY
    kept.get("v1", "")
    for name in "abcdefghi":
        kept.keep("v1", name, KeptPage(name.encode() * size, []))
        kept.get("v1", "a")
    assert (list(kept.things), kept.held) == (list("cdefghia"), 80_000)
    kept.keep("v1", "large", KeptPage(b"x" * 10_000, []))
    kept.keep("v0", "late", KeptPage(b"x", []))
    assert {"large", "late"}.isdisjoint(kept.things)
    assert kept.get("v2", "a") is None
    assert (len(kept.things), kept.held) == (0, 0)


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one writer at a time")
def test_two_who_write_at_once_do_not_wait_for_each_other() -> None:
    first, second = ProgrammeFactory(), ProgrammeFactory()
    seen = [current_version()]
    other = connection.copy()
    with transaction.atomic():
        Programme.objects.filter(pk=first.pk).update(title_en="First")
        with other.cursor() as cursor:
            cursor.execute("SET lock_timeout = '2s'")
            cursor.execute("UPDATE cooperation_programme SET title_en = 'Second' WHERE id = %s", [second.pk])
        other.close()
    seen.append(current_version())
    Programme.objects.filter(pk=first.pk).update(title_en="Third")
    seen.append(current_version())
    assert len(set(seen)) == 3
    assert len(seen[-1]) == 1  # what lies about is swept up
