"""Calendars (RFC 5545): the dated records of a list with its filters, or a single one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, timedelta

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from icalendar import Calendar as WrittenCalendar
from icalendar import Event

from cooperation.public.columns import column
from cooperation.public.endings import ListEnding, Listing, RecordEnding
from cooperation.public.feeds.declared import declared
from cooperation.public.feeds.saying import (
    address_of,
    kind_name,
    list_title,
    plain,
    register_name,
    state_of,
    text_of,
    with_headline,
)
from cooperation.public.feeds.spans import Span, span_of
from cooperation.public.writing import in_figures, written
from cooperation.records.languages import page_language
from cooperation.records.models import Record

MEDIA_TYPE = "text/calendar"
MAKER = "-//Cooperation register//cooperation-register//EN"
AT_MOST = 1000
"""Events of one calendar; those that come last. Programs on telephones give up on much larger ones."""
LOOK_AGAIN = timedelta(hours=12)


@dataclass(frozen=True)
class Calendar:
    """How a kind of record stands in a calendar: by which date, and what its status means there.

    `place` names its link to one. `title` says what happens that day, where it is not the record itself: a text with
    `%(title)s` in it.
    """

    date: str
    place: str = ""
    statuses: Mapping[str, str] = field(default_factory=dict)
    title: str | Promise = ""


def has_calendar(model: type[Record]) -> bool:
    return declared(model, "calendar") is not None


def list_calendar(listing: Listing) -> HttpResponse:
    return calendar_of(listing.request, list_title(listing), [listing.records])


def calendar_of(request: HttpRequest, title: str, found: Iterable[QuerySet]) -> HttpResponse:
    """Each of the querysets is of another kind of record, and costs the same however many it finds."""
    every, with_date, events = 0, 0, []
    for records in found:
        own: Calendar = declared(records.model, "calendar")
        counted = records.order_by().aggregate(every=Count("pk"), dated=Count("pk", filter=dated(own.date)))
        every, with_date = every + counted["every"], with_date + counted["dated"]
        latest = fetched_for(own, records.filter(dated(own.date)))
        latest = latest.order_by(f"-{own.date}_earliest", f"{own.date}_latest", "pk")[:AT_MOST]
        events += [(getattr(record, own.date), record) for record in reversed(latest)]
    events.sort(key=lambda event: event[0])
    said = " ".join([*left_out(every - with_date), *cut_off(with_date)])
    return answer(request, title, said, [record for _when, record in events[-AT_MOST:]])


def record_calendar(request: HttpRequest, record: Record) -> HttpResponse:
    own: Calendar = declared(type(record), "calendar")
    found = fetched_for(own, type(record).objects.published().filter(pk=record.pk))
    without = 0 if span_of(getattr(record, own.date)) else 1
    return answer(request, text_of(record.title).text, " ".join(left_out(without)), found)


def fetched_for(own: Calendar, records: QuerySet) -> QuerySet:
    found: QuerySet = with_headline(records)
    return found.select_related(f"{own.place}__country") if own.place else found


def dated(name: str) -> Q:
    """Records whose date has two ends."""
    return Q(**{f"{name}_earliest__gt": date.min, f"{name}_latest__lt": date.max})


def left_out(count: int) -> list[str]:
    if not count:
        return []
    said = ngettext(
        "%(count)s record has no date, or one with an open end, and is not in this calendar.",
        "%(count)s records have no date, or one with an open end, and are not in this calendar.",
        count,
    )
    return [said % {"count": in_figures(count)}]


def cut_off(count: int) -> list[str]:
    if count <= AT_MOST:
        return []
    said = _("There are %(count)s with a date; these are the last %(most)s. Filters bring the others.")
    return [said % {"count": in_figures(count), "most": in_figures(AT_MOST)}]


def answer(request: HttpRequest, title: str, said: str, records: Iterable[Record]) -> HttpResponse:
    events = [event for record in records if (event := event_of(request, record))]
    name = request.path.rpartition("/")[2]
    return HttpResponse(
        calendar(f"{title} – {register_name()}", said, events),
        content_type=f"{MEDIA_TYPE}; charset=utf-8",
        headers={"Content-Disposition": f'inline; filename="{name}"'},
    )


def calendar(title: str, said: str, events: Iterable[Event]) -> bytes:
    """Return the calendar; programs show its title, and some its description."""
    made = WrittenCalendar()
    made.add("prodid", MAKER)
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    for name, value in (("name", title), ("x-wr-calname", title), ("description", said), ("x-wr-caldesc", said)):
        if value:
            made.add(name, value)
    made.add("refresh-interval", LOOK_AGAIN, parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", "PT12H")
    for event in events:
        made.add_component(event)
    return bytes(made.to_ical())


def event_of(request: HttpRequest, record: Record) -> Event | None:
    own: Calendar = declared(type(record), "calendar")
    span = span_of(getattr(record, own.date))
    if span is None:
        return None
    title, address = text_of(record.title), address_of(request, record)
    event = Event()
    event.add("uid", f"{record._meta.model_name}-{record.reference}@{request.get_host().partition(':')[0]}")
    event.add("dtstamp", record.updated_at.astimezone(UTC))
    event.add("last-modified", record.updated_at.astimezone(UTC))
    event.add("sequence", record.revision - 1)
    event.add("dtstart", span.first)
    event.add("dtend", span.after)
    event.add("summary", str(own.title) % {"title": title.text} if own.title else title.text, language(title.language))
    event.add("description", described(record, span, address), language(page_language()))
    if place := place_of(record, own.place):
        event.add("location", place)
    if status := own.statuses.get(getattr(record, "status", "")):
        event.add("status", status)
    event.add("transp", "TRANSPARENT")
    event.add("url", address)
    event.add("categories", [kind_name(type(record)), *(text_of(area.title).text for area in record.areas.all())])
    return event


def language(code: str) -> dict[str, str]:
    return {"LANGUAGE": code}


def described(record: Record, span: Span, address: str) -> str:
    parts = [span.note, state_of(record), text_of(record.summary).text, address]
    return "\n\n".join(part for part in parts if part)


def place_of(record: Record, name: str) -> str:
    """Return the place and its country, as far as they are published."""
    names = (name, f"{name}.country") if name else ()
    return ", ".join(plain(written(value)) for way in names for value in column(type(record), way).values(record))


LIST_ICS = ListEnding("ics", MEDIA_TYPE, gettext_lazy("Calendar (iCalendar)"), list_calendar, has_calendar)
RECORD_ICS = RecordEnding("ics", MEDIA_TYPE, gettext_lazy("Calendar (iCalendar)"), record_calendar, has_calendar)
