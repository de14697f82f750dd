"""A real server, as a ministry runs it."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings


@contextmanager
def server(settings_module: str = "config.settings", **environment: str) -> Iterator[int]:
    """Serve with the register's own configuration, and give the port."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "--config", "config/server.py"],
        cwd=settings.BASE_DIR,
        env={
            **os.environ,
            "PORT": str(port),
            "WEB_CONCURRENCY": "1",
            "DJANGO_SETTINGS_MODULE": settings_module,
            **environment,
        },
        stderr=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
    )
    assert process.stdout
    try:
        process.stdout.readline()  # it says when it listens
        yield port
    finally:
        process.terminate()
        process.wait(timeout=30)
        process.stdout.close()
