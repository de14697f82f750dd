"""Files as an officer uploads them, and what the desk answers."""

import re
from html import unescape
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from cooperation.exchange.batches.models import ImportBatch
from cooperation.exchange.writing import WrittenSheet, csv_bytes, xlsx_bytes


def csv_of(*lines: list[Any]) -> bytes:
    return csv_bytes(WrittenSheet("sheet", list(lines)))


def workbook_of(**sheets: list[list[Any]]) -> bytes:
    return xlsx_bytes([WrittenSheet(name, lines) for name, lines in sheets.items()])


def upload_address(kind: str = "") -> str:
    return reverse(f"admin:cooperation_{kind}_import" if kind else "admin:cooperation_importbatch_add")


def upload(client: Client, content: bytes, kind: str = "programme", name: str = "programmes.csv") -> Any:
    return client.post(upload_address(kind), {"import_file": SimpleUploadedFile(name, content)})


def uploaded(client: Client, content: bytes, kind: str = "programme", name: str = "programmes.csv") -> ImportBatch:
    answer = upload(client, content, kind, name)
    assert answer.status_code == 302, words(answer)
    return ImportBatch.objects.get(pk=re.findall(r"/importbatch/(\d+)/", answer["Location"])[0])


def address(batch: ImportBatch, page: str = "change") -> str:
    return reverse(f"admin:cooperation_importbatch_{page}", args=[batch.pk])


def words(answer: Any) -> str:
    """The page as text, one space between words."""
    return re.sub(r"\s+", " ", unescape(strip_tags(answer.content.decode())))


def rows_shown(client: Client, batch: ImportBatch, **query: Any) -> list[tuple[str, int | None, str]]:
    """Outcome, number and name of each row on the page."""
    shown = client.get(address(batch), query).context["shown"]
    return [(row.outcome, row.number, row.name) for row in shown.rows]


def bring_in(client: Client, batch: ImportBatch) -> ImportBatch:
    batch.refresh_from_db()
    answer = client.post(address(batch, "bring_in"), {"fingerprint": batch.fingerprint})
    assert answer.status_code == 302
    batch.refresh_from_db()
    return batch
