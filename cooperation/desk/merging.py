"""Merge what an officer saves with what others saved since the form was opened."""

import json
from collections import Counter
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse

from cooperation.desk.changed_meanwhile import changed_message, kept_message, later_revisions
from cooperation.desk.deleted_meanwhile import deleted_page
from cooperation.desk.merged_rows import MergedCitations, MergedRows
from cooperation.desk.opened import revision_of
from cooperation.desk.three_way_merge import Merge, compare_fields, merge_fields
from cooperation.exchange.checked_lists import is_key
from cooperation.records.citations import Citation
from cooperation.records.resources import resource_of
from cooperation.revisions.documents import document_texts
from cooperation.revisions.models import Revision
from cooperation.revisions.upgrades import upgrade_document

USE_SAVED = "use_saved"
"""The posted names of the fields and rows of which the officer takes the saved version."""
MERGED = "merged"
"""Posted with a form that was merged before: what the officer says of its conflicts is read."""
Document = dict[str, Any]


class MergesChanges(admin.ModelAdmin):
    """The record is locked before its form is read, so of two who save at once the later one is merged with the other.

    A kind's form is an OpenedForm.
    """

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        if request.method != "POST" or object_id is None:
            return super().changeform_view(request, object_id, form_url, extra_context)
        with transaction.atomic():
            obj = self.locked(unquote(object_id))
            if obj is None and self.has_change_permission(request):
                if page := deleted_page(self, request, unquote(object_id)):
                    return page
            elif obj is not None and self.has_change_permission(request, obj):
                self.merge(request, obj)
            return super().changeform_view(request, object_id, form_url, extra_context)

    def locked(self, object_id: str) -> Any:
        if not is_key(object_id):
            return None
        return self.model._default_manager.select_for_update().filter(pk=object_id).first()

    def merge(self, request: HttpRequest, obj: Any) -> None:
        """Put the merged form in the place of what was posted, where anything was saved since it was opened."""
        number, opened = revision_of(obj), request.POST.get("based_on", "")
        if opened == str(number) and MERGED not in request.POST:
            return
        now = document_now(self.model, obj.pk)
        base = now if opened == str(number) else document_at(self.model, obj.pk, opened, now)
        merge = Merge(request.POST, base is not None, frozenset(request.POST.getlist(USE_SAVED)))
        if opened != str(number):
            merge.changed = changed_message(later_revisions(self.model, obj.pk, int(opened) if base else number - 1))
        form = self.get_form(request, obj, change=True)(instance=obj)
        merge_fields(merge, compare_fields(form, request.POST, "", base and base["fields"], now["fields"]))
        self.merge_rows(request, obj, merge, base, now)
        merge.data["based_on"] = str(number)
        request.POST = merge.data  # type: ignore[assignment]  # the stubs call it immutable
        request.merge = merge  # type: ignore[attr-defined]  # for the form and the message

    def merge_rows(self, request: HttpRequest, obj: Any, merge: Merge, base: Document | None, now: Document) -> None:
        rows, citations = [], []
        for formset in self.stored_formsets(request, obj):
            sheet = resource_of(formset.model).sheet
            args = (merge, formset, by_number(base, sheet), by_number(now, sheet) or {})
            if issubclass(formset.model, Citation):
                citations.append(MergedCitations(*args))
            else:
                rows.append(MergedRows(*args))
        cited = set().union(*(each.named_rows() for each in citations))
        for each in rows:
            each.cited = cited
            each.merge_rows()
        for each in citations:
            each.others = rows
            each.merge_rows()

    def stored_formsets(self, request: HttpRequest, obj: Any) -> list[Any]:
        """Return the formsets with what is stored, under the prefixes by which the form has them."""
        found, prefixes = [], Counter[str]()
        for formset, inline in self.get_formsets_with_inlines(request, obj):
            prefix = formset.get_default_prefix()
            prefixes[prefix] += 1
            if prefixes[prefix] > 1:
                prefix = f"{prefix}-{prefixes[prefix]}"
            found.append(formset(instance=obj, prefix=prefix, queryset=inline.get_queryset(request)))
        return found

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.merge = getattr(request, "merge", None)
        return form

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        merge: Merge | None = getattr(request, "merge", None)
        if merge and merge.also_kept:
            self.message_user(request, kept_message(merge.changed, merge.also_kept), messages.SUCCESS)
        return super().response_change(request, obj)


def document_now(model: type[models.Model], pk: int) -> Document:
    document: Document = json.loads(document_texts(resource_of(model), [pk])[pk][1])
    return document


def document_at(model: type[models.Model], pk: int, number: str, now: Document) -> Document | None:
    """Return the record as it was at a revision; None where the history does not have it.

    Fields that came in since are as they are `now`.
    """
    kept = Revision.objects.filter(content_type=ContentType.objects.get_for_model(model), object_id=pk)
    found = kept.filter(number=int(number)).first() if number.isascii() and number.isdecimal() else None
    return upgrade_document(resource_of(model), found.document, now) if found and found.document else None


def by_number(document: Document | None, sheet: str) -> dict[int, Document] | None:
    if document is None:
        return None
    return {row["number"]: row for row in document["rows"].get(sheet, ())}
