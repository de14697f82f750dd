"""Records renamed as officers do it, and what an import's page says of it."""

from typing import Any

from django.test import Client

from cooperation.exchange.batches.models import ImportBatch
from tests.exchange.uploads import address

KEYS = ["Reference", "Title (English)", "Kind", "Status"]


def renamed(record: Any, *references: str) -> Any:
    """As the form does it: read anew, changed, saved."""
    for reference in references:
        record = type(record)._default_manager.get(pk=record.pk)
        record.reference = reference
        record.save()
    return record


def notices(batch: ImportBatch) -> list[str]:
    return [use["text"] for remark in batch.remarks for use in remark["former"]]


def problems(client: Client, batch: ImportBatch) -> list[tuple[int | None, str]]:
    rows = client.get(address(batch), {"outcome": "refused"}).context["shown"].rows
    return [(row.number, problem["message"]) for row in rows for problem in row.problems]
