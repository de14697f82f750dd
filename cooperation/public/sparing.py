"""Which columns of the tables a list reads: what it shows, and of what that links to no more than its name.

A record has thirty fields, long texts among them, and a list of fifty leads to hundreds of records.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any, Final

from django.db import models
from django.db.models import Prefetch, QuerySet

from cooperation.public.columns import Column, Relation, dating_citations, published_rows, published_targets, row_model
from cooperation.public.fields import kept_along, unit_beside
from cooperation.records.models import Record
from cooperation.values.fields import QuantityField, ValueField

NAMING: Final = frozenset(
    {"reference", "title_en", "title_da", "state", "status", "direction", "third_party", "standing"}
)
"""Of a record: what its link and its marks are made of."""


def sparing(records: QuerySet, wanted: Iterable[Column]) -> QuerySet:
    """The records with nothing but what names them and what `wanted` reads; in as many queries for one as for all.

    What is named by their child rows alone comes by `named_along`.
    """
    wanted = list(wanted)
    joins = [join for column in wanted for join in column.joins()]
    names = {*naming(records.model), *(name for column in wanted for name in read_by(column))}
    if joins:
        records = records.select_related(*joins)
    return records.only(*sorted(names)).prefetch_related(*prefetches(wanted))


def named_along(records: Sequence[models.Model], wanted: Iterable[Column]) -> None:
    """Have the records know what their child rows name, for columns that show nothing else of those rows.

    Most rows of a page name the same few, which are made once; the rows themselves are not.
    """
    for name, link in named_by_rows(wanted).items():
        row: Any = link.model
        rows = row.objects.published_below().filter(**{f"{row.parent_field}__in": [record.pk for record in records]})
        pairs = list(rows.order_by("sort_order", "number").values_list(f"{row.parent_field}_id", f"{link.name}_id"))
        targets = published_targets(link.target).only(*naming(link.target))
        named = {target.pk: target for target in targets.filter(pk__in={key for _pk, key in pairs}).order_by()}
        found: dict[int, list[Any]] = {record.pk: [] for record in records}
        for pk, key in pairs:
            if key in named:
                found[pk].append(named[key])
        for record in records:
            setattr(record, kept_along(name), found[record.pk])


def named_by_rows(wanted: Iterable[Column]) -> dict[str, Column]:
    """Name of a column → the link at its end, of child rows of which nothing else is shown."""
    by_rows: dict[str, list[Column]] = defaultdict(list)
    for column in wanted:
        if isinstance(column.field, Relation):
            by_rows[column.name.partition(".")[0]].append(column)
    alone = [columns[0] for columns in by_rows.values() if len(columns) == 1]
    return {column.name: column.rest for column in alone if column.rest and is_plain_link(column.rest)}


def is_plain_link(column: Column) -> bool:
    return isinstance(column.field, models.ForeignKey) and column.rest is None


def prefetches(wanted: Sequence[Column]) -> Iterator[Prefetch]:
    """Each as a plain list beside the record: one that stands in for a manager is a copied query for each record."""
    by_relation: dict[str, list[Column]] = defaultdict(list)
    along = named_by_rows(wanted)
    for column in wanted:
        if isinstance(column.field, Relation | models.ManyToManyField) and column.name not in along:
            by_relation[column.name.partition(".")[0]].append(column)
    yield from dating_citations(wanted)
    for name, columns in by_relation.items():
        yield Prefetch(name, queryset=spared(columns), to_attr=kept_along(name))


def spared(columns: Sequence[Column]) -> QuerySet:
    """Child rows of published records, of which some columns are shown, or records that are named."""
    link, shown = columns[0].field, [column.rest for column in columns if column.rest]
    names = {name for column in shown for name in read_by(column)}
    joins = [join for column in shown for join in column.joins()]
    if not isinstance(link, Relation):
        found = published_targets(link.related_model)  # type: ignore[arg-type]
        return found.only(*sorted({*naming(found.model), *names}))
    row = row_model(link)
    if len(shown) < len(columns):  # a row is written as itself
        return published_rows(row)
    own = {"number", "sort_order", row.parent_field, *names}
    return row.objects.published_below().select_related(*joins).only(*sorted(own))


def naming(model: Any) -> list[str]:
    """The fields of a record that name it; a term of a lookup list is small and read whole."""
    every = [field.name for field in model._meta.concrete_fields]
    return [name for name in every if name in NAMING] if issubclass(model, Record) else every


def read_by(column: Column) -> Iterator[str]:
    """The fields a column reads, by their way from its model; what is prefetched has queries of its own."""
    field = column.field
    if isinstance(field, Relation | models.ManyToManyField):
        return
    yield from own_fields(column.model, column.name.partition(".")[0])
    if column.is_dated_text and (period := column.model.dated_itself_by):  # type: ignore[attr-defined]
        yield from own_fields(column.model, period)
    if isinstance(field, models.ForeignKey):
        yield from (f"{field.name}__{name}" for name in naming(field.related_model))
        yield from (f"{field.name}__{name}" for name in (read_by(column.rest) if column.rest else ()))
    elif isinstance(field, QuantityField) and (unit := unit_beside(column.model, field)):
        yield from (f"{unit.name}__{name}" for name in naming(unit.related_model))


@cache
def own_fields(model: type[models.Model], stem: str) -> list[str]:
    """The field of this name and those that go with it: a date's note, a text in both languages.

    What a value says itself, such as a date's earliest day, comes with it.
    """
    every = model._meta.concrete_fields
    derived = {name for field in every if isinstance(field, ValueField) for name in field.derived}
    named = [field.name for field in every if field.name == stem or field.name.startswith(f"{stem}_")]
    return [name for name in named if name not in derived]
