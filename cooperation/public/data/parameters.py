"""What a list may be asked for, told from its filters."""

from collections.abc import Iterator
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from cooperation.public.arranging import ColumnsFilter, SizeFilter, SortFilter
from cooperation.public.choices import MOST, NOT, NOT_RECORDED, WITHIN
from cooperation.public.data.shapes import Schema
from cooperation.public.filters import LONGEST_SEARCH, FacetFilter, LinkFilter, OccurringFilter, WordsFilter
from cooperation.public.filtersets import RecordFilter
from cooperation.public.navigation import Kind
from cooperation.public.periods import PeriodFilter
from cooperation.public.sorting import SIZES, USUAL_SIZE

LAST_PAGE = 999_999_999
Parameter = dict[str, Any]


def parameters_of(kind: Kind, *, paged: bool) -> list[Parameter]:
    """Return the parameters of a kind's list; those of its pages where it has such."""
    asked = kind.filters(QueryDict(), kind.model.objects.none())
    found = [one for name, each in asked.filters.items() for one in filter_parameters(asked, name, each, paged=paged)]
    return [*found, page_parameter()] if paged else found


def filter_parameters(asked: RecordFilter, name: str, one: Any, *, paged: bool) -> Iterator[Parameter]:
    match one:
        case ColumnsFilter():
            return
        case SizeFilter():
            if paged:
                sizes = {"type": "integer", "enum": [*SIZES], "default": USUAL_SIZE}
                yield parameter(name, label_of(asked, name), sizes)
        case SortFilter():
            keys = [key for key, _label in one.choices()]
            yield parameter(name, label_of(asked, name), {"type": "string", "enum": keys, "default": asked.usual_sort})
        case WordsFilter():
            yield parameter(name, label_of(asked, name), {"type": "string", "maxLength": LONGEST_SEARCH})
        case FacetFilter():
            several = {"type": "array", "maxItems": MOST, "items": values_of(one)}
            label = label_of(asked, name)
            yield parameter(name, f"{label}. {values_words(one)}", several)
            yield parameter(f"{name}{NOT}", _("Not: %(label)s.") % {"label": label}, several)
            if isinstance(one, LinkFilter) and one.with_parts:
                yield parameter(
                    f"{name}{WITHIN}", _("%(label)s, with all that belongs to it.") % {"label": label}, several
                )


def label_of(asked: RecordFilter, name: str) -> str:
    return str(asked.form.fields[name].label)


def parameter(name: str, description: str, schema: Schema) -> Parameter:
    return {"name": name, "in": "query", "description": description, "schema": schema}


def values_of(one: FacetFilter) -> Schema:
    if isinstance(one, OccurringFilter):
        return {"type": "string", "enum": [*one.labels()]}
    if isinstance(one, PeriodFilter):
        return {"type": "string", "examples": ["2004", "2014-05", "2018/2023", NOT_RECORDED]}
    return {"type": "string", "examples": [NOT_RECORDED]}


def values_words(one: FacetFilter) -> str:
    if isinstance(one, OccurringFilter):
        return _("Several mean any of them.")
    if isinstance(one, PeriodFilter):
        return _(
            "A date finds what may fall within it: EDTF, or as people write it. “not recorded” finds empty fields."
        )
    return _("A reference. Several mean any of them. “not recorded” finds empty fields.")


def page_parameter() -> Parameter:
    return parameter("page", _("The page, from 1 on."), {"type": "integer", "minimum": 1, "maximum": LAST_PAGE})
