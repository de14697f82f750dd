"""Values as columns of their table: in the database's own form, each distinct value worked out once."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection, models

from cooperation.exchange.columns import Resource
from cooperation.exchange.lots import Columns
from cooperation.records.columns import Column
from cooperation.records.directory import Directories
from cooperation.records.widgets import KindWidget, ReferenceWidget, TextWidget, kind_of_record
from cooperation.values.fields import ValueField

Stored = dict[str, Sequence[Any]]


def stored_columns(resource: Resource, columns: Columns, directories: Directories) -> Stored:
    """Return the table's columns for the values of the named fields: column name → a value a row."""
    by_name = {column.name: column for column in resource.columns()}
    found: Stored = {}
    for name, values in columns.items():
        column = by_name[name]
        if column.many:
            continue
        if column.is_generic:
            found[name] = generic_ids(columns["content_type"], values, directories)
        else:
            found |= stored_column(column, values, directories)
    return found


def stored_column(column: Column, values: Sequence[Any], directories: Directories) -> Stored:
    field: Any = column.model_field
    if isinstance(column.widget, TextWidget):
        return {field.column: values}
    if isinstance(field, ValueField):
        return stored_value_columns(field, values)
    return {field.column: each_once(stored_form(column, directories), values)}


def stored_form(column: Column, directories: Directories) -> Callable[[Any], Any]:
    """Return the function from a document's value to the database's."""
    if isinstance(column.widget, ReferenceWidget):
        keys = directories[column.widget.model].keys
        return lambda reference: keys[reference] if reference else None
    if isinstance(column.widget, KindWidget):
        return lambda name: ContentType.objects.get_for_model(kind_of_record(name)).pk
    return prepared_by(column.model_field)


def stored_value_columns(field: Any, values: Sequence[Any]) -> Stored:
    """A value's own column, and those derived from it."""
    parts = {value: field.derive(value if isinstance(value, field.value_class) else None) for value in set(values)}
    found: Stored = {field.column: each_once(prepared_by(field), values)}
    for name in field.derived:
        derived, suffix = field.model._meta.get_field(name), name.removeprefix(f"{field.name}_")
        found[derived.column] = each_once(prepared_by(derived), [parts[value][suffix] for value in values])
    return found


def prepared_by(field: Any) -> Callable[[Any], Any]:
    """Return the function from a field's value to the database's; days need no looking over, and there are many."""
    if type(field) is models.DateField:
        return connection.ops.adapt_datefield_value
    return lambda value: field.get_db_prep_save(value, connection)


def generic_ids(kinds: Iterable[str], references: Iterable[str], directories: Directories) -> list[Any]:
    keys = {kind: directories[kind_of_record(kind)].keys for kind in set(kinds)}
    return [keys[kind][reference] for kind, reference in zip(kinds, references, strict=True)]


def each_once(function: Callable[[Any], Any], values: Sequence[Any]) -> list[Any]:
    known = {value: function(value) for value in set(values)}
    return [known[value] for value in values]
