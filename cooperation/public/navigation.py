"""The kinds of record in the order cooperation/urls.py names them: for the menu, the home page and the search page."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.db.models import QuerySet
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.functional import Promise
from django.utils.http import urlencode

from cooperation.public.filtersets import RecordFilter
from cooperation.public.lists import RecordListView
from cooperation.public.pictures.map import Located
from cooperation.public.writing import list_address
from cooperation.records.models import Record


@dataclass(frozen=True)
class Kind:
    model: type[Record]
    intro: str | Promise
    filters: type[RecordFilter]
    on_map: Callable[[], list[Located]] | None = None  # where its records lie, for the kind that has a map
    counted_where: Mapping[str, Sequence[str]] = field(default_factory=dict, hash=False)

    @property
    def date(self) -> str:
        """The date its list begins with the newest of, if any."""
        return self.filters.usual_date()

    @property
    def dates(self) -> tuple[str, ...]:
        """Every date by which it may be asked for; the first that is known places a record in time."""
        period: Any = self.filters.base_filters.get("period")
        return tuple(period.names) if period else ()

    @property
    def with_whom(self) -> tuple[str, ...]:
        """The ways by which a partner takes part in it."""
        filters: Any = self.filters.base_filters
        return tuple(way for name in self.filters.taking_part for way in filters[name].ways)

    @property
    def name(self) -> str:
        return self.model._meta.model_name or ""

    @property
    def single(self) -> str:
        return str(self.model._meta.verbose_name)

    @property
    def title(self) -> str:
        return str(self.model._meta.verbose_name_plural)

    @property
    def address(self) -> str:
        return list_address(self.model)

    @property
    def counted(self) -> QuerySet:
        """The published records that the home page counts; `counted_address` is the list of them."""
        chosen = {f"{name}__in": values for name, values in self.counted_where.items()}
        found: QuerySet = self.model.objects.published().filter(**chosen)
        return found

    @property
    def counted_address(self) -> str:
        query = urlencode(self.counted_where, doseq=True)
        return f"{self.address}?{query}" if query else self.address


@cache
def kinds() -> tuple[Kind, ...]:
    return tuple(
        Kind(view.model, view.intro, view.filterset_class, getattr(view, "on_map", None), view.counted_where)
        for view in list_views(get_resolver())
    )


def list_views(resolver: URLResolver) -> Iterator[type[RecordListView]]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from list_views(pattern)
        elif isinstance(pattern, URLPattern):
            view = getattr(pattern.callback, "view_class", None)
            if isinstance(view, type) and issubclass(view, RecordListView):
                yield view
