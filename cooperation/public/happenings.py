"""Everything that has a date, of all kinds together: by year, in order, and a page of it at a time.

A record stands in time by the first of its kind's dates that is known. Nothing is given a day that no source gives:
a date that is only a year may fall on any day of it, and counts wherever it may fall.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import CharField, Count, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, Substr
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cooperation.public.columns import column, row_model
from cooperation.public.navigation import Kind, kinds
from cooperation.public.shown import Dated
from cooperation.public.sorting import title_of_page
from cooperation.public.writing import brief, written
from cooperation.records.models import Record
from cooperation.records.rows import Row, record_links
from cooperation.records.tables import among_ids
from cooperation.values.absence import Absence
from cooperation.values.indexes import first_known
from cooperation.values.partial_date import PartialDate

Days = tuple[date, date]


@dataclass(frozen=True)
class Happening:
    """A record and the date by which it stands in time; no date where none is known."""

    record: Record
    kind: Kind
    when: PartialDate | None = None
    basis: str = ""
    absence: Absence | None = None  # why there is no date, where the register says so
    what: str = ""  # which of its dates it is, where it is not the usual one
    parts: Sequence[Record] = ()  # what takes part, where it is not the partner asked for but belongs to it

    @property
    def link(self) -> SafeString:
        return written(self.record)

    @property
    def part_links(self) -> list[SafeString]:
        return [written(part) for part in self.parts]

    @property
    def said(self) -> SafeString:
        """When, in words."""
        return brief(Dated(self.when, self.basis) if self.when else self.absence or _("not recorded"))


@dataclass(frozen=True)
class Asked:
    """What is asked for: kinds (all, where none is named), a partner that takes part, an area.

    `parts` are the keys of what belongs to the partner and counts as well.
    """

    kinds: Collection[str] = ()
    partner: Record | None = None
    parts: Collection[int] = field(default=(), kw_only=True)
    area: Any = None
    without: Collection[type[Record]] = field(default=())

    def dated_kinds(self) -> list[Kind]:
        """The kinds that have dates; with a partner, those in which one can take part."""
        return [
            kind
            for kind in kinds()
            if kind.dates
            and (not self.kinds or kind.name in self.kinds)
            and (self.partner is None or kind.with_whom)
            and kind.model not in self.without
        ]

    def found(self, kind: Kind) -> QuerySet:
        records: QuerySet = kind.model.objects.published()
        if self.partner is not None:
            records = records.filter(takes_part(kind, [self.partner.pk, *self.parts]))
        if self.area is not None:
            links: Any = kind.model._meta.get_field("areas")
            through = links.remote_field.through
            having = through.objects.filter(**{links.m2m_reverse_field_name(): self.area.pk})
            records = records.filter(pk__in=having.values(f"{links.m2m_field_name()}_id"))
        return records.order_by()


def takes_part(kind: Kind, keys: Collection[int]) -> Q:
    """Records of the kind in which one of the partners takes part in any way its list can be asked for."""
    ways = []
    partners = among_ids(keys) if len(keys) > 1 else keys
    for name in kind.with_whom:
        way = column(kind.model, name)
        if way.rest:
            rows = row_model(way.field)  # type: ignore[arg-type]
            named = shown_rows(rows, way.rest.name).filter(**{f"{way.rest.name}__in": partners})
            ways.append(Q(pk__in=named.order_by().values(f"{rows.parent_field}_id")))
        else:
            linked = kind.model.objects.filter(**{f"{way.name}__in": partners})
            ways.append(Q(pk__in=linked.order_by().values("pk")))
    return reduce(or_, ways)


def shown_rows(rows: type[Row], name: str) -> QuerySet:
    """The rows that may be seen, where their record and the partner that they name may be: that is asked elsewhere."""
    others = {link.name for link in record_links(rows)} - {rows.parent_field, name}
    found: QuerySet = rows.objects.published() if others else rows.objects.all()
    return found


def partner_kind() -> type[Record]:
    """The kind of record whose records take part in others."""
    kind = next(kind for kind in kinds() if kind.with_whom)
    return column(kind.model, kind.with_whom[0]).target  # type: ignore[return-value]


def kind_of(model: type[Record]) -> Kind:
    return next(kind for kind in kinds() if kind.model is model)


def in_time(kind: Kind, asked: Asked) -> QuerySet:
    lines: QuerySet = asked.found(kind).annotate(
        first=first_known(kind.dates, "earliest"),
        last=first_known(kind.dates, "latest"),
        kind_name=Value(kind.name, CharField()),
    )
    return lines


def spans(asked: Asked) -> Counter[Days | None]:
    """How many records may fall within which years; under None those without a date. One query for all kinds.

    The days are the first of the first year and the last of the last.
    """
    each = [years_of(in_time(kind, asked), "first", "last") for kind in asked.dated_kinds()]
    counted: Counter[Days | None] = Counter()
    for first, last, count in united(each) if each else ():
        counted[whole_years(first, last)] += count
    return counted


def years_of(records: QuerySet, first: str, last: str, *others: str) -> QuerySet:
    """The first and last year of the records, as text, what else is named, and how many share that."""
    lines: QuerySet = records.annotate(year=year(first), last_year=year(last))
    counted: QuerySet = lines.values_list("year", "last_year", *others).annotate(count=Count("pk"))
    return counted


def year(day: str) -> Substr:
    return Substr(Cast(day, TextField()), 1, 4)


def whole_years(first: str | None, last: str | None) -> Days | None:
    return (date(int(first), 1, 1), date(int(last), 12, 31)) if first and last else None


def count_within(asked: Asked, days: Days) -> int:
    """How many records may fall within the days; one query."""
    each = [within(in_time(kind, asked), days).values_list("pk") for kind in asked.dated_kinds()]
    return united(each).count() if each else 0


def page_of(asked: Asked, days: Days | None, start: int, end: int, *, newest_first: bool = True) -> list[Happening]:
    """Some of the records that may fall within the days (None: all that have a date), in the order of time."""
    each = [within(in_time(kind, asked), days) for kind in asked.dated_kinds()]
    lines = [records.values_list("first", "last", "kind_name", "pk") for records in each]
    order = ("-first", "last") if newest_first else ("first", "-last")
    return with_parts(asked, taken(lines, (*order, "kind_name", "pk"), start, end))


def coming(asked: Asked, today: date, count: int) -> list[Happening]:
    """The first of those that begin after today."""
    each = [in_time(kind, asked).filter(first__gt=today) for kind in asked.dated_kinds()]
    lines = [records.values_list("first", "last", "kind_name", "pk") for records in each]
    return taken(lines, ("first", "-last", "kind_name", "pk"), 0, count)


def undated(asked: Asked, start: int, end: int) -> list[Happening]:
    """Some of the records for which no date is known, by kind and title."""
    order = {kind.name: at for at, kind in enumerate(kinds())}
    each = [
        in_time(kind, asked)
        .filter(first__isnull=True)
        .annotate(kind_place=Value(order[kind.name]), sorted_title=title_of_page())
        .values_list("kind_place", "sorted_title", "kind_name", "pk")
        for kind in asked.dated_kinds()
    ]
    return with_parts(asked, taken(each, ("kind_place", "sorted_title", "pk"), start, end))


def with_parts(asked: Asked, found: Sequence[Happening]) -> list[Happening]:
    """Say of each which of the partner's parts takes part, where the partner itself does not; two queries."""
    if not asked.parts or not asked.partner or not found:
        return list(found)
    pairs: dict[tuple[str, int], set[int]] = defaultdict(set)
    for name, pk, partner in united([rows for kind in asked.dated_kinds() for rows in partners_in(kind, asked, found)]):
        pairs[name, pk].add(partner)
    only_parts = {key: partners for key, partners in pairs.items() if asked.partner.pk not in partners}
    named = type(asked.partner).objects.published().in_bulk({pk for each in only_parts.values() for pk in each})
    return [
        replace(
            one, parts=[named[pk] for pk in sorted(only_parts.get((one.kind.name, one.record.pk), ())) if pk in named]
        )
        for one in found
    ]


def partners_in(kind: Kind, asked: Asked, found: Sequence[Happening]) -> Iterator[QuerySet]:
    """For each way to take part: name of the kind, key of the record, key of the partner asked for or of its part."""
    keys = [one.record.pk for one in found if one.kind is kind]
    asked_for = among_ids([asked.partner.pk, *asked.parts] if asked.partner else [])
    for name in kind.with_whom:
        way = column(kind.model, name)
        if way.rest:
            rows, target = row_model(way.field), way.rest.name  # type: ignore[arg-type]
            owner, naming = f"{rows.parent_field}_id", shown_rows(rows, target)
        else:
            owner, target, naming = "pk", way.name, kind.model.objects.all()
        naming = naming.filter(**{f"{owner}__in": keys, f"{target}__in": asked_for}).order_by()
        yield naming.annotate(kind_name=Value(kind.name, CharField())).values_list("kind_name", owner, target)


def taken(each: Sequence[QuerySet], order: Sequence[str], start: int, end: int) -> list[Happening]:
    """Some lines of all kinds together; the last two columns of each line are kind and key."""
    found = united(each).order_by(*order)[start:end] if each else ()
    return happenings([(line[-2], line[-1]) for line in found])


def within(records: QuerySet, days: Days | None) -> QuerySet:
    if days is None:
        return records.filter(first__isnull=False)
    return records.filter(first__lte=days[1], last__gte=days[0])


def happenings(found: Iterable[tuple[str, int]]) -> list[Happening]:
    """The records of these kinds and keys, in this order; one query a kind."""
    found = list(found)
    records = {
        kind.name: kind.model.objects.published().in_bulk([pk for name, pk in found if name == kind.name])
        for kind in kinds()
        if any(name == kind.name for name, _pk in found)
    }
    named = {kind.name: kind for kind in kinds()}
    return [happening(records[name][pk], named[name]) for name, pk in found if pk in records[name]]


def happening(record: Record, kind: Kind) -> Happening:
    for name in kind.dates:
        when = getattr(record, name)
        if isinstance(when, PartialDate):
            what = "" if name == kind.dates[0] else str(record._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
            return Happening(record, kind, when, getattr(record, f"{name}_basis"), what=what)
    absent = getattr(record, kind.dates[0])
    return Happening(record, kind, absence=absent if isinstance(absent, Absence) else None)


def united(querysets: Sequence[QuerySet]) -> QuerySet:
    first, *others = querysets
    return first.union(*others, all=True)
