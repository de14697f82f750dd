from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from cooperation.commitments.models import Commitment, Progress
from cooperation.commitments.resources import CommitmentResource
from cooperation.desk.fieldsets import AREAS, NAMING, PUBLICATION, SUMMARY, staff_only
from cooperation.desk.inlines import CitationInline, RowInline
from cooperation.desk.records import RecordAdmin


class ProgressInline(RowInline):
    model = Progress
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("day", "status"),
                    ("text_en", "text_da"),
                    "evidence_activities",
                    "evidence_declarations",
                    "evidence_sources",
                )
            },
        ),
    )


@admin.register(Commitment)
class CommitmentAdmin(RecordAdmin):
    resource_classes = (CommitmentResource,)
    list_display = (
        "reference",
        "title",
        "state",
        "operative_verb",
        "declaration",
        "meeting",
        "due_kind",
        "due",
        "updated_at",
    )
    list_filter = ("state", "operative_verb", "due_kind", "areas")
    list_select_related = ("declaration", "meeting")
    fieldsets = (
        (None, {"fields": (*NAMING, ("declaration", "meeting"), "operative_verb", ("text_en", "text_da"), SUMMARY)}),
        (_("Who to whom"), {"fields": ("committed_by", "committed_to", "responsible_authority")}),
        (_("Target"), {"fields": (("target", "target_unit"), "target_money")}),
        (_("Due"), {"fields": ("due_kind", "due", ("due_condition_en", "due_condition_da"))}),
        AREAS,
        PUBLICATION,
        staff_only("responsible_officer"),
    )
    inlines = (ProgressInline, CitationInline)
