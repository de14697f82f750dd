"""Rules that hold between the rows of one record, asked of the models and shown on the field they are about."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.contrib.contenttypes.forms import BaseGenericInlineFormSet
from django.contrib.contenttypes.models import ContentType
from django.forms.formsets import DELETION_FIELD_NAME
from django.forms.models import BaseModelFormSet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cooperation.desk.merged_rows import ROW_NUMBER
from cooperation.records.citations import cited_row, row_exists
from cooperation.records.links import LinksField


class ChecksRows(BaseModelFormSet):
    model: Any

    def clean(self) -> None:
        super().clean()
        kept = [form for form in self.forms if self.is_kept(form)]
        wrong = self.model.check_together([form.instance for form in kept])
        for index, form in enumerate(kept):
            show_errors(form, wrong.get(index, {}))
            show_errors(form, self.model.check_links(form.instance, chosen_links(form)))

    def is_kept(self, form: forms.ModelForm) -> bool:
        """A row that will be there when all is saved."""
        if self.can_delete and form.cleaned_data.get(DELETION_FIELD_NAME):
            return False
        return form.instance.pk is not None or form.has_changed()

    def save_new(self, form: Any, commit: bool = True) -> Any:
        """A row that somebody else deleted and the officer keeps has its old number, which its citations name."""
        number = form.cleaned_data.get(ROW_NUMBER)
        if number not in {stored.instance.number for stored in self.initial_forms}:
            form.instance.number = number
        return super().save_new(form, commit)


def chosen_links(form: forms.ModelForm) -> dict[str, Any]:
    links = (field.name for field in form.instance._meta.many_to_many if isinstance(field, LinksField))
    return {name: form.cleaned_data.get(name) for name in links}


def show_errors(form: forms.ModelForm, messages: Mapping[str, str]) -> None:
    for name, message in messages.items():
        form.add_error(name if name in form.fields else None, message)


class RowFormSet(ChecksRows, forms.BaseInlineFormSet):
    """The rows of one record."""

    def add_fields(self, form: Any, index: int | None) -> None:
        """The box for deletion says how many citations are deleted with the row."""
        super().add_fields(form, index)
        if DELETION_FIELD_NAME in form.fields and (count := self.count_citations(form.instance)):
            label = ngettext("Delete with its %(count)d citation", "Delete with its %(count)d citations", count)
            form.fields[DELETION_FIELD_NAME].label = label % {"count": count}

    def count_citations(self, row: Any) -> int:
        return int(self.instance.citations_by_field[row.citation_field]) if row.pk else 0


class CitationFormSet(ChecksRows, BaseGenericInlineFormSet):
    """The citations of one record."""

    def clean(self) -> None:
        super().clean()
        for form in self.forms:
            if self.is_kept(form) and "field" in form.changed_data and not self.has_row(form.cleaned_data.get("field")):
                form.add_error("field", _("This record has no such row. Save a new row before you cite it."))

    def has_row(self, name: str | None) -> bool:
        """Whether a cited row is there, or is one that this form adds or brings back."""
        kind = type(self.instance)
        cited = cited_row(kind, name or "")
        if cited is None or (self.instance.pk and row_exists(kind, self.instance.pk, *cited)):
            return True
        row, number = cited
        if number in self.numbers_brought_back(row.cited_as()):
            return True
        highest = row(**{row.parent_field: self.instance}).find_highest() if self.instance.pk else 0
        return highest < number <= highest + self.count_added(row.cited_as())

    def count_moved(self, fields: Sequence[str]) -> int:
        """Count the citations of these fields that the form gives to others."""
        kept = (form for form in self.initial_forms if self.is_kept(form) and "field" in form.changed_data)
        return sum(form.initial.get("field") in fields and form.cleaned_data["field"] not in fields for form in kept)

    def numbers_brought_back(self, prefix: str) -> set[int]:
        """Return the old numbers of rows that somebody else deleted and that the form keeps."""
        posted = (self.data.get(f"{prefix}-{index}-{ROW_NUMBER}") or "" for index in range(self.count(prefix, "TOTAL")))
        return {int(number) for number in posted if number.isascii() and number.isdecimal()}

    def count_added(self, prefix: str) -> int:
        """Count the rows that the form for these child rows adds."""
        return self.count(prefix, "TOTAL") - self.count(prefix, "INITIAL")

    def count(self, prefix: str, name: str) -> int:
        """Return how many forms the rows of this prefix have, `TOTAL` or `INITIAL`, as they were posted."""
        count = str(self.data.get(f"{prefix}-{name}_FORMS") or "")
        return int(count) if count.isascii() and count.isdecimal() and len(count) < 6 else 0

    def _construct_form(self, i: int, **kwargs: Any) -> Any:
        """Django names the kind of record only when it saves; a citation checks its field against it before."""
        form = super()._construct_form(i, **kwargs)  # type: ignore[misc]
        form.instance.content_type = ContentType.objects.get_for_model(self.instance)
        return form
