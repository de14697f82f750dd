"""Ids in the order of their sheet: by key, codepoint by codepoint, the same on every database and in Python."""

from array import array
from collections.abc import Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection, models
from django.db.models.functions import Coalesce, Collate

from cooperation.records.resources import DocumentResource, RowResource

Resource = type[DocumentResource]

# Bytes compared as they are, which for UTF-8 is the order of codepoints. SQLite does so unless told otherwise.
BINARY = {"postgresql": "C"}


def ids_as_listed(queryset: models.QuerySet) -> "array[int]":
    """Return ids in the queryset's own order."""
    return array("q", queryset.values_list("pk", flat=True).iterator())


def ids_by_key(resource: Resource, queryset: models.QuerySet) -> "array[int]":
    ids = array("q")
    for ordered in ordered_by_key(resource, queryset):
        ids.extend(ordered.values_list("pk", flat=True).iterator())
    return ids


def ordered_by_key(resource: Resource, queryset: models.QuerySet) -> Iterator[models.QuerySet]:
    """Give the queryset in parts that follow each other, each ordered by the resource's key."""
    if not issubclass(resource, RowResource):
        yield queryset.order_by(binary("reference"))
    elif len(resource.parent_fields()) == 1:
        yield queryset.order_by(binary(f"{resource.parent_fields()[0]}__reference"), "number")
    else:
        yield from ordered_by_kind(queryset)


def ordered_by_kind(citations: models.QuerySet) -> Iterator[models.QuerySet]:
    """Citations know their record by its kind and id, so its reference stands in another table for every kind."""
    cited = citations.order_by().values("content_type").distinct()
    for kind in sorted(ContentType.objects.filter(pk__in=cited), key=lambda kind: kind.model):
        model: Any = kind.model_class()
        reference = model._default_manager.filter(pk=models.OuterRef("object_id")).values("reference")
        named = citations.filter(content_type=kind).annotate(
            of_record=Coalesce(models.Subquery(reference), models.Value(""))
        )
        yield named.order_by(binary("of_record"), "number")


def binary(name: str) -> Any:
    collation = BINARY.get(connection.vendor)
    return Collate(name, collation) if collation else models.F(name)
