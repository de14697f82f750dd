"""What the desk says of Danish that is older than its English: a filter of the lists and a word on the form."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cooperation.records.models import Record
from cooperation.records.tables import among_ids
from cooperation.revisions.translations import behind, texts_behind


class DanishFilter(admin.SimpleListFilter):
    title = _("Danish")
    parameter_name = "danish"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("older", _("older than the English")), ("missing", _("title missing"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet | None:
        if self.value() == "older":
            return queryset.filter(pk__in=among_ids(behind(queryset.model)))
        return queryset.filter(title_da="") if self.value() == "missing" else None


def labels_behind(record: Record) -> list[str]:
    """The labels of the Danish texts to look at again."""
    return [str(record._meta.get_field(name).verbose_name) for name in texts_behind(record)]  # type: ignore[union-attr]
