"""Imports on the desk: the list of all batches, and the pages of each."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import gettext_lazy as _

from cooperation.exchange.batches import pages
from cooperation.exchange.batches.busy_page import Page, reading_page
from cooperation.exchange.batches.columns_page import columns_page
from cooperation.exchange.batches.models import ImportBatch
from cooperation.exchange.batches.permissions import kinds, kinds_for, may_import
from cooperation.exchange.batches.undo_page import undo_page
from cooperation.exchange.batches.upload_page import upload_page
from cooperation.exchange.checked_lists import CheckedLists

PAGES: dict[str, Page] = {
    "columns": reading_page(columns_page),
    "choose": pages.choose,
    "bring_in": pages.bring_in,
    "undo": undo_page,
    "file": pages.file_page,
    "errors": reading_page(pages.errors_page),
    "parked": reading_page(pages.parked_page),
}


@admin.register(ImportBatch)
class ImportBatchAdmin(CheckedLists):
    """Nothing is entered by a form here and nothing is deleted: a batch is kept for ever."""

    list_display = ("file_name", "kind_in_words", "uploaded_at", "uploaded_by_name", "state", "rows")
    list_filter = ("state", "uploaded_at")
    search_fields = ("file_name", "sha256", "uploaded_by_name")
    list_per_page = 50
    show_full_result_count = False
    actions = None
    change_list_template = "admin/exchange/batches.html"

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        return super().get_queryset(request).filter(kind__in=kinds_for(request.user))

    def has_module_permission(self, request: HttpRequest) -> bool:
        return bool(kinds_for(request.user))

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_import(request.user, obj.kind) if obj else bool(kinds_for(request.user))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return may_import(request.user, "")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description=_("kind of record"), ordering="kind")
    def kind_in_words(self, batch: ImportBatch) -> str:
        model = kinds().get(batch.kind)
        return str(model._meta.verbose_name_plural) if model else str(_("the whole register"))

    @admin.display(description=_("rows"))
    def rows(self, batch: ImportBatch) -> int:
        return batch.rows_in_all

    def get_urls(self) -> list[Any]:
        own = [
            path(
                f"<int:pk>/{name}/",
                self.admin_site.admin_view(self.opened(page)),
                name=f"cooperation_importbatch_{name}",
            )
            for name, page in PAGES.items()
        ]
        return own + super().get_urls()

    def opened(self, page: Page) -> Callable[..., HttpResponse]:
        def view(request: HttpRequest, pk: int) -> HttpResponse:
            return page(self, request, self.batch(request, pk))

        return view

    def batch(self, request: HttpRequest, pk: Any) -> ImportBatch:
        """Return the batch, if there is one and its kind is among those the user may import.

        What its forms send is stored as JSON, in which PostgreSQL takes no null character.
        """
        if any("\0" in f"{name}{value}" for name, values in request.POST.lists() for value in values):
            raise BadRequest
        batch = ImportBatch.objects.filter(pk=pk).first()
        if batch is None:
            raise Http404
        if not may_import(request.user, batch.kind):
            raise PermissionDenied
        return batch

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        if not object_id.isdecimal():
            raise Http404
        return pages.batch_page(self, request, self.batch(request, object_id))

    def history_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.change_view(request, object_id)

    def add_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Import a whole workbook."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        return upload_page(self, request, "")
