from django.contrib import admin

from cooperation.desk.terms import TermAdmin
from cooperation.vocabulary.models import Area, Category, Place, Unit
from cooperation.vocabulary.resources import AreaResource, CategoryResource, PlaceResource, UnitResource


@admin.register(Area)
class AreaAdmin(TermAdmin):
    resource_classes = (AreaResource,)


@admin.register(Category)
class CategoryAdmin(TermAdmin):
    resource_classes = (CategoryResource,)
    fieldsets = (
        (None, {"fields": ("reference", ("title_en", "title_da"), ("description_en", "description_da"), "retired")}),
    )


@admin.register(Unit)
class UnitAdmin(TermAdmin):
    resource_classes = (UnitResource,)
    list_display = ("reference", "title_en", "title_da", "plural_en", "plural_da", "retired")
    search_fields = (*TermAdmin.search_fields, "plural_en", "plural_da")
    fieldsets = ((None, {"fields": ("reference", ("title_en", "title_da"), ("plural_en", "plural_da"), "retired")}),)


@admin.register(Place)
class PlaceAdmin(TermAdmin):
    resource_classes = (PlaceResource,)
    list_display = ("reference", "title_en", "title_da", "country", "as_printed", "retired")
    list_filter = ("retired", ("country", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("country",)
    search_fields = (*TermAdmin.search_fields, "as_printed")
    fieldsets = ((None, {"fields": ("reference", ("title_en", "title_da"), "country", "as_printed", "retired")}),)
