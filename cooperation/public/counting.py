"""How many records each choice of a facet would leave: counted over what the other filters leave, its own left out.

The closed lists of a kind are counted together, in one query for every combination of their values that occurs; from
that table come the count of each value and the total, whatever is chosen of those lists. Links and years take two
queries a facet, whatever is chosen. What was counted is kept until the register changes.
"""

from collections import Counter, OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR
from threading import Lock
from typing import Any, Final

from django.conf import settings
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Count, Q, QuerySet, TextField
from django.db.models.functions import Cast, Substr

from cooperation.public.choices import NOT_RECORDED
from cooperation.public.filters import LinkFilter, OccurringFilter
from cooperation.public.filtersets import RecordFilter
from cooperation.public.periods import PeriodFilter
from cooperation.records.version import current_version
from cooperation.values.absence import Absence

MOST_KEPT: Final = 500
MOST_TARGETS: Final = 500
"""So many records or terms a facet lists at most, those with the most records."""


@dataclass(frozen=True)
class Target:
    """A record or term with its two titles, and how many records are linked with it."""

    reference: str
    title_en: str
    title_da: str
    count: int


class KeptCounts:
    """The last counts asked for, of one version of the register."""

    def __init__(self) -> None:
        self.version: tuple[str, ...] = ()
        self.found: OrderedDict[Any, Any] = OrderedDict()
        self.lock = Lock()

    def turn_to(self, version: tuple[str, ...]) -> None:
        with self.lock:
            if version != self.version:
                self.found.clear()
                self.version = version

    def get(self, version: tuple[str, ...], key: Any, count: Callable[[], Any]) -> Any:
        with self.lock:
            if version == self.version and key in self.found:
                self.found.move_to_end(key)
                return self.found[key]
        found = count()
        with self.lock:
            if version == self.version:
                self.found[key] = found
                while len(self.found) > MOST_KEPT:
                    self.found.popitem(last=False)
        return found


_kept = KeptCounts()


class Counts:
    """The counts of one list as it is asked for; its filter is valid."""

    def __init__(self, asked: RecordFilter) -> None:
        self.asked = asked
        self.lists = {name: one for name, one in asked.facets().items() if isinstance(one, OccurringFilter)}
        self.here: dict[str, Any] = {}
        self.version: tuple[str, ...] | None = None
        if settings.REGISTER_KEPT_MEGABYTES:
            self.version = current_version()
            _kept.turn_to(self.version)

    def total(self) -> int:
        """How many records there are in the list."""
        if not self.lists:
            return int(self.kept("total", (), lambda: self.asked.narrowed().count()))
        return sum(count for values, count in self.table() if self._left(values))

    def of_list(self, name: str) -> Counter[str]:
        """Of one of the closed lists: how many records have each value."""
        if name not in self.lists:
            return Counter({value: self.of_value(name, value) for value in self.asked.filters[name].labels(())})
        place, found = list(self.lists).index(name), Counter[str]()
        for values, count in self.table():
            if self._left(values, but=name):
                found[values[place]] += count
        return found

    def of_links(self, name: str) -> tuple[Sequence[Target], int]:
        """Of a way of links: the records or terms at its end, most linked first, and how many records have none."""
        one = self.asked.filters[name]
        targets, linked = self.kept(name, (name,), lambda: count_links(self.asked, name, one))
        return targets, self.without(name) - linked

    def of_years(self, name: str) -> tuple[Mapping[int, int], Mapping[str, int]]:
        """How many records may fall within each year; how many have no date, by what is written instead."""
        one = self.asked.filters[name]
        found: tuple[Mapping[int, int], Mapping[str, int]] = self.kept(
            name, (name,), lambda: count_years(self.asked, name, one)
        )
        return found

    def without(self, name: str) -> int:
        """How many records there are if nothing is chosen of this facet."""
        if not self.asked.chosen(name):
            return self.total()
        count: int = self.kept(f"without {name}", (name,), lambda: self.asked.narrowed(name).count())
        return count

    def of_value(self, name: str, value: str) -> int:
        """How many records one more value would leave, that is none of those counted above."""
        return self.asked.narrowed(name).filter(self.asked.filters[name].having([value])).count()

    def table(self) -> list[tuple[tuple[str, ...], int]]:
        """Each combination of values of the closed lists, and how many records have it; their own filters left out."""
        found: list[tuple[tuple[str, ...], int]] = self.kept(
            "table", tuple(self.lists), lambda: count_combinations(self.asked, self.lists)
        )
        return found

    def kept(self, what: str, without: tuple[str, ...], count: Callable[[], Any]) -> Any:
        if what not in self.here:
            self.here[what] = count() if self.version is None else self._kept(self.version, what, without, count)
        return self.here[what]

    def _kept(self, version: tuple[str, ...], what: str, without: tuple[str, ...], count: Callable[[], Any]) -> Any:
        used = tuple((name, repr(value)) for name, value in self.asked.in_use().items() if name not in without)
        # Titles of what is chosen are in one language, and say nothing that their references don't.
        key = (connection.alias, connection.settings_dict["NAME"], self.asked.queryset.model, what, used)
        return _kept.get(version, key, count)

    def _left(self, values: Sequence[str], but: str = "") -> bool:
        """Whether what is chosen of the closed lists leaves records with these values."""
        return all(
            name == but or self.asked.chosen(name).accept(value) for name, value in zip(self.lists, values, strict=True)
        )


def count_combinations(asked: RecordFilter, lists: Mapping[str, OccurringFilter]) -> list[tuple[tuple[str, ...], int]]:
    names = [str(one.field_name) for one in lists.values()]
    rows = asked.narrowed(*lists).values_list(*names).annotate(count=Count("pk"))
    return [(tuple(value or NOT_RECORDED for value in values), count) for *values, count in rows]


def count_links(asked: RecordFilter, name: str, one: LinkFilter) -> tuple[Sequence[Target], int]:
    """Those at the end of the links, and how many records are linked with any."""
    narrowed = asked.narrowed(name)
    counted, linked = most_linked([joined.pairs(narrowed.values("pk")) for joined in one.joined()])
    at_the_end = one.targets().filter(pk__in=list(counted)).order_by()
    named = {row[0]: row[1:] for row in at_the_end.values_list("pk", "reference", "title_en", "title_da")}
    targets = [Target(named[pk][0], named[pk][1], named[pk][2], count) for pk, count in counted.items() if pk in named]
    return targets, linked


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


def count_years(asked: RecordFilter, name: str, one: PeriodFilter) -> tuple[dict[int, int], dict[str, int]]:
    narrowed = asked.narrowed(name)
    bounds = [f"{date}_{end}" for date in one.names for end in ("earliest", "latest")]
    years = [Substr(Cast(bound, TextField()), 1, 4) for bound in bounds]
    rows = narrowed.values_list(*years).annotate(count=Count("pk"))
    first = one.names[0]
    without = narrowed.filter(Q(**{f"{first}__in": list(Absence)}) | one.within(NOT_RECORDED))
    instead = without.filter(**{f"{first}_earliest": None}).values_list(first).annotate(count=Count("pk"))
    return years_of(rows), {absence.text if absence else NOT_RECORDED: count for absence, count in instead}


def years_of(rows: Iterable[Sequence[Any]]) -> dict[int, int]:
    """Year → how many records may fall within it, of those years in which something begins or ends.

    A row has the first and last year of each date, as text, and the number of records that have them.
    """
    steps: Counter[int] = Counter()
    written: set[int] = set()
    for *bounds, count in rows:
        spans = [(int(first), int(last)) for first, last in batched_pairs(bounds) if first]
        written.update(year for span in spans for year in span)
        for first, last in joined_spans(spans):
            steps[first] += count
            steps[last + 1] -= count
    running, found = 0, {}
    for year in sorted(written | steps.keys()):
        running += steps[year]
        if year in written and MINYEAR < year < MAXYEAR:
            found[year] = running
    return found


def batched_pairs(bounds: Sequence[Any]) -> Iterable[tuple[Any, Any]]:
    return zip(bounds[::2], bounds[1::2], strict=True)


def joined_spans(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans without overlaps, so that a record with several dates in a year counts once."""
    joined: list[tuple[int, int]] = []
    for first, last in sorted(spans):
        if joined and first <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return joined
