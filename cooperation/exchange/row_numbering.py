"""Number and order of the child rows of a file: which row of the register each of them means.

A number belongs to one row for ever. A row of the file that names the number of a deleted row is therefore a new row:
it gets the next number, and the citations that the file has for it follow.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, cast

from django.utils.translation import gettext as _

from cooperation.exchange.cells import ReadSheet, is_given
from cooperation.records.citations import Citation
from cooperation.records.directory import Directories
from cooperation.records.models import Record
from cooperation.records.resources import RowResource
from cooperation.records.row_numbers import find_marks, next_sort_order
from cooperation.records.settled_cells import NewRowNumber, RestoredRowNumber

AT_ONCE = 5000
"""Records whose rows are read at a time."""

Owner = tuple[str, ...]
Renumbered = dict[tuple[type[Record], str, str], dict[int, int]]
"""Kind, reference and name of the child rows (`items`) → number in the file → number given."""


@dataclass
class Family:
    """The rows of one record: their places in the file, and what the register has.

    `sort_orders` has the order of the register's rows by number, `mark` the highest number of the deleted ones.
    """

    model: type[Record]
    reference: str
    pk: int
    places: list[int] = field(default_factory=list)
    sort_orders: dict[int, int] = field(default_factory=dict)
    mark: int = 0


class RowNumbering:
    """Gives the rows of one sheet their numbers and places. `restoring` keeps every number as it is written."""

    def __init__(self, read: ReadSheet, directories: Directories, *, restoring: bool) -> None:
        self.read, self.directories, self.restoring = read, directories, restoring
        self.resource: type[RowResource] = cast("type[RowResource]", read.matched.resource)
        self.row = self.resource.row_model()
        self.numbers: list[Any] = read.values.setdefault("number", [None] * len(read))
        self.sort_orders: list[Any] = read.values.setdefault("sort_order", [None] * len(read))
        self.families = self.find_families()
        self.renumbered: Renumbered = defaultdict(dict)

    def assign(self) -> None:
        self.read_register()
        self.match_rows()
        for family in self.families.values():
            self.give_numbers(family)
            self.give_sort_orders(family)

    def find_families(self) -> dict[Owner, Family]:
        families: dict[Owner, Family] = {}
        parents = (self.read.values[name] for name in self.resource.parent_fields())
        for index, owner in enumerate(zip(*parents, strict=True)):
            if not all(map(is_given, owner)):
                continue
            if owner not in families:
                model, reference = self.resource.parent_record(owner)
                pk = self.directories[model].keys.get(reference, 0)
                families[owner] = Family(model, reference, max(pk, 0))
            families[owner].places.append(index)
        return families

    def read_register(self) -> None:
        """Read which numbers are in use and, where new rows may need one, which were."""
        stored = [family for family in self.families.values() if family.pk]
        for model, families in by_kind(stored):
            for portion in portions(families):
                own = {family.pk: family for family in portion}
                rows = self.row.of_records(model, own).order_by()
                owner = self.row.record_column()
                for pk, number, sort_order in rows.values_list(owner, "number", "sort_order").iterator():
                    own[pk].sort_orders[number] = sort_order
        for model, families in by_kind(family for family in stored if self.needs_mark(family)):
            marks = find_marks(self.row, str(model._meta.model_name), [family.pk for family in families])
            for family in families:
                family.mark = marks.get(family.pk, 0)

    def needs_mark(self, family: Family) -> bool:
        return any(self.is_new(index, family) or self.numbers[index] is None for index in family.places)

    def is_new(self, index: int, family: Family) -> bool:
        """Whether a numbered row means none of the register's."""
        number = self.numbers[index]
        return isinstance(number, NewRowNumber) or (isinstance(number, int) and number not in family.sort_orders)

    # Numbers

    def give_numbers(self, family: Family) -> None:
        """Give the next numbers to rows without one and to new rows that name the number of another row."""
        written = [self.numbers[index] for index in family.places if isinstance(self.numbers[index], int)]
        following = max([*written, *family.sort_orders, family.mark], default=0) + 1
        for index in family.places:
            number = self.numbers[index]
            if number is None or self.was_used(index, family):
                self.renumber(index, following, family)
                following += 1

    def was_used(self, index: int, family: Family) -> bool:
        """Whether a new row names the number of another row, which may be deleted."""
        number = self.numbers[index]
        if self.restoring or isinstance(number, RestoredRowNumber) or not self.is_new(index, family):
            return False
        return isinstance(number, NewRowNumber) or number <= family.mark

    def renumber(self, index: int, new: int, family: Family) -> None:
        number = self.numbers[index]
        self.numbers[index] = new
        if number is None or number == 0:
            return
        self.renumbered[family.model, family.reference, self.row.cited_as()].setdefault(int(number), new)
        self.read.note(
            index,
            _("number %(number)s of %(record)s belongs to another row; this row gets number %(new)s")
            % {"number": number, "record": family.reference, "new": new},
        )

    def give_sort_orders(self, family: Family) -> None:
        places = dict(family.sort_orders)
        for index in family.places:
            number, sort_order = self.numbers[index], self.sort_orders[index]
            if not isinstance(number, int):
                continue
            if sort_order is None:
                sort_order = places[number] if number in places else next_sort_order(number, places)
                self.sort_orders[index] = sort_order
            if isinstance(sort_order, int):
                places[number] = sort_order

    # Rows whose number does not say which row of the register they mean

    def match_rows(self) -> None:
        """Let such rows mean the register's rows that say the same; those without a number also ones of their name.

        The others are new: a row that only stands where another stood would take over its citations.
        """
        wanted = {owner: places for owner, family in self.families.items() if (places := self.unclear(family))}
        if not wanted:
            return
        names = [name for name in self.read.values if name not in {"number", "sort_order"}]
        stored = self.read_values(set(wanted), names)
        for owner, places in wanted.items():
            family = self.families[owner]
            written = {self.numbers[index] for index in family.places if not self.is_new(index, family)}
            free = {number: values for number, values in stored[owner].items() if number not in written}
            left = self.match_same(places, free, names, family)
            unnumbered = [index for index in left if self.numbers[index] is None]
            self.match_changed(unnumbered, free, names, family)

    def unclear(self, family: Family) -> list[int]:
        if not family.sort_orders:
            return []
        return [index for index in family.places if self.numbers[index] is None or self.was_used(index, family)]

    def read_values(self, owners: set[Owner], names: list[str]) -> dict[Owner, dict[int, tuple[Any, ...]]]:
        """Return the named values of the register's rows by owner and number, in the order of their numbers."""
        found: dict[Owner, dict[int, tuple[Any, ...]]] = defaultdict(dict)
        for key, (__, values) in sorted(self.resource.existing(owners, [*names, "number"]).items(), key=sort_key):
            found[self.resource.owner(key)][values[-1]] = values[:-1]
        return found

    def match_same(
        self, places: list[int], free: dict[int, tuple[Any, ...]], names: list[str], family: Family
    ) -> list[int]:
        """Give rows that the register has the number there; return the places of the others."""
        by_values: dict[tuple[Any, ...], list[int]] = defaultdict(list)
        for number in reversed(free):
            by_values[free[number]].append(number)
        left = []
        for index in places:
            if same := by_values.get(tuple(self.read.values[name][index] for name in names)):
                number = same.pop()
                self.renumber(index, number, family)
                del free[number]
            else:
                left.append(index)
        return left

    def match_changed(self, places: list[int], free: dict[int, Any], names: list[str], family: Family) -> None:
        """Take a row for a changed one where it has the name of one row alone."""
        if not (name := self.name_column()):
            return
        stored = {number: values[names.index(name)] for number, values in free.items()}
        written = {index: self.read.values[name][index] for index in places}
        once = {each for each, count in Counter(written.values()).items() if count == 1}
        once &= {each for each, count in Counter(stored.values()).items() if count == 1}
        by_name = {each: number for number, each in stored.items() if each in once}
        for index, each in written.items():
            if each in once:
                self.renumber(index, by_name[each], family)

    def name_column(self) -> str:
        """Return the first field of a row that is its own: what is given, who takes part, what is on the agenda."""
        keys = {*self.resource.key_names(), "sort_order"}
        own = (column.name for column in self.resource.columns() if column.name not in keys)
        return next((name for name in own if name in self.read.values), "")


def follow_renumbered(read: ReadSheet, renumbered: Renumbered, directories: Directories) -> None:
    """Let a file's citations of renumbered rows follow. Those that the register has as they are mean its own rows."""
    moved = {key: numbers for key, numbers in renumbered.items() if numbers}
    if not moved or "field" not in read.values:
        return
    stored = stored_fields({(model, reference) for model, reference, __ in moved}, directories)
    kinds = {str(model._meta.model_name): model for model, __, __ in moved}
    fields = read.values["field"]
    for index, (kind, reference) in enumerate(zip(read.values["content_type"], read.values["object_id"], strict=True)):
        name, _dot, number = str(fields[index]).partition(".")
        numbers = moved.get((kinds[kind], reference, name), {}) if kind in kinds else {}
        own = read.value("number", index)
        same = not isinstance(own, NewRowNumber) and stored.get((kind, reference, own)) == fields[index]
        if number.isdigit() and int(number) in numbers and not same:
            fields[index] = f"{name}.{numbers[int(number)]}"


def stored_fields(records: set[tuple[type[Record], str]], directories: Directories) -> dict[Any, str]:
    """Return what the citations of these records are of, by kind, reference and number."""
    found = {}
    for model in {model for model, __ in records}:
        references = {directories[model].keys[reference]: reference for kind, reference in records if kind is model}
        citations = Citation.of_records(model, references).order_by().values_list("object_id", "number", "field")
        for pk, number, cited in citations:
            found[str(model._meta.model_name), references[pk], number] = cited
    return found


def by_kind(families: Iterable[Family]) -> Iterator[tuple[type[Record], list[Family]]]:
    found: dict[type[Record], list[Family]] = defaultdict(list)
    for family in families:
        found[family.model].append(family)
    yield from found.items()


def portions(families: list[Family]) -> Iterator[list[Family]]:
    return (families[start : start + AT_ONCE] for start in range(0, len(families), AT_ONCE))


def sort_key(entry: tuple[Any, Any]) -> Any:
    return entry[0][-1]
