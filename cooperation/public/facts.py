"""The facts of a record's page: each with its values and the numbers of its sources."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cooperation.public.columns import Column, column
from cooperation.public.notes import Cited, Notes, Place
from cooperation.public.shown import AsOf, Dated
from cooperation.public.writing import brief, together, written
from cooperation.records.models import Record
from cooperation.values.absence import Absence


@dataclass(frozen=True)
class Fact:
    """A fact that needs more said than its field's name: another label, a text that goes with it, another reading."""

    name: str
    label: str | Promise = ""
    with_text: str = ""
    reading: Callable[[Any], Any] | None = None


@dataclass(frozen=True)
class ShownFact:
    label: str
    anchor: str
    html: SafeString
    cited: Cited
    inferred: bool = field(default=False)


Declared = Sequence[str | Fact]


def as_fact(declared: str | Fact) -> Fact:
    return declared if isinstance(declared, Fact) else Fact(declared)


def fact_columns(model: type[Model], declared: Declared) -> list[Column]:
    return [column(model, fact.name) for fact in map(as_fact, declared)]


def facts_of(record: Record, declared: Declared, notes: Notes) -> list[ShownFact]:
    """What is recorded, in the order declared; what is not recorded is left out."""
    shown = (show_fact(record, fact, notes) for fact in map(as_fact, declared))
    return [fact for fact in shown if fact is not None]


def values_of(instance: Model, fact: Fact) -> list[Any]:
    """What the instance holds of the fact, with the text that goes with it."""
    values = column(type(instance), fact.name).values(instance)
    return [*values, *column(type(instance), fact.with_text).values(instance)] if fact.with_text else values


def show_fact(record: Record, fact: Fact, notes: Notes) -> ShownFact | None:
    field, values = column(type(record), fact.name), values_of(record, fact)
    if not values:
        return None
    label, cited_as = str(fact.label) or field.label, field.cited_as
    if fact.with_text:
        cited_as = [*cited_as, *column(type(record), fact.with_text).cited_as]
    return ShownFact(
        label=label,
        anchor=field.anchor,
        html=together([written(fact.reading(value) if fact.reading else value) for value in values]),
        cited=notes.on(cited_as, Place(label, field.anchor)),
        inferred=any_inferred(values),
    )


def headline_of(record: Record, declared: Declared) -> list[SafeString]:
    """The line under the title: kind, status and dates in words."""
    said = []
    for fact in map(as_fact, declared):
        field = column(type(record), fact.name)
        said += [in_line(value, str(fact.label), field) for value in field.values(record)]
    return said


def in_line(value: Any, label: str, field: Column) -> SafeString:
    """“Not known” alone says too little in a line; it gets the name of what is not known."""
    if isinstance(value, AsOf):
        words = written(value)
        return format_html("{}: {}", label or field.label, words) if isinstance(value.value, Absence) else words
    if isinstance(value, Dated) and isinstance(value.value, Absence):
        return format_html("{}: {}", label or _("date"), written(value.value))
    if isinstance(value, Absence):
        return format_html("{}: {}", label or field.label, written(value))
    return format_html("{} {}", label, brief(value)) if label else brief(value)


def any_inferred(values: Sequence[Any]) -> bool:
    return any(isinstance(value, Dated) and value.inferred for value in values)
