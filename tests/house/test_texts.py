"""Every field that text is typed into brings it into the register's form, and refuses invalid characters."""

from contextlib import suppress

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.forms import CharField, Form, PasswordInput, Textarea

from cooperation.values.fields import ValueField
from cooperation.values.text_forms import TextBoundField

FIELDS = [
    pytest.param(model, field, id=f"{model.__name__}.{field.name}")
    for model in apps.get_app_config("cooperation").get_models()
    for field in model._meta.concrete_fields
    if isinstance(field, models.CharField | models.TextField) and field.editable and not field.choices
    if not isinstance(field, ValueField)
]
WRITTEN_BY_THE_REGISTER = {"Action", "FormerReference", "ImportBatch", "BatchRows", "Revision", "SentWorkbook"}
"""No form and no import writes their texts; names of accounts and files in them come through one of both."""
DECOMPOSED = "A\u030ar\nhus\thavn"


def clean(instance: models.Model, name: str) -> None:
    instance.clean_fields(exclude={field.name for field in instance._meta.concrete_fields} - {name})


@pytest.mark.parametrize(("model", "field"), FIELDS)
def test_text_is_kept_in_one_form(model: type[models.Model], field: models.Field) -> None:
    if model.__name__ in WRITTEN_BY_THE_REGISTER:
        return
    instance = model(**{field.name: DECOMPOSED})
    with suppress(ValidationError):  # a name of three words is no reference, and no address
        clean(instance, field.name)
    several = isinstance(field, models.TextField)
    assert getattr(instance, field.name) == ("År\nhus\thavn" if several else "År hus havn")


@pytest.mark.parametrize(("model", "field"), FIELDS)
def test_invalid_characters_are_refused(model: type[models.Model], field: models.Field) -> None:
    if model.__name__ in WRITTEN_BY_THE_REGISTER:
        return
    with pytest.raises(ValidationError) as refused:
        clean(model(**{field.name: "a\x81b"}), field.name)
    assert [error.code for error in refused.value.error_dict[field.name]] == ["invalid_character"]


def test_the_exemptions_are_models() -> None:
    assert {model.__name__ for model in apps.get_app_config("cooperation").get_models()} >= WRITTEN_BY_THE_REGISTER


def test_every_form_reads_text_in_one_form() -> None:
    class Typed(Form):
        line = CharField()
        lines = CharField(widget=Textarea)
        password = CharField(widget=PasswordInput)

    form = Typed({"line": DECOMPOSED, "lines": DECOMPOSED, "password": DECOMPOSED})

    assert isinstance(form["line"], TextBoundField)
    assert form.is_valid()
    assert form.cleaned_data == {"line": "År hus havn", "lines": "År\nhus\thavn", "password": DECOMPOSED}
