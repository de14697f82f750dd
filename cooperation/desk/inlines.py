"""Child rows and citations below a record's form."""

from typing import Any

from django.contrib import admin
from django.contrib.contenttypes.admin import GenericStackedInline
from django.db import models
from django.http import HttpRequest

from cooperation.desk.fieldsets import with_companions
from cooperation.desk.forms import DAYS, RowForm
from cooperation.desk.formsets import CitationFormSet, RowFormSet
from cooperation.desk.linking import Linking, leads_to_referenced
from cooperation.desk.merged_rows import ROW_NUMBER
from cooperation.desk.reading import columns_in, in_words_only
from cooperation.records.citations import Citation


class RowsBelow(Linking, admin.options.InlineModelAdmin):
    """Rows stacked below their record; who may change the record may change its rows. Their numbers give themselves."""

    extra = 0
    form = RowForm
    formfield_overrides = DAYS

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        fieldsets = with_companions(self.model, super().get_fieldsets(request, obj))
        if not self.may_write(request, obj):
            return in_words_only(self.model, fieldsets)
        (title, options), *others = fieldsets
        return [(title, {**options, "fields": (*options["fields"], ROW_NUMBER)}), *others]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return columns_in(self.get_fieldsets(request, obj))

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        keys = (field.name for field in self.opts.concrete_fields if leads_to_referenced(field))
        return super().get_queryset(request).select_related(*keys)

    def may_write(self, request: HttpRequest, obj: Any) -> bool:
        record_admin = self.admin_site.get_model_admin(self.parent_model)
        if obj is None:
            return record_admin.has_add_permission(request)
        return record_admin.has_change_permission(request, obj)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.may_write(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.may_write(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.may_write(request, obj)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.admin_site.get_model_admin(self.parent_model).has_view_permission(request, obj)


class RowInline(RowsBelow, admin.StackedInline):
    formset = RowFormSet

    def __init_subclass__(cls) -> None:
        cls.fk_name = cls.model.parent_field


class CitationInline(RowsBelow, GenericStackedInline):
    model = Citation
    formset: Any = CitationFormSet
    classes = ("collapse",)  # a record may have dozens
    fieldsets = (
        (None, {"fields": (("source", "paragraph"), ("field", "stance"), "reliability", ("note_en", "note_da"))}),
    )

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and db_field.name == "field":
            field.widget.attrs["list"] = "citable-fields"
        return field
