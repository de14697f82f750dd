"""Search over every kind: the first hits of each, and the way to the list of all of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Count, QuerySet, Window
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from cooperation.public.filters import LONGEST_SEARCH
from cooperation.public.navigation import Kind, kinds
from cooperation.public.sorting import title_of_page
from cooperation.public.writing import in_figures, list_address, written
from cooperation.records.models import Record

SHOWN = 5


class SearchForm(forms.Form):
    q = forms.CharField(label=_("Search words"), max_length=LONGEST_SEARCH, required=False, widget=forms.SearchInput)


@dataclass(frozen=True)
class Hits:
    kind: Kind
    records: Sequence[Record]
    total: int
    address: str

    @property
    def links(self) -> list[SafeString]:
        return [written(record) for record in self.records]

    @property
    def count(self) -> str:
        return in_figures(self.total)

    @property
    def more(self) -> bool:
        return self.total > len(self.records)


class SearchView(TemplateView):
    template_name = "cooperation/search.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = SearchForm(self.request.GET)
        words = form.cleaned_data["q"] if form.is_valid() else ""
        groups = [hits for kind in kinds() if (hits := find(kind, words)).total] if words else []
        total = in_figures(sum(hits.total for hits in groups))
        return super().get_context_data(form=form, words=words, groups=groups, total=total, **kwargs)


def find(kind: Kind, words: str) -> Hits:
    """The first hits and how many there are, in one query."""
    found: QuerySet = kind.model.objects.published().matching(words).annotate(total=Window(Count("pk")))
    records = list(found.order_by(title_of_page(), "reference")[:SHOWN])
    total = records[0].total if records else 0
    return Hits(kind, records, total, list_address(kind.model, q=words))
