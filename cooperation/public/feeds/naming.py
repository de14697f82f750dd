"""The published records that name a record: by themselves, in a child row that is shown, or as their source."""

from collections import defaultdict
from functools import reduce
from operator import or_
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet

from cooperation.public.data.rows import shown_places
from cooperation.records.citations import Citation
from cooperation.records.models import Record, record_models
from cooperation.records.referrers import Link, links_to
from cooperation.records.rows import Row


def naming(record: Record) -> list[QuerySet]:
    """Return a queryset for each kind of record that names this one somewhere on its page."""
    ways: dict[type[Record], list[Q]] = defaultdict(list)
    for link in links_to(type(record)):
        if link.holder is Citation:
            for model in record_models():
                ways[model].append(Q(pk__in=citing(model, record)))
        elif link.source and issubclass(link.source, Record) and not staff_only(link, link.source):
            ways[link.source].append(Q(pk__in=holders(link, record).values(link.owner)))
    found = []
    for model, each in ways.items():
        others: Any = model.objects.published().filter(reduce(or_, each))
        found.append(others.exclude(pk=record.pk) if model is type(record) else others)
    return found


def citing(model: type[Record], source: Record) -> QuerySet:
    """Return the keys of this kind's records that show something resting on the source."""
    own = Citation.objects.published().filter(content_type=ContentType.objects.get_for_model(model), source=source.pk)
    found: QuerySet = own.filter(shown_places(model)).order_by().values("object_id")
    return found


def staff_only(link: Link, source: type[Record]) -> bool:
    joins = {field.remote_field.through: field.name for field in source._meta.many_to_many}
    name = joins.get(link.holder, link.target)
    return name in source.staff_only and link.holder in (source, *joins)


def holders(link: Link, record: Record) -> QuerySet:
    """Return what holds the link: the kind's own table, its child rows or a join table; of child rows those shown."""
    rows: Any = link.holder
    shown = rows.objects.published() if issubclass(rows, Row) else rows._default_manager.all()
    joined, _, onward = link.owner.partition("__")
    if onward:
        through: Any = rows._meta.get_field(joined).related_model
        shown = shown.filter(**{f"{joined}__in": through.objects.published()})
    found: QuerySet = shown.filter(**{link.target: record.pk}).order_by()
    return found
