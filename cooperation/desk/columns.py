"""Columns of the desk's lists: titles in the reader's language, values in words."""

import re
from collections.abc import Callable
from functools import cache
from typing import Any

from django.contrib import admin
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models.functions import Coalesce, NullIf
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from cooperation.values.fields import MoneyField, PartialDateField, QuantityField
from cooperation.values.words import in_words

Column = str | Callable[[Any], Any]

# What a value is sorted by: a date by its first day, a quantity or a sum by its number.
_SORTED_BY: dict[type[models.Field], str] = {
    PartialDateField: "earliest",
    QuantityField: "number",
    MoneyField: "amount",
}


@cache
def columns_of(model: type[models.Model], names: tuple[Any, ...], language: str) -> tuple[Column, ...]:
    """Give `title` and the fields of dates, quantities and money columns of their own; leave the rest to the admin."""
    return tuple(column_of(model, name, language) for name in names)


def column_of(model: type[models.Model], name: Any, language: str) -> Column:
    if name == "title":
        return title_column(model, language)
    if name == "updated_at":
        return updated_column()
    try:
        field: Any = model._meta.get_field(name)
    except FieldDoesNotExist:
        return str(name)
    if isinstance(field, models.BooleanField):
        return flag_column(field)
    return value_column(field) if type(field) in _SORTED_BY else str(name)


def title_column(model: type[models.Model], language: str) -> Column:
    """Sorted as it is shown: by the title in `language`, or in the other where that is empty."""
    names = ("title_da", "title_en") if language == "da" else ("title_en", "title_da")
    shown_title = Coalesce(*(NullIf(name, models.Value("")) for name in names))

    @admin.display(description=heading(model), ordering=shown_title)
    def title(record: Any) -> str:
        shown = record.title
        if shown.is_fallback:
            return format_html('<span lang="{}">{}</span>', shown.language, shown.text)
        return str(shown.text)

    return title


def heading(model: type[models.Model]) -> str:
    """`title (English)` and `name (English)` without the language."""
    verbose_name: Any = model._meta.get_field("title_en").verbose_name  # type: ignore[union-attr]
    return re.sub(r" \(.*\)$", "", str(verbose_name))


def updated_column() -> Column:
    @admin.display(description=_("updated"), ordering="updated_at")
    def updated_at(record: Any) -> str:
        """The day is enough here; the hour is in the record's history."""
        return date_format(localtime(record.updated_at), "SHORT_DATE_FORMAT")

    return updated_at


def flag_column(field: models.Field) -> Column:
    """Names what is so and leaves out what is not: a red cross would look like something wrong."""

    @admin.display(description=field.verbose_name, ordering=field.name, empty_value="–")
    def flag(record: Any) -> str | None:
        return str(field.verbose_name) if getattr(record, field.name) else None

    flag.__name__ = field.name
    return flag


def value_column(field: models.Field) -> Column:
    number = models.F(f"{field.name}_{_SORTED_BY[type(field)]}")

    @admin.display(description=field.verbose_name, ordering=number.asc(nulls_last=True), empty_value="–")
    def column(record: Any) -> str | None:
        return in_words(getattr(record, field.name)) or None

    column.__name__ = field.name
    return column
