"""The reports of readers on the desk."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from cooperation.exchange.checked_lists import CheckedLists
from cooperation.reports.forms import known_address
from cooperation.reports.models import ErrorReport


@admin.register(ErrorReport)
class ErrorReportAdmin(CheckedLists):
    """Readers write them; officers say what became of them."""

    list_display = ("beginning", "page", "state", "sent_at", "handled_by")
    list_filter = ("state", "sent_at", "language")
    list_select_related = ("handled_by",)
    search_fields = ("message", "page", "note")
    list_per_page = 50
    show_full_result_count = False
    fields = ("message", "page_link", "mail", "language", "sent_at", "state", "note", "handled_by", "handled_at")
    readonly_fields = ("message", "page_link", "mail", "language", "sent_at", "handled_by", "handled_at")

    @admin.display(description=_("message"), ordering="message")
    def beginning(self, report: ErrorReport) -> str:
        return Truncator(report.message).chars(90)

    @admin.display(description=_("page"), empty_value="–")
    def page_link(self, report: ErrorReport) -> SafeString | None:
        page = known_address(report.page)
        return format_html('<a href="{}">{}</a>', page, page) if page else None

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        obj.handled_by, obj.handled_at = request.user, timezone.now()
        super().save_model(request, obj, form, change)
