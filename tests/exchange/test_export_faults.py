"""What fails after the first byte must look broken to whoever downloads it."""

import http.client
import io
import os
import socket
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection

from cooperation.exchange import blocks, sheets
from cooperation.exchange.key_order import ids_by_key
from cooperation.exchange.one_moment import one_moment
from cooperation.exchange.writing import FILES, sheets_of, streamed, write_path
from cooperation.models import Partner
from cooperation.partners.resources import PartnerResource
from cooperation.resources import RESOURCES
from tests.partners.factories import PartnerFactory


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second block of any sheet can't be read."""
    monkeypatch.setattr(sheets, "BLOCK", 1)
    asked: list[Any] = []

    def read(resource: Any, ids: Any) -> Any:
        asked.append(ids)
        if len(asked) > 1:
            raise DatabaseError("the database went away")
        return blocks.read_block(resource, ids)

    monkeypatch.setattr(sheets, "read_block", read)


def sent_before_the_fault(ending: str) -> bytes:
    sent = io.BytesIO()
    with pytest.raises(DatabaseError):
        sent.writelines(streamed(FILES[ending], sheets_of(RESOURCES)))
    return sent.getvalue()


@pytest.mark.django_db
@pytest.mark.usefixtures("failing")
@pytest.mark.parametrize("ending", [".xlsx", ".ods", ".zip"])
def test_a_workbook_that_broke_off_can_not_be_opened(ending: str) -> None:
    PartnerFactory.create_batch(3)
    sent = sent_before_the_fault(ending)
    assert sent.startswith(b"PK")
    with pytest.raises(zipfile.BadZipFile):
        zipfile.ZipFile(io.BytesIO(sent))


@pytest.mark.django_db
@pytest.mark.usefixtures("failing")
@pytest.mark.parametrize("name", ["register.xlsx", "partners.csv"])
def test_no_file_is_left_by_half(tmp_path: Path, name: str) -> None:
    PartnerFactory.create_batch(3)
    path = tmp_path / name if name.endswith("xlsx") else tmp_path
    with pytest.raises(DatabaseError):
        write_path(path, sheets_of([PartnerResource]))
    assert list(tmp_path.iterdir()) == []


def test_a_path_that_can_not_be_written_is_said(tmp_path: Path, db: None) -> None:
    with pytest.raises(CommandError, match="can't be written"):
        call_command("export_register", tmp_path / "not-there" / "register.xlsx")


@pytest.fixture
def server() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    environment = {
        **os.environ,
        "PORT": str(port),
        "WEB_CONCURRENCY": "1",
        "DATABASE_URL": "sqlite://:memory:",
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "--config",
        "config/server.py",
        "tests.exchange.breaking_off:application",
    ]
    process = subprocess.Popen(  # noqa: S603
        command, cwd=settings.BASE_DIR, env=environment, stderr=subprocess.DEVNULL, stdout=subprocess.PIPE
    )
    try:
        assert process.stdout
        process.stdout.readline()  # it says when it listens
        yield port
    finally:
        process.terminate()
        process.communicate(timeout=30)


def test_the_server_cuts_the_connection(server: int) -> None:
    asking = http.client.HTTPConnection("127.0.0.1", server, timeout=30)
    asking.request("GET", "/")
    answer = asking.getresponse()
    assert answer.status == 200
    with pytest.raises(http.client.IncompleteRead) as cut:
        answer.read()
    assert cut.value.partial == b"Reference,Title\n"
    asking.close()


@pytest.mark.django_db(transaction=True)
def test_what_is_written_meanwhile_does_not_go_out() -> None:
    PartnerFactory(reference="before")
    other = connection.copy()
    with one_moment():
        assert len(ids_by_key(PartnerResource, Partner.objects.all())) == 1
        with other.cursor() as cursor:
            cursor.execute("DELETE FROM cooperation_partner")
        assert len(ids_by_key(PartnerResource, Partner.objects.all())) == 1
    other.close()
    assert not Partner.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_connection_is_free_again_after_a_download_that_was_given_up() -> None:
    PartnerFactory(reference="before")
    parts = streamed(FILES[".zip"], sheets_of(RESOURCES))
    next(parts)
    parts.close()  # type: ignore[attr-defined]
    PartnerFactory(reference="after")
    assert Partner.objects.count() == 2
