"""How a list is laid out: its order, the length of its pages, its columns. None of these leaves a record out."""

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cooperation.public.choices import ChoicesField, ChoicesWidget
from cooperation.public.sorting import SIZES, sort_choices, sorted_by


class ArrangingFilter(django_filters.Filter):
    """One of a short list of choices."""

    @property
    def field(self) -> forms.Field:
        if not hasattr(self, "_field"):
            self._field = self.make_field()
        return self._field

    def make_field(self) -> forms.Field:
        return forms.ChoiceField(label=self.label, choices=self.choices(), required=False)

    def choices(self) -> list[tuple[str, Any]]:
        raise NotImplementedError

    def filter(self, queryset: QuerySet, value: Any) -> QuerySet:
        return queryset


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
