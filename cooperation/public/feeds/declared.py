"""What a kind's views declare for those who read by machine: its calendar, its schema.org type, its report to IATI."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from cooperation.public.detail import RecordDetailView
from cooperation.public.lists import RecordListView
from cooperation.records.models import Record


def declared(model: type[Record], name: str) -> Any:
    """Return what a view of the kind has under this name, or None."""
    return next((found for view in views().get(model, ()) if (found := getattr(view, name, None)) is not None), None)


@cache
def views() -> dict[type[Record], list[type]]:
    """Return every kind's views, in the order of the addresses."""
    by_model: dict[type[Record], list[type]] = {}
    for view in views_below(get_resolver()):
        by_model.setdefault(view.model, []).append(view)
    return by_model


def views_below(resolver: URLResolver) -> Iterator[Any]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from views_below(pattern)
        elif isinstance(pattern, URLPattern):
            view = getattr(pattern.callback, "view_class", None)
            if isinstance(view, type) and issubclass(view, RecordListView | RecordDetailView):
                yield view
