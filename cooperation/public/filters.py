"""The ways public lists are filtered. Only what occurs among published records is offered and accepted."""

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cooperation.public.columns import Column, column, published_targets
from cooperation.public.sorting import SIZES, alphabetical, sort_choices, sorted_by
from cooperation.values.absence import Absence
from cooperation.values.forms import PartialDateFormField
from cooperation.values.lookups import overlap_q

LONGEST_SEARCH = 200


class WordsFilter(django_filters.Filter):
    """Finds records that hold every word, however its letters are written."""

    field_class = forms.CharField

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(label=_("Search words"), max_length=LONGEST_SEARCH, widget=forms.SearchInput, **kwargs)

    def filter(self, queryset: QuerySet, value: str) -> QuerySet:
        found: QuerySet = queryset.matching(value)  # type: ignore[attr-defined]
        return found


class PeriodField(PartialDateFormField):
    hint = _("For example April 2015, 2004, spring 2015 or 2018–2023.")


class PeriodFilter(django_filters.Filter):
    """Finds records of which a date may fall within the period; “not known” finds those whose date is just that."""

    field_class = PeriodField

    def __init__(self, *names: str, **kwargs: Any) -> None:
        super().__init__(names[0], label=kwargs.pop("label", _("Period")), **kwargs)
        self.names = names

    def filter(self, queryset: QuerySet, value: Any) -> QuerySet:
        if value is None:
            return queryset
        if isinstance(value, Absence):
            return queryset.filter(**{self.names[0]: value})
        return queryset.filter(reduce(or_, (overlap_q(name, value.earliest, value.latest) for name in self.names)))


class ChosenFilter(django_filters.Filter):
    """A filter by one of a closed list that is made anew for every page."""

    field_class = forms.ChoiceField

    @property
    def field(self) -> forms.Field:
        if not hasattr(self, "_field"):
            self._field = forms.ChoiceField(label=self.label, choices=self.choices(), required=False)
        return self._field

    def choices(self) -> list[tuple[str, Any]]:
        raise NotImplementedError


class OccurringFilter(ChosenFilter):
    """By a value of one of the record's own closed lists."""

    def choices(self) -> list[tuple[str, Any]]:
        field = self.model._meta.get_field(self.field_name)
        used = set(self.model.objects.published().order_by().values_list(self.field_name, flat=True).distinct())
        return [("", gettext("All")), *((value, label) for value, label in field.flatchoices if value in used)]


class LinkFilter(ChosenFilter):
    """By a record or term that is linked in one of the ways named, such as `participants.partner` or `host`."""

    def __init__(self, *ways: str, label: str | Promise) -> None:
        super().__init__(label=label)
        self.ways = ways

    def choices(self) -> list[tuple[str, Any]]:
        targets = published_targets(self.columns()[0].target)
        linked = reduce(or_, (Q(pk__in=links.values(name)) for links, name, _owner in self.links()))
        terms = [(target.reference, target.title.text) for target in targets.filter(linked)]
        return [("", gettext("All")), *sorted(terms, key=lambda choice: alphabetical(choice[1]))]

    def filter(self, queryset: QuerySet, value: str) -> QuerySet:
        if not value:
            return queryset
        found = (
            Q(pk__in=links.filter(**{f"{name}__reference": value}).values(owner)) for links, name, owner in self.links()
        )
        return queryset.filter(reduce(or_, found))

    def columns(self) -> list[Column]:
        return [column(self.model, way) for way in self.ways]

    def links(self) -> Iterable[tuple[QuerySet, str, str]]:
        """For each way: the published records or child rows, their name for the target, and for the record."""
        for way in self.columns():
            if way.rest:
                rows: Any = way.field.related_model
                yield rows.objects.published(), way.rest.name, rows.parent_field
            else:
                yield self.model.objects.published(), way.name, "pk"


class SortFilter(ChosenFilter):
    """The order of the list. It leaves nothing out."""

    def __init__(self) -> None:
        super().__init__(label=_("Sort by"))

    def choices(self) -> list[tuple[str, Any]]:
        return sort_choices(dated=self.dates() != ())

    def filter(self, queryset: QuerySet, value: str) -> QuerySet:
        return sorted_by(queryset, value, self.dates())

    def dates(self) -> tuple[str, ...]:
        period = self.parent.filters.get("period")
        return period.names if period else ()


class SizeFilter(ChosenFilter):
    """How many rows a page has."""

    def __init__(self) -> None:
        super().__init__(label=_("Rows a page"))

    def choices(self) -> list[tuple[str, Any]]:
        return [(str(size), str(size)) for size in SIZES]

    def filter(self, queryset: QuerySet, value: str) -> QuerySet:
        return queryset
