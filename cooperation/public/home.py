"""The home page: what this is, what it holds, what changed last."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import CharField, Count, QuerySet, Value
from django.utils.safestring import SafeString
from django.views.generic import TemplateView

from cooperation.public.navigation import Kind, kinds
from cooperation.public.writing import in_figures, written
from cooperation.records.models import Record

NEWEST = 8


@dataclass(frozen=True)
class Counted:
    kind: Kind
    count: str


@dataclass(frozen=True)
class Changed:
    record: Record
    kind: str
    at: datetime

    @property
    def link(self) -> SafeString:
        return written(self.record)


class HomeView(TemplateView):
    template_name = "cooperation/home.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(counted=counted(kinds()), newest=newest(kinds()), **kwargs)


def counted(every: Sequence[Kind]) -> list[Counted]:
    """How many published records there are of each kind, in one query."""
    each = [named(kind).values("kind_name").annotate(count=Count("pk")).order_by() for kind in every]
    found = {row["kind_name"]: row["count"] for row in united(each)}
    return [Counted(kind, in_figures(found.get(kind.name, 0))) for kind in every]


def newest(every: Sequence[Kind]) -> list[Changed]:
    """The records that changed last, of whatever kind: the last few of each kind, and of those the last few."""
    last = [
        Changed(record, str(kind.model._meta.verbose_name), record.updated_at)
        for kind in every
        for record in kind.model.objects.published().order_by("-updated_at", "reference")[:NEWEST]
    ]
    return sorted(last, key=lambda change: change.at, reverse=True)[:NEWEST]


def named(kind: Kind) -> QuerySet:
    return kind.model.objects.published().annotate(kind_name=Value(kind.name, CharField()))


def united(querysets: Sequence[QuerySet]) -> QuerySet:
    first, *others = querysets
    return first.union(*others, all=True)
