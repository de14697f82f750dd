"""Values as columns of their table: in the database's own form, each distinct value worked out once."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection

from cooperation.exchange.columns import Resource
from cooperation.records.columns import Column
from cooperation.records.directory import Directories
from cooperation.records.widgets import KindWidget, ReferenceWidget, TextWidget, kind_of_record
from cooperation.values.fields import ValueField

Stored = dict[str, list[Any]]


def stored_columns(
    resource: Resource, names: Sequence[str], values: Sequence[tuple[Any, ...]], directories: Directories
) -> Stored:
    """Return the table's columns for rows of values of the named fields: column name → a value a row."""
    by_name = {column.name: column for column in resource.columns()}
    found: Stored = {}
    lists = dict(zip(names, zip(*values, strict=True), strict=True)) if values else dict.fromkeys(names, ())
    for name, column_values in lists.items():
        column = by_name[name]
        if column.many:
            continue
        if column.is_generic:
            found[name] = generic_ids(lists["content_type"], column_values, directories)
        else:
            found |= stored_column(column, column_values, directories)
    return found


def stored_column(column: Column, values: Iterable[Any], directories: Directories) -> Stored:
    field: Any = column.model_field
    if isinstance(column.widget, TextWidget):
        return {field.column: list(values)}
    if isinstance(field, ValueField):
        return stored_value_columns(field, list(values))
    return {field.column: each_once(stored_form(column, directories), values)}


def stored_form(column: Column, directories: Directories) -> Callable[[Any], Any]:
    """Return the function from a document's value to the database's."""
    if isinstance(column.widget, ReferenceWidget):
        keys = directories[column.widget.model].keys
        return lambda reference: keys[reference] if reference else None
    if isinstance(column.widget, KindWidget):
        return lambda name: ContentType.objects.get_for_model(kind_of_record(name)).pk
    return lambda value: column.model_field.get_db_prep_save(value, connection)


def stored_value_columns(field: Any, values: list[Any]) -> Stored:
    """A value's own column, and those derived from it."""
    parts = {value: field.derive(value if isinstance(value, field.value_class) else None) for value in set(values)}
    found = {field.column: each_once(lambda value: field.get_db_prep_save(value, connection), values)}
    for name in field.derived:
        derived, suffix = field.model._meta.get_field(name), name.removeprefix(f"{field.name}_")
        stored = {value: derived.get_db_prep_save(part[suffix], connection) for value, part in parts.items()}
        found[derived.column] = [stored[value] for value in values]
    return found


def generic_ids(kinds: Iterable[str], references: Iterable[str], directories: Directories) -> list[Any]:
    models = {kind: directories[kind_of_record(kind)].keys for kind in set(kinds)}
    return [models[kind][reference] for kind, reference in zip(kinds, references, strict=True)]


def each_once(function: Callable[[Any], Any], values: Iterable[Any]) -> list[Any]:
    values = list(values)
    known = {value: function(value) for value in set(values)}
    return [known[value] for value in values]
