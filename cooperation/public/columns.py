"""A field of a record or child row as the public reads it: its label, its values, and what must be fetched for it.

A name is a field (`status`), a text kept in two languages without its language (`aims`), or a way along links
(`place.country`, `participants.partner`). Nothing unpublished comes out of it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import Prefetch
from django.utils.text import capfirst

from cooperation.public.as_of import citations_along, has_own_end, is_status, row_as_of, rows_name
from cooperation.public.fields import kept_along, read, unit_beside
from cooperation.public.shown import AsOf
from cooperation.records.languages import LANGUAGES, in_page_language
from cooperation.records.models import Record
from cooperation.records.rows import Row
from cooperation.values.fields import QuantityField

Relation = models.ManyToOneRel
AnyField = models.Field | Relation


@dataclass(frozen=True)
class Column:
    model: type[models.Model]
    name: str
    field: AnyField
    in_two_languages: bool
    rest: "Column | None"

    @property
    def label(self) -> str:
        if self.rest:
            return self.rest.label
        verbose = str(getattr(self.field, "verbose_name", self.name))
        return capfirst(verbose.partition(" (")[0] if self.in_two_languages else verbose)

    @property
    def anchor(self) -> str:
        return f"fact-{self.name.replace('.', '-').replace('_', '-')}"

    @property
    def cited_as(self) -> list[str]:
        """The field names under which citations may name it."""
        if self.rest:
            return []
        if self.in_two_languages:
            return [f"{self.name}_{language}" for language in LANGUAGES]
        unit = unit_beside(self.model, self.field) if isinstance(self.field, QuantityField) else None
        return [self.name, unit.name] if unit else [self.name]

    @property
    def is_status(self) -> bool:
        """Whether it is the status of a record, which is shown with the date of its source."""
        return is_status(self.model, self.field)

    @property
    def is_dated_text(self) -> bool:
        """Whether it is a text of a child row that is shown with the date of its source."""
        return issubclass(self.model, Row) and self.model.dated_text == self.name

    @property
    def dated_as(self) -> str:
        """The name under which citations of the record date it; nothing where it is not dated so."""
        if self.is_status:
            return self.name
        return self.name.partition(".")[0] if self.rest and self.rest.is_dated_text else ""

    @property
    def target(self) -> type[models.Model]:
        """The model the column's way of links ends at."""
        return self.rest.target if self.rest else self.field.related_model  # type: ignore[return-value]

    def values(self, instance: models.Model) -> list[Any]:
        if self.in_two_languages:
            local = in_page_language(instance, self.name)
            if self.is_dated_text and local.text and not has_own_end(instance):  # type: ignore[arg-type]
                return [AsOf(local, row_as_of(instance))]  # type: ignore[arg-type]
            return [local] if local.text else []
        if self.rest is None:
            return read(self.field, instance)
        if (along := instance.__dict__.get(kept_along(self.name))) is not None:
            return list(along)
        found = read(self.field, instance)
        if self.dated_as:  # the record has the citations
            for row in found:
                setattr(row, row.parent_field, instance)
        return [value for step in found for value in self.rest.values(step)]

    def joins(self) -> Iterator[str]:
        """What select_related needs."""
        if isinstance(self.field, models.ForeignKey):
            yield self.field.name
            yield from (f"{self.field.name}__{join}" for join in (self.rest.joins() if self.rest else ()))
        elif isinstance(self.field, QuantityField) and (unit := unit_beside(self.model, self.field)):
            yield unit.name

    def prefetches(self) -> Iterator[Prefetch]:
        if isinstance(self.field, Relation):
            yield Prefetch(self.name.partition(".")[0], queryset=published_rows(row_model(self.field)))
        elif isinstance(self.field, models.ManyToManyField):
            yield Prefetch(self.field.name, queryset=published_targets(self.field.related_model))


@cache
def column(model: type[models.Model], name: str) -> Column:
    head, dot, rest = name.partition(".")
    field, in_two_languages = find_field(model, head)
    onward = column(field.related_model, rest) if dot else None
    return Column(model, name, field, in_two_languages, onward)


def columns(model: type[models.Model], names: Iterable[str]) -> list[Column]:
    return [column(model, name) for name in names]


def find_field(model: type[models.Model], name: str) -> tuple[Any, bool]:
    """Return the field, and whether `name` stands for a text kept in both languages."""
    try:
        return model._meta.get_field(name), False
    except FieldDoesNotExist:
        return model._meta.get_field(f"{name}_{LANGUAGES[0]}"), True


def fetched(queryset: models.QuerySet, wanted: Iterable[Column], *, with_citations: bool = True) -> models.QuerySet:
    """The queryset with all that `wanted` reads fetched along, in as many queries for one row as for a thousand.

    Without the citations that date a status or a text, where the caller has them.
    """
    wanted = list(wanted)
    joins = [join for column in wanted for join in column.joins()]
    prefetches = {p.prefetch_to: p for column in wanted for p in column.prefetches()}
    if with_citations:
        prefetches |= {p.prefetch_to: p for p in dating_citations(wanted)}
    if joins:
        queryset = queryset.select_related(*joins)
    return queryset.prefetch_related(*prefetches.values())


def dating_citations(wanted: Iterable[Column]) -> Iterator[Prefetch]:
    """What dates the statuses and texts among `wanted`, see as_of.py."""
    wanted = list(wanted)
    if stems := [column.dated_as for column in wanted if column.dated_as]:
        yield citations_along("citations", stems)
    for column in wanted:
        if column.is_dated_text:
            row: Any = column.model
            yield citations_along(f"{row.parent_field}__citations", [rows_name(row)])


def row_model(relation: Relation) -> type[Row]:
    """Return the model of the child rows at the far end; nothing but child rows is shown this way."""
    return cast("type[Row]", relation.related_model)


def published_rows(model: type[Row]) -> models.QuerySet:
    links = [field.name for field in model._meta.concrete_fields if isinstance(field, models.ForeignKey)]
    return model.objects.published().select_related(*links)


def published_targets(model: type[models.Model]) -> models.QuerySet:
    """Linked records the public may see; the terms of lookup lists are public as they stand."""
    return model.objects.published() if issubclass(model, Record) else model._default_manager.all()
