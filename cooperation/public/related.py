"""Links into a record: the records that name it, themselves or in one of their child rows."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, QuerySet
from django.utils.functional import Promise
from django.utils.safestring import SafeString

from cooperation.public.choices import WITHIN
from cooperation.public.columns import Column, columns, fetched, published_rows
from cooperation.public.writing import brief, list_address, written
from cooperation.records.models import Record
from cooperation.records.rows import Row
from cooperation.records.tables import among_ids
from cooperation.values.absence import Absence
from cooperation.values.fields import PartialDateField

SHOWN = 50


@dataclass(frozen=True)
class Related:
    """Records by this one's name for them. `says` are their fields, `row_says` those of the child row that names it.

    `parameter` is the filter of their list that finds them all; with it, only the first are shown here. `with_parts`
    says whether those that name a part of the record are shown as well.
    """

    name: str
    heading: str | Promise
    says: Sequence[str] = ()
    row_says: Sequence[str] = ()
    parameter: str = ""
    with_parts: bool = True

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


def show_related(record: Record, related: Related, parts: Sequence[Record] = ()) -> Group | None:
    """The records that name this one or one of its parts; where it is a part, beside the link stands which."""
    relation = type(record)._meta.get_field(related.name)
    model = relation.related_model
    targets = Targets(relation.field.name, [record, *(parts if related.with_parts else ())])  # type: ignore[union-attr]
    find = links_of_rows if issubclass(model, Row) else links_of_records  # type: ignore[arg-type]
    links, more = find(model, targets, related)  # type: ignore[arg-type]
    if not links:
        return None
    parameter = f"{related.parameter}{WITHIN}" if len(targets.records) > 1 else related.parameter
    address = list_address(type(links[0].record), **{parameter: record.reference}) if more else ""
    return Group(str(related.heading), related.anchor, links, address)


@dataclass(frozen=True)
class Targets:
    """A record and its parts, one of which is named by a field of what is looked for."""

    field: str
    records: Sequence[Record]

    @property
    def query(self) -> dict[str, Any]:
        record, *parts = self.records
        return (
            {f"{self.field}__in": among_ids([each.pk for each in self.records])} if parts else {self.field: record.pk}
        )

    def parts(self, keys: Iterable[int]) -> list[SafeString]:
        """Links to the parts among what has these keys, where the record itself is not among it."""
        keys = set(keys)
        record, *parts = self.records
        return [] if record.pk in keys else [written(part) for part in parts if part.pk in keys]

    def key_in(self, row: Row) -> list[int]:
        """The key that a row has in the field."""
        return [getattr(row, f"{self.field}_id")] if len(self.records) > 1 else []

    def by_owner(self, records: Sequence[Record]) -> dict[int, list[int]]:
        """Key of a record → the keys of those that its field names; one query for a field of many links."""
        found: dict[int, list[int]] = defaultdict(list)
        if len(self.records) == 1 or not records:
            return found
        field: Any = records[0]._meta.get_field(self.field)
        if not field.many_to_many:
            return {record.pk: [getattr(record, field.attname)] for record in records}
        owner, target = field.m2m_field_name(), field.m2m_reverse_field_name()
        links = field.remote_field.through.objects.filter(**{f"{owner}__in": records}).order_by("pk")
        for pk, key in links.values_list(owner, target):
            found[pk].append(key)
        return found


def links_of_records(model: type[Record], targets: Targets, related: Related) -> tuple[list[Link], bool]:
    says = columns(model, related.says)
    naming = model.objects.filter(**targets.query).order_by().values("pk")  # a record may name several of them
    found = newest_first(fetched(model.objects.published().filter(pk__in=naming), says), says)
    records, more = first_few(found, related)
    keys = targets.by_owner(records)
    return [
        Link(record, [*what_it_says(record, says), *targets.parts(keys.get(record.pk, ()))]) for record in records
    ], more


def links_of_rows(model: type[Row], targets: Targets, related: Related) -> tuple[list[Link], bool]:
    """One link for each record, however many of its rows name this one."""
    parent: type[Record] = model._meta.get_field(model.parent_field).related_model  # type: ignore[assignment]
    says, row_says = columns(parent, related.says), columns(model, related.row_says)
    wanted = fetched(published_rows(model), row_says).filter(**targets.query)
    found = newest_first(wanted, says, f"{model.parent_field}__")
    rows, more = first_few(found, related)
    links: dict[int, Link] = {}
    for row in rows:
        record = row.parent
        link = links.setdefault(record.pk, Link(record, what_it_says(record, says)))
        said = [*what_it_says(row, row_says), *targets.parts(targets.key_in(row))]
        link.said += [each for each in said if each not in link.said]
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
