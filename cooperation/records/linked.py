"""The references in a column of links, for many records at once."""

from collections import defaultdict
from typing import Any

from django.db import models

from cooperation.records.columns import Column


def linked_references(column: Column, queryset: models.QuerySet) -> dict[int, tuple[str, ...]]:
    """Return the records' linked references by id, in one query; a record without any is left out."""
    linked: dict[int, list[str]] = defaultdict(list)
    field: Any = column.model_field
    source, target = field.m2m_field_name(), field.m2m_reverse_field_name()
    links = field.remote_field.through._default_manager.filter(**{f"{source}__in": queryset.order_by().values("pk")})
    for pk, reference in links.values_list(f"{source}_id", f"{target}__reference"):
        linked[pk].append(reference)
    return {pk: tuple(sorted(references)) for pk, references in linked.items()}
