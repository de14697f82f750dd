"""The home page: what this is, what it holds, what happened and what changed last."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Count, QuerySet, Value
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localdate
from django.views.generic import TemplateView

from cooperation.public.navigation import Kind, kinds
from cooperation.public.shown import Dated
from cooperation.public.sorting import by_date
from cooperation.public.writing import brief, in_figures, written
from cooperation.records.models import Record

LATEST, CHANGED = 8, 5


@dataclass(frozen=True)
class Counted:
    kind: Kind
    count: str


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
            counted=counted(every), latest=latest(every), changed=changed_last(every), **kwargs
        )


def counted(every: Sequence[Kind]) -> list[Counted]:
    """How many published records there are of each kind, in one query."""
    each = [named(kind).values("kind_name").annotate(count=Count("pk")).order_by() for kind in every]
    found = {row["kind_name"]: row["count"] for row in united(each)}
    return [Counted(kind, in_figures(found.get(kind.name, 0))) for kind in every]


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


def named(kind: Kind) -> QuerySet:
    return kind.model.objects.published().annotate(kind_name=Value(kind.name, CharField()))


def united(querysets: Sequence[QuerySet]) -> QuerySet:
    first, *others = querysets
    return first.union(*others, all=True)
