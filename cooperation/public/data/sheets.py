"""The sheets of a public list: its records as listed, and for a workbook their child rows and citations."""

from collections.abc import Iterator

from django.db.models import QuerySet

from cooperation.exchange.blocks import Block
from cooperation.exchange.sheets import RecordSheet, SheetColumn
from cooperation.public.data.columns import Resource, public_block, public_columns
from cooperation.public.data.rows import public_rows
from cooperation.records.models import Record
from cooperation.records.resources import resource_of


class PublicSheet(RecordSheet):
    """A sheet with the public columns only. Titles are those of the language, else the fields' own names."""

    def __init__(self, resource: Resource, queryset: QuerySet, language: str = "", *, as_listed: bool = False) -> None:
        super().__init__(resource, queryset, as_listed=as_listed)
        self.columns = [
            SheetColumn(column.titles[language] if language else column.name, column, to_fill=False)
            for column in public_columns(resource)
        ]

    def blocks(self) -> Iterator[Block]:
        for ids in self.id_blocks():
            yield public_block(self.resource, ids)


def list_sheet(model: type[Record], records: QuerySet) -> PublicSheet:
    """Return the sheet of the list alone, under the fields' names."""
    return PublicSheet(resource_of(model), records, as_listed=True)


def workbook_sheets(model: type[Record], records: QuerySet, language: str) -> list[PublicSheet]:
    """Return the list's sheet and those of its child rows and citations, which follow the records' references."""
    resource = resource_of(model)
    below = [PublicSheet(rows, public_rows(rows, records), language) for rows in resource.row_resources()]
    return [PublicSheet(resource, records, language, as_listed=True), *below]
