"""Which of a record's relations lead anywhere: most records have nothing at the end of most of them."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from django.db import connection, models

from cooperation.records.models import Record
from cooperation.records.tables import among_ids


def present(record: Record, names: Iterable[str], parts: Sequence[Record] = ()) -> set[str]:
    """Return those of the relations at whose end there is anything, whoever may see it; one query for all.

    `parts` are records of the same kind that are asked about together with it.
    """
    asked = [(name, *column_of(type(record), name)) for name in names]
    if not asked:
        return set()
    quote = connection.ops.quote_name
    keys = among_ids([record.pk, *(part.pk for part in parts)])
    each = (
        f"SELECT {number} WHERE EXISTS (SELECT 1 FROM {quote(table)} WHERE {quote(column)} IN ({keys.sql}))"  # noqa: S608
        for number, (_name, table, column) in enumerate(asked)
    )
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(each), [*keys.params] * len(asked))
        return {asked[number][0] for (number,) in cursor.fetchall()}


@cache
def column_of(model: type[Record], name: str) -> tuple[str, str]:
    """The table and the column that name the record."""
    relation: Any = model._meta.get_field(name)
    field = relation.field
    if isinstance(field, models.ManyToManyField):
        through: Any = field.remote_field
        return through.through._meta.db_table, field.m2m_reverse_name()
    return field.model._meta.db_table, field.column
