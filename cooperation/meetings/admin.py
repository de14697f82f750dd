from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from cooperation.desk.fieldsets import AREAS, NAMING, PUBLICATION, SUMMARY, staff_only
from cooperation.desk.inlines import CitationInline, RowInline
from cooperation.desk.records import RecordAdmin
from cooperation.meetings.models import AgendaItem, Meeting, MeetingParticipant, Outcome
from cooperation.meetings.resources import MeetingResource


class MeetingParticipantInline(RowInline):
    model = MeetingParticipant
    fieldsets = ((None, {"fields": (("partner", "role"), ("person", "headcount"), ("office_en", "office_da"))}),)


class AgendaItemInline(RowInline):
    model = AgendaItem
    fieldsets = ((None, {"fields": (("text_en", "text_da"),)}),)


class OutcomeInline(RowInline):
    model = Outcome
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "kind",
                    ("text_en", "text_da"),
                    ("led_to_declaration", "led_to_commitment", "led_to_meeting"),
                )
            },
        ),
    )


@admin.register(Meeting)
class MeetingAdmin(RecordAdmin):
    resource_classes = (MeetingResource,)
    list_display = ("reference", "title", "state", "kind", "status", "when", "place", "forum", "updated_at")
    list_filter = ("state", "kind", "status", "third_party", "areas")
    list_select_related = ("place", "forum")
    fieldsets = (
        (None, {"fields": (*NAMING, ("kind", "status"), "when", "place", "third_party", SUMMARY)}),
        (_("Who meets"), {"fields": ("forum", ("host", "chair"))}),
        (_("Before and beside it"), {"fields": ("previous", "related")}),
        AREAS,
        PUBLICATION,
        staff_only(),
    )
    inlines = (MeetingParticipantInline, AgendaItemInline, OutcomeInline, CitationInline)
