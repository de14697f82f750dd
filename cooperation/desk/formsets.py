"""Rules that hold between the rows of one record, asked of the models and shown on the field they are about."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib.contenttypes.forms import BaseGenericInlineFormSet
from django.contrib.contenttypes.models import ContentType
from django.forms.formsets import DELETION_FIELD_NAME
from django.forms.models import BaseModelFormSet

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


def chosen_links(form: forms.ModelForm) -> dict[str, Any]:
    links = (field.name for field in form.instance._meta.many_to_many if isinstance(field, LinksField))
    return {name: form.cleaned_data.get(name) for name in links}


def show_errors(form: forms.ModelForm, messages: Mapping[str, str]) -> None:
    for name, message in messages.items():
        form.add_error(name if name in form.fields else None, message)


class RowFormSet(ChecksRows, forms.BaseInlineFormSet):
    """The rows of one record."""


class CitationFormSet(ChecksRows, BaseGenericInlineFormSet):
    """The citations of one record."""

    def _construct_form(self, i: int, **kwargs: Any) -> Any:
        """Django names the kind of record only when it saves; a citation checks its field against it before."""
        form = super()._construct_form(i, **kwargs)  # type: ignore[misc]
        form.instance.content_type = ContentType.objects.get_for_model(self.instance)
        return form
