"""All kinds of record in one feed and one calendar, narrowed as the timeline is: by kind, partner, area and period."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from cooperation.public.asking import AskingForm
from cooperation.public.feeds.calendar import calendar_of, has_calendar
from cooperation.public.feeds.changes import feed_of
from cooperation.public.feeds.declared import declared
from cooperation.public.feeds.saying import home_of, plain, register_name
from cooperation.public.navigation import Kind, kinds
from cooperation.public.problems import refused
from cooperation.values.lookups import overlap_q


def whole_feed(request: HttpRequest) -> HttpResponse:
    def feed(form: AskingForm) -> HttpResponse:
        title = " – ".join([*narrowed(form, request), register_name()])
        return feed_of(request, title, home_of(request), [found(form, kind) for kind in asked_kinds(form)])

    return if_readable(request, feed)


def whole_calendar(request: HttpRequest) -> HttpResponse:
    def calendar(form: AskingForm) -> HttpResponse:
        title = ", ".join([_("Calendar"), *narrowed(form, request)])
        dated = [kind for kind in asked_kinds(form) if has_calendar(kind.model)]
        return calendar_of(request, title, [within(form, kind) for kind in dated])

    return if_readable(request, calendar)


def if_readable(request: HttpRequest, make: Callable[[AskingForm], HttpResponse]) -> HttpResponse:
    """Refuse what can't be read or is no parameter: a program would take everything for what it asked for."""
    form = AskingForm(request.GET)
    unknown = _("no parameter of this list; its parameters are: %(names)s") % {"names": ", ".join(form.fields)}
    wrong: dict[str, Any] = {name: [unknown] for name in request.GET if name not in form.fields}
    if form.is_valid() and not wrong:
        return make(form)
    wrong |= form.errors
    return refused(
        [
            {"name": name, "value": request.GET.get(name, ""), "expected": " ".join(map(str, messages))}
            for name, messages in wrong.items()
        ]
    )


def asked_kinds(form: AskingForm) -> list[Kind]:
    """The kinds asked for; with a partner, those in which one can take part."""
    asked = form.asked()
    return [
        kind
        for kind in kinds()
        if (not asked.kinds or kind.name in asked.kinds) and (asked.partner is None or kind.with_whom)
    ]


def found(form: AskingForm, kind: Kind) -> QuerySet:
    return form.asked().found(kind)


def within(form: AskingForm, kind: Kind) -> QuerySet:
    """The kind's records that may fall within the period, if one is asked for."""
    period = form.cleaned_data["period"]
    records = found(form, kind)
    if period is None:
        return records
    return records.filter(overlap_q(declared(kind.model, "calendar").date, period.earliest, period.latest))


def narrowed(form: AskingForm, request: HttpRequest) -> list[str]:
    return [plain(f"{one.label}: {one.words}") for one in form.narrowings(request)]
