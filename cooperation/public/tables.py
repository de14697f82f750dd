"""Child rows on a record's page: a table each, with the numbers of the sources."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cooperation.public.columns import Column, fetched, published_rows
from cooperation.public.facts import Declared, any_inferred, as_fact, fact_columns, values_of
from cooperation.public.notes import Cited, Notes, Place
from cooperation.public.writing import together, written
from cooperation.records.models import Record
from cooperation.records.rows import Row
from cooperation.values.fields import ValueField


@dataclass(frozen=True)
class Table:
    """Child rows by the record's name for them, under a caption, with the columns that are shown."""

    name: str
    caption: str | Promise
    columns: Declared

    @property
    def anchor(self) -> str:
        return self.name.replace("_", "-")


@dataclass(frozen=True)
class Cell:
    label: str
    html: SafeString


@dataclass(frozen=True)
class ShownRow:
    anchor: str
    cells: Sequence[Cell]
    cited: Cited


@dataclass(frozen=True)
class ShownTable:
    caption: str
    anchor: str
    cited: Cited
    labels: Sequence[str]
    rows: Sequence[ShownRow]
    has_sources: bool
    inferred: bool


def show_table(record: Record, table: Table, notes: Notes) -> ShownTable | None:
    """The rows the public may see, without the columns in which none of them has anything; None for no rows."""
    relation = type(record)._meta.get_field(table.name)
    model: type[Row] = relation.related_model  # type: ignore[assignment]
    facts, wanted = [as_fact(one) for one in table.columns], fact_columns(model, table.columns)
    own = {relation.field.name: record}  # type: ignore[union-attr]
    rows = list(fetched(published_rows(model).filter(**own), wanted, with_citations=False))
    if not rows:
        return None
    for row in rows:
        setattr(row, model.parent_field, record)  # which has its citations
    values = [[values_of(row, fact) for fact in facts] for row in rows]
    used = [at for at in range(len(wanted)) if any(row[at] for row in values)]
    caption = str(table.caption)
    cited = notes.on([table.name], Place(caption, table.anchor))
    labels = [wanted[at].label for at in used]
    shown = [
        show_row(row, table, [cell_of(wanted[at], found[at]) for at in used], notes)
        for row, found in zip(rows, values, strict=True)
    ]
    return ShownTable(
        caption=caption,
        anchor=table.anchor,
        cited=cited,
        labels=labels,
        rows=shown,
        has_sources=any(row.cited.numbers for row in shown),
        inferred=any(any_inferred(found) for row in values for found in row),
    )


def cell_of(field: Column, values: Sequence[Any]) -> Cell:
    """Beside rows that have it, an empty figure or date says that it is not recorded; an empty text needs no word."""
    if not values and isinstance(field.field, ValueField):
        return Cell(field.label, format_html('<span class="absent">{}</span>', _("not recorded")))
    return Cell(field.label, together([written(value) for value in values]))


def show_row(row: Row, table: Table, cells: Sequence[Cell], notes: Notes) -> ShownRow:
    anchor = f"{table.anchor}-{row.number}"
    place = Place(f"{table.caption} {row.number}", anchor)
    return ShownRow(anchor, cells, notes.on([f"{table.name}.{row.number}"], place))
