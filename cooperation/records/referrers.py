"""What refers to a record: the links that keep it from being deleted."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any, cast

from django.contrib.contenttypes.models import ContentType
from django.db import models

from cooperation.records.models import Referenced
from cooperation.records.rows import Row
from cooperation.records.tables import among_ids

Referrers = dict[int, set[tuple[type[models.Model], int]]]


@dataclass(frozen=True)
class Link:
    """A way to refer to a kind of record: the key `target` in the table of `holder`.

    `owner` leads from there to the id of the record that refers, which is of the kind `source`; None where the row
    itself says of which kind.
    """

    holder: type[models.Model]
    target: str
    owner: str
    source: type[models.Model] | None


def referrers(model: type[models.Model], ids: Collection[int]) -> Referrers:
    """Return, by id of the record referred to, kind and id of the records that refer to it, by themselves or by a row.

    A record's own child rows and citations are part of it and no referrers.
    """
    found: Referrers = defaultdict(set)
    for link in links_to(model):
        pairs = link.holder._default_manager.filter(**{f"{link.target}__in": among_ids(ids)}).order_by()
        if link.source:
            for target_id, source_id in pairs.values_list(f"{link.target}_id", link.owner):
                found[target_id].add((link.source, source_id))
        else:
            for target_id, kind, source_id in pairs.values_list(f"{link.target}_id", "content_type", link.owner):
                found[target_id].add((kind_with_id(kind), source_id))
    return found


def links_to(model: type[models.Model]) -> Iterator[Link]:
    for relation in model._meta.get_fields(include_hidden=True):
        field: Any = getattr(relation, "field", None)
        if not isinstance(relation, models.ManyToOneRel) or not isinstance(field, models.ForeignKey):
            continue
        holder: Any = relation.related_model
        if issubclass(holder, Row):
            if field.name != holder.parent_field:
                yield row_link(holder, field.name)
        elif issubclass(holder, Referenced):
            yield Link(holder, field.name, "pk", holder)
        elif holder._meta.auto_created and field.name == holder._meta.local_fields[-1].name:
            yield join_link(holder, field.name)


def row_link(holder: type[Row], target: str) -> Link:
    """A child row refers in the name of its record; a citation in that of a record of any kind."""
    parent: Any = holder._meta.get_field(holder.parent_field)
    if isinstance(parent, models.ForeignKey):
        return Link(holder, target, f"{holder.parent_field}_id", parent.related_model)
    return Link(holder, target, "object_id", None)


def join_link(join: Any, target: str) -> Link:
    """In a join table the last key is the target's; the one before is the record's, or its row's."""
    source = join._meta.local_fields[-2]
    holder: Any = source.related_model
    if issubclass(holder, Row):
        inner = row_link(holder, target)
        return Link(join, target, f"{source.name}__{inner.owner}", inner.source)
    return Link(join, target, f"{source.name}_id", holder)


def kind_with_id(kind: int) -> type[models.Model]:
    model: Any = ContentType.objects.get_for_id(kind).model_class()
    return cast("type[models.Model]", model)
