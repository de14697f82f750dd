from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from cooperation.desk.fieldsets import AREAS, NAMING, PUBLICATION, SUMMARY, staff_only
from cooperation.desk.inlines import CitationInline, RowInline
from cooperation.desk.records import RecordAdmin
from cooperation.partners.models import ContactPoint, Membership, Partner, PartnerCategory, PartnerName
from cooperation.partners.resources import PartnerResource


class PartnerNameInline(RowInline):
    model = PartnerName
    fieldsets = ((None, {"fields": (("name", "kind"),)}),)


class MembershipInline(RowInline):
    model = Membership
    fieldsets = ((None, {"fields": (("forum", "role"), "period")}),)


class PartnerCategoryInline(RowInline):
    model = PartnerCategory
    fieldsets = ((None, {"fields": ("category", "period")}),)


class ContactPointInline(RowInline):
    model = ContactPoint
    fieldsets = ((None, {"fields": ("kind", "address", ("telephone", "fax", "mail"))}),)


@admin.register(Partner)
class PartnerAdmin(RecordAdmin):
    resource_classes = (PartnerResource,)
    list_display = (
        "reference",
        "title",
        "state",
        "kind",
        "standing",
        "iso_alpha2",
        "parent",
        "cooperation_since",
        "updated_at",
    )
    list_filter = ("state", "kind", "standing", "categories__category", "areas")
    list_select_related = ("parent",)
    fieldsets = (
        (None, {"fields": (*NAMING, ("short_name_en", "short_name_da"), ("kind", "standing"), "parent", SUMMARY)}),
        (_("Countries"), {"fields": (("iso_alpha2", "iso_alpha3"),)}),
        (_("Cooperation"), {"fields": ("cooperation_since",)}),
        AREAS,
        PUBLICATION,
        staff_only(),
    )
    inlines = (PartnerNameInline, PartnerCategoryInline, MembershipInline, ContactPointInline, CitationInline)
