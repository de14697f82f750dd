"""Terms of the lookup lists in forms: retired ones stay where they are and are not given to what has them not."""

from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cooperation.desk.link_fields import LinksFormField
from cooperation.records.models import Record, Referenced


def is_term(model: type[models.Model]) -> bool:
    return issubclass(model, Referenced) and not issubclass(model, Record)


def only_offered(queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
    return queryset.filter(retired=False) if is_term(queryset.model) else queryset


class OffersTerms(forms.BaseModelForm):
    """A form whose fields for terms take those that are offered and those the record has already."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if isinstance(field, forms.ModelChoiceField):
                self.offer_terms(name, field)

    def offer_terms(self, name: str, field: Any) -> None:
        if is_term(field.queryset.model):
            field.queryset = field.queryset.filter(models.Q(retired=False) | self.had_already(name))
            field.error_messages["invalid_choice"] = gettext_lazy(
                "Choose a term that is offered: a retired one is not given anew."
            )

    def had_already(self, name: str) -> models.Q:
        if self.instance.pk is None:
            return models.Q(pk__in=[])
        if self.instance._meta.get_field(name).many_to_many:
            return models.Q(pk__in=getattr(self.instance, name).values("pk"))
        return models.Q(pk=getattr(self.instance, f"{name}_id"))


class TermsField(LinksFormField):
    """Checkboxes of terms; a retired one that the record has is marked so."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Any) -> str:
        return _("%(term)s (retired)") % {"term": obj} if obj.retired else str(obj)
