"""Answers when the register cannot work: 500 for a fault of ours, 503 while the database is away.

Nothing here may need what may be missing just then: the database, or the list of static files.
"""

import logging
import sqlite3
import sys
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.contrib.staticfiles.storage import staticfiles_storage
from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import get_script_prefix
from django.utils.translation import get_language_from_request, override
from django.utils.translation import gettext as _

from cooperation.public.problems import problem

RETRY_AFTER = 60  # seconds
PLAIN = "cooperation/fault.html"
TEMPLATES = {HTTPStatus.INTERNAL_SERVER_ERROR: "500.html"}
PROGRAM_LIMIT_EXCEEDED = "54"
"""The class of PostgreSQL's errors about statements that are too long, which are faults of ours."""
SQLITE_AWAY = {
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PROTOCOL,
    sqlite3.SQLITE_NOTADB,
}

logger = logging.getLogger("django.request")


class DatabaseAway:
    """Middleware that answers 503 when a view cannot reach the database."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not is_database_away(exception):
            return None
        logger.error("The database cannot be reached: %s", request.path, exc_info=exception)
        return answer_fault(request, HTTPStatus.SERVICE_UNAVAILABLE)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer what a middleware or view raised: Django calls it while it handles the exception, and logs that."""
    away = is_database_away(sys.exc_info()[1])
    return answer_fault(request, HTTPStatus.SERVICE_UNAVAILABLE if away else HTTPStatus.INTERNAL_SERVER_ERROR)


def is_database_away(error: BaseException | None) -> bool:
    """Whether waiting may help. A statement that the database cannot understand is a fault of ours."""
    if not isinstance(error, DatabaseError | InterfaceError):
        return False
    cause: Any = error.__cause__
    code = getattr(cause, "sqlite_errorcode", None)
    if code is not None:
        return code & 0xFF in SQLITE_AWAY
    if isinstance(cause, sqlite3.Error):  # raised by Python's module, before SQLite was asked
        return False
    state = getattr(cause, "sqlstate", None) or ""
    return isinstance(error, OperationalError | InterfaceError) and not state.startswith(PROGRAM_LIMIT_EXCEEDED)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what no page of ours sends, such as a changed address. `exception` says it in Django's words."""
    return answer_fault(request, HTTPStatus.BAD_REQUEST)


def answer_fault(request: HttpRequest, status: HTTPStatus) -> HttpResponse:
    """A page, or problem details for an address of data, in the language of the address."""
    language = get_language_from_request(request, check_path=True)
    with override(language):
        if "." in request.path.rpartition("/")[2]:
            response: HttpResponse = problem(status, words_of(status)["lead"])
        else:
            home = f"{get_script_prefix()}{language}/"
            context = {"language": language, "home": home, "stylesheet": stylesheet_address(), **words_of(status)}
            response = HttpResponse(render_to_string(TEMPLATES.get(status, PLAIN), context), status=status)
    response.headers["Cache-Control"] = "no-store"
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        response.headers["Retry-After"] = str(RETRY_AFTER)
    return response


def words_of(status: HTTPStatus) -> dict[str, str]:
    match status:
        case HTTPStatus.SERVICE_UNAVAILABLE:
            return {
                "title": _("The register is not available at the moment"),
                "lead": _("The register cannot reach its database. Try again in a minute."),
                "advice": _("If you sent a form, it was not saved. Go back and send it again."),
            }
        case HTTPStatus.BAD_REQUEST:
            return {
                "title": _("The address or form cannot be read"),
                "lead": _("It contains something that no page of the register sends. Nothing was changed."),
                "advice": _("Go back, reload the page and try again."),
            }
    return {"lead": _("Something went wrong in the register. Try again in a few minutes.")}


def stylesheet_address() -> str:
    """Return an empty text where the list of collected files is missing or broken."""
    try:
        return staticfiles_storage.url("register.css")
    except (ValueError, OSError):
        return ""
