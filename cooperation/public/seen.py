"""Kept documents as the public could see them: without what is for staff, and what names an unpublished record."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models

from cooperation.records.columns import Column
from cooperation.records.models import Record
from cooperation.records.resources import DocumentResource, RowResource, resource_of
from cooperation.records.rows import record_links
from cooperation.records.tables import among
from cooperation.records.widgets import LINK_SEPARATOR

Cells = dict[str, Any]
NEVER_SHOWN = frozenset({"state"})


@dataclass(frozen=True)
class Seen:
    """A document's public fields as cells, and its child rows by sheet and number; its citations are one sheet."""

    fields: Cells
    rows: dict[str, dict[Any, Cells]]


class Shown:
    """Says of documents of one kind what the public may see of them now; one query a kind of record they name."""

    def __init__(self, model: type[Record], documents: Iterable[dict[str, Any]]) -> None:
        self.model = model
        self.resource: type[DocumentResource] = resource_of(model)
        hidden = model.staff_only | NEVER_SHOWN
        self.columns = [column for column in self.resource.columns() if column.name not in hidden]
        self._published = published_among(self._named(list(documents)))

    def seen(self, document: dict[str, Any]) -> Seen:
        fields = {column.name: self._cell(column, document["fields"]) for column in self.columns}
        rows: dict[str, dict[Any, Cells]] = {}
        for resource in self.resource.row_resources():
            kept = document["rows"].get(resource.sheet, [])
            rows[resource.sheet] = {row["number"]: row for row in kept if self._row_is_shown(resource, row)}
        citations = self.resource.row_resources()[-1].sheet
        shown = Seen(fields, rows)
        rows[citations] = {number: row for number, row in rows[citations].items() if self._rests(row["field"], shown)}
        return shown

    def _named(self, documents: list[dict[str, Any]]) -> dict[type[Record], set[str]]:
        """Every reference to a record in the documents, by kind of record."""
        named: dict[type[Record], set[str]] = defaultdict(set)
        for document in documents:
            for column in record_columns(self.columns):
                named[target(column)] |= set(references(column, document["fields"]))
            for resource in self.resource.row_resources():
                for column in record_columns(resource.columns()):
                    for row in document["rows"].get(resource.sheet, []):
                        named[target(column)] |= set(references(column, row))
        return named

    def _cell(self, column: Column, cells: Cells) -> Any:
        """The cell, without references to what is not published."""
        cell = cells.get(column.name, "")
        if not is_record_column(column):
            return cell
        public = self._published[target(column)]
        return LINK_SEPARATOR.join(reference for reference in references(column, cells) if reference in public)

    def _row_is_shown(self, resource: type[RowResource], row: Cells) -> bool:
        """The rule of RowQuerySet.published(), for a row as it was kept."""
        keys = {field.name for field in record_links(resource.model())}
        columns = [column for column in record_columns(resource.columns()) if column.name in keys]
        return all(set(references(column, row)) <= self._published[target(column)] for column in columns)

    def _rests(self, field: str, shown: Seen) -> bool:
        """Whether what the citation is of is shown."""
        stem, dot, number = field.partition(".")
        if dot:
            sheet = self._sheet_of(stem)
            return sheet in shown.rows and int(number) in shown.rows[sheet]
        return not field or field in shown.fields or self._sheet_of(field) in shown.rows

    def _sheet_of(self, relation: str) -> str:
        for resource in self.resource.rows:
            if resource.model()._meta.get_field(resource.model().parent_field).remote_field.name == relation:
                return resource.sheet
        return ""


def is_record_column(column: Column) -> bool:
    related = column.model_field.related_model
    return column.links and isinstance(related, type) and issubclass(related, Record)


def record_columns(columns: Iterable[Column]) -> Iterator[Column]:
    return (column for column in columns if is_record_column(column))


def target(column: Column) -> type[Record]:
    related: Any = column.model_field.related_model
    return related  # type: ignore[no-any-return]


def references(column: Column, cells: Cells) -> list[str]:
    text = str(cells.get(column.name) or "")
    return [one for one in text.split(LINK_SEPARATOR) if one]


def published_among(named: dict[type[Record], set[str]]) -> dict[type[Record], set[str]]:
    found: dict[type[Record], set[str]] = defaultdict(set)
    for model, wanted in named.items():
        public: models.QuerySet = model.objects.published().filter(reference__in=among(wanted))
        found[model] = set(public.values_list("reference", flat=True))
    return found
