"""Published records as JSON documents: their public fields, child rows and citations, related records by reference."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import override

from cooperation.exchange.key_order import ids_by_key
from cooperation.public.data.columns import Resource, public_block, public_columns
from cooperation.public.data.rows import public_rows, rows_name
from cooperation.public.data.shapes import shape_of
from cooperation.records.columns import Column
from cooperation.records.models import Record
from cooperation.records.resources import RowResource, resource_of
from cooperation.records.tables import among_ids

Document = dict[str, Any]

ABOUT = "register"
"""The name under which a document tells about the record as the register has it; no field is called so."""


def documents(request: HttpRequest, model: type[Record], ids: Iterable[int]) -> list[Document]:
    """Return the documents of these published records, in their order, in a number of queries that does not grow."""
    ids = array("q", ids)
    resource = resource_of(model)
    records = model.objects.published().filter(pk__in=among_ids(ids))
    changed = dict(records.order_by().values_list("reference", "updated_at"))
    rows = {rows_name(rows, model): rows_of(rows, records) for rows in resource.row_resources()}
    return [
        {ABOUT: about(request, model, fields["reference"], changed[fields["reference"]])}
        | fields
        | {name: by_record.get(fields["reference"], []) for name, by_record in rows.items()}
        for fields in objects(resource, ids)
    ]


def about(request: HttpRequest, model: type[Record], reference: str, changed: Any) -> Document:
    """Which kind of record it is, its pages by language, and when it was last changed."""
    pages = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            address = reverse(f"cooperation:{model._meta.model_name}_detail", args=[reference])
        pages[code] = request.build_absolute_uri(address)
    return {"kind": model._meta.model_name, "pages": pages, "changed": changed.isoformat(timespec="seconds")}


def rows_of(rows: type[RowResource], records: QuerySet) -> dict[str, list[Document]]:
    """Return by the record's reference its rows, without what names the record again."""
    parents = rows.parent_fields()
    by_record: dict[str, list[Document]] = defaultdict(list)
    for row in objects(rows, ids_by_key(rows, public_rows(rows, records))):
        own = {name: value for name, value in row.items() if name not in parents}
        by_record[row[parents[-1]]].append(own)
    return by_record


def objects(resource: Resource, ids: "array[int]") -> Iterator[Document]:
    """Give each row as names and values."""
    columns = public_columns(resource)
    block = public_block(resource, ids) if ids else []
    lists = [written(column, values) for column, values in zip(columns, block, strict=bool(ids))]
    for line in zip(*lists, strict=True):
        yield {column.name: value for column, value in zip(columns, line, strict=True)}


def written(column: Column, values: Sequence[Any]) -> list[Any]:
    """Return a column as JSON has it; each distinct value is made once."""
    write = shape_of(column).write
    known = {value: write(value) for value in set(values)}
    return [known[value] for value in values]
