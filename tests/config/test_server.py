import os
import socket
import subprocess
import sys

from django.conf import settings


def start(**environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "gunicorn", "--config", "config/server.py"]
    environment = {**os.environ, **environment}
    return subprocess.run(  # noqa: S603
        command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, timeout=30, check=False
    )


def test_a_taken_port_is_said_in_one_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        attempt = start(PORT=port)
    assert attempt.returncode == 1
    assert attempt.stderr.splitlines() == [
        f"127.0.0.1:{port} is taken by another program. Stop it, or choose another port: make run PORT=8001"
    ]


def test_a_setting_that_cannot_be_used_is_named_without_a_traceback() -> None:
    attempt = start(REGISTER_PROXY_COUNT="two")
    assert attempt.returncode == 1
    assert attempt.stderr.splitlines() == [
        "The register does not start with these settings (.env.example tells what they are):",
        "  REGISTER_PROXY_COUNT: Not a valid integer.",
    ]


def test_a_port_that_is_none_is_said_in_one_line() -> None:
    attempt = start(PORT="eight")
    assert attempt.returncode == 1
    assert attempt.stderr.splitlines() == ["PORT must be a number from 1 to 65535, not 'eight'."]
