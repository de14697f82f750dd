"""Documents as rows of their table: every column in the database's own form, each distinct value worked out once."""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection, models

from cooperation.exchange.columns import Resource
from cooperation.records.columns import Column
from cooperation.records.directory import Directories
from cooperation.records.resources import Document
from cooperation.records.widgets import KindWidget, ReferenceWidget, TextWidget, kind_of_record
from cooperation.values.fields import ValueField

Encode = Callable[[Document], tuple[Any, ...]]


class Encoder:
    """Turns a resource's documents into lines of its table. `columns` are the table's, without the id."""

    def __init__(self, resource: Resource, directories: Directories) -> None:
        self.columns: list[str] = []
        self.directories = directories
        self._encoders: list[Encode] = []
        for column in resource.columns():
            if not column.many:
                fields, encode = self._encoder(column)
                self.columns += [str(field.column) for field in fields]
                self._encoders.append(encode)

    def lines(self, documents: Iterable[tuple[int | None, Document]]) -> Iterator[tuple[Any, ...]]:
        """Give a line for each id and document, the id first."""
        for pk, document in documents:
            yield (pk, *chain.from_iterable(encode(document) for encode in self._encoders))

    def _encoder(self, column: Column) -> tuple[list[models.Field], Encode]:
        field: Any = column.model_field
        if column.is_generic:
            return [field], self._generic(column)
        if isinstance(column.widget, TextWidget):
            return [field], lambda document: (document[column.name],)
        fields = [field]
        if isinstance(field, ValueField):
            fields += [field.model._meta.get_field(name) for name in field.derived]
        return fields, memoised(column.name, self._prepare(column, fields))

    def _prepare(self, column: Column, fields: list[Any]) -> Callable[[Any], tuple[Any, ...]]:
        field = fields[0]
        if isinstance(column.widget, ReferenceWidget):
            keys = self.directories[column.widget.model].keys
            return lambda value: (keys[value] if value else None,)
        if isinstance(column.widget, KindWidget):
            return lambda value: (ContentType.objects.get_for_model(kind_of_record(value)).pk,)
        if isinstance(field, ValueField):
            return lambda value: tuple(
                part.get_db_prep_save(found, connection)
                for part, found in zip(fields, parts(field, value), strict=True)
            )
        return lambda value: (field.get_db_prep_save(value, connection),)

    def _generic(self, column: Column) -> Encode:
        def encode(document: Document) -> tuple[Any, ...]:
            kind = kind_of_record(document["content_type"])
            return (self.directories[kind].keys[document[column.name]],)

        return encode


def parts(field: ValueField, value: Any) -> tuple[Any, ...]:
    """Return a value and what its derived columns hold."""
    return (value, *field.derive(value if isinstance(value, field.value_class) else None).values())


def memoised(name: str, prepare: Callable[[Any], tuple[Any, ...]]) -> Encode:
    memory: dict[Any, tuple[Any, ...]] = {}

    def encode(document: Document) -> tuple[Any, ...]:
        value = document[name]
        try:
            return memory[value]
        except KeyError:
            return memory.setdefault(value, prepare(value))

    return encode
