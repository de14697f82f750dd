"""Pages of a batch's rows: filtered, with every value in words and a link to the record."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import npgettext_lazy

from cooperation.exchange.batches.choices import Choices
from cooperation.exchange.batches.kept import REMOVED
from cooperation.exchange.batches.looking import LEFT_OUT, PARKED, Line, lines_in
from cooperation.exchange.batches.models import BatchRows, ImportBatch
from cooperation.exchange.batches.permissions import kinds, resources_of
from cooperation.exchange.columns import Resource
from cooperation.exchange.planned import Outcome
from cooperation.records.columns import Column
from cooperation.records.former import FormerReference, leavers_of, left_since
from cooperation.records.languages import page_language
from cooperation.records.resources import with_rows
from cooperation.records.widgets import ChoiceWidget, DayWidget, YesNoWidget
from cooperation.values.fields import ValueField
from cooperation.values.words import in_words

PAGE = 50
OUTCOMES = {
    Outcome.REFUSED.value: _("refused"),
    PARKED: _("parked"),
    Outcome.CHANGED.value: _("changed"),
    REMOVED: _("child row removed"),
    Outcome.NEW.value: _("new"),
    LEFT_OUT: _("left out"),
    Outcome.UNCHANGED.value: _("unchanged"),
}
COUNTED = {
    Outcome.REFUSED.value: npgettext_lazy("rows", "refused", "refused"),
    PARKED: npgettext_lazy("rows", "parked", "parked"),
    Outcome.CHANGED.value: npgettext_lazy("rows", "changed", "changed"),
    REMOVED: npgettext_lazy("rows", "child row removed", "child rows removed"),
    Outcome.NEW.value: npgettext_lazy("rows", "new", "new"),
    LEFT_OUT: npgettext_lazy("rows", "left out", "left out"),
    Outcome.UNCHANGED.value: npgettext_lazy("rows", "unchanged", "unchanged"),
}
"""The same after a number of rows: `COUNTED[outcome] % number`."""


@dataclass
class ShownCell:
    title: str
    old: str
    new: str


@dataclass
class ShownRow:
    """A row of the file as the page shows it; `url` leads to its record, once there is one.

    Of a problem, `lines` counts the lines of its cell: a browser joins them in a field of one line.
    """

    outcome: str
    sheet: str
    number: int | None
    name: str
    url: str = ""
    cells: list[ShownCell] = field(default_factory=list)
    problems: list[dict[str, Any]] = field(default_factory=list)
    chosen_out: bool = False
    deleted_citations: int = 0

    @property
    def in_words(self) -> str:
        return str(OUTCOMES[self.outcome])

    @property
    def lines(self) -> int:
        return max(1, len(self.problems) + len(self.cells))


@dataclass
class ShownPage:
    rows: list[ShownRow]
    number: int
    pages: int
    total: int

    @property
    def previous(self) -> int:
        return self.number - 1

    @property
    def following(self) -> int:
        return self.number + 1 if self.number < self.pages else 0


def page_of(batch: ImportBatch, outcome: str, sheet: str, number: int) -> ShownPage:
    """Show one page of the rows of an outcome and a sheet, or of all."""
    wanted = {name: value for name, value in (("outcome", outcome), ("sheet", sheet)) if value}
    parts = batch.parts.filter(**wanted)
    counts = list(parts.values_list("pk", "count"))
    total = sum(count for __, count in counts)
    pages = max(1, -(-total // PAGE))
    number = min(max(1, number), pages)
    return ShownPage(shown_rows(batch, counts, (number - 1) * PAGE), number, pages, total)


def shown_rows(batch: ImportBatch, counts: list[tuple[int, int]], first: int) -> list[ShownRow]:
    """Read the parts in which the page's rows lie, and no others."""
    found: list[tuple[BatchRows, str, Line]] = []
    starts: dict[int, int] = {}
    start = 0
    for pk, count in counts:
        if start < first + PAGE and start + count > first:
            starts[pk] = start
        start += count
    parts = batch.parts.in_bulk(list(starts))
    for pk, start in starts.items():
        kind, lines = lines_in(parts[pk])
        places = range(max(first, start), min(first + PAGE, start + len(lines)))
        found += [(parts[pk], kind, lines[place - start]) for place in places]
    chosen_out = Choices.of(batch.choices).left_out
    urls = links((entry[2]["owner"] for entry in found if entry[2]["owner"]), batch.finished_at)
    rows = [shown_row(part, columns_of(kind), line, urls) for part, kind, line in found]
    for row in rows:
        row.chosen_out = str(row.number) in chosen_out.get(row.sheet, ())
    return rows


def shown_row(part: BatchRows, columns: Mapping[str, Column], line: Line, urls: Mapping[Any, str]) -> ShownRow:
    titles = page_language()
    cells = [
        ShownCell(columns[name].titles[titles], worded(columns[name], old), worded(columns[name], new))
        for name, old, new in line.get("cells", ())
        if name in columns
    ]
    return ShownRow(
        part.outcome,
        part.sheet,
        line["row"],
        name_of_row(line),
        urls.get(tuple(line["owner"]), ""),
        cells,
        [problem | {"lines": 1 + problem["value"].count("\n")} for problem in line.get("problems", [])],
        deleted_citations=line.get("citations", 0),
    )


def name_of_row(line: Line) -> str:
    """A record's reference; of a child row its record's reference and its number."""
    key = line["key"]
    if key is None:
        return ""
    return " ".join(map(str, key[-2:])) if isinstance(key, list) else str(key)


@cache
def columns_of(sheet: str) -> dict[str, Column]:
    resource: Resource = next(one for one in with_rows(resources_of("")) if one.sheet == sheet)
    return {column.name: column for column in resource.columns()}


def worded(column: Column, cell: Any) -> str:
    """Return a written cell in the words of the page's language."""
    if cell in ("", None):
        return ""
    if isinstance(column.model_field, ValueField):
        return in_words(column.model_field.to_python(cell))
    if isinstance(column.widget, ChoiceWidget):
        return str(dict(column.widget.choices).get(cell, cell))
    if isinstance(column.widget, YesNoWidget):
        return str(_("yes") if cell == "yes" else _("no"))
    if isinstance(column.widget, DayWidget):
        return date_format(datetime.date.fromisoformat(cell))
    return str(cell)


def links(owners: Iterable[list[str]], moment: datetime.datetime | None) -> dict[tuple[str, str], str]:
    """Return the desk's address of each record that is there, by kind and reference; one query a kind.

    A finished import means the records that had the references at that moment, which costs one query more where any
    of them was left since.
    """
    by_kind: dict[str, set[str]] = defaultdict(set)
    for kind, reference in owners:
        by_kind[kind].add(reference)
    found = {}
    for kind, references in by_kind.items():
        model: Any = kinds()[kind]
        for reference, pk in keys_then(model, references, moment).items():
            address = f"admin:{model._meta.app_label}_{kind}_change"
            found[kind, reference] = reverse(address, args=[pk])
    return found


def keys_then(model: type[models.Model], references: set[str], moment: datetime.datetime | None) -> dict[str, int]:
    """Return the ids of the records that have the references, or had them at the moment."""
    later = moment or timezone.now()
    left = FormerReference.objects.filter(
        kind=model._meta.model_name, reference=models.OuterRef("reference"), left_at__gt=later
    )
    stored = model._default_manager.filter(reference__in=references).order_by()
    lines = list(stored.annotate(was_left=models.Exists(left)).values_list("reference", "pk", "was_left"))
    keys = {reference: pk for reference, pk, __ in lines}
    if moment is not None and (len(keys) < len(references) or any(was_left for __, __, was_left in lines)):
        leavers = leavers_of(model, references)
        then = {name: one.object_id for name, known in leavers.items() if (one := left_since(known, moment))}
        there = set(model._default_manager.filter(pk__in=then.values()).values_list("pk", flat=True))
        keys = {name: pk for name, pk in (keys | then).items() if name not in then or pk in there}
    return keys
