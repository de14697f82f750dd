"""Parents and predecessors: chains that must not run in a circle."""

from collections.abc import Hashable, Mapping
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import models
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
