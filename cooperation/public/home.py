"""The home page: what this is, with whom, what it holds, what is new, what is coming, and the ways in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import CharField, Count, Exists, OuterRef, QuerySet, Value
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.timezone import localdate
from django.views.generic import TemplateView

from cooperation.public.asking import areas
from cooperation.public.happenings import Asked, coming, united
from cooperation.public.navigation import Kind, kinds
from cooperation.public.pictures.map import Located, map_of
from cooperation.public.shown import Dated
from cooperation.public.sorting import alphabetical, by_date
from cooperation.public.writing import brief, in_figures, written
from cooperation.records.models import Record

LATEST, COMING, CHANGED, YEARS = 6, 6, 6, 12


@dataclass(frozen=True)
class Counted:
    kind: Kind
    number: int

    @property
    def figure(self) -> str:
        return in_figures(self.number)

    @property
    def of(self) -> str:
        return self.kind.single if self.number == 1 else self.kind.title


@dataclass(frozen=True)
class Named:
    """A record on the home page: of what kind, and when it was."""

    record: Record
    kind: str
    when: Any

    @property
    def link(self) -> SafeString:
        return written(self.record)

    @property
    def said(self) -> SafeString:
        return format_html("{} · {}", self.kind, brief(self.when))


class HomeView(TemplateView):
    template_name = "cooperation/home.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        every = kinds()
        return super().get_context_data(
            counted=counted(every),
            map=map_of(located(every)),
            map_kind=next((kind for kind in every if kind.on_map), None),
            latest=latest(every),
            coming=coming(Asked(), localdate(), COMING),
            changed=changed_last(every),
            areas=areas_in_use(every),
            years=last_years(localdate()),
            **kwargs,
        )


def located(every: Sequence[Kind]) -> list[Located]:
    """The records that lie on the map, of the kind that has a place there."""
    return next((kind.on_map() for kind in every if kind.on_map), [])


def areas_in_use(every: Sequence[Kind]) -> list[tuple[Any, str]]:
    """The areas that published records have, with the address of everything in each."""
    used = reduce(or_, (Exists(having(kind)) for kind in every))
    found = sorted(areas().filter(used), key=lambda term: alphabetical(str(term)))
    return [(term, address("timeline", area=term.reference)) for term in found]


def having(kind: Kind) -> QuerySet:
    return kind.model.objects.published().filter(areas=OuterRef("pk")).order_by()


def last_years(today: date) -> list[tuple[str, str]]:
    """The last years, with the address of what falls in each."""
    return [(str(year), address("timeline", period=str(year))) for year in range(today.year, today.year - YEARS, -1)]


def address(page: str, **parameters: str) -> str:
    return f"{reverse(f'cooperation:{page}')}?{urlencode(parameters)}"


def counted(every: Sequence[Kind]) -> list[Counted]:
    """How many published records there are of each kind, in one query."""
    each = [
        kind.counted.annotate(kind_name=Value(kind.name, CharField()))
        .values("kind_name")
        .annotate(count=Count("pk"))
        .order_by()
        for kind in every
    ]
    found = {row["kind_name"]: row["count"] for row in united(each)}
    return [Counted(kind, found.get(kind.name, 0)) for kind in every]


def latest(every: Sequence[Kind]) -> list[Named]:
    """What happened last, of the kinds whose lists begin with the newest; what lies ahead is left out."""
    found = []
    for kind in every:
        if kind.date:
            begun = kind.model.objects.published().filter(**{f"{kind.date}_earliest__lte": localdate()})
            newest = begun.order_by(*by_date((kind.date,), newest_first=True), "reference")[:LATEST]
            found += [(getattr(record, kind.date), kind, record) for record in newest]
    found.sort(key=lambda each: each[0], reverse=True)
    return [Named(record, kind.single, Dated(when)) for when, kind, record in found[:LATEST]]


def changed_last(every: Sequence[Kind]) -> list[Named]:
    """The last few of each kind that were changed, and of those the last few."""
    found = [
        Named(record, kind.single, record.updated_at)
        for kind in every
        for record in kind.model.objects.published().order_by("-updated_at", "reference")[:CHANGED]
    ]
    return sorted(found, key=lambda change: change.when, reverse=True)[:CHANGED]
