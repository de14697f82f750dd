from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from cooperation.desk.fieldsets import AREAS, NAMING, PUBLICATION, SUMMARY, staff_only
from cooperation.desk.inlines import CitationInline, RowInline
from cooperation.desk.records import RecordAdmin
from cooperation.programmes.models import Programme, ProgrammePartner
from cooperation.programmes.resources import ProgrammeResource


class ProgrammePartnerInline(RowInline):
    model = ProgrammePartner
    fieldsets = ((None, {"fields": (("partner", "role"),)}),)


@admin.register(Programme)
class ProgrammeAdmin(RecordAdmin):
    resource_classes = (ProgrammeResource,)
    list_display = ("reference", "title", "state", "kind", "status", "period", "parent", "updated_at")
    list_filter = ("state", "kind", "status", "areas")
    list_select_related = ("parent",)
    fieldsets = (
        (None, {"fields": (*NAMING, ("kind", "status"), "period", SUMMARY, ("aims_en", "aims_da"))}),
        (_("Belongs with"), {"fields": (("parent", "predecessor"), "established_by")}),
        (_("Who runs it"), {"fields": (("lead_authority", "oda_share"), "channels", "iati_reportable")}),
        AREAS,
        PUBLICATION,
        staff_only(),
    )
    inlines = (ProgrammePartnerInline, CitationInline)
