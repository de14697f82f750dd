"""The register's own server, and an officer in front of it who has a browser without JavaScript."""

import http.cookiejar
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
import uuid
from html import unescape
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = {
    "REGISTER_ENV_FILE": "tests/settings.env",
    "REGISTER_DEBUG": "off",  # else every query is kept
    "DJANGO_SETTINGS_MODULE": "config.settings",
}
PASSWORD = "bench measures the register"  # noqa: S105 -- of databases that live for minutes


class Server:
    """gunicorn as `make run` starts it, on a free port and with one worker."""

    def __init__(self, database: str, static: Path, workers: int = 1) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        self.port = port
        self.address = f"http://127.0.0.1:{port}/en/desk/"
        own = {"DATABASE_URL": database, "REGISTER_STATIC_ROOT": str(static)}
        self.environment = {**os.environ, **ENVIRONMENT, **own, "PORT": str(port), "WEB_CONCURRENCY": str(workers)}

    def __enter__(self) -> Self:
        command = [sys.executable, "-m", "gunicorn", "--config", "config/server.py"]
        self.process = subprocess.Popen(  # noqa: S603
            command, cwd=ROOT, env=self.environment, stdout=subprocess.PIPE, start_new_session=True
        )
        assert self.process.stdout
        assert self.process.stdout.readline(), "the server did not start"
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()

    def kill(self) -> None:
        """End it as a power cut would: master and workers, without a word."""
        if self.process.returncode is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            assert self.process.stdout
            self.process.stdout.close()


def collect_static(folder: Path, database: str) -> None:
    command = [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity", "0"]
    own = {"REGISTER_STATIC_ROOT": str(folder), "DATABASE_URL": database}
    subprocess.run(command, cwd=ROOT, env={**os.environ, **ENVIRONMENT, **own}, check=True)  # noqa: S603


class Officer:
    """Signed in; keeps the last page as text."""

    def __init__(self, server: Server, name: str) -> None:
        self.address = server.address
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.browser = urllib.request.build_opener(cookies)
        self.page = self.at = ""
        self.get("login/")
        self.post("login/", username=name, password=PASSWORD, next="/en/desk/")
        assert "login" not in self.at, "the officer was not let in"

    def get(self, path: str) -> str:
        return self._read(self.address + path)

    def post(self, path: str, **fields: Any) -> str:
        sent = urlencode({"csrfmiddlewaretoken": self.token(), **fields}).encode()
        return self._read(urllib.request.Request(self.address + path, sent))  # noqa: S310 -- our own server

    def upload(self, path: str, name: str, content: bytes) -> str:
        self.get(path)
        edge = uuid.uuid4().hex
        begins = f"--{edge}\r\nContent-Disposition: form-data; name="
        parts = [
            f'{begins}"csrfmiddlewaretoken"\r\n\r\n{self.token()}\r\n'.encode(),
            f'{begins}"import_file"; filename="{name}"\r\n'.encode(),
            b"Content-Type: application/octet-stream\r\n\r\n" + content + f"\r\n--{edge}--\r\n".encode(),
        ]
        kind = {"Content-Type": f"multipart/form-data; boundary={edge}"}
        return self._read(urllib.request.Request(self.address + path, b"".join(parts), kind))  # noqa: S310

    def token(self) -> str:
        return self.field("csrfmiddlewaretoken")

    def field(self, name: str) -> str:
        """Return what a hidden field of the page holds, "" where there is none."""
        found = re.search(rf'name="{name}"[^>]*?value="([^"]*)"', self.page)
        return unescape(found[1]) if found else ""

    def _read(self, asked: Any) -> str:
        with self.browser.open(asked, timeout=600) as answer:
            self.page, self.at = answer.read().decode(), answer.url
        return self.page
