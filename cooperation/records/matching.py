"""The records that hold the words looked for, in SQL that is soon made."""

import json
from functools import cache
from typing import Any

from django.db import connection

from cooperation.records.searched import linked_records, rows_that_may_hide
from cooperation.search.index import holding, is_published
from cooperation.search.ranking import Found
from cooperation.search.sought import Sought, sought_words
from cooperation.search.terms import sought_in


def ids_holding(model: Any, sought: Sought, at_most: int | None = None) -> Found:
    """Return the SQL of the ids, and its parameters. As it is asked here, the index has published records alone.

    With `at_most`, no more than so many are looked at, the last ones entered, and as many again for what stands in
    child rows; a row that is hidden is no reason to find its record.
    """
    own = holding(model, sought, at_most)
    found, parameters = own.sql, list(own.params)
    if rows_that_may_hide(model) and (with_rows := sought.with_rows()):
        in_rows = holding(model, with_rows, at_most)
        found = (
            f"WITH own (id) AS ({own.sql}), "  # noqa: S608 -- quoted, as below
            f"beside (id) AS (SELECT * FROM ({in_rows.sql}) AS held EXCEPT SELECT id FROM own) "
            f"SELECT id FROM own UNION ALL SELECT b.id FROM beside b WHERE NOT ({hides_a_row(model)})"
        )
        parameters += in_rows.params
    return found, parameters


def keys_matching(model: Any, text: str) -> set[int]:
    """Return the keys of what `RecordQuerySet.matching` finds, where that may be most of a kind."""
    words = sought_words(text)
    sought = sought_in([model], words).get(model) if words else None
    if sought is None:
        return set()
    found, parameters = ids_holding(model, sought)
    on_sqlite = connection.vendor == "sqlite"
    together = "json_group_array(id)" if on_sqlite else "array_agg(id)"  # in half the time of a row for each
    with connection.cursor() as cursor:
        cursor.execute(f"WITH held (id) AS ({found}) SELECT {together} FROM held", parameters)  # noqa: S608
        (keys,) = cursor.fetchone()
    return set(json.loads(keys) if on_sqlite else keys or ())


@cache
def hides_a_row(model: Any) -> str:
    """Return the SQL that says whether a searched row of the record `b` names a record that is not published."""
    return " OR ".join(hides(row) for row in rows_that_may_hide(model).values())


def hides(row: Any) -> str:
    quote = connection.ops.quote_name
    named = " OR ".join(
        f"EXISTS (SELECT 1 FROM {quote(link.related_model._meta.db_table)} l "  # noqa: S608 -- quoted, as below
        f"WHERE l.id = r.{quote(str(link.column))} AND NOT {is_published('l')})"
        for link in linked_records(row)
    )
    parent = quote(row._meta.get_field(row.parent_field).column)
    return f"EXISTS (SELECT 1 FROM {quote(row._meta.db_table)} r WHERE r.{parent} = b.id AND ({named}))"  # noqa: S608
