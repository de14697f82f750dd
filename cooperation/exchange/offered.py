"""What may stand in a column, as far as it can be listed: a workbook offers it for choosing."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass

from django.db import models

from cooperation.exchange.sheets import SheetColumn
from cooperation.records.models import Record, Referenced
from cooperation.records.widgets import ChoiceWidget, ReferenceWidget, YesNoWidget

Shown = Callable[[type[Referenced]], models.QuerySet]

MOST = 2000
"""Nobody chooses from a longer list."""


@dataclass(frozen=True)
class Offer:
    """`closed`: nothing else may stand in the column. `key` is the same for columns that offer the same."""

    key: Hashable
    words: tuple[str, ...]
    closed: bool


def in_use(model: type[Referenced]) -> models.QuerySet:
    """Return every record of a kind, or the terms that are still offered."""
    listed: models.QuerySet = model._default_manager.all()
    return listed if issubclass(model, Record) else listed.filter(retired=False)


def lists_of(columns: Iterable[SheetColumn], shown: Shown = in_use) -> dict[SheetColumn, Offer | None]:
    """Return what each column offers, of links what is `shown`; every list is read once."""
    known: dict[Hashable, Offer | None] = {}
    return {column: offer(column, known, shown) for column in columns}


def offer(column: SheetColumn, known: dict[Hashable, Offer | None], shown: Shown) -> Offer | None:
    """Return what the column offers, None where it can't be listed."""
    match column.to_fill and column.source and column.source.widget:
        case YesNoWidget():
            return Offer("yes or no", ("yes", "no"), closed=True)
        case ChoiceWidget(choices=choices):
            words = tuple(str(value) for value, _label in choices)
            return Offer(words, words, closed=True)
        case ReferenceWidget(model=model):
            if model not in known:
                known[model] = references(model, shown)
            return known[model]
    return None


def references(model: type[Referenced], shown: Shown) -> Offer | None:
    listed = shown(model).order_by("reference")
    found = tuple(sorted(listed.values_list("reference", flat=True)[: MOST + 1]))
    return Offer(model, found, closed=False) if 0 < len(found) <= MOST else None
