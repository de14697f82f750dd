"""A record's page: title, state of affairs, facts with their sources, child rows, related records."""

from collections.abc import Callable, Iterable, Sequence
from http import HTTPStatus
from typing import Any, ClassVar

from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import DetailView

from cooperation.public.columns import fetched
from cooperation.public.endings import Alternate, OfferedOtherwise, of_record
from cooperation.public.facts import Declared, ShownFact, fact_columns, facts_of, headline_of
from cooperation.public.left_behind import moved_to
from cooperation.public.marks import explained
from cooperation.public.notes import Notes, Place
from cooperation.public.pictures.matrix import Matrix
from cooperation.public.present import present
from cooperation.public.related import Group, Related, show_related
from cooperation.public.tables import ShownTable, Table, show_table
from cooperation.public.writing import history_address, list_address, written
from cooperation.records.citations import Citation
from cooperation.records.models import Record

WHOLE = Place(gettext_lazy("The record as a whole"), "record")
SUMMARY = Place(gettext_lazy("Summary"), "summary")


class RecordDetailView(OfferedOtherwise, DetailView):
    """Subclasses declare by name what their kind of record shows."""

    model: type[Record]
    slug_field = "reference"
    slug_url_kwarg = "reference"
    context_object_name = "record"

    headline: ClassVar[Declared] = ()
    facts: ClassVar[Declared] = ()
    tables: ClassVar[Sequence[Table]] = ()
    related: ClassVar[Sequence[Related]] = ()
    pictures: ClassVar[Sequence[Callable[[Any], list[Matrix]]]] = ()

    def get_queryset(self) -> QuerySet:
        wanted = [*fact_columns(self.model, self.headline), *fact_columns(self.model, self.facts)]
        cited = Citation.objects.published().select_related("source__publisher")
        records = fetched(self.model.objects.published(), wanted, with_citations=False)
        return records.prefetch_related(Prefetch("citations", queryset=cited))

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response: HttpResponse = super().get(request, *args, **kwargs)
        except Http404:
            moved = moved_to(self.model, kwargs["reference"])
            return redirect(moved, permanent=True) if moved else withdrawn_page(request)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        record: Record = self.object
        citations = list(record.citations.all())
        notes = Notes(citations, reported_as_a_whole=record.is_reported_as_a_whole)
        # In the order of the page, so that the sources are numbered from the top.
        whole = notes.on(["", "reference", "title_en", "title_da", "third_party"], WHOLE)
        summary = notes.on(["summary_en", "summary_da"], SUMMARY)
        facts = facts_of(record, [*self.facts, "areas"], notes)
        names = [*(one.name for one in self.tables), *(one.name for one in self.related)]
        there = present(record, names, self.parts)
        declared_tables = [declared for declared in self.tables if declared.name in there]
        tables = [table for declared in declared_tables if (table := show_table(record, declared, notes))]
        matrices = [matrix for draw in self.pictures for matrix in draw(record)]
        groups = list(self.get_groups(record, [declared for declared in self.related if declared.name in there]))
        inferred = any(fact.inferred for fact in facts) or any(table.inferred for table in tables)
        return super().get_context_data(
            title=written(record.title),
            summary=written(record.summary),
            whole_cited=whole,
            summary_cited=summary,
            headline=headline_of(record, self.headline),
            marks=explained(record, citations, inferred),
            facts=facts,
            tables=tables,
            matrices=matrices,
            groups=groups,
            notes=notes,
            contents=contents(facts, [*tables, *matrices], groups, notes),
            kind_plural=self.model._meta.verbose_name_plural,
            list_address=list_address(self.model),
            history_address=history_address(record),
            **kwargs,
        )

    @cached_property
    def parts(self) -> list[Any]:
        """The records of the same kind that the page speaks of together with its own."""
        return []

    def alternates(self) -> list[Alternate]:
        return of_record(self.request, self.object)

    def get_groups(self, record: Record, related: Iterable[Related]) -> Iterable[Group]:
        for declared in related:
            if group := show_related(record, declared, self.parts):
                yield group


def withdrawn_page(request: HttpRequest) -> HttpResponse:
    """Say that what stood here was withdrawn, and nothing of what it was."""
    return render(request, "cooperation/withdrawn.html", status=HTTPStatus.GONE)


def contents(
    facts: Sequence[ShownFact], tables: Sequence[ShownTable | Matrix], groups: Sequence[Group], notes: Notes
) -> list[Place]:
    """The page's sections, for its table of contents."""
    places = [Place(_("Facts"), "facts")] if facts else []
    places += [Place(table.caption, table.anchor) for table in tables]
    places += [Place(group.heading, group.anchor) for group in groups]
    return [*places, Place(_("Sources"), "sources")] if len(notes) else places
