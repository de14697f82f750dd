"""What is typed into any form, and what it is shown with, in the form that the register keeps text in."""

from typing import Any

from django.forms import BoundField, Textarea
from django.forms.renderers import DjangoTemplates
from django.forms.widgets import Input, Widget
from django.utils.functional import cached_property

from cooperation.values.texts import normalise, replace_invalid

TYPED = frozenset({"text", "search", "email", "url", "tel"})


def normalise_typed(value: Any, widget: Widget) -> Any:
    """Return what a widget for text holds; anything else, and passwords, as they are."""
    if type(value) is not str:
        return value
    if isinstance(widget, Textarea):
        return normalise(value, one_line=False)
    if isinstance(widget, Input) and widget.input_type in TYPED:
        return normalise(value, one_line=True)
    return value


class TextBoundField(BoundField):
    """An older text with a line break is shown with a space: a browser would join the words around it."""

    @property
    def data(self) -> Any:
        return normalise_typed(super().data, self.field.widget)

    @cached_property
    def initial(self) -> Any:
        found = normalise_typed(super().initial, self.field.widget)
        return replace_invalid(found) if type(found) is str else found


class TextFormRenderer(DjangoTemplates):
    bound_field_class = TextBoundField
