"""Which Danish texts are older than their English ones, worked out from the history."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import lru_cache
from itertools import groupby
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import QuerySet
from django.db.models.fields.json import KT

from cooperation.records.models import Record
from cooperation.revisions.models import Revision

Pairs = tuple[tuple[str, str], ...]
Line = tuple[Any, ...]


def pairs_of(model: type[models.Model]) -> Pairs:
    """Return the fields kept in two languages, the English one first."""
    names = {field.name for field in model._meta.concrete_fields}
    stems = [name.removesuffix("_en") for name in sorted(names) if name.endswith("_en")]
    return tuple((f"{stem}_en", f"{stem}_da") for stem in stems if f"{stem}_da" in names)


def behind(model: type[Record]) -> frozenset[int]:
    """Return the ids of the records of which a Danish text is there and older than the English; kept until a change."""
    last = revisions_of(model).order_by("-pk").values_list("pk", "action__at").first()
    return all_behind(model, last)


@lru_cache(maxsize=32)
def all_behind(model: type[Record], last: tuple[int, datetime] | None) -> frozenset[int]:
    """`last` is the latest revision there is and its time: with another one the answer may be another."""
    changed = revisions_of(model).filter(number__gt=1).values("object_id")
    lines = texts(revisions_of(model).filter(object_id__in=changed), pairs_of(model))
    return frozenset(pk for pk, own in groupby(lines, key=lambda line: line[0]) if older(own, pairs_of(model)))


def texts_behind(record: Record) -> list[str]:
    """Return the names of the record's Danish fields that were not touched since their English was."""
    pairs = pairs_of(type(record))
    return older(texts(revisions_of(type(record)).filter(object_id=record.pk), pairs), pairs)


def revisions_of(model: type[models.Model]) -> QuerySet[Revision]:
    return Revision.objects.filter(content_type=ContentType.objects.get_for_model(model), document__isnull=False)


def texts(revisions: QuerySet[Revision], pairs: Pairs) -> Iterator[Line]:
    """Give id, number and both texts of each pair, record by record, oldest first."""
    cells = [KT(f"document__fields__{name}") for pair in pairs for name in pair]
    named = {f"text_{place}": cell for place, cell in enumerate(cells)}
    ordered = revisions.order_by("object_id", "number").annotate(**named)
    return ordered.values_list("object_id", "number", *named).iterator()


def older(lines: Iterable[Line], pairs: Pairs) -> list[str]:
    """Return the Danish fields of one record whose English was changed after them. An empty one is missing, not old."""
    latest: dict[int, int] = {}
    before: Line = ()
    for line in lines:
        for place in range(2, len(line)):
            if not before or line[place] != before[place]:
                latest[place] = line[1]
        before = line
    return [
        danish
        for at, (_english, danish) in enumerate(pairs)
        if before and before[2 * at + 3] and latest[2 * at + 2] > latest[2 * at + 3]
    ]
