from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from cooperation.desk.fieldsets import AREAS, NAMING, PUBLICATION, SUMMARY, staff_only
from cooperation.desk.inlines import CitationInline
from cooperation.desk.records import RecordAdmin
from cooperation.sources.models import Source
from cooperation.sources.resources import SourceResource


@admin.register(Source)
class SourceAdmin(RecordAdmin):
    resource_classes = (SourceResource,)
    list_display = ("reference", "title", "state", "kind", "publisher", "published", "reliability", "updated_at")
    list_filter = ("state", "kind", "reliability", "classification", "language", "areas")
    list_select_related = ("publisher",)
    fieldsets = (
        (None, {"fields": (*NAMING, "title_as_printed", "kind", "reliability", SUMMARY)}),
        (
            _("Who published it, and when"),
            {
                "fields": (
                    "publisher",
                    ("publisher_note_en", "publisher_note_da"),
                    ("author", "on_behalf_of"),
                    "published",
                    "updated",
                    ("language", "other_languages"),
                )
            },
        ),
        (_("The captured text"), {"fields": ("link", ("captured_on", "sha256"), ("noise_en", "noise_da"))}),
        AREAS,
        PUBLICATION,
        staff_only("classification"),
    )
    inlines = (CitationInline,)
