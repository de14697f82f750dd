from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from cooperation.desk.fieldsets import AREAS, NAMING, PUBLICATION, SUMMARY, staff_only
from cooperation.desk.inlines import CitationInline, RowInline
from cooperation.desk.records import RecordAdmin
from cooperation.funds.models import Fund, FundingLine
from cooperation.funds.resources import FundResource


class FundingLineInline(RowInline):
    model = FundingLine
    fieldsets = (
        (None, {"fields": (("title_en", "title_da"), ("stage", "money"), "years", "decided_in")}),
        (_("What it pays for"), {"fields": (("programme", "activity", "partner"),)}),
        (_("Totals"), {"fields": ("counts_in_totals", ("why_not_en", "why_not_da"))}),
    )


@admin.register(Fund)
class FundAdmin(RecordAdmin):
    resource_classes = (FundResource,)
    list_display = ("reference", "title", "state", "last_verified", "updated_at")
    list_filter = ("state", "areas")
    fieldsets = (
        (None, {"fields": (*NAMING, ("purpose_en", "purpose_da"), SUMMARY)}),
        (_("Who runs it"), {"fields": ("authorities", "established_by")}),
        AREAS,
        PUBLICATION,
        staff_only(),
    )
    inlines = (FundingLineInline, CitationInline)
