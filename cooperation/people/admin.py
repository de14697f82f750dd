from django.contrib import admin

from cooperation.desk.fieldsets import AREAS, NAMING, PUBLICATION, SUMMARY, staff_only
from cooperation.desk.inlines import CitationInline, RowInline
from cooperation.desk.records import RecordAdmin
from cooperation.people.models import Office, Person, PersonSpelling
from cooperation.people.resources import PersonResource


class PersonSpellingInline(RowInline):
    model = PersonSpelling
    fieldsets = ((None, {"fields": ("name",)}),)


class OfficeInline(RowInline):
    model = Office
    fieldsets = ((None, {"fields": (("title_en", "title_da"), "body", "period")}),)


@admin.register(Person)
class PersonAdmin(RecordAdmin):
    resource_classes = (PersonResource,)
    list_display = ("reference", "title", "state", "last_verified", "updated_at")
    list_filter = ("state", "areas")
    fieldsets = ((None, {"fields": (*NAMING, SUMMARY)}), AREAS, PUBLICATION, staff_only())
    inlines = (OfficeInline, PersonSpellingInline, CitationInline)
