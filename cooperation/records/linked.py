"""The references in a column of links, for many records at once."""

from collections.abc import Sequence
from typing import Any

from django.db import models

from cooperation.records.columns import Column
from cooperation.records.tables import among_ids

BETWEEN = ";"  # stands in no reference


class Joined(models.Aggregate):
    """The texts of a group as one: so a record is one row, however many links it has."""

    function = "string_agg"
    template = f"%(function)s(%(expressions)s, '{BETWEEN}')"
    output_field = models.TextField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, function="group_concat", **context)


def linked_references(column: Column, ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """Return the records' linked references by id, in one query; a record without any is left out."""
    field: Any = column.model_field
    source, target = f"{field.m2m_field_name()}_id", field.m2m_reverse_field_name()
    links = field.remote_field.through._default_manager.filter(**{f"{source}__in": among_ids(ids)})
    joined = dict(links.order_by().values_list(source).annotate(joined=Joined(f"{target}__reference")))
    known = {text: tuple(sorted(text.split(BETWEEN))) for text in set(joined.values())}
    return {pk: known[text] for pk, text in joined.items()}
