"""What of a record's document the public gets: which columns, which child rows, and which links in them."""

from array import array
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from cooperation.exchange.blocks import Block, read_block
from cooperation.records.columns import Column
from cooperation.records.models import Record
from cooperation.records.resources import DocumentResource
from cooperation.records.tables import among

Resource = type[DocumentResource]

ALWAYS_THE_SAME = frozenset({"state"})
"""What is not published is not there."""


def public_columns(resource: Resource) -> list[Column]:
    """Return the resource's columns, in their order, without those that are for the staff only."""
    kept_back = getattr(resource.model(), "staff_only", frozenset()) | ALWAYS_THE_SAME
    return [column for column in resource.columns() if column.name not in kept_back]


def public_block(resource: Resource, ids: "array[int]") -> Block:
    """Return the values of these rows, a sequence for each public column; links to what is not published are left out.

    Costs a query, one more a column of links, and one more a kind of record that is linked to.
    """
    columns = public_columns(resource)
    block = read_block(resource, ids, columns)
    linking = [place for place, column in enumerate(columns) if leads_to_records(column)]
    shown = shown_references([columns[place] for place in linking], [block[place] for place in linking])
    for place in linking:
        block[place] = without_hidden(columns[place], block[place], shown[columns[place].widget.model])
    return block


def leads_to_records(column: Column) -> bool:
    return column.links and not column.is_generic and issubclass(column.widget.model, Record)


def shown_references(columns: Sequence[Column], block: Block) -> dict[type[Record], set[str]]:
    """Return, by the kind of record, which of the references in these columns are those of published records."""
    wanted: dict[type[Record], set[str]] = defaultdict(set)
    for column, values in zip(columns, block, strict=True):
        for value in set(values):
            wanted[column.widget.model].update(value if column.many else [value] if value else [])
    return {model: published_of(model, references) for model, references in wanted.items()}


def published_of(model: type[Record], references: set[str]) -> set[str]:
    if not references:
        return set()
    published = model.objects.published().filter(reference__in=among(references))
    return set(published.order_by().values_list("reference", flat=True))


def without_hidden(column: Column, values: Sequence[Any], shown: set[str]) -> Sequence[Any]:
    if column.many:
        return [tuple(one for one in value if one in shown) for value in values]
    return [value if value in shown else None for value in values]
