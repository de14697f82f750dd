"""The table of a list: which columns, how each is sorted, and the rows."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from django.conf import settings
from django.db.models import CharField, QuerySet
from django.urls import get_script_prefix
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from cooperation.public.columns import Column, column
from cooperation.public.facts import Declared, Fact, as_fact, values_of
from cooperation.public.filtersets import RecordFilter
from cooperation.public.keeping import Kept, KeptRow
from cooperation.public.marks import record_marks, reported, resting_on_unnamed
from cooperation.public.sorting import column_sorts
from cooperation.public.sparing import named_along, sparing
from cooperation.public.writing import brief, link_writer, listed, written_mark
from cooperation.records.models import Record

VALUES_A_CELL = 4
ROW = """
      <tr>
        <th scope="row">{link}</th>
        {cells}
      </tr>
    """
BLANK = ' class="blank"'
_kept: Kept[KeptRow] = Kept(settings.REGISTER_KEPT_MEGABYTES * 2**20 // 4)
LinkWriter = Callable[[Record], SafeString]
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

    @property
    def is_closed_list(self) -> bool:
        """Whether its cells hold a value of a closed list and nothing else, not even the date of a source."""
        field, alone = self.column.field, not self.column.rest and not self.fact.with_text
        return isinstance(field, CharField) and bool(field.choices) and alone and not self.column.is_status

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


def listed_rows(
    records: QuerySet, keys: Sequence[int], columns: Mapping[str, ListColumn], version: tuple[str, ...] | None
) -> SafeString:
    """The rows of these of the records as HTML; they are kept while the register has this version.

    A template would take half the time of the page for them.
    """
    shown = records.model, get_language(), get_script_prefix(), tuple(columns)
    kept = {key: row.html for key in keys if version and (row := _kept.get(version, (*shown, key)))}
    if new := [key for key in keys if key not in kept]:
        for key, html in write_rows(records.filter(pk__in=new).order_by(), columns):
            kept[key] = html
            if version:
                _kept.keep(version, (*shown, key), KeptRow(html))
    return SafeString("".join(kept[key] for key in keys if key in kept))


def write_rows(queryset: QuerySet, columns: Mapping[str, ListColumn]) -> Iterator[tuple[int, str]]:
    read = [each for one in columns.values() for each in one.read()]
    records: list[Record] = list(sparing(queryset, read))
    named_along(records, read)
    unconfirmed, link = resting_on_unnamed(queryset.model, records), link_writer()
    writers = [cell_writer(one, link) for one in columns.values()]
    for record in records:
        cells = "".join(write(record) for write in writers)
        yield record.pk, ROW.format(link=title_of(record, link, unconfirmed), cells=cells)


def title_of(record: Record, link: LinkWriter, unconfirmed: Collection[int]) -> SafeString:
    says_so_itself = record.pk not in unconfirmed or reported in record_marks(record)
    return link(record) if says_so_itself else SafeString(link(record) + written_mark(reported))


def cell_writer(one: ListColumn, link: LinkWriter) -> Callable[[Record], str]:
    """Writes the column's cell of each record; that of a closed list once for each of its values.

    A record that is named in many cells is written once.
    """
    label, fact, kept, named = escape(one.label), one.fact, dict[str, str](), dict[int, SafeString]()

    def name(value: object) -> SafeString:
        if not isinstance(value, Record):
            return brief(value)
        if id(value) not in named:
            named[id(value)] = link(value)
        return named[id(value)]

    def write(record: Record) -> str:
        values = values_of(record, fact)
        html = listed(map(name, map(fact.reading, values) if fact.reading else values), VALUES_A_CELL)
        return f'<td data-label="{label}"{"" if html else BLANK}>{html}</td>'

    def write_once(record: Record) -> str:
        value = getattr(record, fact.name)
        if value not in kept:
            kept[value] = write(record)
        return kept[value]

    return write_once if one.is_closed_list else write
