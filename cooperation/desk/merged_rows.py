"""Merge the child rows of a form, matched by number, with those that others saved, added and deleted since."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.formsets import DELETION_FIELD_NAME, INITIAL_FORM_COUNT, TOTAL_FORM_COUNT
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cooperation.desk.posted_values import Cells, as_posted, in_words
from cooperation.desk.three_way_merge import Compared, Conflict, Merge, compare_fields, merge_fields, saved_value

ROW_NUMBER = "row_number"
"""The form field with the number that a row has, or had before somebody else deleted it."""
MOST = 5000
NAMES_A_ROW = re.compile(r"\w+\.\d+")
RowsByNumber = Mapping[int, Cells]


@dataclass(frozen=True)
class PostedRow:
    """A row of the form as it was posted. `number` is None where the row is new, or its number is not known."""

    data: QueryDict
    prefix: str
    number: int | None
    is_new: bool

    @property
    def is_deleted(self) -> bool:
        return bool(self.value(DELETION_FIELD_NAME))

    def value(self, name: str) -> str:
        return self.data.get(f"{self.prefix}-{name}") or ""


class MergedRows:
    """Works on one formset that is not bound and has the rows as they are stored now.

    `cited` are the rows that the officer's own citations name. `restored` are those that somebody else deleted and that
    stay in the form, as citations name them.
    """

    def __init__(self, merge: Merge, formset: Any, base: RowsByNumber | None, now: RowsByNumber) -> None:
        self.merge, self.formset, self.base, self.now = merge, formset, base, now
        self.prefix: str = formset.prefix
        self.model = formset.model
        self.key: str = self.model._meta.pk.name
        self.empty: forms.ModelForm = formset.empty_form
        self.rows = list(self.read_rows())
        self.cited: Collection[str] = ()
        self.restored: set[str] = set()
        self.repeated: set[str] = set()
        self.count = 0

    def read_rows(self) -> Iterator[PostedRow]:
        data = self.merge.posted
        stored = {str(form.instance.pk): form.instance.number for form in self.formset.initial_forms}
        for index in range(min(number_in(data.get(f"{self.prefix}-{TOTAL_FORM_COUNT}")) or 0, MOST)):
            prefix = f"{self.prefix}-{index}"
            key = data.get(f"{prefix}-{self.key}") or ""
            number = number_in(data.get(f"{prefix}-{ROW_NUMBER}")) or stored.get(key)
            yield PostedRow(data, prefix, number, is_new=number is None and not key)

    def name_of(self, number: int | None) -> str:
        return f"{self.prefix}.{number}"

    def label(self, number: int | None) -> str:
        return f"{capfirst(str(self.model._meta.verbose_name))} {number or ''}".strip()

    def compare(self, row: PostedRow, form: forms.ModelForm) -> list[Compared]:
        number = row.number or 0
        base = None if self.base is None else self.base.get(number)
        return compare_fields(form, row.data, f"{row.prefix}-", base, self.now.get(number, base or {}))

    def edited_fields(self, row: PostedRow) -> list[Compared]:
        """Return what the officer wrote in a row that is not stored; of a new one that is everything."""
        return [one for one in self.compare(row, self.empty) if one.is_changed_by_me]

    def merge_rows(self) -> None:
        """Write the rows into the merge's data: the stored ones in their order, then those to be added."""
        for key in [key for key in self.merge.data if re.match(rf"{re.escape(self.prefix)}-\d+-", key)]:
            del self.merge.data[key]
        by_number = {row.number: row for row in self.rows if row.number is not None}
        for form in self.formset.initial_forms:
            self.merge_stored(form, by_number.pop(form.instance.number, None))
        stored = self.count
        for row in self.rows:
            if (row.number is None or row.number in by_number) and self.stays(row):
                self.copy_row(row, self.next_prefix())
                self.restored.add(self.name_of(row.number))
        self.merge.data[f"{self.prefix}-{INITIAL_FORM_COUNT}"] = str(stored)
        self.merge.data[f"{self.prefix}-{TOTAL_FORM_COUNT}"] = str(self.count)

    def next_prefix(self) -> str:
        self.count += 1
        return f"{self.prefix}-{self.count - 1}"

    # A row that is stored now

    def merge_stored(self, form: forms.ModelForm, row: PostedRow | None) -> None:
        """Put together a row that the officer may have changed or deleted, or that somebody else added."""
        prefix, number = self.next_prefix(), form.instance.number
        if row is None or row.prefix in self.merge.taken:
            self.write_stored(form)
            if row is None and self.base is not None and number not in self.base and not self.is_added_by_both(form):
                self.merge.also_kept.append(_("%(row)s (added)") % {"row": self.label(number)})
        elif row.is_deleted:
            self.write_stored(form)
            self.delete_stored(form, row)
        else:
            self.copy_row(row, prefix, form.instance)
            merge_fields(self.merge, self.compare(row, form), self.label(number))

    def is_added_by_both(self, form: forms.ModelForm) -> bool:
        """Take a new row that says the same as one that was added since for that row: a form may be sent twice."""
        now = self.now[form.instance.number]
        for row in self.rows:
            if row.is_new and row.prefix not in self.repeated:
                compared = compare_fields(form, row.data, f"{row.prefix}-", None, now)
                if all(one.is_mine_as_now for one in compared):
                    self.repeated.add(row.prefix)
                    return True
        return False

    def write_stored(self, form: forms.ModelForm) -> None:
        for bound in form:
            if bound.name != DELETION_FIELD_NAME:
                self.merge.data.setlist(bound.html_name, as_posted(bound))

    def delete_stored(self, form: forms.ModelForm, row: PostedRow) -> None:
        """The officer deletes a row; ask where somebody else changed it since."""
        self.merge.data[f"{form.prefix}-{DELETION_FIELD_NAME}"] = "on"
        changed = [one for one in self.compare(row, form) if one.is_changed_by_them]
        if self.base is not None and changed:
            theirs = "; ".join(f"{one.bound.label}: {saved_value(one.bound)}" for one in changed)
            self.ask(str(form.prefix), form.instance.number, theirs, _("deleted"))

    # A row that is not

    def stays(self, row: PostedRow) -> bool:
        """Say whether a row that is new, or that somebody else deleted, is in the form when it is saved."""
        if row.is_deleted or row.prefix in self.merge.taken | self.repeated:
            return False
        if row.is_new or (self.base is not None and row.number is not None and row.number not in self.base):
            return True  # in the latter case the officer was asked before
        edited = self.edited_fields(row)
        if not edited and self.name_of(row.number) not in self.cited:
            self.merge.also_kept.append(_("%(row)s (deleted)") % {"row": self.label(row.number)})
            return False
        mine = "; ".join(f"{one.bound.label}: {in_words(one.bound.field, one.posted)}" for one in edited)
        self.ask(f"{self.prefix}-{self.count}", row.number, _("deleted"), mine or _("cited"))
        return True

    def ask(self, prefix: str, number: int | None, theirs: str, mine: str) -> None:
        self.merge.conflicts.append(Conflict(prefix, self.label(number), theirs, mine))

    def copy_row(self, row: PostedRow, prefix: str, stored: Any = None) -> None:
        for key in row.data:
            if key.startswith(f"{row.prefix}-"):
                self.merge.data.setlist(f"{prefix}-{key.removeprefix(f'{row.prefix}-')}", row.data.getlist(key))
        self.merge.data[f"{prefix}-{self.key}"] = str(stored.pk) if stored else ""
        if stored:
            self.merge.data[f"{prefix}-{ROW_NUMBER}"] = str(stored.number)


class MergedCitations(MergedRows):
    """Citations go with the row that they name, and come back with it."""

    others: Collection[MergedRows] = ()

    def named_rows(self) -> set[str]:
        """Return what the citations name that the officer added or changed."""
        return {row.value("field") for row in self.rows if not row.is_deleted and self.edited_fields(row)}

    def stays(self, row: PostedRow) -> bool:
        named = row.value("field")
        if row.number is None or row.is_deleted or not NAMES_A_ROW.fullmatch(named):
            return super().stays(row)
        if any(named in other.restored for other in self.others):
            return True
        there = {other.name_of(number) for other in self.others for number in other.now}
        was_stored = self.base is not None and row.number in self.base
        return (named in there or was_stored) and super().stays(row)


def number_in(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdecimal() else None
