"""What the facets of a list count, asked of the database: closed lists, links and years of the records that are left.

Links take two queries a facet, years two, and the closed lists of a kind one for all of them.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR
from typing import Final

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Count, Q, QuerySet, TextField
from django.db.models.functions import Cast, Substr

from cooperation.public.choices import NOT_RECORDED
from cooperation.public.filters import OccurringFilter
from cooperation.public.filtersets import RecordFilter
from cooperation.public.periods import PeriodFilter
from cooperation.values.absence import Absence

MOST_TARGETS: Final = 500
"""So many records or terms a facet lists at most, those with the most records."""

Combination = tuple[str, ...]
"""A record's values of the closed lists of its kind."""
Span = tuple[int, int]
Spans = tuple[Span, ...]
"""Between which years a record may fall."""


@dataclass(frozen=True)
class Target:
    """A record or term with its two titles, and how many records are linked with it."""

    reference: str
    title_en: str
    title_da: str
    count: int


class InDatabase:
    """Counts in the database what the filters leave, as if those named were not set."""

    def __init__(self, asked: RecordFilter, lists: Mapping[str, OccurringFilter]) -> None:
        self.asked, self.lists = asked, lists

    def number(self, *without: str) -> int:
        return self.asked.narrowed(*without).count()

    def combinations(self) -> list[tuple[Combination, int]]:
        names = [str(one.field_name) for one in self.lists.values()]
        rows = self.asked.narrowed(*self.lists).values_list(*names).annotate(count=Count("pk"))
        return [(combination(values), count) for *values, count in rows]

    def links(self, name: str) -> tuple[list[Target], int]:
        """The records or terms that are linked with, most linked first; and how many records are linked with any."""
        one, narrowed = self.asked.filters[name], self.asked.narrowed(name)
        counted, linked = most_linked([joined.pairs(narrowed.values("pk")) for joined in one.joined()])
        named = names_of(one.targets().filter(pk__in=list(counted)))
        return [Target(*named[pk], count) for pk, count in counted.items() if pk in named], linked

    def years(self, name: str) -> tuple[dict[int, int], dict[str, int]]:
        """Year → how many records may fall within it; and what is written instead of a date → how many have it."""
        one, narrowed = self.asked.filters[name], self.asked.narrowed(name)
        first = one.names[0]
        without = narrowed.filter(Q(**{f"{first}__in": list(Absence)}) | one.within(NOT_RECORDED))
        instead = without.filter(**{f"{first}_earliest": None}).values_list(first).annotate(count=Count("pk"))
        rows = narrowed.values_list(*years_within(one)).annotate(count=Count("pk"))
        begun, ended = Counter[int](), Counter[int]()
        for *bounds, count in rows:
            for first, last in spans_of(bounds):
                begun[first] += count
                ended[last] += count
        years = years_of(begun, ended)
        return years, {absence.text if absence else NOT_RECORDED: count for absence, count in instead}


def combination(values: Iterable[str]) -> Combination:
    return tuple(value or NOT_RECORDED for value in values)


def names_of(targets: QuerySet) -> dict[int, tuple[str, str, str]]:
    """Key → reference and the two titles."""
    rows = targets.order_by().values_list("pk", "reference", "title_en", "title_da")
    return {pk: names for pk, *names in rows.iterator()}


def most_linked(pairs: Sequence[QuerySet]) -> tuple[dict[int, int], int]:
    """Key of the target → how many records are linked with it in any of the ways, most first; and how many with any.

    One query, since a record that is linked with a target in two ways counts once.
    """
    first, *others = pairs
    union = first.union(*others) if others else first.distinct()
    try:
        sql, parameters = union.query.sql_with_params()
    except EmptyResultSet:  # what is searched for holds no word at all
        return {}, 0
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH pairs (record, target) AS ({sql}) "  # noqa: S608 -- Django's own, its parameters beside it
            "SELECT NULL, COUNT(DISTINCT record) FROM pairs UNION ALL "
            "SELECT * FROM (SELECT target, COUNT(*) FROM pairs GROUP BY target "
            f"ORDER BY COUNT(*) DESC, target LIMIT {MOST_TARGETS}) AS most",
            parameters,
        )
        (__, linked), *found = cursor.fetchall()
        return dict(found), linked


def years_within(one: PeriodFilter) -> list[Substr]:
    """The first and last year of each date, as text."""
    bounds = [f"{date}_{end}" for date in one.names for end in ("earliest", "latest")]
    return [Substr(Cast(bound, TextField()), 1, 4) for bound in bounds]


def spans_of(bounds: Sequence[str | None]) -> Spans:
    """Of the first and last years of several dates, those between which a record may fall: without overlaps.

    A record with several dates in a year counts once.
    """
    joined: list[Span] = []
    pairs = zip(bounds[::2], bounds[1::2], strict=True)
    for first, last in sorted((int(first), int(last)) for first, last in pairs if first and last):
        if joined and first <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return tuple(joined)


def years_of(begun: Counter[int], ended: Counter[int]) -> dict[int, int]:
    """Year → how many records may fall within it, of those years in which a span of any begins or ends."""
    running, found = 0, {}
    for year in sorted(begun.keys() | ended.keys()):
        running += begun[year]
        if MINYEAR < year < MAXYEAR:
            found[year] = running
        running -= ended[year]
    return found
