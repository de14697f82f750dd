"""How gunicorn serves the register on one machine: `gunicorn --config config/server.py`."""

import errno
import os
import socket
import sys

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.urls import get_resolver

address = os.environ.get("ADDRESS", "127.0.0.1")
port = os.environ.get("PORT", "8000")
if not (port.isdecimal() and 0 < int(port) < 2**16):
    sys.exit(f"PORT must be a number from 1 to 65535, not {port!r}.")
bind = f"{address}:{port}"
wsgi_app = "config.wsgi"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 4
preload_app = True
timeout = 120  # a workbook of some ten thousand rows is read and checked within this
control_socket_disable = True
loglevel = "warning"

# gunicorn itself would believe every program of this machine, and would let a client set SCRIPT_NAME by a header.
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
try:
    forwarded_allow_ips = ",".join(settings.PROXY_ADDRESSES) if settings.PROXY_COUNT else ""
except ImproperlyConfigured as error:
    sys.exit(str(error))
forwarder_headers = "SCRIPT_NAME"
secure_scheme_headers = {"X-FORWARDED-PROTO": "https"}


def on_starting(server: object) -> None:
    """gunicorn itself tries a taken port for five seconds and then shows a traceback."""
    try:
        with socket.create_server((address, int(port))):
            pass
    except OSError as error:
        sys.exit(refusal(error))


def refusal(error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"{bind} is taken by another program. Stop it, or choose another port: make run PORT=8001"
    return f"{bind} cannot be used: {error.strerror}"


def when_ready(server: object) -> None:
    get_resolver().url_patterns  # noqa: B018  every page is loaded once, before the workers part
    print(f"The register is at http://{bind}/ and the desk at http://{bind}/en/desk/ (Ctrl+C stops it).", flush=True)
