from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from cooperation.activities.models import Activity, ActivityItem, ActivityParticipant
from cooperation.activities.resources import ActivityResource
from cooperation.desk.fieldsets import AREAS, NAMING, PUBLICATION, SUMMARY, staff_only
from cooperation.desk.inlines import CitationInline, RowInline
from cooperation.desk.records import RecordAdmin


class ActivityParticipantInline(RowInline):
    model = ActivityParticipant
    fieldsets = ((None, {"fields": (("partner", "role"), "headcount", ("note_en", "note_da"))}),)


class ActivityItemInline(RowInline):
    model = ActivityItem
    fieldsets = (
        (
            None,
            {"fields": (("what_en", "what_da"), ("category", "stage"), ("quantity", "unit"), "value")},
        ),
    )


@admin.register(Activity)
class ActivityAdmin(RecordAdmin):
    resource_classes = (ActivityResource,)
    list_display = ("reference", "title", "state", "kind", "status", "direction", "when", "place", "updated_at")
    list_filter = ("state", "kind", "status", "direction", "areas")
    list_select_related = ("place",)
    fieldsets = (
        (
            None,
            {
                "fields": (
                    *NAMING,
                    ("kind", "status"),
                    "direction",
                    "when",
                    "place",
                    SUMMARY,
                    ("result_en", "result_da"),
                )
            },
        ),
        (_("Belongs with"), {"fields": (("programme", "parent"), "channels", "iati_reportable")}),
        AREAS,
        PUBLICATION,
        staff_only(),
    )
    inlines = (ActivityParticipantInline, ActivityItemInline, CitationInline)
