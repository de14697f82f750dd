"""The endings of addresses: `/en/programmes.csv?kind=bilateral` is the list `/en/programmes/?kind=bilateral` as CSV.

A list and a record each have their endings. Whoever makes one offers it in `cooperation/public/urls.py`; the routes,
the `Link` headers, the `<link>` elements and the block “Take this away” then have it by themselves.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode

from cooperation.records.models import Record

LONGEST_LINKS = 4000
"""Characters of a `Link` header: servers in between refuse much longer ones."""
OF_PAGES = ("size", "page")
OF_ROWS_SHOWN = frozenset({"columns"})
"""Data always has all of them."""


@dataclass(frozen=True)
class Listing:
    """A list as somebody asked for it: `records` are published, filtered and sorted; `asked` is its valid filter."""

    request: HttpRequest
    model: type[Record]
    asked: Any
    records: QuerySet


def every_kind(model: type[Record]) -> bool:
    return True


@dataclass(frozen=True)
class Ending:
    """`paged`: the answer has the pages of the list; else it is the whole of it, and its address names no page.

    `may_be_too_large`: the format has limits, beyond which the answer is a problem of status 422.
    """

    name: str
    media_type: str
    title: str | Promise
    answer: Callable[..., HttpResponseBase]
    fits: Callable[[type[Record]], bool] = every_kind
    paged: bool = False
    may_be_too_large: bool = False


class ListEnding(Ending):
    """`answer(listing)` gives the response."""


class RecordEnding(Ending):
    """`answer(request, record)` gives the response; the record is a published one."""


LIST_ENDINGS: dict[str, ListEnding] = {}
RECORD_ENDINGS: dict[str, RecordEnding] = {}


def offer(*endings: Ending) -> None:
    """Make the endings known. Their order here is the order in which they are offered."""
    for ending in endings:
        known: dict[str, Any] = LIST_ENDINGS if isinstance(ending, ListEnding) else RECORD_ENDINGS
        known[ending.name] = ending


@dataclass(frozen=True)
class Alternate:
    """The same in another form: its address, absolute and from the root."""

    ending: Ending
    address: str
    absolute: str

    @property
    def header(self) -> str:
        return f'<{self.absolute}>; rel="alternate"; type="{self.ending.media_type}"'


def of_list(request: HttpRequest, model: type[Record], asked: Iterable[tuple[str, str]]) -> list[Alternate]:
    """Return the other forms of the list that is looked at; `asked` are the parameters of its valid filter."""
    kept = [each for each in asked if each[0] not in OF_ROWS_SHOWN]
    pages = [(name, value) for name in OF_PAGES if (value := request.GET.get(name))]
    whole = [each for each in kept if each[0] not in OF_PAGES]
    return [
        alternate(request, ending, list_address(model, ending), [*whole, *pages] if ending.paged else whole)
        for ending in LIST_ENDINGS.values()
        if ending.fits(model)
    ]


def of_record(request: HttpRequest, record: Record) -> list[Alternate]:
    return [
        alternate(request, ending, record_address(record, ending), [])
        for ending in RECORD_ENDINGS.values()
        if ending.fits(type(record))
    ]


def alternate(request: HttpRequest, ending: Ending, path: str, query: Sequence[tuple[str, str]]) -> Alternate:
    address = f"{path}?{urlencode(query)}" if query else path
    return Alternate(ending, address, request.build_absolute_uri(address))


def list_address(model: type[Record], ending: Ending) -> str:
    return reverse(f"cooperation:{model._meta.model_name}_list_as", args=[ending.name])


def record_address(record: Record, ending: Ending) -> str:
    return reverse(f"cooperation:{record._meta.model_name}_detail_as", args=[record.reference, ending.name])


def link_header(alternates: Iterable[Alternate]) -> str:
    """Return the header that names the other forms; empty where a long question would make it too long."""
    header = ", ".join(other.header for other in alternates)
    return header if len(header) <= LONGEST_LINKS else ""


class OfferedOtherwise:
    """A page that is there in other forms too: it links to them, and says so in its header `Link`."""

    def alternates(self) -> list[Alternate]:
        raise NotImplementedError

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        context["alternates"] = self.alternates()
        response: HttpResponse = super().render_to_response(context, **kwargs)  # type: ignore[misc]
        if header := link_header(context["alternates"]):
            response.headers["Link"] = header
        return response
