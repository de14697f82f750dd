"""A record of no kind in the register, with one value of each type, so that the fields are tested by themselves."""

from collections.abc import Iterator

import pytest
from django.db import connection, models
from django.test.utils import isolate_apps
from pytest_django import DjangoDbBlocker

from cooperation.values.constraints import date_constraints, money_constraints, quantity_constraints
from cooperation.values.fields import MoneyField, PartialDateField, QuantityField


@pytest.fixture(scope="session")
def delivery_model() -> Iterator[type[models.Model]]:
    with isolate_apps("cooperation"):

        class Dated(models.Model):
            when = PartialDateField("when", blank=True)

            class Meta:
                abstract = True
                app_label = "cooperation"

        class Delivery(Dated):  # noqa: DJ008
            due = PartialDateField("due", default="not known")
            count = QuantityField("count", blank=True)
            value = MoneyField("value", blank=True)
            name = models.CharField(max_length=20, blank=True)

            class Meta:
                app_label = "cooperation"
                constraints = (
                    *date_constraints("when"),
                    *quantity_constraints("count"),
                    *money_constraints("value"),
                    models.CheckConstraint(
                        name="due_not_before_when",
                        condition=models.Q(due_latest__isnull=True)
                        | models.Q(when_earliest__isnull=True)
                        | models.Q(due_latest__gte=models.F("when_earliest")),
                    ),
                )

        yield Delivery


@pytest.fixture(scope="session")
def delivery_table(
    delivery_model: type[models.Model], django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        editor.create_model(delivery_model)
    yield
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        editor.delete_model(delivery_model)


@pytest.fixture
def delivery(delivery_model: type[models.Model], delivery_table: None, db: None) -> type[models.Model]:
    return delivery_model
