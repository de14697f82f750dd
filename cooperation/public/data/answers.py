"""Lists and records as JSON."""

import re
from http import HTTPStatus

from django.core.paginator import EmptyPage, Paginator
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.utils.translation import gettext as _

from cooperation.exchange.one_moment import one_moment
from cooperation.public.choices import quoted
from cooperation.public.data.documents import documents
from cooperation.public.endings import ListEnding, Listing, RecordEnding
from cooperation.public.problems import problem, refused
from cooperation.records.models import Record

MEDIA_TYPE = "application/json"
A_PAGE = re.compile(r"[1-9][0-9]{0,8}").fullmatch


def list_answer(listing: Listing) -> HttpResponseBase:
    """A page of the list: how many there are, the addresses of the pages beside it, and whole documents."""
    asked = listing.request.GET.get("page") or "1"
    if not A_PAGE(asked):
        return refused([{"name": "page", "values": [quoted(asked)], "expected": _("a whole number from 1 on")}])
    with one_moment():
        paginator: Paginator = Paginator(listing.records.values_list("pk", flat=True), listing.asked.size_asked)
        try:
            page = paginator.page(int(asked))
        except EmptyPage:
            return problem(HTTPStatus.NOT_FOUND, _("There is no such page"), pages=paginator.num_pages)
        found = documents(listing.request, listing.model, page.object_list)
    return JsonResponse(
        {
            "count": paginator.count,
            "pages": paginator.num_pages,
            "page": page.number,
            "size": paginator.per_page,
            "next": page_address(listing.request, page.number + 1) if page.has_next() else None,
            "previous": page_address(listing.request, page.number - 1) if page.has_previous() else None,
            "results": found,
        },
        json_dumps_params={"ensure_ascii": False},
    )


def page_address(request: HttpRequest, number: int) -> str:
    query = request.GET.copy()
    query["page"] = str(number)
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")


def record_answer(request: HttpRequest, record: Record) -> HttpResponseBase:
    (document,) = documents(request, type(record), [record.pk])
    return JsonResponse(document, json_dumps_params={"ensure_ascii": False})


LIST_JSON = ListEnding("json", MEDIA_TYPE, "JSON", list_answer, paged=True)
RECORD_JSON = RecordEnding("json", MEDIA_TYPE, "JSON", record_answer)
