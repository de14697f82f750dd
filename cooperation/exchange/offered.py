"""What may stand in a column, as far as it can be listed: a workbook offers it for choosing."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import Any

from cooperation.exchange.sheets import SheetColumn
from cooperation.records.models import Record, Referenced
from cooperation.records.widgets import ChoiceWidget, ReferenceWidget, YesNoWidget

MOST = 2000
"""Nobody chooses from a longer list."""


@dataclass(frozen=True)
class Offer:
    """`closed`: nothing else may stand in the column. `key` is the same for columns that offer the same."""

    key: Hashable
    words: tuple[str, ...]
    closed: bool


def lists_of(columns: Iterable[SheetColumn]) -> dict[SheetColumn, Offer | None]:
    """Return what each column offers; every list is read once."""
    known: dict[Hashable, Offer | None] = {}
    return {column: offer(column, known) for column in columns}


def offer(column: SheetColumn, known: dict[Hashable, Offer | None]) -> Offer | None:
    """Return what the column offers, None where it can't be listed."""
    match column.source and column.source.widget:
        case YesNoWidget():
            return Offer("yes or no", ("yes", "no"), closed=True)
        case ChoiceWidget(choices=choices):
            words = tuple(str(value) for value, _label in choices)
            return Offer(words, words, closed=True)
        case ReferenceWidget(model=model):
            if model not in known:
                known[model] = references(model)
            return known[model]
    return None


def references(model: type[Referenced]) -> Offer | None:
    """Return the references of a kind of record, or of the terms that are still offered."""
    listed: Any = model._default_manager.order_by("reference")
    if not issubclass(model, Record):
        listed = listed.filter(retired=False)
    found = tuple(sorted(listed.values_list("reference", flat=True)[: MOST + 1]))
    return Offer(model, found, closed=False) if 0 < len(found) <= MOST else None
