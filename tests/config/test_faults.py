"""What visitors read when the register cannot work."""

import sqlite3
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import DataError, InterfaceError, OperationalError, ProgrammingError, connection
from django.db.utils import DatabaseError
from django.test import Client
from pytest_django import Settings

from cooperation.public.faults import is_database_away
from cooperation.public.home import HomeView
from tests.config.serving import server
from tests.partners.factories import PartnerFactory

MANIFEST = "whitenoise.storage.CompressedManifestStaticFilesStorage"


@contextmanager
def every_query_fails(error: Exception) -> Iterator[None]:
    def fail(*arguments: Any) -> None:
        raise error

    with connection.execute_wrapper(fail):
        yield


@pytest.fixture
def visitor() -> Client:
    """Sees what a browser would, where tests are shown the exception."""
    return Client(raise_request_exception=False)


# The database is away

ENGLISH = ("The register is not available at the moment", "If you sent a form, it was not saved.")
DANISH = ("Registret er ikke tilgængeligt i øjeblikket", "Hvis du sendte en formular, blev den ikke gemt.")


@pytest.mark.django_db
@pytest.mark.parametrize("error", [OperationalError("server closed the connection"), InterfaceError("closed")])
@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/en/", ENGLISH),
        ("/da/partners/", DANISH),
        ("/en/search/?q=serbia", ENGLISH),
        ("/en/desk/", ENGLISH),
        ("/da/desk/cooperation/meeting/", DANISH),
    ],
)
def test_pages_say_that_the_database_is_away(
    officer: Client, error: Exception, address: str, words: tuple[str, str]
) -> None:
    officer.raise_request_exception = False
    with every_query_fails(error):
        answer = officer.get(address)
    assert (answer.status_code, answer.headers["Retry-After"]) == (HTTPStatus.SERVICE_UNAVAILABLE, "60")
    assert answer.headers["Cache-Control"] == "no-store"
    assert f'<html lang="{address[1:3]}">' in answer.text
    for text in words:
        assert text in answer.text


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/da/partners.json", "/da/partners/rs.json", "/da/changes.atom"])
def test_data_says_so_to_programs(visitor: Client, address: str) -> None:
    PartnerFactory(reference="rs")
    assert visitor.get(address).status_code == HTTPStatus.OK
    with every_query_fails(OperationalError("gone")):
        answer = visitor.get(address)
    assert (answer.status_code, answer.headers["Retry-After"]) == (HTTPStatus.SERVICE_UNAVAILABLE, "60")
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json() == {
        "type": "about:blank",
        "title": "Service Unavailable",
        "status": 503,
        "detail": "Registret kan ikke få forbindelse til sin database. Prøv igen om et minut.",
    }


@pytest.mark.django_db
@pytest.mark.parametrize("error", [DataError("bad"), ProgrammingError("bad"), ValueError("bad")])
def test_a_fault_of_ours_is_not_called_so(visitor: Client, error: Exception) -> None:
    with every_query_fails(error):
        answer = visitor.get("/en/partners/")
    assert answer.status_code == HTTPStatus.INTERNAL_SERVER_ERROR
    assert "Retry-After" not in answer.headers
    assert "The fault is ours" in answer.text


def wrapped(kind: type[Exception], cause: Exception) -> Exception:
    error = kind(str(cause))
    error.__cause__ = cause
    return error


def sqlite_error(attempt: Callable[[], Any], kind: type[Exception]) -> Exception:
    with pytest.raises(sqlite3.Error) as caught:
        attempt()
    return wrapped(kind, caught.value)


def test_what_waiting_may_mend(tmp_path: Path) -> None:
    garbage = tmp_path / "garbage.sqlite3"
    garbage.write_bytes(b"this is no database" * 100)
    memory = sqlite3.connect(":memory:")
    opened = sqlite3.connect(garbage)
    away = [
        OperationalError("by itself"),
        sqlite_error(lambda: sqlite3.connect(tmp_path), OperationalError),
        sqlite_error(lambda: opened.execute("SELECT * FROM sqlite_master"), DatabaseError),
        wrapped(OperationalError, psycopg.OperationalError("connection refused")),
        wrapped(OperationalError, psycopg.errors.AdminShutdown("terminating connection")),
        wrapped(InterfaceError, psycopg.InterfaceError("the connection is closed")),
    ]
    ours = [
        sqlite_error(lambda: memory.execute("SELECT * FROM none"), OperationalError),
        sqlite_error(lambda: memory.execute("SELEKT"), OperationalError),
        sqlite_error(lambda: memory.execute("SELECT ?", [object()]), InterfaceError),
        wrapped(OperationalError, psycopg.errors.StatementTooComplex("too long")),
        wrapped(ProgrammingError, psycopg.errors.UndefinedTable("no such table")),
        DataError("too long"),
        ValueError("no number"),
        None,
    ]
    memory.close()
    opened.close()
    assert [is_database_away(error) for error in away] == [True] * len(away)
    assert [is_database_away(error) for error in ours] == [False] * len(ours)


@pytest.mark.parametrize("database", ["sqlite:///{}/none/register.sqlite3", "postgres://nobody@127.0.0.1:1/none"])
def test_a_server_whose_database_is_away(tmp_path: Path, database: str) -> None:
    """With kept pages, without debugging and without collected static files."""
    environment = {"DATABASE_URL": database.format(tmp_path), "REGISTER_DEBUG": "off"}
    with server(**environment, REGISTER_STATIC_ROOT=str(tmp_path)) as port:
        for address, words in (("/da/", DANISH[0]), ("/en/desk/", ENGLISH[0]), ("/en/partners.csv", "cannot reach")):
            with pytest.raises(urllib.error.HTTPError) as refused:
                urllib.request.urlopen(f"http://127.0.0.1:{port}{address}", timeout=30)
            with refused.value as answer:
                assert (answer.code, answer.headers["Retry-After"]) == (503, "60"), address
                assert words in answer.read().decode()


# The 500 page


@pytest.fixture
def broken_home(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*arguments: Any, **keywords: Any) -> None:
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr(HomeView, "get", fail)


@pytest.mark.django_db
@pytest.mark.parametrize("manifest", [None, "{", "{}", '{"version": "1.1", "paths": {}}'])
def test_the_error_page_needs_no_list_of_static_files(
    visitor: Client, settings: Settings, tmp_path: Path, broken_home: None, manifest: str | None
) -> None:
    if manifest is not None:
        (tmp_path / "staticfiles.json").write_text(manifest)
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": MANIFEST}}
    for address in ("/en/", "/en/no-such-page/"):  # the page of what is not found needs the list itself
        answer = visitor.get(address)
        assert answer.status_code == HTTPStatus.INTERNAL_SERVER_ERROR
        assert "Something went wrong" in answer.text
        assert "Der gik noget galt" in answer.text
        assert "stylesheet" not in answer.text


@pytest.mark.django_db
def test_the_error_page_has_the_stylesheet_where_there_is_one(visitor: Client, broken_home: None) -> None:
    answer = visitor.get("/en/")
    assert answer.status_code == HTTPStatus.INTERNAL_SERVER_ERROR
    assert '<link rel="stylesheet" href="/static/register.css">' in answer.text


# What no page of ours sends


@pytest.mark.django_db
def test_a_changed_address_is_refused_in_words(officer: Client) -> None:
    answer = officer.get("/da/desk/cooperation/meeting/?q=a%00b")
    assert answer.status_code == HTTPStatus.BAD_REQUEST
    assert "Adressen eller formularen kan ikke læses" in answer.text
    assert "Intet er ændret." in answer.text
