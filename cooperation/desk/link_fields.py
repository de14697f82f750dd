"""Fields for links between records. What a browser sends for them need not be a key at all."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib.admin.widgets import AutocompleteMixin, AutocompleteSelect, AutocompleteSelectMultiple
from django.core.exceptions import ValidationError

from cooperation.exchange.checked_lists import is_key


class LinksFormField(forms.ModelMultipleChoiceField):
    def _check_values(self, value: Any) -> Any:
        """Refuse here what SQLite cannot take as a number; Django refuses only what Python cannot."""
        for key in value:
            if not is_key(str(key)):
                message = self.error_messages["invalid_pk_value"]
                raise ValidationError(message, code="invalid_pk_value", params={"pk": key})
        return super()._check_values(value)  # type: ignore[misc]  # Django's own, which its types leave out


class ShowsKeysOnly(AutocompleteMixin):
    """Looks up the names of chosen records when a form is shown again, and of nothing else."""

    def optgroups(self, name: str, value: Sequence[str], attr: Any = None) -> Any:
        keys = [key for key in value if is_key(str(key))]
        return super().optgroups(name, keys, attr)


class LinkSelect(ShowsKeysOnly, AutocompleteSelect):
    pass


class LinksSelect(ShowsKeysOnly, AutocompleteSelectMultiple):
    pass
