from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from cooperation.desk.fieldsets import AREAS, NAMING, PUBLICATION, SUMMARY, staff_only
from cooperation.desk.inlines import CitationInline
from cooperation.desk.records import RecordAdmin
from cooperation.statements.models import Statement
from cooperation.statements.resources import StatementResource


@admin.register(Statement)
class StatementAdmin(RecordAdmin):
    resource_classes = (StatementResource,)
    list_display = ("reference", "title", "state", "kind", "speaker", "when", "updated_at")
    list_filter = ("state", "kind", "areas")
    list_select_related = ("speaker",)
    fieldsets = (
        (None, {"fields": (*NAMING, "kind", ("text_en", "text_da"), "when", SUMMARY)}),
        (_("Who says it"), {"fields": (("speaker", "speaker_person", "speaker_source"),)}),
        (
            _("What it is about"),
            {
                "fields": (
                    "about_partners",
                    "about_programmes",
                    "about_activities",
                    "about_funds",
                    "about_meetings",
                    "about_declarations",
                )
            },
        ),
        AREAS,
        PUBLICATION,
        staff_only(),
    )
    inlines = (CitationInline,)
