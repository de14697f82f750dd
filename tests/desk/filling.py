"""Forms of the desk filled in as an officer does: what the page shows, with some of it written anew."""

from datetime import date
from typing import Any

from django import forms
from django.db import models
from django.test import Client
from django.urls import reverse

Data = dict[str, Any]


def address(model: type[models.Model], page: str, *args: Any) -> str:
    return reverse(f"admin:cooperation_{model._meta.model_name}_{page}", args=args)


def change_address(record: models.Model) -> str:
    return address(type(record), "change", record.pk)


def shown(page: Any) -> Data:
    """What a browser would send if nothing were typed into the form on the page."""
    data = fields_of(page.context["adminform"].form)
    for inline in page.context["inline_admin_formsets"]:
        data |= fields_of(inline.formset.management_form)
        for form in inline.formset.forms:
            data |= fields_of(form)
    return data


def fields_of(form: forms.BaseForm) -> Data:
    sent = {bound.html_name: as_sent(bound.value(), nothing_of(bound.field)) for bound in form}
    return {name: value for name, value in sent.items() if value is not False}


def nothing_of(field: forms.Field) -> Any:
    return [] if isinstance(field, forms.ModelMultipleChoiceField) else ""


def as_sent(value: Any, nothing: Any = "") -> Any:
    if value is None:
        return nothing
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple | models.QuerySet):
        return [as_sent(one) for one in value]
    return "on" if value is True else value if value is False else str(value)


def with_row(data: Data, prefix: str, **fields: Any) -> Data:
    """A row added below the form, as “add another” does."""
    index = int(data[f"{prefix}-TOTAL_FORMS"])
    row = {f"{prefix}-{index}-{name}": as_sent(value) for name, value in fields.items()}
    return {**data, **row, f"{prefix}-TOTAL_FORMS": str(index + 1)}


def opened(client: Client, record: models.Model) -> Data:
    return shown(client.get(change_address(record)))


def saved(client: Client, record: models.Model, data: Data) -> Any:
    return client.post(change_address(record), data)


def errors_on(page: Any) -> dict[str, list[str]]:
    """Every error on the page by the name of its field."""
    context = page.context
    assert context, "the form was saved"
    all_forms = [context["adminform"].form, *(f for one in context["inline_admin_formsets"] for f in one.formset.forms)]
    return {
        form.add_prefix(name): [str(message) for message in messages]
        for form in all_forms
        for name, messages in form.errors.items()
    }
