"""Parents and predecessors: chains that must not run in a circle, and what is below a record."""

from collections.abc import Collection, Hashable, Mapping
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import connection, models
from django.utils.translation import gettext as _

Key = TypeVar("Key", bound=Hashable)


def find_circle(start: Key, above: Mapping[Key, Key | None], ends: set[Key] | None = None) -> list[Key] | None:
    """Follow `above` from `start`; return the way round when it leads back to `start`, else None.

    `ends` collects those from which the way comes to an end, so that many starts follow a long chain once.
    """
    way = {start: None}
    step = above.get(start)
    while step is not None and step not in way and (ends is None or step not in ends):
        way[step] = None
        step = above.get(step)
    if step == start:
        return [*way, start]
    if ends is not None and step not in way:
        ends |= way.keys()
    return None


def own_links(model: type[models.Model]) -> list[models.ForeignKey]:
    """Return the model's foreign keys to itself, such as a programme's parent and predecessor."""
    return [f for f in model._meta.concrete_fields if isinstance(f, models.ForeignKey) and f.related_model is model]


def refuse_circles(instance: models.Model) -> None:
    """Raise ValidationError on the field through which `instance` would come to stand above itself."""
    for field in own_links(type(instance)):
        upper = getattr(instance, field.attname)
        if upper is None:
            continue
        above = dict(type(instance)._default_manager.values_list("pk", field.attname))
        above[instance.pk] = upper
        if find_circle(instance.pk if instance.pk is not None else upper, above):
            raise ValidationError({field.name: circle_message(field)})


def circle_message(field: models.ForeignKey) -> str:
    return _("“%(field)s” runs in a circle: a record can't stand above itself.") % {"field": field.verbose_name}


def parts_below(model: Any, keys: Collection[int]) -> dict[int, list[int]]:
    """Return by key the keys of the published records that have it above them, at any level; one query.

    What is below an unpublished record is not reached through it: that would tell where the hidden record belongs.
    """
    if not keys:
        return {}
    published = model.objects.published().filter(parent__isnull=False).order_by().values_list("pk", "parent")
    sql, parameters = published.query.sql_with_params()
    marks = ", ".join(["%s"] * len(keys))
    found: dict[int, list[int]] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH RECURSIVE parts (id, parent) AS ({sql}), "  # noqa: S608 -- Django's own, its parameters beside it
            f"below (top, id) AS (SELECT parent, id FROM parts WHERE parent IN ({marks}) UNION "
            "SELECT below.top, parts.id FROM parts JOIN below ON parts.parent = below.id) SELECT * FROM below",
            [*parameters, *keys],
        )
        for top, pk in cursor.fetchall():
            if pk != top:
                found.setdefault(top, []).append(pk)
    return found


def keys_below(model: Any, keys: Collection[int]) -> list[int]:
    """Return the keys of all published records below any of these; one query."""
    return sorted({pk for parts in parts_below(model, keys).values() for pk in parts} - {*keys})
