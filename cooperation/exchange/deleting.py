"""Whole records taken out at once: their links, child rows and citations with them."""

from collections.abc import Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models

from cooperation.records import tables
from cooperation.records.citations import Citation
from cooperation.records.models import Record, keep_deleted
from cooperation.records.resources import RowResource, resource_of


def delete_records(model: type[models.Model], ids: Sequence[int]) -> None:
    """Delete records to which nothing else refers; ask `referrers` first. The database refuses what is still needed."""
    for rows in resource_of(model).rows:
        delete_rows(rows, ids)
    if issubclass(model, Record):
        kind = ContentType.objects.get_for_model(model)
        own = Citation.objects.filter(content_type=kind, object_id__in=ids)
        tables.delete(Citation, "id", list(own.values_list("pk", flat=True)))
    delete_links(model, ids)
    keep_deleted(model._default_manager.filter(pk__in=tables.among_ids(ids)))
    tables.delete(model, "id", ids)


def delete_rows(rows: type[RowResource], ids: Sequence[int]) -> None:
    model = rows.row_model()
    parent: Any = model._meta.get_field(model.parent_field)
    if model._meta.many_to_many:
        own = list(model._default_manager.filter(**{f"{parent.name}__in": ids}).values_list("pk", flat=True))
        delete_links(model, own)
    tables.delete(model, parent.column, ids)


def delete_links(model: type[models.Model], ids: Sequence[int]) -> None:
    for field in model._meta.many_to_many:
        through: Any = field.remote_field.through
        tables.delete(through, field.m2m_column_name(), ids)
