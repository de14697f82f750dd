"""What went wrong with a question for data, for programs to read: RFC 9457, `application/problem+json`."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from cooperation.public.choices import MOST, NOT, WITHIN, quoted
from cooperation.public.filtersets import RecordFilter, names_of

MEDIA_TYPE = "application/problem+json"
LONGEST_MESSAGE = 300
ANYWHERE = {"Access-Control-Allow-Origin": "*"}
"""Public data may be read by the pages of any site. Only addresses of data say so."""


def problem(status: HTTPStatus, detail: str, **more: Any) -> JsonResponse:
    """Return `{"type", "title", "status", "detail", …}`; `detail` is in the language of the address."""
    said = {"type": "about:blank", "title": status.phrase, "status": status, "detail": detail} | more
    return JsonResponse(said, status=status, content_type=MEDIA_TYPE, headers=ANYWHERE)


def unreadable(request: HttpRequest, asked: RecordFilter) -> HttpResponse | None:
    """Tell which parameters can't be read or mean nothing here, what they held and what was expected; else None.

    A page passes over what it does not know. A program would take the whole list for what it asked for.
    """
    known = ", ".join(parameter_names(asked))
    wrong = [
        wrong_parameter(request, name, _("no parameter of this list; its parameters are: %(names)s") % {"names": known})
        for name in asked.strange()
    ]
    for name, messages in asked.form.errors.items():
        wrong.append(wrong_parameter(request, name, shortened(" ".join(map(str, messages)))))
    return refused(wrong) if wrong else None


def shortened(message: str) -> str:
    """Some messages repeat what was written, however long it is."""
    return Truncator(message).chars(LONGEST_MESSAGE)


def parameter_names(asked: RecordFilter) -> list[str]:
    return ["page", *(name for each, one in asked.filters.items() for name in names_of(each, one))]


def wrong_parameter(request: HttpRequest, name: str, expected: str) -> dict[str, Any]:
    given = [value for each in (name, f"{name}{NOT}", f"{name}{WITHIN}") for value in request.GET.getlist(each)]
    return {"name": name, "values": [quoted(value) for value in given[:MOST]], "expected": expected}


def refused(parameters: Sequence[Mapping[str, Any]]) -> HttpResponse:
    detail = _("The address asks for something that can’t be looked up, so no list is given.")
    return problem(HTTPStatus.BAD_REQUEST, detail, parameters=parameters)


def nothing_here() -> HttpResponse:
    detail = _("There is no page at this address, or what stood here is not published.")
    return problem(HTTPStatus.NOT_FOUND, detail)


def withdrawn() -> HttpResponse:
    return problem(HTTPStatus.GONE, _("What stood at this address was withdrawn."))
