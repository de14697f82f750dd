"""What a record or child row holds in a field of each type, ready to be written; nothing unpublished."""

from collections.abc import Iterable
from functools import cache, singledispatch
from typing import Any

from django.db import models

from cooperation.public.as_of import is_status, status_as_of
from cooperation.public.shown import AsOf, Dated, Measured, Narrowing, Web
from cooperation.records.languages import page_language
from cooperation.records.models import Record
from cooperation.values.absence import Absence
from cooperation.values.fields import PartialDateField, QuantityField


def unit_beside(model: type[models.Model], field: models.Field) -> models.Field | None:
    """The key to the unit a quantity is counted in: `target_unit` for `target`, else `unit`."""
    names = {link.name: link for link in model._meta.concrete_fields if isinstance(link, models.ForeignKey)}
    return names.get(f"{field.name}_unit") or (names.get("unit") if field.name == "quantity" else None)


def may_show(target: object) -> bool:
    return target is not None and (not isinstance(target, Record) or target.is_published)


@cache
def labels(field: models.CharField, language: str) -> dict[str, Absence | str]:
    """Value → absence or label of a closed list, in the language of the page.

    Django would translate all of them each time.
    """
    return {str(value): Absence.read(value) or str(label) for value, label in field.flatchoices}


@singledispatch
def read(field: Any, instance: models.Model) -> list[Any]:
    """What the instance holds in the field, ready to be written; nothing where it is not recorded."""
    value = getattr(instance, field.name)
    return [] if value is None or value == "" else [value]


@read.register
def _chosen_or_text(field: models.CharField, instance: models.Model) -> list[Any]:
    value = getattr(instance, field.name)
    if not value or isinstance(value, Absence) or not field.choices:
        return [value] if value else []
    known = labels(field, page_language())
    words = known[value] if value in known else Absence.read(value) or value
    return [AsOf(words, status_as_of(instance))] if is_status(type(instance), field) else [words]  # type: ignore[arg-type]


@read.register
def _web(field: models.URLField, instance: models.Model) -> list[Any]:
    value = getattr(instance, field.name)
    return [Web(value)] if value else []


@read.register
def _mail(field: models.EmailField, instance: models.Model) -> list[Any]:
    return [Web(value)] if (value := getattr(instance, field.name)) else []


@read.register
def _partial_date(field: PartialDateField, instance: models.Model) -> list[Any]:
    value = getattr(instance, field.name)
    basis, note = getattr(instance, f"{field.name}_basis"), getattr(instance, f"{field.name}_note")
    return [] if value is None else [Dated(value, basis, note)]


@read.register
def _quantity(field: QuantityField, instance: models.Model) -> list[Any]:
    value = getattr(instance, field.name)
    unit = unit_beside(type(instance), field)
    return [] if value is None else [Measured(value, getattr(instance, unit.name) if unit else None)]


@read.register
def _link(field: models.ForeignKey, instance: models.Model) -> list[Any]:
    target = getattr(instance, field.name)
    return [target] if may_show(target) else []


@read.register
def _links(field: models.ManyToManyField, instance: models.Model) -> list[Any]:
    targets = [target for target in fetched_along(instance, field.name) if may_show(target)]
    if field.name == "areas" and isinstance(instance, Record):
        return [Narrowing(term, type(instance), "area") for term in targets]
    return targets


@read.register
def _rows(field: models.ManyToOneRel, instance: models.Model) -> list[Any]:
    return list(fetched_along(instance, field.get_accessor_name() or ""))


def kept_along(name: str) -> str:
    """The attribute under which a list keeps what it fetched along with a record."""
    return f"{name}_fetched_along"


def fetched_along(instance: models.Model, name: str) -> Iterable[Any]:
    """What is at the end of the links. Asking the manager for what was prefetched would copy its query each time."""
    along: Iterable[Any] | None = getattr(instance, kept_along(name), None)
    if along is not None:
        return along
    prefetched: dict[str, Iterable[Any]] = getattr(instance, "_prefetched_objects_cache", {})
    found: Iterable[Any] = prefetched[name] if name in prefetched else getattr(instance, name).all()
    return found
