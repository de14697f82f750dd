"""What went wrong with a question for data, for programs to read: RFC 9457, `application/problem+json`."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from cooperation.public.filtersets import RecordFilter

MEDIA_TYPE = "application/problem+json"
ANYWHERE = {"Access-Control-Allow-Origin": "*"}
"""Public data may be read by the pages of any site. Only addresses of data say so."""


def problem(status: HTTPStatus, detail: str, **more: Any) -> JsonResponse:
    """Return `{"type", "title", "status", "detail", …}`; `detail` is in the language of the address."""
    said = {"type": "about:blank", "title": status.phrase, "status": status, "detail": detail} | more
    return JsonResponse(said, status=status, content_type=MEDIA_TYPE, headers=ANYWHERE)


def unreadable(request: HttpRequest, asked: RecordFilter) -> HttpResponse:
    """Tell which parameters can't be read, what they held and what was expected."""
    wrong = [
        {"name": name, "value": request.GET.get(name, ""), "expected": " ".join(map(str, messages))}
        for name, messages in messages_of(asked).items()
    ]
    return refused(wrong)


def messages_of(asked: RecordFilter) -> Mapping[str, Sequence[str]]:
    found: Mapping[str, Sequence[str]] = asked.form.errors
    return found


def refused(parameters: Sequence[Mapping[str, str]]) -> HttpResponse:
    detail = _("A filter holds something that can’t be read, so no list is shown.")
    return problem(HTTPStatus.BAD_REQUEST, detail, parameters=parameters)


def nothing_here() -> HttpResponse:
    detail = _("There is no page at this address, or what stood here is not published.")
    return problem(HTTPStatus.NOT_FOUND, detail)


def withdrawn() -> HttpResponse:
    return problem(HTTPStatus.GONE, _("What stood at this address was withdrawn."))
