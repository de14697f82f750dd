"""Forms as they are shown to those who may not change them: values in words, in the language of the page."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from django.contrib.admin.utils import flatten_fieldsets
from django.db import models

from cooperation.desk.columns import Column, value_column
from cooperation.desk.fieldsets import Fieldset
from cooperation.values.fields import ValueField


def in_words_only(model: type[models.Model], fieldsets: Iterable[Fieldset]) -> tuple[Fieldset, ...]:
    """The same fieldsets with a column in the place of each value."""
    return tuple(
        (title, {**options, "fields": tuple(worded(model, line) for line in options["fields"])})
        for title, options in fieldsets
    )


def worded(model: Any, line: Any) -> Any:
    if isinstance(line, tuple | list):
        return tuple(worded(model, name) for name in line)
    return words_of(model, line) if isinstance(model._meta.get_field(line), ValueField) else line


@cache
def words_of(model: type[models.Model], name: str) -> Column:
    """One column a field, for the admin compares them."""
    field: Any = model._meta.get_field(name)
    return value_column(field)


def columns_in(fieldsets: Any) -> list[Any]:
    return [name for name in flatten_fieldsets(fieldsets) if callable(name)]
