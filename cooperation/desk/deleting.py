"""What goes with a record that is deleted, and what keeps it from being deleted."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.admin.utils import NestedObjects, quote
from django.db import models, router
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst

from cooperation.records.rows import Row

# What the admin's pages show: the tree of what goes, how many of each, what may not be deleted, what is in the way.
Plan = tuple[list[Any], dict[str, int], set[str], list[str]]


def deletion_plan(objs: Sequence[Any], request: HttpRequest, site: AdminSite) -> Plan:
    """As the admin's own, with links told as the records that hold them instead of as rows of a join table."""
    if not objs:
        return [], {}, set(), []
    collector: Any = NestedObjects(using=router.db_for_write(type(objs[0])), origin=objs)
    collector.collect(objs)
    told = {model: found for model, found in collector.model_objs.items() if not model._meta.auto_created}
    collector.edges = {above: [obj for obj in below if type(obj) in told] for above, below in collector.edges.items()}
    return (
        collector.nested(lambda obj: told_with_link(obj, site)),
        {str(model._meta.verbose_name_plural): len(found) for model, found in told.items()},
        {str(model._meta.verbose_name) for model, found in told.items() if not may_delete(found, request, site)},
        [told_with_link(holder, site) for holder in holders_of(collector.protected)],
    )


def may_delete(found: Iterable[Any], request: HttpRequest, site: AdminSite) -> bool:
    """Rows go with their record; what has pages of its own asks for its own permission."""
    return all(
        site.get_model_admin(type(obj)).has_delete_permission(request, obj)
        for obj in found
        if site.is_registered(type(obj))
    )


def told_with_link(obj: models.Model, site: AdminSite) -> str:
    kind = capfirst(str(obj._meta.verbose_name))
    if not site.is_registered(type(obj)):
        return f"{kind}: {obj}"
    url = reverse(f"{site.name}:{obj._meta.app_label}_{obj._meta.model_name}_change", args=[quote(obj.pk)])
    return format_html('{}: <a href="{}">{}</a>', kind, url, obj)


def holders_of(references: Iterable[models.Model]) -> list[models.Model]:
    """The records and terms that the references stand in, each once."""
    by_model = defaultdict(list)
    for reference in references:
        by_model[type(reference)].append(reference)
    holders: set[models.Model] = set()
    for model, found in by_model.items():
        way = way_up(model)
        if way is None:
            holders.update(found)
        else:
            models.prefetch_related_objects(found, way)
            holders.update(holders_of(getattr(reference, way) for reference in found))
    return sorted(holders, key=lambda holder: (str(holder._meta.verbose_name), str(holder)))


def way_up(model: type[models.Model]) -> str | None:
    """The key from a row to its record, or from a join row to what holds the link."""
    if issubclass(model, Row):
        return model.parent_field
    return model._meta.local_fields[1].name if model._meta.auto_created else None
