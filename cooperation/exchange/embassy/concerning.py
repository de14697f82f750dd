"""Which records concern a partner in a year: found by their links, whatever kinds of record there are."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache, reduce
from operator import or_
from typing import Any

from django.db import models

from cooperation.records.hierarchy import own_links
from cooperation.records.models import Record, State
from cooperation.records.referrers import Link, links_to
from cooperation.records.resources import resource_of
from cooperation.records.rows import Row
from cooperation.records.tables import among_ids
from cooperation.values.fields import PartialDateField
from cooperation.values.lookups import overlap_q
from cooperation.values.partial_date import PartialDate

Ids = dict[type[Record], set[int]]


def concerned(partner: Record, period: PartialDate | None, *, drafts: bool) -> Ids:
    """Return, by kind, the ids of the partner, its parts, and the records that name one of them.

    A record names them itself or by a child row. Parts in draft, and rows that name a draft, count with `drafts` alone,
    else they would show in what goes out. Records without any date belong to every year, as the partner does.
    """
    model = type(partner)
    own = with_parts(model, partner.pk, drafts=drafts)
    found: Ids = defaultdict(set)
    for link in links_to(model):
        if link.source and issubclass(link.source, Record) and link.source is not model:
            naming = holders(link, drafts=drafts).filter(**{f"{link.target}__in": among_ids(own)})
            found[link.source] |= set(naming.order_by().values_list(link.owner, flat=True))
    if period is not None:
        found = {kind: within(kind, ids, period) for kind, ids in found.items()}
    return {model: own, **found}


def holders(link: Link, *, drafts: bool) -> models.QuerySet:
    """Return what may refer by a link; of child rows without `drafts` those that the public may see."""
    known: Any = link.holder._default_manager
    found: models.QuerySet = known.published() if issubclass(link.holder, Row) and not drafts else known.all()
    return found


def may_leave(kind: type[Record], *, drafts: bool) -> models.QuerySet:
    """Return the records of a kind that may leave at all: published ones, or all that are not withdrawn."""
    known: Any = kind._default_manager
    found: models.QuerySet = known.exclude(state=State.WITHDRAWN) if drafts else known.published()
    return found


def with_parts(model: type[Record], pk: int, *, drafts: bool) -> set[int]:
    """Return the ids of a record and of all that lies below it."""
    known = may_leave(model, drafts=drafts)
    found = layer = {pk}
    while layer:
        below = [known.filter(**{f"{link.name}__in": layer}) for link in own_links(model)]
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
        parent: Any = rows.row_model()._meta.get_field(rows.row_model().parent_field)
        found += [f"{parent.related_query_name()}__{name}" for name in date_fields(rows.row_model())]
    return tuple(found)


def date_fields(model: type[models.Model]) -> list[str]:
    return [field.name for field in model._meta.fields if isinstance(field, PartialDateField)]
