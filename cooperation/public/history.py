"""The history of a record's public changes: what changed and on which day, and nobody's name."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.safestring import SafeString
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.generic import DetailView

from cooperation.public.detail import RecordDetailView, withdrawn_page
from cooperation.public.differences import Differences
from cooperation.public.left_behind import moved_to
from cooperation.public.seen import Shown
from cooperation.public.writing import history_address, written
from cooperation.records.models import Record
from cooperation.records.resources import resource_of
from cooperation.revisions.models import Revision
from cooperation.revisions.present import present_documents, with_last_rename
from cooperation.revisions.publication import is_public
from cooperation.revisions.upgrades import upgrade_document

LATEST = 200
"""Revisions looked at; older ones are left out, and the page says so."""


@dataclass(frozen=True)
class Change:
    day: date
    lines: Sequence[SafeString | str]


class RecordHistoryView(DetailView):
    """The history of the records of one `page`."""

    page: type[RecordDetailView] = RecordDetailView
    template_name = "cooperation/record_history.html"
    slug_field = "reference"
    slug_url_kwarg = "reference"
    context_object_name = "record"

    def get_queryset(self) -> Any:
        return self.page.model.objects.published()

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response: HttpResponse = super().get(request, *args, **kwargs)
        except Http404:
            moved = moved_to(self.page.model, kwargs["reference"])
            return redirect(history_address(moved), permanent=True) if moved else withdrawn_page(request)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        record: Record = self.object
        revisions = kept_revisions(record)
        captions = {rows_of(type(record), table.name): str(table.caption) for table in self.page.tables}
        changes = list(changes_of(type(record), revisions, captions))
        return super().get_context_data(
            title=written(record.title),
            kind_plural=record._meta.verbose_name_plural,
            changes=changes[::-1],
            not_whole=len(revisions) == LATEST,
            **kwargs,
        )


def rows_of(model: type[Record], name: str) -> type[models.Model]:
    rows: Any = model._meta.get_field(name).related_model
    return rows  # type: ignore[no-any-return]


def kept_revisions(record: Record) -> list[Revision]:
    """The latest of them, oldest first."""
    kept = Revision.objects.filter(content_type=ContentType.objects.get_for_model(record), object_id=record.pk)
    return list(with_last_rename(kept).select_related("action").order_by("-number")[:LATEST])[::-1]


def changes_of(model: type[Record], revisions: list[Revision], captions: dict[type, str]) -> Iterator[Change]:
    """What each revision changed for the public. Those that left the record unpublished are as if they had not been."""
    public = [revision for revision in revisions if is_public(revision)]
    if not public:
        return
    present = present_documents(model, public)
    documents = [upgrade_document(resource_of(model), present[revision.pk]) for revision in public]
    shown = Shown(model, documents)
    forms = [shown.seen(document) for document in documents]
    differences = Differences(shown, forms[-1], captions)
    if len(revisions) < LATEST:
        yield Change(day_of(public[0]), [first_line(public[0])])
    for earlier, later, before, after in zip(public, public[1:], forms, forms[1:], strict=False):
        again = [_("Published again.")] if revisions.index(later) - revisions.index(earlier) > 1 else []
        if lines := [*again, *differences.between(before, after)]:
            yield Change(day_of(later), lines)


def first_line(revision: Revision) -> str:
    found = revision.change == Revision.Change.FOUND
    return _("Published on this day or earlier.") if found else _("Published.")


def day_of(revision: Revision) -> date:
    return localdate(revision.action.at)
