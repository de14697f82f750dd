"""The table of a list: which columns, how each is sorted, and the rows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cooperation.public.columns import Column, column
from cooperation.public.facts import Declared, Fact, as_fact, values_of
from cooperation.public.filtersets import RecordFilter
from cooperation.public.marks import Mark, record_marks, reported, resting_on_unnamed
from cooperation.public.sorting import column_sorts
from cooperation.public.writing import listed, written
from cooperation.records.models import Record

VALUES_A_CELL = 4
EVERYWHERE: Declared = (
    Fact("areas", gettext_lazy("Areas")),
    Fact("summary", gettext_lazy("Summary")),
    Fact("reference", gettext_lazy("Reference")),
    Fact("updated_at", gettext_lazy("Last changed")),
)
"""Columns that every list offers besides its own."""


@dataclass(frozen=True)
class ListColumn:
    fact: Fact
    column: Column

    @property
    def name(self) -> str:
        return self.fact.name

    @property
    def label(self) -> str:
        return str(self.fact.label) or self.column.label

    def read(self) -> list[Column]:
        """The columns of the record that its cells are made of."""
        text = self.fact.with_text
        return [self.column, column(self.column.model, text)] if text else [self.column]


@dataclass(frozen=True)
class Heading:
    """A column's title; with an address the list can be sorted by it, and `direction` says how it is."""

    label: str
    address: str = ""
    direction: str = ""


@dataclass(frozen=True)
class ListedRow:
    link: SafeString
    marks: Sequence[Mark]
    cells: SafeString


def list_columns(model: type[Record], declared: Declared) -> dict[str, ListColumn]:
    """Name → column, in the order declared."""
    facts = map(as_fact, declared)
    return {fact.name: ListColumn(fact, column(model, fact.name)) for fact in facts}


def headings(asked: RecordFilter, columns: Iterable[ListColumn]) -> list[Heading]:
    return [heading(asked, "title", _("Title")), *(heading(asked, one.name, one.label) for one in columns)]


def heading(asked: RecordFilter, name: str, label: str) -> Heading:
    keys = column_sorts(name, asked.dates())
    if keys is None:
        return Heading(label)
    first, second = keys
    wanted = second if asked.sort_asked == first else first
    rising = {"title": True, "oldest": True, "-title": False, "newest": False}.get(asked.sort_asked)
    if rising is None:
        rising = not asked.sort_asked.startswith("-")
    direction = ("ascending" if rising else "descending") if asked.sort_asked in keys else ""
    return Heading(label, asked.address(("sort", wanted), without=("sort",)), direction)


def listed_rows(model: type[Record], records: Sequence[Record], columns: Mapping[str, ListColumn]) -> list[ListedRow]:
    unconfirmed = resting_on_unnamed(model, records)
    labelled = [(conditional_escape(one.label), one.fact) for one in columns.values()]
    return [
        ListedRow(
            link=written(record),
            marks=[reported] if record.pk in unconfirmed and reported not in record_marks(record) else [],
            cells=cells_of([(label, cell_of(fact, record)) for label, fact in labelled]),
        )
        for record in records
    ]


def cells_of(cells: Iterable[tuple[SafeString, SafeString]]) -> SafeString:
    """Label and content of each, which are HTML already. A template would take half the time of the page for them."""
    blank = {True: ' class="blank"', False: ""}
    return SafeString("".join(f'<td data-label="{label}"{blank[not html]}>{html}</td>' for label, html in cells))


def cell_of(fact: Fact, record: Record) -> SafeString:
    values = values_of(record, fact)
    return listed([fact.reading(value) for value in values] if fact.reading else values, VALUES_A_CELL)
