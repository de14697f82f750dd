"""A kind's list: filtered, sorted, in pages, with its whole state in the address."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, cast

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise, cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django_filters.views import FilterView

from cooperation.public.columns import Column, fetched
from cooperation.public.endings import Alternate, OfferedOtherwise, of_list
from cooperation.public.facts import Declared, as_fact, fact_columns
from cooperation.public.filtersets import RecordFilter
from cooperation.public.marks import Mark, record_marks, reported, resting_on_unnamed
from cooperation.public.paging import Paging
from cooperation.public.tables import Cell
from cooperation.public.writing import in_figures, list_address, listed, written
from cooperation.records.models import Record

VALUES_A_CELL = 4


@dataclass(frozen=True)
class ListedRow:
    link: SafeString
    marks: Sequence[Mark]
    cells: Sequence[Cell]


class RecordListView(OfferedOtherwise, FilterView):
    """Subclasses name their model, filter and columns; the first column is always the title, a link."""

    model: type[Record]
    filterset_class: type[RecordFilter]
    template_name_suffix = "_list"
    columns: ClassVar[Declared] = ()
    intro: ClassVar[str | Promise] = ""

    request: HttpRequest

    @cached_property
    def asked(self) -> RecordFilter:
        """What the address asks for."""
        return self.filterset_class(self.request.GET, self.model.objects.published(), request=self.request)

    def filtered(self) -> QuerySet:
        """The published records that the address asks for, all of them, in its order.

        Pages, data, feeds and calendars are made of this. Nothing is fetched along: `fetched` does that for columns.
        Raises ValidationError, a list of messages for each parameter that can't be read.
        """
        if not self.asked.is_valid():
            raise ValidationError(self.asked.form.errors.as_data())
        found: QuerySet = self.asked.qs
        return found

    def get_filterset(self, filterset_class: type[RecordFilter]) -> RecordFilter:
        return self.asked

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked: RecordFilter = kwargs["filter"]
        valid = asked.is_valid()
        narrowings = asked.narrowings()
        size = asked.size_asked if valid else 1
        paging = Paging(fetched(self.object_list, self.wanted()), self.request.GET.get("page") or "1", size)
        context: dict[str, Any] = super().get_context_data(
            **kwargs,
            form=asked.form,
            valid=valid,
            narrowings=narrowings,
            paging=paging,
            count=count_sentence(self.model, paging, narrowed=bool(narrowings)),
            labels=self.labels(),
            rows=self.listed_rows(cast("Sequence[Record]", paging.rows)),
            kind_plural=self.model._meta.verbose_name_plural,
            list_address=list_address(self.model),
            intro=self.intro,
        )
        return context

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        missing = context["valid"] and context["paging"].missing
        response: HttpResponse = super().render_to_response(context, **kwargs, status=404 if missing else 200)
        return response

    def alternates(self) -> list[Alternate]:
        return of_list(self.request, self.model) if self.asked.is_valid() else []

    def wanted(self) -> list[Column]:
        return fact_columns(self.model, self.columns)

    def labels(self) -> list[str]:
        declared = map(as_fact, self.columns)
        return [str(fact.label) or column.label for fact, column in zip(declared, self.wanted(), strict=True)]

    def listed_rows(self, records: Iterable[Record]) -> list[ListedRow]:
        records = list(records)
        unconfirmed = resting_on_unnamed(self.model, records)
        return [
            ListedRow(
                link=written(record),
                marks=[reported] if record.pk in unconfirmed and reported not in record_marks(record) else [],
                cells=[cell_of(*each, record) for each in zip(self.labels(), self.wanted(), strict=True)],
            )
            for record in records
        ]


def cell_of(label: str, column: Column, record: Record) -> Cell:
    values = column.values(record)
    return Cell(label, listed(values, VALUES_A_CELL))


def count_sentence(model: type[Record], paging: Paging, *, narrowed: bool) -> str:
    """How many there are, as a sentence: a total never stands without its rows."""
    kind = model._meta.verbose_name if paging.total == 1 else model._meta.verbose_name_plural
    words: dict[str, SafeString | str | Promise] = {"count": in_figures(paging.total), "kind": str(kind)}
    if paging.last > 1 and not paging.missing:
        words |= {"first": in_figures(paging.first_row), "last": in_figures(paging.last_row)}
        return _("%(first)s–%(last)s of %(count)s %(kind)s") % words
    return (_("%(count)s %(kind)s found") if narrowed else _("%(count)s %(kind)s")) % words
