"""A block of a sheet's rows as columns of values: one query, and one more a column of links."""

from array import array
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType

from cooperation.records.columns import Column
from cooperation.records.resources import DocumentResource
from cooperation.records.tables import among_ids

Block = list[Sequence[Any]]


def read_block(resource: type[DocumentResource], ids: "array[int]", wanted: Sequence[Column] | None = None) -> Block:
    """Return the values of these rows, in their order, a sequence for each column that is wanted, else for all."""
    columns = resource.columns() if wanted is None else wanted
    single = [column for column in columns if not column.many]
    rows = resource.model()._default_manager.filter(pk__in=among_ids(ids)).order_by()
    found = {row[0]: row for row in rows.values_list("pk", *(column.source for column in single))}
    turned = list(zip(*(found[pk] for pk in ids), strict=True))[1:]
    values = {column.name: column.made(kept) for column, kept in zip(single, turned, strict=True)}
    for column in columns:
        if column.many:
            values[column.name] = links(column, ids)
        elif column.is_generic:
            name_records(values)
    return [values[column.name] for column in columns]


def links(column: Column, ids: Iterable[int]) -> list[tuple[str, ...]]:
    """Return each row's references."""
    field: Any = column.model_field
    source, target = field.m2m_column_name(), f"{field.m2m_reverse_field_name()}__reference"
    linking = field.remote_field.through._default_manager.filter(**{f"{source}__in": among_ids(ids)})
    linked: dict[int, list[str]] = defaultdict(list)
    for pk, reference in linking.order_by().values_list(source, target):
        linked[pk].append(reference)
    return [tuple(sorted(linked[pk])) if pk in linked else () for pk in ids]


def name_records(values: dict[str, Sequence[Any]]) -> None:
    """Put the names of kinds, and references, in place of the ids by which citations know their records."""
    kinds, ids = values["content_type"], values["object_id"]
    names: dict[int, str] = {}
    references: dict[Hashable, str] = {}
    for pk in set(kinds):
        kind = ContentType.objects.get_for_id(pk)
        names[pk] = kind.model
        cited = [number for owner, number in zip(kinds, ids, strict=True) if owner == pk]
        model: Any = kind.model_class()
        for number, reference in model._default_manager.filter(pk__in=among_ids(cited)).values_list("pk", "reference"):
            references[pk, number] = reference
    values["content_type"] = [names[pk] for pk in kinds]
    values["object_id"] = [references.get(key, "") for key in zip(kinds, ids, strict=True)]
