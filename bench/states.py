"""What a register holds, to be compared: its export byte for byte, and its tables."""

import hashlib
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.db import connection, models

from cooperation.exchange.batches.models import BatchRows, ImportBatch, ImportProfile
from cooperation.exchange.writing import csv_bytes, sheets_of
from cooperation.resources import RESOURCES

OF_BATCHES: tuple[type[models.Model], ...] = (ImportBatch, BatchRows, ImportProfile)


@dataclass(frozen=True)
class Held:
    """`export` is the register's sheets as CSV; `rows` counts every table, history and search texts included;
    `digest` is that of all their bytes. After the same import done twice `export` and `rows` are the same."""

    export: str
    rows: dict[str, int]
    digest: str

    def same_as(self, other: "Held") -> bool:
        """Whether two registers say the same; ids and times of the history differ from one import to the next."""
        return self.export == other.export and self.rows == other.rows


def held() -> Held:
    export = hashlib.sha256()
    for sheet in sheets_of(RESOURCES):
        export.update(csv_bytes(sheet))
    rows: dict[str, int] = {}
    every = hashlib.sha256()
    cursor: Any
    with connection.cursor() as cursor:
        for table in tables():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)} ORDER BY id")  # noqa: S608
            rows[table] = 0
            for row in cursor:
                rows[table] += 1
                every.update(repr(row).encode())
    return Held(export.hexdigest(), rows, every.hexdigest())


def tables() -> list[str]:
    """Every table that an import may write, but those of the imports themselves."""
    found = apps.get_app_config("cooperation").get_models(include_auto_created=True)
    return sorted({model._meta.db_table for model in (*found, LogEntry) if model not in OF_BATCHES})


def search_texts_are_right() -> bool:
    """Whether every record is found by the texts that it has."""
    from cooperation.records.models import record_models

    return all(record.folded == record.search_text() for model in record_models() for record in model.objects.all())


def gaps_in_the_history() -> list[str]:
    """Name records whose revisions are not 1, 2, 3 …, or do not end with the record's own number."""
    from django.contrib.contenttypes.models import ContentType

    from cooperation.records.models import record_models
    from cooperation.revisions.models import Revision

    wrong = []
    for model in record_models():
        numbers: dict[int, list[int]] = {}
        kept = Revision.objects.filter(content_type=ContentType.objects.get_for_model(model))
        for pk, number in kept.order_by("number").values_list("object_id", "number"):
            numbers.setdefault(pk, []).append(number)
        for pk, reference, last in model.objects.values_list("pk", "reference", "revision"):
            if numbers.get(pk, [1]) != list(range(1, last + 1)):  # the first may never have been written over
                wrong.append(f"{model._meta.model_name} {reference}: {numbers.get(pk)}, now {last}")
    return wrong
