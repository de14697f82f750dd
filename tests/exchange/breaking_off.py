"""An answer that fails half way, for the register's own server."""

from collections.abc import Iterator
from typing import Any

import django

django.setup()

from django.http import StreamingHttpResponse  # noqa: E402 -- Django is set up first

from cooperation.exchange.writing import streamed  # noqa: E402


def parts(sheets: Any) -> Iterator[bytes]:
    yield b"Reference,Title\n"
    raise RuntimeError("the database went away")


def application(environ: Any, start_response: Any) -> Any:
    response = StreamingHttpResponse(streamed(parts, []))
    start_response("200 OK", list(response.items()))
    return response
