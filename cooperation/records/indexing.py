"""The index of search, laid for every kind of record after a migration, where it is missing or of an older make."""

from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, transaction

from cooperation.records import tables
from cooperation.records.models import Record, record_models
from cooperation.search import index

AT_ONCE = 2000


def index_records(using: str, **kwargs: Any) -> None:
    if using != DEFAULT_DB_ALIAS:
        return
    there = set(connections[using].introspection.table_names())
    for model in record_models():
        if model._meta.db_table in there and not index.is_there(model, using):
            with transaction.atomic(using):
                index.lay(model, using)
                write_texts(model)


def write_texts(model: type[Record]) -> None:
    """Write the index texts anew that are not what they should be; nobody has changed a record by that."""
    ids = list(model._default_manager.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), AT_ONCE):
        wanted = model._default_manager.filter(pk__in=tables.among_ids(ids[start : start + AT_ONCE]))
        records = wanted.prefetch_related(*model.searched_rows)
        written = ((record.pk, record.search_text(), record.folded) for record in records)
        if changed := [(pk, text) for pk, text, before in written if text != before]:
            tables.update(model, ["folded"], changed)
