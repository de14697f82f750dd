"""The files of an SQLite database are readable by their owner only, whichever program makes them."""

import os
import socket
import stat
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from django.conf import settings

from config.sqlite.base import DatabaseWrapper

PRIVATE, WITH_OTHERS = "-rw-------", "-rw-r--r--"
WRITE = """
import django, os, stat
django.setup()
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("CREATE TABLE IF NOT EXISTS made (up text)")
    cursor.execute("INSERT INTO made VALUES ('up')")
for name in sorted(os.listdir(os.environ["FOLDER"])):
    print(name, stat.filemode(os.stat(os.path.join(os.environ["FOLDER"], name)).st_mode))
"""


def environment(folder: Path) -> dict[str, str]:
    return {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{folder / 'register.sqlite3'}",
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "FOLDER": str(folder),
    }


def run(folder: Path, *arguments: str) -> str:
    """Run Python with the umask of most accounts, under which others may read new files."""
    command = [sys.executable, *arguments]
    return subprocess.run(  # noqa: S603
        command,
        cwd=settings.BASE_DIR,
        env=environment(folder),
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
        umask=0o022,
    ).stdout


def modes(folder: Path) -> dict[str, str]:
    return {path.name: stat.filemode(path.stat().st_mode) for path in folder.iterdir()}


def files_while_writing(folder: Path) -> dict[str, str]:
    return dict(line.split() for line in run(folder, "-c", WRITE).splitlines())


def test_new_files_are_private(tmp_path: Path) -> None:
    assert files_while_writing(tmp_path) == {
        "register.sqlite3": PRIVATE,
        "register.sqlite3-shm": PRIVATE,
        "register.sqlite3-wal": PRIVATE,
    }


def test_files_of_an_earlier_version_become_private(tmp_path: Path) -> None:
    files_while_writing(tmp_path)
    for name in ("register.sqlite3", "register.sqlite3-wal", "register.sqlite3-journal"):
        path = tmp_path / name
        path.touch()
        path.chmod(0o644)
    assert set(modes(tmp_path).values()) == {WITH_OTHERS}
    assert files_while_writing(tmp_path)["register.sqlite3"] == PRIVATE
    assert set(modes(tmp_path).values()) == {PRIVATE}


def test_a_link_leads_to_a_private_file(tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    (tmp_path / "register.sqlite3").symlink_to(tmp_path / "disk" / "register.sqlite3")
    files_while_writing(tmp_path)
    assert modes(tmp_path / "disk") == {"register.sqlite3": PRIVATE}


def test_migrating_makes_a_private_file(tmp_path: Path) -> None:
    run(tmp_path, "manage.py", "migrate", "contenttypes", "--verbosity", "0")
    assert modes(tmp_path) == {"register.sqlite3": PRIVATE}


def test_a_server_makes_private_files(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "--config", "config/server.py"],
        cwd=settings.BASE_DIR,
        env=environment(tmp_path) | {"PORT": str(port), "WEB_CONCURRENCY": "1"},
        stderr=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        umask=0o022,
    )
    assert process.stdout
    try:
        process.stdout.readline()  # it says when it listens
        with pytest.raises(urllib.error.HTTPError):  # the database has no tables
            urllib.request.urlopen(f"http://127.0.0.1:{port}/en/", timeout=30)
        made = modes(tmp_path)
        assert made["register.sqlite3"] == PRIVATE
        assert set(made.values()) == {PRIVATE}
    finally:
        process.terminate()
        process.wait(timeout=30)
        process.stdout.close()


def test_a_folder_that_is_not_there_is_said_by_sqlite(tmp_path: Path) -> None:
    wrapper = DatabaseWrapper({"NAME": str(tmp_path / "none" / "register.sqlite3"), "OPTIONS": {}}, "other")
    with pytest.raises(wrapper.Database.OperationalError, match="unable to open database file"):
        wrapper.get_new_connection({"database": str(tmp_path / "none" / "register.sqlite3")})
