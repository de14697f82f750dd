"""The page that explains the data: addresses, endings, filters, and the fields of every kind of record."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from cooperation.public.data.columns import Resource, public_columns
from cooperation.public.data.openapi import VERSION
from cooperation.public.data.parameters import parameters_of
from cooperation.public.data.rows import rows_name
from cooperation.public.data.schemas import description
from cooperation.public.data.shapes import shape_of
from cooperation.public.endings import LIST_ENDINGS, RECORD_ENDINGS, list_address
from cooperation.public.navigation import Kind, kinds
from cooperation.public.problems import MEDIA_TYPE
from cooperation.records.columns import Column
from cooperation.records.languages import page_language
from cooperation.records.resources import resource_of
from cooperation.records.widgets import ChoiceWidget, DayWidget, NumberWidget, YesNoWidget


@dataclass(frozen=True)
class Field:
    name: str
    title: str
    holds: str
    description: str


@dataclass(frozen=True)
class Fields:
    """What a record has of its own (`name` empty), or its child rows under their name in JSON."""

    name: str
    title: str
    fields: Sequence[Field]


@dataclass(frozen=True)
class Explained:
    kind: Kind
    csv: str
    parameters: Sequence[str]
    parts: Sequence[Fields]

    @property
    def anchor(self) -> str:
        return f"fields-{self.kind.name}"


class DataPageView(TemplateView):
    template_name = "cooperation/data.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        every = kinds()
        return super().get_context_data(
            explained=[explained(kind) for kind in every],
            example=next(list_address(kind.model, LIST_ENDINGS["csv"]) for kind in every if kind.date),
            list_endings=[ending for ending in LIST_ENDINGS.values() if any(ending.fits(kind.model) for kind in every)],
            record_endings=RECORD_ENDINGS.values(),
            version=VERSION,
            licence=settings.REGISTER_LICENCE,
            problem_type=MEDIA_TYPE,
            **kwargs,
        )


def explained(kind: Kind) -> Explained:
    resource = resource_of(kind.model)
    names = [one["name"] for one in parameters_of(kind, paged=True)]
    parts = [Fields("", capfirst(kind.single), fields_of(resource))]
    for rows in resource.row_resources():
        title = capfirst(str(rows.model()._meta.verbose_name_plural))
        parts.append(Fields(rows_name(rows, kind.model), title, fields_of(rows, rows.parent_fields())))
    return Explained(kind, list_address(kind.model, LIST_ENDINGS["csv"]), names, parts)


def fields_of(resource: Resource, without: Sequence[str] = ()) -> list[Field]:
    return [
        Field(column.name, column.titles[page_language()], holds(column), description(column))
        for column in public_columns(resource)
        if column.name not in without
    ]


def holds(column: Column) -> str:  # noqa: PLR0911 -- one case a kind of column
    """Say in words what stands in the column."""
    if name := shape_of(column).name:
        return {"PartialDate": _("partial date"), "Quantity": _("quantity"), "Money": _("money")}[name]
    if column.links:
        return _("references") if column.many else _("reference")
    match column.widget:
        case DayWidget():
            return _("day")
        case YesNoWidget():
            return _("yes or no")
        case NumberWidget():
            return _("whole number")
        case ChoiceWidget(choices=choices):
            return _("one of: %(words)s") % {"words": ", ".join(str(value) for value, _label in choices)}
    return _("text")
