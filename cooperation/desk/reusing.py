"""A reference that the public knew another record by is given to a record only when the officer confirms it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cooperation.records.former import last_public


class AsksBeforeReuse(forms.BaseModelForm):
    """A form of a record or term. What it posts as `reuse` is the reference that the officer has confirmed.

    `reuse_asked` is the reference to confirm, empty where there is nothing to ask.
    """

    reuse_asked = ""

    def clean_reference(self) -> str:
        reference: str = self.cleaned_data["reference"]
        if self.instance.pk and reference == self.initial.get("reference"):
            return reference
        left = last_public(type(self.instance), [reference], but=self.instance.pk).get(reference)
        if left is None or self._taken(reference):
            return reference
        self.reuse_asked = reference
        if self.is_confirmed(reference):
            return reference
        tick = _("To confirm it, tick the box at the top of the form.")
        raise ValidationError(f"{capfirst(left.question)}. {tick}", code="reused")

    def is_confirmed(self, reference: str) -> bool:
        return self.data.get(self.add_prefix("reuse")) == reference

    @property
    def reuse_words(self) -> str:
        return _("Use “%(reference)s” anyway") % {"reference": self.reuse_asked}

    @property
    def reuse_is_confirmed(self) -> bool:
        return self.is_confirmed(self.reuse_asked)

    def _taken(self, reference: str) -> bool:
        """Whether another record has the reference now, which the form refuses in any case."""
        records: Any = type(self.instance)._default_manager
        return bool(records.filter(reference=reference).exclude(pk=self.instance.pk).exists())
