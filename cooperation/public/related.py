"""Links into a record: the records that name it, themselves or in one of their child rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, QuerySet
from django.utils.functional import Promise
from django.utils.safestring import SafeString

from cooperation.public.columns import Column, columns, fetched, published_rows
from cooperation.public.writing import brief, list_address, written
from cooperation.records.models import Record
from cooperation.records.rows import Row
from cooperation.values.absence import Absence
from cooperation.values.fields import PartialDateField

SHOWN = 50


@dataclass(frozen=True)
class Related:
    """Records by this one's name for them. `says` are their fields, `row_says` those of the child row that names it.

    `parameter` is the filter of their list that finds them all; with it, only the first are shown here.
    """

    name: str
    heading: str | Promise
    says: Sequence[str] = ()
    row_says: Sequence[str] = ()
    parameter: str = ""

    @property
    def anchor(self) -> str:
        return f"related-{self.name.replace('_', '-')}"


@dataclass
class Link:
    record: Record
    said: list[SafeString] = field(default_factory=list)

    @property
    def html(self) -> SafeString:
        return written(self.record)


@dataclass(frozen=True)
class Group:
    heading: str
    anchor: str
    links: Sequence[Link]
    all_address: str = ""


def show_related(record: Record, related: Related) -> Group | None:
    relation = type(record)._meta.get_field(related.name)
    model = relation.related_model
    through = {relation.field.name: record}  # type: ignore[union-attr]
    find = links_of_rows if issubclass(model, Row) else links_of_records  # type: ignore[arg-type]
    links, more = find(model, through, related)  # type: ignore[arg-type]
    if not links:
        return None
    address = list_address(type(links[0].record), **{related.parameter: record.reference}) if more else ""
    return Group(str(related.heading), related.anchor, links, address)


def links_of_records(model: type[Record], through: dict[str, Record], related: Related) -> tuple[list[Link], bool]:
    says = columns(model, related.says)
    found = newest_first(fetched(model.objects.published().filter(**through), says), says)
    records, more = first_few(found, related)
    return [Link(record, what_it_says(record, says)) for record in records], more


def links_of_rows(model: type[Row], through: dict[str, Record], related: Related) -> tuple[list[Link], bool]:
    """One link for each record, however many of its rows name this one."""
    parent: type[Record] = model._meta.get_field(model.parent_field).related_model  # type: ignore[assignment]
    says, row_says = columns(parent, related.says), columns(model, related.row_says)
    found = newest_first(published_rows(model).filter(**through), says, f"{model.parent_field}__")
    rows, more = first_few(found, related)
    links: dict[int, Link] = {}
    for row in rows:
        record = row.parent
        link = links.setdefault(record.pk, Link(record, what_it_says(record, says)))
        link.said += [said for said in what_it_says(row, row_says) if said not in link.said]
    return list(links.values()), more


def first_few(found: QuerySet, related: Related) -> tuple[list[Any], bool]:
    """Everything, unless a list elsewhere has it all; then the first few, and whether there are more."""
    if not related.parameter:
        return list(found), False
    taken = list(found[: SHOWN + 1])
    return taken[:SHOWN], len(taken) > SHOWN


def newest_first(queryset: QuerySet, says: Iterable[Column], prefix: str = "") -> QuerySet:
    """By the first date that is said, else by reference."""
    dates = [f"{prefix}{column.name}" for column in says if isinstance(column.field, PartialDateField)]
    order: list[Any] = [F(f"{dates[0]}_earliest").desc(nulls_last=True), f"{dates[0]}_latest"] if dates else []
    return queryset.order_by(*order, f"{prefix}reference", *(["sort_order", "number"] if prefix else []))


def what_it_says(instance: Record | Row, says: Iterable[Column]) -> list[SafeString]:
    """A few words beside a link; what is not known goes without saying here."""
    values = [value for column in says for value in column.values(instance)]
    return [brief(value) for value in values if not isinstance(getattr(value, "value", value), Absence)]
