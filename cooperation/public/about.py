"""About the data: what there is of each kind and how fresh it is. Every figure leads to its rows."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, Count, Max, QuerySet, Value
from django.utils.timezone import localdate
from django.views.generic import TemplateView

from cooperation.public.navigation import Kind, kinds
from cooperation.public.writing import in_figures


@dataclass(frozen=True)
class Holding:
    """A kind, how many published records there are of it, and the day the last of them was changed."""

    kind: Kind
    total: int
    changed: date | None

    @property
    def count(self) -> str:
        return in_figures(self.total)


class AboutView(TemplateView):
    template_name = "cooperation/about.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        held = holdings()
        changed = max((each.changed for each in held if each.changed), default=None)
        return super().get_context_data(holdings=held, changed=changed, **kwargs)


def holdings() -> list[Holding]:
    """Every kind in the order of the menu; one query for all."""
    first, *others = [figures(kind) for kind in kinds()]
    found = {row["kind_name"]: row for row in first.union(*others, all=True)}
    return [holding(kind, found.get(kind.name)) for kind in kinds()]


def figures(kind: Kind) -> QuerySet:
    named = kind.model.objects.published().annotate(kind_name=Value(kind.name, CharField()))
    return named.order_by().values("kind_name").annotate(total=Count("pk"), changed=Max("updated_at"))


def holding(kind: Kind, row: dict[str, Any] | None) -> Holding:
    return Holding(kind, row["total"], localdate(row["changed"])) if row else Holding(kind, 0, None)
