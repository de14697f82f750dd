from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from cooperation.declarations.models import Declaration, DeclarationParty, DeclarationRelation
from cooperation.declarations.resources import DeclarationResource
from cooperation.desk.fieldsets import AREAS, NAMING, PUBLICATION, SUMMARY, staff_only
from cooperation.desk.inlines import CitationInline, RowInline
from cooperation.desk.records import RecordAdmin


class DeclarationPartyInline(RowInline):
    model = DeclarationParty
    fieldsets = ((None, {"fields": (("partner", "capacity"), "person", "date")}),)


class DeclarationRelationInline(RowInline):
    model = DeclarationRelation
    fieldsets = ((None, {"fields": (("kind", "target"),)}),)


@admin.register(Declaration)
class DeclarationAdmin(RecordAdmin):
    resource_classes = (DeclarationResource,)
    list_display = ("reference", "title", "state", "kind", "status", "signed", "third_party", "updated_at")
    list_filter = ("state", "kind", "status", "legal_nature", "third_party", "areas")
    fieldsets = (
        (
            None,
            {"fields": (*NAMING, "title_as_printed", ("kind", "legal_nature", "status"), "third_party", SUMMARY)},
        ),
        (
            _("How it came about"),
            {"fields": ("announced", "negotiation_rounds", "directed_by", "signed", ("meeting", "place"))},
        ),
        (
            _("How long it holds"),
            {
                "fields": (
                    "in_force",
                    "ended",
                    "period",
                    ("duration_en", "duration_da"),
                    ("renewal_en", "renewal_da"),
                    ("notice_en", "notice_da"),
                )
            },
        ),
        (
            _("Where it applies"),
            {"fields": (("applies_denmark", "applies_faroe_islands", "applies_greenland"),)},
        ),
        (_("Where it is registered"), {"fields": (("lovtidende_c", "un_registration", "folketing_identifier"),)}),
        AREAS,
        PUBLICATION,
        staff_only(),
    )
    inlines = (DeclarationPartyInline, DeclarationRelationInline, CitationInline)
