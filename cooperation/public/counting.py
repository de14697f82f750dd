"""How many records each choice of a facet would leave: counted over what the other filters leave, its own left out.

The closed lists of a kind are counted together, for every combination of their values that occurs; from that table
come the count of each value and the total, whatever is chosen of those lists. What was counted is kept until the
register changes. The database counts, until a kind was asked about so often that reading it whole is worth it.
"""

from collections import Counter, OrderedDict
from collections.abc import Callable, Mapping, Sequence
from threading import Lock
from typing import Any, Final

from django.conf import settings
from django.db import connection
from django.utils.functional import cached_property

from cooperation.public.filters import OccurringFilter
from cooperation.public.filtersets import RecordFilter
from cooperation.public.held import BYTES, Held, InMemory, read
from cooperation.public.tallies import Combination, InDatabase, Target
from cooperation.records.version import current_version

MOST_KEPT: Final = 500
WORTH_HOLDING: Final = 5
"""Lists of a kind that the database counts for, of one version of the register, before the kind is held."""

Source = InMemory | InDatabase
Count = Callable[[Source], Any]


class KeptCounts:
    """The last counts asked for, and the kinds that are held, of one version of the register."""

    def __init__(self) -> None:
        self.version: tuple[str, ...] = ()
        self.found: OrderedDict[Any, Any] = OrderedDict()
        self.held: OrderedDict[Any, Held] = OrderedDict()
        self.asked: Counter[Any] = Counter()
        self.lock = Lock()

    def turn_to(self, version: tuple[str, ...]) -> None:
        with self.lock:
            if version != self.version:
                self.found.clear()
                self.held.clear()
                self.asked.clear()
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

    def held_by(self, version: tuple[str, ...], kind: Any) -> Held | None:
        with self.lock:
            return self.held.get(kind) if version == self.version else None

    def hold(
        self, version: tuple[str, ...], kind: Any, records: Callable[[], int], read: Callable[[], Held]
    ) -> Held | None:
        """Read the kind and hold it, the oldest let go; None where that is not worth it yet or takes too much."""
        most = settings.REGISTER_KEPT_MEGABYTES * 2**20
        with self.lock:
            self.asked[kind] += 1
            if version != self.version or self.asked[kind] <= WORTH_HOLDING:
                return None
        if records() * BYTES > most:
            return None
        found = read()
        with self.lock:
            if version == self.version:
                self.held[kind] = found
                while len(self.held) > 1 and sum(each.size for each in self.held.values()) > most:
                    oldest, _held = self.held.popitem(last=False)
                    self.asked[oldest] = 0
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
        if "total" not in self.here:
            self.here["total"] = self._of_table() if self.lists else self.once("number", (), lambda one: one.number())
        return int(self.here["total"])

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
        targets, linked = self.once(name, (name,), lambda source: source.links(name))
        return targets, self.without(name) - linked

    def of_years(self, name: str) -> tuple[Mapping[int, int], Mapping[str, int]]:
        """How many records may fall within each year; how many have no date, by what is written instead."""
        found: tuple[Mapping[int, int], Mapping[str, int]] = self.once(name, (name,), lambda source: source.years(name))
        return found

    def without(self, name: str) -> int:
        """How many records there are if nothing is chosen of this facet or filter."""
        if name not in self.asked.in_use():
            return self.total()
        if name in self.lists:
            return self.of_list(name).total()
        count: int = self.once(f"without {name}", (name,), lambda source: source.number(name))
        return count

    def of_value(self, name: str, value: str) -> int:
        """How many records one more value would leave."""
        if name in self.lists:
            return self.of_list(name)[value]
        return self.asked.narrowed(name).filter(self.asked.filters[name].having([value])).count()

    def table(self) -> list[tuple[Combination, int]]:
        """Each combination of values of the closed lists, and how many records have it; their own filters left out."""
        found: list[tuple[Combination, int]] = self.once(
            "table", tuple(self.lists), lambda source: source.combinations()
        )
        return found

    def _of_table(self) -> int:
        return sum(count for values, count in self.table() if self._left(values))

    def once(self, what: str, without: tuple[str, ...], count: Count) -> Any:
        if what not in self.here:
            self.here[what] = self._counted(what, without, count)
        return self.here[what]

    def _counted(self, what: str, without: tuple[str, ...], count: Count) -> Any:
        if self.version is None:
            return count(self.source)
        used = tuple((name, repr(value)) for name, value in self.asked.in_use().items() if name not in without)
        # Titles of what is chosen are in one language, and say nothing that their references don't.
        return _kept.get(self.version, (*self._kind, what, used), lambda: count(self.source))

    @property
    def _kind(self) -> tuple[Any, ...]:
        return connection.alias, connection.settings_dict["NAME"], self.asked.queryset.model

    def in_order(self) -> Sequence[int] | None:
        """The keys of the list's records in its order, where memory has them: nothing need be sorted then."""
        usual = self.asked.sort_asked == self.asked.usual_sort == "newest"
        return self.memory.keys() if self.memory and usual and self.asked.in_use() else None

    @cached_property
    def memory(self) -> InMemory | None:
        held = _kept.held_by(self.version, self._kind) if self.version else None
        return InMemory(self.asked, self.lists, held) if held else None

    @cached_property
    def source(self) -> Source:
        """What counts for this list."""
        if self.memory or self.version is None:
            return self.memory or InDatabase(self.asked, self.lists)
        everyone = self.asked.queryset.order_by()
        held = _kept.hold(self.version, self._kind, everyone.count, lambda: read(self.asked, self.lists))
        return InMemory(self.asked, self.lists, held) if held else InDatabase(self.asked, self.lists)

    def _left(self, values: Sequence[str], but: str = "") -> bool:
        """Whether what is chosen of the closed lists leaves records with these values."""
        return all(
            name == but or self.asked.chosen(name).accept(value) for name, value in zip(self.lists, values, strict=True)
        )
