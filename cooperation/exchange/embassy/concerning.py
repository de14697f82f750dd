"""Which records concern a partner in a year: found by their links, whatever kinds of record there are."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache, reduce
from operator import or_

from django.db import models

from cooperation.records.hierarchy import own_links
from cooperation.records.models import Record
from cooperation.records.referrers import referrers
from cooperation.records.resources import resource_of
from cooperation.records.tables import among_ids
from cooperation.values.fields import PartialDateField
from cooperation.values.lookups import overlap_q
from cooperation.values.partial_date import PartialDate

Ids = dict[type[Record], set[int]]


def concerned(partner: Record, period: PartialDate | None) -> Ids:
    """Return, by kind, the ids of the partner, its parts, and the records that name one of them.

    A record names them itself or by a child row. Records without any date belong to every year, as the partner does.
    """
    model = type(partner)
    own = with_parts(model, partner.pk)
    found: Ids = defaultdict(set)
    for referring in referrers(model, own).values():
        for kind, pk in referring:
            if issubclass(kind, Record) and kind is not model:
                found[kind].add(pk)
    if period is not None:
        found = {kind: within(kind, ids, period) for kind, ids in found.items()}
    return {model: own, **found}


def with_parts(model: type[Record], pk: int) -> set[int]:
    """Return the ids of a record and of all that lies below it."""
    found = layer = {pk}
    while layer:
        below = [model._default_manager.filter(**{f"{link.name}__in": layer}) for link in own_links(model)]
        layer = {part for parts in below for part in parts.values_list("pk", flat=True)} - found
        found = found | layer
    return found


def within(kind: type[Record], ids: Iterable[int], period: PartialDate) -> set[int]:
    """Return those of the records of which a date may lie in the period, and those without a date."""
    names = dates_of(kind)
    wanted = set(ids)
    if not names:
        return wanted
    records = kind._default_manager.filter(pk__in=among_ids(wanted)).order_by()
    dated = reduce(or_, (models.Q(**{f"{name}_earliest__isnull": False}) for name in names))
    overlapping = reduce(or_, (overlap_q(name, period.earliest, period.latest) for name in names))
    return (wanted - set(records.filter(dated).values_list("pk", flat=True))) | set(
        records.filter(overlapping).values_list("pk", flat=True)
    )


@cache
def dates_of(kind: type[Record]) -> tuple[str, ...]:
    """Return the partial dates of a kind of record; where it has none itself, those of its child rows."""
    if own := date_fields(kind):
        return tuple(own)
    found = []
    for rows in resource_of(kind).rows:
        parent = rows.row_model()._meta.get_field(rows.row_model().parent_field)
        found += [f"{parent.related_query_name()}__{name}" for name in date_fields(rows.row_model())]  # type: ignore[union-attr]
    return tuple(found)


def date_fields(model: type[models.Model]) -> list[str]:
    return [field.name for field in model._meta.fields if isinstance(field, PartialDateField)]
