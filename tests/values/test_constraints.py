"""What the database refuses, by whatever way it is written."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from cooperation.values.money import Money
from cooperation.values.quantity import Quantity

Delivery = Any


def write(delivery: Delivery, columns: dict[str, Any]) -> None:
    """Past the fields, as a query by hand would."""
    table = connection.ops.quote_name(delivery._meta.db_table)
    given = ", ".join(f"{connection.ops.quote_name(name)} = %s" for name in columns)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {given}", list(columns.values()))  # noqa: S608


POSSIBLE: list[dict[str, Any]] = [
    {"when": "", "when_earliest": None, "when_latest": None},
    {"when": "not known", "when_earliest": None, "when_latest": None},
    {"when": "2005", "when_earliest": date(2005, 1, 1), "when_latest": date(2005, 12, 31)},
    {"when": "2005/..", "when_earliest": date(2005, 1, 1), "when_latest": date.max},
    {"when": "../2005", "when_earliest": date.min, "when_latest": date(2005, 12, 31)},
    {"count": "", "count_number": None},
    {"count": "unquantified: much", "count_number": None},
    {"count": "0", "count_number": 0},
    {"value": "withheld", "value_amount": None, "value_currency": ""},
    {"value": "EUR 0", "value_amount": 0, "value_currency": "EUR"},
]
IMPOSSIBLE: list[tuple[str, dict[str, Any]]] = [
    ("when_in_step", {"when": "not known"}),
    ("when_in_step", {"when": "2005", "when_earliest": None, "when_latest": None}),
    ("when_in_step", {"when": "2005", "when_latest": None}),
    ("when_in_step", {"when": "", "when_earliest": None}),
    ("when_not_reversed", {"when_earliest": date(2005, 1, 1), "when_latest": date(2004, 12, 31)}),
    ("count_in_step", {"count": "unquantified", "count_number": 0}),
    ("count_in_step", {"count": "withheld", "count_number": 5}),
    ("count_in_step", {"count": "5", "count_number": None}),
    ("count_not_negative", {"count_number": -1}),
    ("value_in_step", {"value_amount": None}),
    ("value_in_step", {"value_currency": ""}),
    ("value_in_step", {"value": "not known"}),
    ("value_in_step", {"value": "", "value_amount": None}),
    ("value_not_negative", {"value_amount": -1}),
    *(("value_currency", {"value_currency": code}) for code in ("dkk", "DK", "D1K", "DK ", "12$")),
]


@pytest.fixture
def filled(delivery: Delivery) -> Delivery:
    delivery.objects.create(when="2004", count=Quantity.parse("14"), value=Money.parse("DKK 84000000"))
    return delivery


@pytest.mark.parametrize("columns", POSSIBLE)
def test_the_database_takes_what_agrees(filled: Delivery, columns: dict[str, Any]) -> None:
    write(filled, columns)
    assert filled.objects.filter(**columns).count() == 1
    filled.objects.get().validate_constraints()


@pytest.mark.parametrize(("constraint", "columns"), IMPOSSIBLE)
def test_the_database_refuses_what_disagrees(filled: Delivery, constraint: str, columns: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError, match=f"cooperation_delivery_{constraint}"):
        write(filled, columns)


def test_constraints_between_dates_are_checked_before_saving(delivery: Delivery) -> None:
    with pytest.raises(ValidationError, match="due_not_before_when"):
        delivery(when="2014-05", due="2004").full_clean()
    delivery(when="2014-05", due="2014").full_clean()
    delivery(when="2014-05", due="withheld").full_clean()
