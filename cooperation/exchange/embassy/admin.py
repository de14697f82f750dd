"""Workbooks for embassies on the desk: the list of those sent out, the page on which one is sent, a page of each."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.formats import date_format
from django.utils.html import format_html_join
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from cooperation.exchange.batches.busy_page import reading_page
from cooperation.exchange.batches.models import ImportBatch
from cooperation.exchange.checked_lists import CheckedLists
from cooperation.exchange.embassy import pages
from cooperation.exchange.embassy.models import SentWorkbook
from cooperation.exchange.embassy.permissions import kinds_to_send, visible_to


@admin.register(SentWorkbook)
class SentWorkbookAdmin(CheckedLists):
    """What was sent out is kept for ever, as it was."""

    list_display = ("file_name", "partner_title", "period", "sent_at", "sent_by_name", "came_back")
    list_filter = ("sent_at",)
    search_fields = ("partner_reference", "partner_title", "file_name", "sent_by_name")
    list_per_page = 50
    show_full_result_count = False
    actions = None
    change_list_template = "admin/exchange/sent_list.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        returns = ImportBatch.objects.order_by("uploaded_at")
        return visible_to(request.user).prefetch_related(Prefetch("returns", queryset=returns))

    def has_module_permission(self, request: HttpRequest) -> bool:
        return bool(kinds_to_send(request.user))

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(kinds_to_send(request.user)) and (
            obj is None or visible_to(request.user).filter(pk=obj.pk).exists()
        )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return bool(kinds_to_send(request.user))

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description=_("came back"))
    def came_back(self, sent: Any) -> str:
        return format_html_join(
            ", ",
            '<a href="{}">{}</a>',
            (
                (
                    reverse("admin:cooperation_importbatch_change", args=[batch.pk]),
                    date_format(localtime(batch.uploaded_at), "SHORT_DATE_FORMAT"),
                )
                for batch in sent.returns.all()
            ),
        )

    def get_urls(self) -> list[Any]:
        own = [
            path(
                "<int:pk>/download/",
                self.admin_site.admin_view(self.opened(pages.download)),
                name="cooperation_sentworkbook_download",
            ),
            path(
                "questions/<int:pk>/",
                self.admin_site.admin_view(self.questions),
                name="cooperation_sentworkbook_questions",
            ),
        ]
        return own + super().get_urls()

    def opened(self, page: Callable[[Any, HttpRequest, SentWorkbook], HttpResponse]) -> Callable[..., HttpResponse]:
        def view(request: HttpRequest, pk: int) -> HttpResponse:
            return page(self, request, self.sent(request, pk))

        return view

    def sent(self, request: HttpRequest, pk: Any) -> SentWorkbook:
        """Return the workbook, if there is one and the user may import what is in it."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        found = visible_to(request.user).filter(pk=pk).first()
        if found is None:
            if SentWorkbook.objects.filter(pk=pk).exists():
                raise PermissionDenied
            raise Http404
        return found

    def questions(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What is asked of a file that came back; who may see the file may answer."""
        desk: Any = self.admin_site.get_model_admin(ImportBatch)
        return reading_page(pages.questions_page)(desk, request, desk.batch(request, pk))

    def add_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        return pages.send_page(self, request)

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        if not object_id.isdecimal():
            raise Http404
        return pages.sent_page(self, request, self.sent(request, object_id))

    def history_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.change_view(request, object_id)
