"""What a kind of record is found by: which of its fields, and of its rows' fields, and how they weigh.

A kind names them: `searched` its own fields, `searched_rows` those of its rows. Names weigh most, and the years of its
dates are words like others.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

from django.db import models

from cooperation.search.words import index_text
from cooperation.values.fields import PartialDateField

_YEAR = re.compile("[0-9]{4}")


@cache
def titles(model: Any) -> list[str]:
    return [name for name in model.searched if name in model.name_fields or name.startswith("title")]


@cache
def texts(model: Any) -> list[str]:
    return [name for name in model.searched if name not in titles(model)]


@cache
def dates(model: Any) -> list[str]:
    return [field.name for field in model._meta.concrete_fields if isinstance(field, PartialDateField)]


def searched_fields(model: Any) -> list[str]:
    """The record's own fields that its index text is made of."""
    return [*titles(model), *texts(model), *dates(model)]


def own_texts(model: Any, columns: Mapping[str, Sequence[Any]]) -> list[str]:
    """Return the index texts of records without rows, from their fields' columns; all of `titles` are needed."""
    named = zip(*(columns[name] for name in titles(model) if name in columns), strict=True)
    told = [columns[name] for name in texts(model) if name in columns]
    told += [list(map(years, columns[name])) for name in dates(model) if name in columns]
    return list(map(index_text, named, zip(*told, strict=True)))


def whole_text(record: models.Model) -> str:
    """Return the index text of a record with that of its rows."""
    model: Any = type(record)
    named = [getattr(record, name) for name in titles(model)]
    told = [getattr(record, name) for name in texts(model)]
    told += [years(getattr(record, name)) for name in dates(model)]
    hidden: list[str] = []
    for relation, fields in model.searched_rows.items() if record.pk else ():
        for field in fields:
            is_name = f"{relation}__{field}" in model.name_fields
            found = hidden if relation in rows_that_may_hide(model) else named if is_name else told
            found += [getattr(row, field) for row in getattr(record, relation).all()]
    return index_text(named, told, hidden)


@lru_cache(10_000)
def years(value: Any) -> str:
    """Return the years that a partial date names."""
    return " ".join(_YEAR.findall(getattr(value, "text", "")))


@cache
def rows_that_may_hide(model: Any) -> dict[str, Any]:
    """The searched rows that name records, by relation: where one of those is not published, the row is hidden."""
    found = {relation: model._meta.get_field(relation).related_model for relation in model.searched_rows}
    return {relation: row for relation, row in found.items() if any(linked_records(row))}


def linked_records(row: Any) -> Iterator[models.ForeignKey]:
    """The row's keys to records other than the one it belongs to."""
    for field in row._meta.concrete_fields:
        is_key = isinstance(field, models.ForeignKey) and field.name != row.parent_field
        if is_key and hasattr(field.related_model, "searched"):
            yield field
