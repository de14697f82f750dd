"""The admin every kind of record builds on."""

from typing import Any

from django.contrib import messages
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import ngettext

from cooperation.desk.citing import citable_fields
from cooperation.desk.columns import Column, columns_of
from cooperation.desk.danish import DanishFilter, labels_behind
from cooperation.desk.deleting import deletion_plan
from cooperation.desk.fieldsets import with_companions
from cooperation.desk.forms import DAYS, RecordForm
from cooperation.desk.formsets import CitationFormSet, RowFormSet
from cooperation.desk.history import KeepsHistory
from cooperation.desk.linking import Linking
from cooperation.desk.merging import MergesChanges
from cooperation.desk.reading import in_words_only
from cooperation.desk.states import GuardsPublicRecords, MovesStates, first_state
from cooperation.exchange.admin import SpreadsheetAdminMixin
from cooperation.exchange.checked_lists import CheckedLists
from cooperation.records.languages import page_language
from cooperation.records.models import Record
from cooperation.values.texts import normalise


class RecordAdmin(
    SpreadsheetAdminMixin, Linking, GuardsPublicRecords, MergesChanges, MovesStates, KeepsHistory, CheckedLists
):
    """Lists, forms and actions of one kind of record.

    A kind names its columns, filters, fieldsets and inlines. `title` and values are shown in words, dates bring their
    basis and note, and links are chosen by typing: none of that is named again.
    """

    form = RecordForm
    formfield_overrides = DAYS
    search_fields = ("folded",)  # switches search on; see get_search_results
    list_per_page = 50
    show_full_result_count = False

    # Lists

    def get_list_display(self, request: HttpRequest) -> tuple[Column, ...]:
        model: Any = self.model
        return columns_of(model, tuple(self.list_display), page_language())

    def get_list_display_links(self, request: HttpRequest, list_display: Any) -> Any:
        return list_display[:2]

    def get_list_filter(self, request: HttpRequest) -> tuple[Any, ...]:
        return (*super().get_list_filter(request), DanishFilter)

    def get_search_results(
        self, request: HttpRequest, queryset: models.QuerySet[Any], search_term: str
    ) -> tuple[models.QuerySet[Any], bool]:
        """Titles, names and texts however their letters are written, or the journal number as it stands."""
        if not search_term.strip():
            return queryset, False
        number = normalise(search_term, one_line=True).strip()
        by_number = queryset.filter(journal_number__icontains=number)
        return queryset.matching_for_officers(search_term) | by_number, False  # type: ignore[attr-defined]

    # The form

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        fieldsets = with_companions(self.model, super().get_fieldsets(request, obj))
        reading = obj is not None and not self.has_change_permission(request, obj)
        return in_words_only(self.model, fieldsets) if reading else fieldsets

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Any]:
        return {} if obj else {"reference": ("title_en",)}

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        state = first_state(self.has_publish_permission(request))
        return {"state": state, **super().get_changeform_initial_data(request)}

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.user = request.user
        return form

    def get_view_on_site_url(self, obj: Any = None) -> str | None:
        return obj.get_absolute_url() if obj is not None and obj.is_published else None

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        record = context.get("original") or self.model()
        more = {
            "citable_fields": citable_fields(record),
            "danish_behind": labels_behind(record) if record.pk else [],
            "refusal": "" if request.method == "POST" else self.refusal_for(request, context.get("original")),
        }
        return super().render_change_form(request, {**context, **more}, *args, **kwargs)

    # Saving and deleting

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Names in rows belong to the search text; one save at the desk is one revision, though written twice."""
        super().save_related(request, form, formsets, change)
        record: Record = form.instance
        self.delete_citations(request, formsets)
        if record.search_text() != record.folded:
            record.revision -= 1
            record.save()
        self.keep_saved(form, change)

    def delete_citations(self, request: HttpRequest, formsets: Any) -> None:
        """Say how many citations went with deleted rows; one that the same form saved again goes, too."""
        deleted = [row for formset in formsets if isinstance(formset, RowFormSet) for row in formset.deleted_objects]
        if not deleted:
            return
        record, fields = formsets[0].instance, [row.citation_field for row in deleted]
        record.citations.filter(field__in=fields).delete()
        moved = sum(formset.count_moved(fields) for formset in formsets if isinstance(formset, CitationFormSet))
        count = sum(record.citations_by_field[field] for field in fields) - moved
        if count:
            told = ngettext(
                "%(count)d citation of the deleted rows was deleted too.",
                "%(count)d citations of the deleted rows were deleted too.",
                count,
            )
            self.message_user(request, told % {"count": count}, messages.WARNING)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        return deletion_plan(list(objs), request, self.admin_site)
