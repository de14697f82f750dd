"""A value's field and its companions in migrations: written once, and found unchanged afterwards."""

from typing import Any

from django.db import models
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.state import ModelState, ProjectState
from django.db.migrations.writer import MigrationWriter
from django.test.utils import isolate_apps

from cooperation.values.fields import MoneyField, PartialDateField, QuantityField


def as_written(field: models.Field) -> models.Field:
    """The field as it comes back from a migration's file."""
    code, imports = MigrationWriter.serialize(field)
    names: dict[str, Any] = {}
    exec("\n".join(imports), names)  # noqa: S102
    return eval(code, names)  # type: ignore[no-any-return]  # noqa: S307


def state_with(model: ModelState) -> ProjectState:
    state = ProjectState()
    state.add_model(model)
    return state


def test_nothing_has_changed_after_a_migration(delivery_model: type[models.Model]) -> None:
    now = ModelState.from_model(delivery_model)
    migrated = ModelState(
        now.app_label, now.name, [(name, as_written(field)) for name, field in now.fields.items()], now.options
    )
    changes = MigrationAutodetector(state_with(migrated), state_with(now))._detect_changes()  # type: ignore[attr-defined]
    assert changes == {}


def test_a_historical_model_has_each_column_once(delivery_model: type[models.Model]) -> None:
    historical = state_with(ModelState.from_model(delivery_model)).apps.get_model("cooperation", "Delivery")
    assert [field.name for field in historical._meta.local_fields] == [
        field.name for field in delivery_model._meta.local_fields
    ]


def test_a_historical_model_from_before_its_companions_has_none() -> None:
    fields: list[tuple[str, models.Field]] = [
        ("id", models.BigAutoField(primary_key=True)),
        ("when", PartialDateField(blank=True)),
    ]
    historical = state_with(ModelState("cooperation", "Early", fields)).apps.get_model("cooperation", "Early")
    assert [field.name for field in historical._meta.local_fields] == ["id", "when"]


def test_a_field_is_written_by_its_own_name_without_what_is_always_so() -> None:
    assert [field.deconstruct()[1:] for field in (PartialDateField(), QuantityField(blank=True), MoneyField())] == [
        ("cooperation.values.fields.PartialDateField", [], {}),
        ("cooperation.values.fields.QuantityField", [], {"blank": True}),
        ("cooperation.values.fields.MoneyField", [], {}),
    ]


@isolate_apps("cooperation")
def test_a_model_may_bring_a_companion_of_its_own_and_inherit_from_a_table() -> None:
    class Visit(models.Model):  # noqa: DJ008
        when = PartialDateField("when")
        when_note = models.TextField("in the log book")

        class Meta:
            app_label = "cooperation"

    class StateVisit(Visit):  # noqa: DJ008
        class Meta:
            app_label = "cooperation"

    class Proxy(Visit):  # noqa: DJ008
        class Meta:
            app_label = "cooperation"
            proxy = True

    names = ["when", "when_note", "when_earliest", "when_latest", "when_basis"]
    assert sorted(field.name for field in Visit._meta.local_fields) == sorted(["id", *names])
    assert isinstance(Visit._meta.get_field("when_note"), models.TextField)
    assert [field.name for field in StateVisit._meta.local_fields] == ["visit_ptr"]
    assert [field.name for field in Proxy._meta.local_fields] == []
