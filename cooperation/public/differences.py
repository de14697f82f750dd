"""What changed between two public forms of a record, in words."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cooperation.public.seen import Cells, Seen, Shown
from cooperation.public.writing import written
from cooperation.records.columns import Column
from cooperation.values.absence import Absence
from cooperation.values.fields import ValueField


class Differences:
    """Speaks of one record. Of values both are told, unless the value is withheld now; of texts and links, that they
    changed: a name or sentence taken out of the register does not live on here.
    """

    def __init__(self, shown: Shown, now: Seen, captions: dict[type, str]) -> None:
        self.columns = {column.name: column for column in shown.columns}
        self.resource, self.now, self.captions = shown.resource, now, captions

    def between(self, before: Seen, after: Seen) -> list[SafeString]:
        return [*self._fields(before.fields, after.fields), *self._rows(before, after)]

    def _fields(self, before: Cells, after: Cells) -> Iterator[SafeString]:
        told: set[str] = set()
        for name, column in self.columns.items():
            if before[name] == after[name]:
                continue
            whole = self._whole(column)
            if whole.name not in told:
                told.add(whole.name)
                yield self._field(whole, before[whole.name], after[whole.name])

    def _whole(self, column: Column) -> Column:
        """A date's basis and note are parts of the date."""
        for other in self.columns.values():
            if isinstance(other.model_field, ValueField) and column.name in other.model_field.companions:
                return other
        return column

    def _field(self, column: Column, before: Any, after: Any) -> SafeString:
        label = capfirst(str(column.model_field.verbose_name))
        if not before and after:
            told = in_words(column, after)
            return format_html(_("{}: added, {}"), label, told) if told else format_html(_("{}: added"), label)
        if before and not after:
            return format_html(_("{}: taken out"), label)
        was, now = in_words(column, before), in_words(column, after)
        if was and now and was != now and not self._is_withheld(column):
            return format_html(_("{}: {} instead of {}"), label, now, was)
        return format_html(_("{}: changed"), label)

    def _is_withheld(self, column: Column) -> bool:
        return bool(self.now.fields[column.name] == Absence.WITHHELD.value)

    def _rows(self, before: Seen, after: Seen) -> Iterator[SafeString]:
        for resource in self.resource.row_resources():
            old, new = before.rows[resource.sheet], after.rows[resource.sheet]
            both = old.keys() & new.keys()
            counts = (
                len(new.keys() - old.keys()),
                sum(old[at] != new[at] for at in both),
                len(old.keys() - new.keys()),
            )
            if any(counts):
                plural = str(resource.model()._meta.verbose_name_plural)
                label = capfirst(self.captions.get(resource.model(), plural))
                yield format_html("{}: {}", label, ", ".join(in_numbers(*counts)))


def in_words(column: Column, cell: Any) -> SafeString | str:
    """The cell of a value or choice as pages write it; nothing for texts and links."""
    field = column.model_field
    if column.links or not cell:
        return ""
    if field.choices:
        return str(dict(field.flatchoices).get(cell, ""))
    if not isinstance(field, ValueField | models.BooleanField | models.DateField | models.IntegerField):
        return ""
    try:
        return written(column.read(cell, {}))
    except ValidationError:  # kept under rules that hold no longer
        return ""


def in_numbers(added: int, changed: int, removed: int) -> Iterator[str]:
    if added:
        yield ngettext("%(count)d added", "%(count)d added", added) % {"count": added}
    if changed:
        yield ngettext("%(count)d changed", "%(count)d changed", changed) % {"count": changed}
    if removed:
        yield ngettext("%(count)d taken out", "%(count)d taken out", removed) % {"count": removed}
