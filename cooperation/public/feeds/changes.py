"""What is new or changed, as Atom: of a list with its filters, of a record with all that names it, of everything.

A feed holds the records as they are now, changed last first. What was withdrawn is in it no more.
"""

from collections.abc import Iterable

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import translate_url
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from cooperation.public.endings import ListEnding, Listing, RecordEnding
from cooperation.public.feeds.atom import MEDIA_TYPE, Category, Entry, Feed, atom
from cooperation.public.feeds.naming import naming
from cooperation.public.feeds.saying import (
    address_of,
    kind_name,
    list_title,
    register_name,
    state_of,
    text_of,
    with_headline,
)
from cooperation.public.writing import list_address
from cooperation.records.languages import page_language
from cooperation.records.models import Record

AT_MOST = 50


def list_feed(listing: Listing) -> HttpResponse:
    title = f"{list_title(listing)} – {register_name()}"
    query = listing.request.META.get("QUERY_STRING", "")
    page = listing.request.build_absolute_uri(list_address(listing.model) + (f"?{query}" if query else ""))
    return feed_of(listing.request, title, page, [listing.records])


def record_feed(request: HttpRequest, record: Record) -> HttpResponse:
    """The record itself, and every record that names it."""
    own = type(record).objects.published().filter(pk=record.pk)
    title = f"{text_of(record.title).text} – {register_name()}"
    return feed_of(request, title, address_of(request, record), [own, *naming(record)])


def feed_of(request: HttpRequest, title: str, page: str, found: Iterable[QuerySet]) -> HttpResponse:
    """Each of the querysets is of another kind of record, and costs the same however many it finds."""
    changed = sorted(
        (record for records in found for record in changed_last(records)),
        key=lambda record: record.updated_at,
        reverse=True,
    )
    own = request.build_absolute_uri()
    feed = Feed(
        address=own,
        page=page,
        title=title,
        subtitle=_("The %(count)s records that were changed last.") % {"count": AT_MOST},
        author=register_name(),
        language=page_language(),
        others=[(code, translate_url(own, code)) for code, _name in settings.LANGUAGES if code != get_language()],
    )
    written = atom(feed, [entry_of(request, record) for record in changed[:AT_MOST]])
    return HttpResponse(written, content_type=f"{MEDIA_TYPE}; charset=utf-8")


def changed_last(records: QuerySet) -> QuerySet:
    found: QuerySet = with_headline(records).order_by("-updated_at", "reference")[:AT_MOST]
    return found


def entry_of(request: HttpRequest, record: Record) -> Entry:
    title, summary = text_of(record.title), text_of(record.summary)
    kind = Category(record._meta.model_name or "", kind_name(type(record)))
    areas = [Category(area.reference, text_of(area.title).text) for area in record.areas.all()]
    return Entry(
        address=address_of(request, record),
        title=title.text or record.reference,
        title_language=title.language,
        updated=record.updated_at,
        state=state_of(record) or kind.label,
        text=summary.text,
        text_language=summary.language,
        categories=[kind, *areas],
    )


LIST_ATOM = ListEnding("atom", MEDIA_TYPE, gettext_lazy("Changes as a feed (Atom)"), list_feed)
RECORD_ATOM = RecordEnding("atom", MEDIA_TYPE, gettext_lazy("Changes as a feed (Atom)"), record_feed)
