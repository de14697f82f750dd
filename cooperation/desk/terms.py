"""The admin of the lookup lists."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest, HttpResponse

from cooperation.desk.columns import Column, columns_of
from cooperation.desk.forms import OpenedForm
from cooperation.desk.history import KeepsHistory
from cooperation.desk.linking import Linking
from cooperation.desk.merging import MergesChanges
from cooperation.exchange.admin import SpreadsheetAdminMixin
from cooperation.exchange.checked_lists import CheckedLists
from cooperation.records.languages import page_language
from cooperation.records.permissions import term_refusal
from cooperation.search.folding import fold


class TermAdmin(SpreadsheetAdminMixin, Linking, MergesChanges, KeepsHistory, CheckedLists):
    """Terms are added, put right and retired, and never deleted."""

    form = OpenedForm
    list_display: Any = ("reference", "title_en", "title_da", "retired")
    list_display_links = ("reference", "title_en")
    list_filter: ClassVar[Any] = ("retired",)
    search_fields: ClassVar[Any] = ("reference", "title_en", "title_da")
    fieldsets = ((None, {"fields": ("reference", ("title_en", "title_da"), "retired")}),)
    list_per_page = 100
    show_full_result_count = False

    def get_list_display(self, request: HttpRequest) -> tuple[Column, ...]:
        model: Any = self.model
        return columns_of(model, tuple(self.list_display), page_language())

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        self.keep_saved(form, change)

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        told = self.has_add_permission(request) and not self.has_change_permission(request)
        more = {"refusal": term_refusal() if told and context.get("original") else ""}
        return super().render_change_form(request, {**context, **more}, *args, **kwargs)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Any]:
        return {} if obj else {"reference": ("title_en",)}

    def get_search_results(
        self, request: HttpRequest, queryset: models.QuerySet[Any], search_term: str
    ) -> tuple[models.QuerySet[Any], bool]:
        """The lists are short enough to fold here: a term has no search text of its own."""
        words = fold(search_term).split()
        if not words:
            return queryset, False
        names = queryset.order_by().values_list("pk", *self.search_fields)
        found = [pk for pk, *texts in names if all(word in fold(" ".join(texts)) for word in words)]
        return queryset.filter(pk__in=found), False
