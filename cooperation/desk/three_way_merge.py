"""Merge a form with what others saved since it was opened: base, theirs and mine, field by field."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django import forms
from django.db import models
from django.forms.models import InlineForeignKeyField
from django.http import QueryDict

from cooperation.desk.posted_values import (
    Cells,
    UnreadableError,
    as_posted,
    existing_links,
    in_words,
    is_same,
    posted_cell,
    posted_value,
)
from cooperation.records.columns import Column
from cooperation.records.resources import resource_of


@dataclass(frozen=True)
class Conflict:
    """What both changed. `name` is the posted name of the field, or the prefix of a row."""

    name: str
    label: str
    theirs: str
    mine: str


@dataclass
class Merge:
    """`posted` is what the officer sent, `data` what shall be saved, `also_kept` what of it others changed.

    `taken` are the posted names of fields and rows of which the officer takes the saved version. Where it is not known
    what the form was opened with, all that differs is a conflict.
    """

    posted: QueryDict
    base_known: bool
    taken: frozenset[str] = frozenset()
    conflicts: list[Conflict] = field(default_factory=list)
    also_kept: list[str] = field(default_factory=list)
    changed: str = ""  # who changed the record, in a sentence

    def __post_init__(self) -> None:
        self.data = self.posted.copy()

    @property
    def must_ask(self) -> bool:
        return bool(self.conflicts) or not self.base_known


@dataclass
class Compared:
    """One field in three versions. `base` is None where it is not known what the form was opened with."""

    bound: forms.BoundField
    column: Column
    posted_name: str
    posted: Any
    base: Any
    now: Any

    @cached_property
    def mine(self) -> Any:
        """The posted value as a cell; None where it cannot be read, which only the officer can have written."""
        try:
            return posted_cell(self.bound.field, self.column, self.posted)
        except UnreadableError:
            return None

    @property
    def is_mine_as_now(self) -> bool:
        return self.mine is not None and is_same(self.mine, self.now)

    @property
    def is_changed_by_me(self) -> bool:
        if self.base is None or self.mine is None:
            return True
        return not is_same(self.mine, existing_links(self.column, self.base))

    @property
    def is_changed_by_them(self) -> bool:
        return self.base is None or not is_same(self.base, self.now)


def columns_by_name(model: type[models.Model]) -> dict[str, Column]:
    return {column.name: column for column in resource_of(model).columns()}


def compare_fields(
    form: forms.ModelForm, data: QueryDict, posted_prefix: str, base: Cells | None, now: Cells
) -> list[Compared]:
    """Compare each field of a form that is not bound with what was posted under a prefix."""
    columns = columns_by_name(form._meta.model)
    return [
        Compared(
            form[name],
            columns[name],
            posted_name := f"{posted_prefix}{name}",
            posted_value(field, data, posted_name),
            None if base is None else base.get(name, now.get(name)),
            now.get(name),
        )
        for name, field in form.fields.items()
        if name in columns and not isinstance(field, InlineForeignKeyField)
    ]


def merge_fields(merge: Merge, compared: list[Compared], row_label: str = "") -> None:
    """Put together the fields of a record, or of a row, whose own values are in the merge's data."""
    for one in compared:
        name, label = one.bound.html_name, labelled(row_label, one.bound)
        if one.posted_name in merge.taken:
            merge.data.setlist(name, as_posted(one.bound))
        elif one.is_mine_as_now:
            continue
        elif not one.is_changed_by_me:
            merge.data.setlist(name, as_posted(one.bound))
            merge.also_kept.append(label)
        elif one.is_changed_by_them:
            merge.conflicts.append(Conflict(name, label, saved_value(one.bound), in_words(one.bound.field, one.posted)))


def labelled(row_label: str, bound: forms.BoundField) -> str:
    return f"{row_label}: {bound.label}" if row_label else str(bound.label)


def saved_value(bound: forms.BoundField) -> str:
    """Return the value with which the form was opened, as the page names it."""
    data = QueryDict(mutable=True)
    data.setlist(bound.html_name, as_posted(bound))
    return in_words(bound.field, posted_value(bound.field, data, bound.html_name))
