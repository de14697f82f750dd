"""The site map for search engines: an index, a part for the pages, and parts of ten thousand records each.

A part is read and sent as it goes out, from two columns of one table, so that it costs little memory at any size.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils.html import escape
from django.utils.translation import override
from django.views.generic import TemplateView

from cooperation.public.feeds.atom import moment
from cooperation.public.feeds.saying import every_model
from cooperation.public.lists import RecordListView
from cooperation.records.models import Record

MEDIA_TYPE = "application/xml; charset=utf-8"
BEGIN = b'<?xml version="1.0" encoding="UTF-8"?>\n'
NAMESPACES = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
A_PART = 10_000
"""Records; each is there in every language, and a part may have 50,000 addresses."""
AT_ONCE = 500
ANY = "any-reference"
NO_PAGES = ("cooperation.reports",)
"""Packages with pages that are not for search engines."""

Addresses = dict[str, str]
"""By language."""


def robots(request: HttpRequest) -> HttpResponse:
    """Lists with filters are left to readers: every record stands in the site map."""
    lines = [
        "User-agent: *",
        *(f"Disallow: {desk}" for desk in in_languages("admin:index").values()),
        "Disallow: /*?",
        "",
        f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def index(request: HttpRequest) -> HttpResponse:
    parts = ["pages"]
    for model in every_model():
        count = model.objects.published().count()
        parts += [f"{model._meta.model_name}-{part}" for part in range(1, -(-count // A_PART) + 1)]
    addresses = (request.build_absolute_uri(reverse("sitemap_part", args=[part])) for part in parts)
    written = "".join(f"<sitemap><loc>{escape(address)}</loc></sitemap>\n" for address in addresses)
    return HttpResponse(
        BEGIN + f"<sitemapindex {NAMESPACES}>\n{written}</sitemapindex>\n".encode(), content_type=MEDIA_TYPE
    )


def part(request: HttpRequest, name: str) -> StreamingHttpResponse:
    root = request.build_absolute_uri("/").rstrip("/")
    found = pages() if name == "pages" else records(name)
    return StreamingHttpResponse(written_part(root, found), content_type=MEDIA_TYPE)


def written_part(root: str, found: Iterable[tuple[Addresses, datetime | None]]) -> Iterator[bytes]:
    yield BEGIN + f"<urlset {NAMESPACES}>\n".encode()
    left = iter(found)
    while some := list(islice(left, AT_ONCE)):
        yield "".join(urls(root, *one) for one in some).encode()
    yield b"</urlset>\n"


def urls(root: str, addresses: Addresses, changed: datetime | None) -> str:
    """One address a language, each naming all of them, as search engines want it."""
    others = "".join(
        f'<xhtml:link rel="alternate" hreflang="{language}" href="{root}{address}"/>'
        for language, address in addresses.items()
    )
    last = f"<lastmod>{moment(changed)}</lastmod>" if changed else ""
    return "".join(f"<url><loc>{root}{address}</loc>{last}{others}</url>\n" for address in addresses.values())


def records(name: str) -> Iterator[tuple[Addresses, datetime | None]]:
    kind, _hyphen, number = name.rpartition("-")
    model = next((model for model in every_model() if model._meta.model_name == kind), None)
    if model is None or not number.isdecimal() or len(number) > 6 or number == "0":
        raise Http404
    start = (int(number) - 1) * A_PART
    found = model.objects.published().order_by("pk").values_list("reference", "updated_at")[start : start + A_PART]
    if start and not found.exists():
        raise Http404
    return addressed(model, found)


def addressed(model: type[Record], found: Any) -> Iterator[tuple[Addresses, datetime | None]]:
    """Give each record's addresses; the form of one is made once, since making it costs more than reading the row."""
    forms = in_languages(f"cooperation:{model._meta.model_name}_detail", ANY)
    for reference, changed in found.iterator(chunk_size=AT_ONCE):
        yield {language: form.replace(ANY, reference) for language, form in forms.items()}, changed


def pages() -> Iterator[tuple[Addresses, datetime | None]]:
    for name in page_names(get_resolver()):
        yield in_languages(f"cooperation:{name}"), None


def page_names(resolver: URLResolver) -> Iterator[str]:
    """Give the names of all pages and lists that take nothing more than their address."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            if pattern.app_name != "admin":
                yield from page_names(pattern)
        elif is_page(pattern):
            yield str(pattern.name)


def is_page(pattern: URLPattern) -> bool:
    view = getattr(pattern.callback, "view_class", None)
    if not isinstance(view, type) or not issubclass(view, TemplateView | RecordListView):
        return False
    return not view.__module__.startswith(NO_PAGES) and not pattern.pattern.converters


def in_languages(name: str, *arguments: str) -> Addresses:
    found = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            found[language] = reverse(name, args=arguments)
    return found
