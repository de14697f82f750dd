"""What others refer to can't be deleted, whichever kind of link leads to it."""

import pytest
from django.db import models
from django.db.models import ProtectedError

from cooperation.records.links import LinksField
from cooperation.records.rows import Row
from tests.house.kinds import MODELS, factory_of

LINKS = [field for model in MODELS for field in model._meta.many_to_many]
KEYS = [
    field
    for model in MODELS
    for field in model._meta.concrete_fields
    if isinstance(field, models.ForeignKey) and not (issubclass(model, Row) and field.name == model.parent_field)
]


def field_id(field: models.Field) -> str:
    return f"{field.model.__name__}.{field.name}"


@pytest.mark.django_db
@pytest.mark.parametrize("field", LINKS, ids=field_id)
def test_a_linked_record_cannot_be_deleted(field: models.ManyToManyField) -> None:
    target = factory_of(field.related_model)()
    holder = factory_of(field.model)(**{field.name: [target]})
    with pytest.raises(ProtectedError):
        target.delete()
    assert list(getattr(holder, field.name).all()) == [target]


@pytest.mark.django_db
@pytest.mark.parametrize("field", LINKS, ids=field_id)
def test_a_record_that_links_to_others_can_be_deleted(field: models.ManyToManyField) -> None:
    target = factory_of(field.related_model)()
    factory_of(field.model)(**{field.name: [target]}).delete()
    assert type(target)._default_manager.filter(pk=target.pk).exists()


@pytest.mark.parametrize("field", LINKS, ids=field_id)
def test_every_many_to_many_field_protects_its_targets(field: models.ManyToManyField) -> None:
    assert isinstance(field, LinksField)


@pytest.mark.parametrize("field", KEYS, ids=field_id)
def test_every_foreign_key_protects_its_target(field: models.ForeignKey) -> None:
    assert field.remote_field.on_delete is models.PROTECT


@pytest.mark.django_db
def test_rows_go_with_their_record() -> None:
    rows = [model for model in MODELS if issubclass(model, Row) and model.parent_field != "record"]
    for model in rows:
        row = factory_of(model)()
        row.parent.delete()
        assert not model.objects.exists()
