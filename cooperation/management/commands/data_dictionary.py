"""Writes docs/data-dictionary.md from the models, so that it says what is."""

from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import models
from django.db.models import Q
from django.utils import translation

from cooperation.records import widgets
from cooperation.records.columns import Column
from cooperation.records.models import State
from cooperation.records.resources import DocumentResource, with_rows
from cooperation.records.synonyms import words_for
from cooperation.resources import RESOURCES
from cooperation.values.fields import Basis, ValueField
from cooperation.values.widgets import MoneyWidget, PartialDateWidget, QuantityWidget

INTRODUCTION = """\
# Data dictionary

Written by `manage.py data_dictionary` from the models; a test holds it true. Change the models, not this page.

Each part below is one kind of record, child row or lookup list, and one sheet (or CSV file) of a spreadsheet. A row
of a table is one column of that sheet: the English and the Danish title both do when a sheet is read, and so does the
field's name and every word by which the column is also known. *Needed* columns must be filled. *Staff* columns are
never shown to the public; the others are public once their record is published.

| kind of value | in a cell |
|--|--|
| partial date | As exact as its source and no more: `2004`, `2014-05`, `2015-21` (spring 2015), `2006/..`, `199X`. |
| quantity | A number and how exact it is: `14`, `at least 14`, `about 200`, `unquantified: very large amount`. |
| money | An amount with its currency: `DKK 84000000`. |
| link | The reference of the record or term, for example `rs-loi-2004`; several are separated by semicolons. |
| day | `2024-11-21` or `21-11-2024`. |

A partial date, a quantity or an amount may also be `not known`, `none` or `withheld`, which are three different things;
an empty cell means that nothing is recorded. The database holds the days, numbers and amounts it derives from them to
their text: none may be there without the other, ends are not before starts, nothing is less than nought.

Two lists are the same everywhere:

- **State**: {state}
- **… basis**, how the register comes by a date: {basis}
"""
# The lists told once, above.
EVERYWHERE = {"state": State.choices, "basis": Basis.choices}

VALUES: dict[type[Any], str] = {
    PartialDateWidget: "partial date",
    QuantityWidget: "quantity",
    MoneyWidget: "money",
    widgets.KindWidget: "a kind of record",
    widgets.CitedRecordWidget: "link to a record of that kind",
    widgets.YesNoWidget: "`yes` or `no`",
    widgets.DayWidget: "day",
    widgets.NumberWidget: "whole number",
    widgets.ChoiceWidget: "one of a list, below",
}


class Command(BaseCommand):
    help = "Write docs/data-dictionary.md from the models."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="write nothing; fail where the page has gone stale")

    def handle(self, *args: Any, **options: Any) -> None:
        page: Path = settings.BASE_DIR / "docs" / "data-dictionary.md"
        text = data_dictionary()
        if not options["check"]:
            page.write_text(text, encoding="utf-8")
        elif not page.is_file() or page.read_text(encoding="utf-8") != text:
            raise CommandError(f"{page} does not tell what the models say. Write it anew: manage.py data_dictionary")


def data_dictionary() -> str:
    with translation.override("en"):
        lists_told = {name: ", ".join(wordings(choices)) for name, choices in EVERYWHERE.items()}
        parts = [INTRODUCTION.format(**lists_told), contents(), *(part(resource) for resource in with_rows(RESOURCES))]
    return "\n".join(parts)


def contents() -> str:
    """The sheets, child rows under their record."""
    child_rows = {child for resource in RESOURCES for child in resource.rows}
    lines = [
        f"{'  ' * (resource in child_rows)}- [{heading(resource.model())}](#{anchor(resource.model())})"
        for resource in with_rows(RESOURCES)
    ]
    return "\n".join([*lines, ""])


def heading(model: type[models.Model]) -> str:
    name = str(model._meta.verbose_name)
    return name[:1].upper() + name[1:]


def anchor(model: type[models.Model]) -> str:
    return str(model._meta.verbose_name).replace(" ", "-")


def part(resource: type[DocumentResource]) -> str:
    model = resource.model()
    with translation.override("da"):
        danish = str(model._meta.verbose_name)
    lines = [f"## {heading(model)}", "", f"Danish: {danish}. Sheet: `{resource.sheet}`.{meaning(model)}", ""]
    lines += ["| field | column (English) | column (Danish) | value | needed | seen by | what it tells |"]
    lines += ["|--|--|--|--|--|--|--|"]
    lines += [row(model, column) for column in resource.columns()]
    if known := [line for column in resource.columns() if (line := also_known(resource, column))]:
        lines += ["", "Columns are also known as:", "", *known]
    for title, found in (("Lists", lists(resource.columns())), ("The database holds", list(rules(model)))):
        if found:
            lines += ["", f"{title}:", "", *(f"- {line}" for line in found)]
    return "\n".join([*lines, ""])


def meaning(model: type[models.Model]) -> str:
    """What the model's docstring tells; Django writes one of its own where there is none."""
    said = " ".join((model.__doc__ or "").split())
    return "" if not said or said.startswith(f"{model.__name__}(") else f" {said}"


def row(model: type[models.Model], column: Column) -> str:
    field = column.model_field
    needed = "yes" if is_needed(field) else ""
    seen = "staff" if column.name in getattr(model, "staff_only", ()) else "all"
    told = str(field.help_text).removeprefix("Public.").removeprefix("Staff only.").strip()
    titles = column.titles
    return f"| `{column.name}` | {titles['en']} | {titles['da']} | {value(column)} | {needed} | {seen} | {told} |"


def also_known(resource: type[DocumentResource], column: Column) -> str:
    """The other words for the column's title, and its former titles; empty where there are none."""
    also = words_for(column.name, resource.synonyms)
    said = [*also.all_words(), *also.all_former()]
    return f"- **{column.titles['en']}**: {', '.join(said)}" if said else ""


def is_needed(field: models.Field) -> bool:
    """Whether a sheet must fill the column: nothing stands in for an empty cell."""
    return not (field.blank or field.null or field.has_default())


def value(column: Column) -> str:
    widget, field = column.widget, column.model_field
    if isinstance(widget, widgets.ReferencesWidget):
        return f"links to [{widget.model._meta.verbose_name_plural}](#{anchor(widget.model)})"
    if isinstance(widget, widgets.ReferenceWidget):
        return f"link to [{widget.model._meta.verbose_name}](#{anchor(widget.model)})"
    for kind, words in VALUES.items():
        if isinstance(widget, kind):
            return words
    return f"text, at most {field.max_length} characters" if field.max_length else "text"


def lists(columns: list[Column]) -> list[str]:
    """Each closed list: what is stored, and its Danish (and English, where it differs) wording."""
    return [
        f"**{column.titles['en']}**: {', '.join(wordings(column.model_field.flatchoices))}"
        for column in columns
        if type(column.widget) is widgets.ChoiceWidget and column.model_field.choices not in EVERYWHERE.values()
    ]


def wordings(choices: Iterable[tuple[Any, Any]]) -> Iterator[str]:
    for stored, label in choices:
        if stored == "":
            continue
        english = str(label)
        with translation.override("da"):
            danish = str(label)
        yield f"`{stored}` ({danish})" if english == stored else f"`{stored}` ({english}; {danish})"


def rules(model: type[models.Model]) -> Iterator[str]:
    """What the database holds true, besides what it holds of every value."""
    fields = model._meta.fields
    of_values = tuple(f"cooperation_{model._meta.model_name}_{f.name}_" for f in fields if isinstance(f, ValueField))
    for field in fields:
        if field.unique and not field.primary_key:
            yield f"no two have the same {words(model, field.name)}"
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint):
            shared = ", ".join(words(model, name) for name in constraint.fields)
            where = f" where {say(model, constraint.condition)}" if constraint.condition else ""
            yield f"no two have the same {shared}{where}"
        elif isinstance(constraint, models.CheckConstraint) and not constraint.name.startswith(of_values):
            yield say(model, constraint.condition).removeprefix("(").removesuffix(")")


def say(model: type[models.Model], condition: Any) -> str:
    """Put a condition in words."""
    if not isinstance(condition, Q):
        return compare(model, *condition)
    said = [say(model, child) for child in condition.children]
    if len(said) == 1:
        return said[0].replace(" is ", " is not ", 1) if condition.negated else said[0]
    together = f"({f' {condition.connector.lower()} '.join(said)})"
    return f"not {together}" if condition.negated else together


def compare(model: type[models.Model], lookup: str, other: Any) -> str:
    name, _, comparison = lookup.partition("__")
    if comparison == "isnull":
        return f"{words(model, name)} is {'empty' if other else 'filled'}"
    is_day = isinstance(model._meta.get_field(name), models.DateField)
    compared = {"": "is", "lte": "is at most", "gte": "is not before" if is_day else "is at least"}[comparison]
    return f"{words(model, name)} {compared} {compared_with(model, other)}"


def compared_with(model: type[models.Model], other: Any) -> str:
    match other:
        case models.F():
            name = other.deconstruct()[1][0]
            return "the record itself" if name in ("id", "pk") else words(model, name)
        case bool():
            return "yes" if other else "no"
        case str():
            return f"`{other}`" if other else "empty"
    return str(other)


@cache
def words(model: type[models.Model], name: str) -> str:
    return f"*{getattr(model._meta.get_field(name), 'verbose_name', name)}*"
