"""A kind's list: filtered, sorted, in pages, with its whole state in the address."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext as _
from django_filters.views import FilterView

from cooperation.public.counting import Counts
from cooperation.public.endings import Alternate, OfferedOtherwise, of_list
from cooperation.public.facets import MORE, show_facets
from cooperation.public.facts import Declared
from cooperation.public.filtersets import RecordFilter
from cooperation.public.listed import EVERYWHERE, ListColumn, headings, list_columns, listed_rows
from cooperation.public.narrowings import lifted, narrowings, sentence
from cooperation.public.paging import Paging
from cooperation.public.writing import in_figures, list_address
from cooperation.records.models import Record


class RecordListView(OfferedOtherwise, FilterView):
    """Subclasses name their model, filter and columns; the first column is always the title, a link.

    `further` are columns that are shown where a reader chooses them, like those that every list offers.
    `counted_where` are the choices of the list's facets, by the name of the facet and field, to which the number on the
    home page is limited.
    """

    model: type[Record]
    filterset_class: type[RecordFilter]
    template_name_suffix = "_list"
    columns: ClassVar[Declared] = ()
    further: ClassVar[Declared] = ()
    intro: ClassVar[str | Promise] = ""
    counted_where: ClassVar[Mapping[str, Sequence[str]]] = {}

    request: HttpRequest

    @cached_property
    def asked(self) -> RecordFilter:
        """What the address asks for."""
        offered = {name: column.label for name, column in self.offered().items()}
        records = self.model.objects.published()
        return self.filterset_class(self.request.GET, records, offered=offered, request=self.request)

    def filtered(self) -> QuerySet:
        """The published records that the address asks for, all of them, in its order.

        Pages, data, feeds and calendars are made of this. Nothing is fetched along: `fetched` does that for columns.
        Raises ValidationError, a list of messages for each parameter that can't be read.
        """
        if not self.asked.is_valid():
            raise ValidationError(self.asked.form.errors.as_data())
        found: QuerySet = self.asked.qs
        return found

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """As django-filter has it, but that it makes no query of all that is found: the page has its own."""
        self.object_list = self.model.objects.none()
        return self.render_to_response(self.get_context_data(filter=self.asked))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = self.what_is_found() if self.asked.is_valid() else self.what_is_wrong()
        context: dict[str, Any] = super().get_context_data(
            **kwargs,
            **found,
            form=self.asked.form,
            valid=self.asked.is_valid(),
            strange=self.asked.strange(),
            kind_plural=self.model._meta.verbose_name_plural,
            list_address=list_address(self.model),
            intro=self.intro,
        )
        return context

    def what_is_found(self) -> dict[str, Any]:
        asked, shown = self.asked, self.shown()
        counts = Counts(asked)
        page, total, keys = self.request.GET.get("page") or "1", counts.total(), counts.in_order()
        paging = Paging(asked.qs.values_list("pk", flat=True) if keys is None else keys, page, asked.size_asked, total)
        used = list(narrowings(asked))
        return {
            "paging": paging,
            "facets": show_facets(asked, counts, self.request.GET.get(MORE, "")),
            "narrowings": used,
            "lifted": lifted(asked, counts, self.model) if used and not paging.total else [],
            "renamed": asked.renamed(),
            "sentence": sentence(asked, self.model, paging.total),
            "place": place(paging),
            "headings": headings(asked, shown.values()),
            "rows": listed_rows(asked.queryset, paging.rows, shown, counts.version),
            "choosable": [(name, one.label, name in shown) for name, one in self.offered().items()],
            "columns_asked": list(asked.chosen("columns").wanted),
            "usual_columns": asked.address(without=("columns",)),
            "kept": [each for each in asked.parameters() if each[0] != "columns"],
        }

    def what_is_wrong(self) -> dict[str, Any]:
        """The fields of the facets, which then have no counts, the period as it was typed, and what else is kept."""
        form = self.asked.form
        fields = [form[name] for name in [*self.asked.facets(), "columns"]]
        return {"facet_fields": fields, "typed": self.request.GET.get("period", ""), "kept": self.asked.readable()}

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        status = 400 if not context["valid"] else 404 if context["paging"].missing else 200
        response: HttpResponse = super().render_to_response(context, **kwargs, status=status)
        return response

    def alternates(self) -> list[Alternate]:
        return of_list(self.request, self.model, self.asked.parameters()) if self.asked.is_valid() else []

    def offered(self) -> dict[str, ListColumn]:
        """The columns a reader may choose."""
        return list_columns(self.model, [*self.columns, *self.further, *EVERYWHERE])

    def shown(self) -> dict[str, ListColumn]:
        """Those that are chosen, else the list's own."""
        chosen = self.asked.chosen("columns").wanted
        if not chosen:
            return list_columns(self.model, self.columns)
        return {name: one for name, one in self.offered().items() if name in chosen}


def place(paging: Paging) -> str:
    """Which rows of the list the page has."""
    if paging.missing or paging.last == 1:
        return ""
    rows = {"first": in_figures(paging.first_row), "last": in_figures(paging.last_row)}
    return _("Rows %(first)s–%(last)s") % rows
