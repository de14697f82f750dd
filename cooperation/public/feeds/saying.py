"""Records in plain words, for feeds and calendars: what their pages say, without HTML."""

from collections.abc import Iterator
from html import unescape
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override

from cooperation.exchange.packing.xml_text import legal
from cooperation.public.columns import fetched
from cooperation.public.endings import Listing
from cooperation.public.facts import fact_columns, headline_of
from cooperation.public.feeds.declared import declared
from cooperation.public.narrowings import narrowings
from cooperation.public.navigation import kinds
from cooperation.records.languages import LocalText
from cooperation.records.models import Record


def register_name() -> str:
    return _("Cooperation register")


def plain(markup: object) -> str:
    """Return a piece of a page as text."""
    return legal(unescape(strip_tags(str(markup))))


def text_of(local: LocalText) -> LocalText:
    """Return the text without the characters that neither XML nor a calendar has."""
    return LocalText(legal(local.text), local.language, local.is_fallback)


def kind_name(model: type[Record]) -> str:
    return capfirst(str(model._meta.verbose_name))


def list_title(listing: Listing) -> str:
    """Return the list's name, and what it was narrowed to."""
    narrowed = [plain(f"{one.label}: {one.words}") for one in narrowings(listing.asked)]
    return ", ".join([capfirst(str(listing.model._meta.verbose_name_plural)), *narrowed])


def with_headline(records: Any) -> Any:
    """Return the records with what `state_of` reads, and their areas, in as many queries for one as for a thousand."""
    wanted = fact_columns(records.model, declared(records.model, "headline") or ())
    return fetched(records, wanted).prefetch_related("areas")


def state_of(record: Record) -> str:
    """Return the line under the title of the record's page: its kind, its status, its dates in words."""
    headline = headline_of(record, declared(type(record), "headline") or ())
    return " · ".join(said for said in map(plain, headline) if said)


def address_of(request: HttpRequest, record: Record, language: str = "") -> str:
    """Return the record's page, in another language if one is named."""
    if not language:
        return request.build_absolute_uri(record.get_absolute_url())
    with override(language):
        return request.build_absolute_uri(record.get_absolute_url())


def home_of(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("cooperation:home"))


def every_model() -> Iterator[type[Record]]:
    return (kind.model for kind in kinds())
