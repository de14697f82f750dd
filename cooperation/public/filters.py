"""The ways public lists are filtered. Only what the public may see is offered, accepted and counted."""

import re
from collections.abc import Collection, Iterator, Mapping
from copy import copy
from dataclasses import dataclass, replace
from functools import reduce
from html import escape
from operator import or_
from typing import Any, Final, Self

import django_filters
from django import forms
from django.db.models import ManyToManyField, Q, QuerySet
from django.db.models.expressions import RawSQL
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from cooperation.public.as_of import STATUS
from cooperation.public.choices import NOT, NOT_RECORDED, WITHIN, Choices, ChoicesField, PartsField, not_recorded
from cooperation.public.columns import Column, column, published_targets
from cooperation.public.left_behind import renamed
from cooperation.records.hierarchy import keys_below
from cooperation.records.matching import keys_matching
from cooperation.records.models import reference_format
from cooperation.records.tables import among_ids

LONGEST_SEARCH = 200
IS_REFERENCE: Final = re.compile(str(reference_format.regex.pattern)).match  # type: ignore[union-attr]


class OwnFilter(django_filters.Filter):
    """Each list has copies of its filters; Django would copy what they hold, too, which never changes."""

    def __deepcopy__(self, memo: object) -> Self:
        return copy(self)


class PlainSearchInput(forms.SearchInput):
    """As Django writes it, without its templates."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        given = {"type": self.input_type, "name": name, "value": value, **self.build_attrs(self.attrs, attrs)}
        every = (f' {key}="{escape(str(each))}"' for key, each in given.items() if each not in (None, "", False))
        return SafeString(f"<input{''.join(every)}>")


class WordsFilter(OwnFilter):
    """Finds records that hold every word, however its letters are written.

    They are looked up once, since a list with its facets asks several times for those that the words leave.
    """

    field_class = forms.CharField

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(label=_("Search words"), max_length=LONGEST_SEARCH, widget=PlainSearchInput, **kwargs)

    def filter(self, queryset: QuerySet, value: str) -> QuerySet:
        if not value:
            return queryset
        return queryset.filter(pk__in=among_ids(self.keys(value)))

    def keys(self, value: str) -> Collection[int]:
        """Those of the published records that hold the words."""
        if not hasattr(self, "_keys"):
            self._keys = keys_matching(self.model, value)
        keys: Collection[int] = self._keys
        return keys


class FacetFilter(OwnFilter):
    """By values that are chosen, several of them meaning any; each is offered with the number of records it leaves."""

    @property
    def field(self) -> forms.Field:
        if not hasattr(self, "_field"):
            self._field = self.make_field()
        return self._field

    def make_field(self) -> forms.Field:
        return ChoicesField(label=self.heading, labels=self.labels, renamed=self.renamed)

    def renamed(self, values: Collection[str]) -> Mapping[str, str]:
        """Of values that there are not, what they are called now."""
        return {}

    @property
    def heading(self) -> str:
        return str(self.label)

    def parameters(self, name: str) -> tuple[str, ...]:
        """What addresses write for the filter of this name."""
        return name, f"{name}{NOT}"

    def labels(self, values: Collection[str]) -> Mapping[str, str | Promise]:
        raise NotImplementedError

    def having(self, values: Collection[str]) -> Q:
        """Records that have any of these values."""
        raise NotImplementedError

    def having_chosen(self, value: Choices) -> Q:
        """Records that have any of what is wanted."""
        return self.having(value.wanted)

    def filter(self, queryset: QuerySet, value: Choices) -> QuerySet:
        if value.wanted or value.within:
            queryset = queryset.filter(self.having_chosen(value))
        if value.unwanted:
            queryset = queryset.filter(~self.having(value.unwanted))
        return queryset


class OccurringFilter(FacetFilter):
    """By a value of one of the record's own closed lists."""

    @property
    def heading(self) -> str:
        if self.field_name == STATUS:  # the values stand there without the dates of their sources
            return str(_("Last known status"))
        return capfirst(str(self.model._meta.get_field(self.field_name).verbose_name))

    def labels(self, values: Collection[str] = ()) -> Mapping[str, str | Promise]:
        field = self.model._meta.get_field(self.field_name)
        known = dict(field.flatchoices)
        return known | {NOT_RECORDED: not_recorded()} if field.blank else known

    def having(self, values: Collection[str]) -> Q:
        return Q(**{f"{self.field_name}__in": ["" if value == NOT_RECORDED else value for value in values]})


@dataclass(frozen=True)
class Joined:
    """Rows of a table that hold a record's key and that of what it is linked with, by their names there."""

    rows: Any
    record: str
    target: str

    def to(self, targets: QuerySet) -> "Joined":
        """Those that lead to what the public may see."""
        return replace(self, rows=self.rows.filter(**{f"{self.target}__in": targets}))

    def naming(self, references: Collection[str]) -> QuerySet:
        """The keys of the records that are linked with one of these."""
        rows: QuerySet = self.rows.filter(**{f"{self.target}__reference__in": references})
        return rows.values(self.record)

    def leading_to(self, keys: RawSQL) -> QuerySet:
        """The keys of the records that are linked with what has one of these keys."""
        rows: QuerySet = self.rows.filter(**{f"{self.target}__in": keys})
        return rows.values(self.record)

    def pairs(self, narrowed: QuerySet | None) -> QuerySet:
        """Keys of record and target, for the narrowed records alone."""
        rows = self.rows.all() if narrowed is None else self.rows.filter(**{f"{self.record}__in": narrowed})
        pairs: QuerySet = rows.order_by().values_list(self.record, self.target)
        return pairs


class LinkFilter(FacetFilter):
    """By a record or term that is linked in one of the ways named, such as `participants.partner` or `host`.

    `says` puts it into a sentence: “with %(names)s”.
    """

    def __init__(self, *ways: str, label: str | Promise, says: str | Promise = "") -> None:
        super().__init__(label=label)
        self.ways = ways
        self.says = says

    def make_field(self) -> forms.Field:
        if not self.with_parts:
            return super().make_field()
        return PartsField(label=self.heading, labels=self.labels, renamed=self.renamed, with_parts=self.with_parts)

    @property
    def with_parts(self) -> str | Promise:
        """What a target is called with all below it; nothing where targets are not taken together so."""
        known = hasattr(self, "model")  # that of a class of filters knows no model
        return getattr(self.columns()[0].target, "with_parts", "") if known else ""

    def parameters(self, name: str) -> tuple[str, ...]:
        return (*super().parameters(name), f"{name}{WITHIN}") if self.with_parts else super().parameters(name)

    def having_chosen(self, value: Choices) -> Q:
        found = [self.having(value.wanted)] if value.wanted else []
        return reduce(or_, [*found, self.having_below(value.within)] if value.within else found)

    def having_below(self, references: Collection[str]) -> Q:
        """Records that are linked with one of these, or with a published target below one of them, at any level."""
        keys = self.keys_with_parts(tuple(references))
        return reduce(or_, (Q(pk__in=joined.leading_to(among_ids(keys))) for joined in self.joined()))

    def keys_with_parts(self, references: tuple[str, ...]) -> list[int]:
        """Looked up once, since a list with its facets asks several times."""
        found: dict[tuple[str, ...], list[int]] = self.__dict__.setdefault("_with_parts", {})
        if references not in found:
            own = list(self.targets().filter(reference__in=references).order_by().values_list("pk", flat=True))
            found[references] = [*own, *keys_below(self.targets().model, own)]
        return found[references]

    def labels(self, values: Collection[str]) -> Mapping[str, str | Promise]:
        references = [value for value in values if IS_REFERENCE(value)]
        named = self.targets().filter(reference__in=references) if references else ()
        known = {target.reference: target.title.text for target in named}
        return known | {NOT_RECORDED: not_recorded()}

    def renamed(self, values: Collection[str]) -> Mapping[str, str]:
        return renamed(self.columns()[0].target, values)

    def having(self, values: Collection[str]) -> Q:
        references = [value for value in values if value != NOT_RECORDED]
        found = [Q(pk__in=joined.naming(references)) for joined in self.joined()] if references else []
        return reduce(or_, [*found, self.without_any()] if NOT_RECORDED in values else found)

    def without_any(self) -> Q:
        """Records that are linked with nothing the public may see."""
        return ~reduce(or_, (Q(pk__in=joined.rows.values(joined.record)) for joined in self.joined()))

    def columns(self) -> list[Column]:
        return [column(self.model, way) for way in self.ways]

    def targets(self) -> QuerySet:
        return published_targets(self.columns()[0].target)

    def joined(self) -> Iterator[Joined]:
        """Each way as the rows that may be seen."""
        for way in self.columns():
            model: Any = way.model
            field: Any = way.field
            if way.rest:
                rows = field.related_model
                yield Joined(rows.objects.published(), rows.parent_field, way.rest.name)
            elif isinstance(field, ManyToManyField):
                through: Any = field.remote_field.through
                links = Joined(through.objects, field.m2m_field_name(), field.m2m_reverse_field_name())
                yield links.to(self.targets())
            else:
                yield Joined(model.objects.published().order_by(), "pk", way.name).to(self.targets())
