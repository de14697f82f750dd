"""What a citation may be about: the fields of a record and its rows, offered while the officer types."""

from collections.abc import Iterator

from django.utils.text import capfirst

from cooperation.records.models import Record
from cooperation.records.rows import Row

_NOT_CITED = frozenset({"id", "reference", "state", "last_verified", "verified_by"})


def citable_fields(record: Record) -> list[tuple[str, str]]:
    """Names as a citation writes them, each with the words the form has for it."""
    return [*own_fields(type(record)), *rows_of(record)]


def own_fields(model: type[Record]) -> Iterator[tuple[str, str]]:
    hidden = _NOT_CITED | model.staff_only
    for field in (*model._meta.concrete_fields, *model._meta.many_to_many):
        if field.editable and field.name not in hidden and not field.name.endswith(("_basis", "_note")):
            yield field.name, capfirst(str(field.verbose_name))


def rows_of(record: Record) -> Iterator[tuple[str, str]]:
    for relation in record._meta.related_objects:
        model = relation.related_model
        if not issubclass(model, Row) or relation.field.name != model.parent_field:
            continue
        name = str(relation.get_accessor_name())
        yield name, capfirst(str(model._meta.verbose_name_plural))
        if record.pk:
            for row in getattr(record, name).all():
                yield f"{name}.{row.number}", f"{capfirst(str(model._meta.verbose_name))} {row.number}"
