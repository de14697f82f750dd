"""The published records of a kind as its facets see them, held in memory: counted there in a small part of the time.

Reading them takes about as long as having the database count for a few questions, see counting.py.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import itemgetter
from typing import Any, Final

from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast

from cooperation.public.choices import NOT_RECORDED
from cooperation.public.filters import LinkFilter, OccurringFilter
from cooperation.public.filtersets import RecordFilter
from cooperation.public.periods import PeriodFilter
from cooperation.public.tallies import (
    MOST_TARGETS,
    Combination,
    Spans,
    Target,
    combination,
    names_of,
    spans_of,
    years_of,
    years_within,
)
from cooperation.records.tables import among_ids
from cooperation.values.absence import Absence

BYTES: Final = 450
"""Memory that a held record takes at most, about, and so do the names of each thing that records are linked with."""

ABSENCES: Final = frozenset(absence.text for absence in Absence)

Line = tuple[Any, ...]
"""Of a record: its key and combination, the keys of what it is linked with in each way, and where its dates are."""
KEY, COMBINATION = 0, 1
Dates = tuple[Spans, str]
"""Between which years a record may fall, and the absence that is written, or that nothing is."""


@dataclass(frozen=True)
class Held:
    """`lines` are in the list's usual order; `places` says where in a line a facet is; `names` are those of targets.

    Of each date there is: the years in which its spans begin and end, and the absence that is written instead.
    """

    lines: Sequence[Line]
    places: Mapping[str, int]
    names: Mapping[str, Mapping[int, tuple[str, str, str]]]
    begun: Sequence[tuple[int, ...]]
    ended: Sequence[tuple[int, ...]]
    absences: Sequence[str]

    @property
    def size(self) -> int:
        """Bytes of memory, about."""
        return (len(self.lines) + sum(map(len, self.names.values()))) * BYTES


class InMemory:
    """Counts among the held records what the filters leave, as if those named were not set; as InDatabase does."""

    def __init__(self, asked: RecordFilter, lists: Mapping[str, OccurringFilter], held: Held) -> None:
        self.asked, self.lists, self.held = asked, lists, held
        self.left: dict[frozenset[str], Sequence[Line]] = {}

    def number(self, *without: str) -> int:
        return len(self.lines(*without))

    def keys(self) -> Sequence[int]:
        """Of the records, in the list's usual order."""
        return [line[KEY] for line in self.lines()]

    def combinations(self) -> list[tuple[Combination, int]]:
        return list(Counter(map(itemgetter(COMBINATION), self.lines(*self.lists))).items())

    def links(self, name: str) -> tuple[list[Target], int]:
        links = list(map(itemgetter(self.held.places[name]), self.lines(name)))
        counted = Counter(chain.from_iterable(links))
        most = sorted(sorted(counted), key=counted.__getitem__, reverse=True)[:MOST_TARGETS]
        names = self.held.names[name]
        return [Target(*names[key], counted[key]) for key in most if key in names], sum(map(bool, links))

    def years(self, name: str) -> tuple[dict[int, int], dict[str, int]]:
        dates = list(map(itemgetter(self.held.places[name]), self.lines(name)))
        begun = Counter(chain.from_iterable(map(self.held.begun.__getitem__, dates)))
        ended = Counter(chain.from_iterable(map(self.held.ended.__getitem__, dates)))
        instead = Counter(map(self.held.absences.__getitem__, dates))
        del instead[""]
        return years_of(begun, ended), dict(instead)

    def lines(self, *without: str) -> Sequence[Line]:
        used = frozenset(self.asked.in_use()) - {*without}
        if used not in self.left:
            self.left[used] = self._lines(used)
        return self.left[used]

    def _lines(self, used: frozenset[str]) -> Sequence[Line]:
        unset = self.asked.in_use().keys() - used
        if of_lists := used & self.lists.keys():
            lines = self.lines(*unset, *of_lists)
            accepted = {values for values in set(map(itemgetter(COMBINATION), lines)) if self._accept(values, of_lists)}
            return [line for line in lines if line[COMBINATION] in accepted]
        if not used:
            return self.held.lines
        words = used == {"q"}
        left = self._keys_with_words() if words else set(self.asked.narrowed(*unset).values_list("pk", flat=True))
        return [line for line in self.held.lines if line[KEY] in left]

    def _keys_with_words(self) -> Collection[int]:
        words: Any = self.asked.filters["q"]
        keys: Collection[int] = words.keys(self.asked.in_use()["q"])
        return keys

    def _accept(self, values: Combination, of_lists: frozenset[str]) -> bool:
        named = zip(self.lists, values, strict=True)
        return all(self.asked.chosen(name).accept(value) for name, value in named if name in of_lists)


def read(asked: RecordFilter, lists: Mapping[str, OccurringFilter]) -> Held:
    """Read all published records of the kind, whatever is asked for of them."""
    links = {name: one for name, one in asked.facets().items() if isinstance(one, LinkFilter)}
    periods = {name: one for name, one in asked.facets().items() if isinstance(one, PeriodFilter)}
    everyone, dates = asked.queryset.order_by(), dict[Dates, int]()
    targets = {name: targets_of(one) for name, one in links.items()}
    columns: list[Mapping[int, Any]] = [
        *targets.values(),
        *(dates_of(everyone, one, dates) for one in periods.values()),
    ]
    values = everyone.values_list("pk", *(str(one.field_name) for one in lists.values()))
    in_order = asked.filters["sort"].filter(values, asked.usual_sort)
    shared: dict[Any, Any] = {}  # records have many parts in common
    lines = [
        tuple(shared.setdefault(part, part) for part in (pk, combination(own), *(each.get(pk, ()) for each in columns)))
        for pk, *own in in_order.iterator()
    ]
    places = {name: place for place, name in enumerate([*links, *periods], COMBINATION + 1)}
    linked = {name: frozenset(chain.from_iterable(found.values())) for name, found in targets.items()}
    names = {name: names_of(one.targets().filter(pk__in=among_ids(linked[name]))) for name, one in links.items()}
    begun = [tuple(first for first, _last in spans) for spans, _absence in dates]
    ended = [tuple(last for _first, last in spans) for spans, _absence in dates]
    return Held(lines, places, names, begun, ended, [absence for _spans, absence in dates])


def targets_of(one: LinkFilter) -> Mapping[int, tuple[int, ...]]:
    """Key of a record → those of what it is linked with."""
    found: dict[int, set[int]] = defaultdict(set)
    for joined in one.joined():
        for record, target in joined.pairs(None).iterator():
            found[record].add(target)
    return {record: tuple(sorted(targets)) for record, targets in found.items()}


def dates_of(everyone: QuerySet, one: PeriodFilter, dates: dict[Dates, int]) -> Mapping[int, int]:
    """Key of a record → the place of what its dates say among all `dates`, which grow."""
    written = [Cast(name, TextField()) for name in one.names]
    rows = everyone.values_list("pk", *years_within(one), *written).iterator()
    bounds = 2 * len(one.names)
    said = ((pk, (spans_of(found[:bounds]), absence_of(found[0], found[bounds:]))) for pk, *found in rows)
    return {pk: dates.setdefault(each, len(dates)) for pk, each in said}


def absence_of(first_year: str | None, written: Sequence[str]) -> str:
    if first_year is None and written[0] in ABSENCES:
        return written[0]
    return "" if any(written) else NOT_RECORDED
