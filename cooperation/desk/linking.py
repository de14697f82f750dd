"""How links between records are chosen at the desk."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db import models
from django.forms import Field
from django.http import HttpRequest

from cooperation.desk.link_fields import LinkSelect, LinksFormField, LinksSelect
from cooperation.desk.offering import TermsField, is_term
from cooperation.records.models import Referenced


def typed_links(model: type[models.Model]) -> tuple[str, ...]:
    """Links to records and terms, chosen by typing a name; all but many terms at once, which are ticked."""
    fields = (*model._meta.concrete_fields, *model._meta.many_to_many)
    return tuple(f.name for f in fields if leads_to_referenced(f) and not is_ticked(f))


def leads_to_referenced(field: Any) -> bool:
    return field.is_relation and isinstance(field.related_model, type) and issubclass(field.related_model, Referenced)


def is_ticked(field: Any) -> bool:
    return bool(field.many_to_many and is_term(field.related_model))


class Linking(admin.options.BaseModelAdmin):
    def get_autocomplete_fields(self, request: HttpRequest) -> tuple[str, ...]:
        return typed_links(self.model)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = LinkSelect(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if is_ticked(db_field):
            return db_field.formfield(form_class=TermsField)
        kwargs |= {"widget": LinksSelect(db_field, self.admin_site), "form_class": LinksFormField}
        field: Any = super().formfield_for_manytomany(db_field, request, **kwargs)
        field.widget.is_required = True  # else a cross that removes all stands where only list items may
        return field

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Field | None:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_delete_related = False  # records are deleted on their own pages
            if is_ticked(db_field):
                field.widget = field.widget.widget  # the admin's script can't put a new tick among the others
        return field
