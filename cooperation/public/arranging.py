"""How a list is laid out: its order, the length of its pages, its columns. None of these leaves a record out."""

from html import escape
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from cooperation.public.choices import ChoicesField, ChoicesWidget
from cooperation.public.filters import OwnFilter
from cooperation.public.sorting import SIZES, sort_choices, sorted_by


class ArrangingFilter(OwnFilter):
    """One of a short list of choices."""

    @property
    def field(self) -> forms.Field:
        if not hasattr(self, "_field"):
            self._field = self.make_field()
        return self._field

    def make_field(self) -> forms.Field:
        return forms.ChoiceField(label=self.label, choices=self.choices(), required=False, widget=PlainSelect)

    def choices(self) -> list[tuple[str, Any]]:
        raise NotImplementedError

    def filter(self, queryset: QuerySet, value: Any) -> QuerySet:
        return queryset


class PlainSelect(forms.Select):
    """As Django writes it, without the templates of its choices: those take a twentieth of the time of a page."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        own = "".join(f' {key}="{escape(str(each))}"' for key, each in {"name": name, **(attrs or {})}.items())
        options = "".join(self.option(str(each), str(label), value) for each, label in self.choices)
        return SafeString(f"<select{own}>\n{options}</select>")

    def option(self, value: str, label: str, chosen: Any) -> str:
        selected = " selected" if value == chosen else ""
        return f'  <option value="{escape(value)}"{selected}>{escape(label)}</option>\n\n'


class SortFilter(ArrangingFilter):
    def __init__(self) -> None:
        super().__init__(label=_("Sort by"))

    def choices(self) -> list[tuple[str, Any]]:
        return sort_choices(self.model, self.parent.dates())

    def filter(self, queryset: QuerySet, value: str) -> QuerySet:
        return sorted_by(queryset, value, self.parent.dates())


class SizeFilter(ArrangingFilter):
    def __init__(self) -> None:
        super().__init__(label=_("Rows a page"))

    def choices(self) -> list[tuple[str, Any]]:
        return [(str(size), str(size)) for size in SIZES]


class ColumnsWidget(ChoicesWidget):
    def value_from_datadict(self, data: Any, files: Any, name: str) -> tuple[list[str], list[str]]:
        return data.getlist(name), []


class ColumnsFilter(ArrangingFilter):
    """Which of the columns that the list offers are shown; those it shows by itself where none is chosen."""

    def __init__(self) -> None:
        super().__init__(label=_("Columns"))

    def make_field(self) -> forms.Field:
        return ChoicesField(label=self.label, labels=lambda _asked: self.parent.offered, widget=ColumnsWidget)
