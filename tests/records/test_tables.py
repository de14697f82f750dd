"""Rows written past Django's models are refused as Django's are."""

from collections.abc import Iterable
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from cooperation.models import Area, Programme
from cooperation.records import tables
from cooperation.records.beside import beside

COLUMNS = ["id", "reference", "title_en", "title_da", "retired"]


@pytest.mark.django_db
def test_a_row_that_the_database_refuses_is_an_error_of_django() -> None:
    line = ["training", "Training", "Uddannelse", False]
    first, second = tables.next_ids(Area, 2)
    tables.insert(Area, COLUMNS, [(first, *line)])

    with pytest.raises(IntegrityError), transaction.atomic():
        tables.insert(Area, COLUMNS, [(second, *line)])

    assert list(Area.objects.values_list("reference")) == [("training",)]


@pytest.mark.django_db
def test_more_rows_than_a_statement_holds_come_in_by_several(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "ROWS_A_STATEMENT", 2)
    ids = tables.next_ids(Area, 5)

    tables.insert(Area, COLUMNS, ((pk, f"area-{pk}", "Training", "Uddannelse", False) for pk in ids))

    assert list(Area.objects.order_by("pk").values_list("pk", "reference")) == [(pk, f"area-{pk}") for pk in ids]


def write_beside(lines: Iterable[tuple[int, str]]) -> None:
    with transaction.atomic(), beside():
        for pk, reference in lines:
            tables.insert(Area, COLUMNS, [(pk, reference, "Training", "Uddannelse", False)])


@pytest.mark.django_db
def test_what_is_asked_beside_a_write_waits_for_it() -> None:
    with beside():
        for pk in tables.next_ids(Area, 10):
            tables.insert(Area, COLUMNS, [(pk, f"area-{pk}", "Training", "Uddannelse", False)])
        assert Area.objects.count() == 10


@pytest.mark.django_db
@pytest.mark.parametrize("rows_after", [0, 1, 10])
def test_a_row_refused_beside_others_is_an_error_of_django_too(rows_after: int) -> None:
    numbers = tables.next_ids(Area, 2 + rows_after)
    references = ["training", "training", *(f"area-{number}" for number in range(rows_after))]

    with pytest.raises(IntegrityError):
        write_beside(zip(numbers, references, strict=True))

    assert Area.objects.count() == 0


@pytest.mark.django_db
def test_an_error_of_another_kind_takes_back_what_was_written_beside_it() -> None:
    lines = ((pk, ["training", "defence"][place]) for place, pk in enumerate(tables.next_ids(Area, 3)))

    with pytest.raises(IndexError):
        write_beside(lines)

    assert Area.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite checks keys at the end alone")
def test_keys_are_checked_as_rows_come_in_but_those_to_rows_that_come_later() -> None:
    (pk,) = tables.next_ids(Programme, 1)
    through: Any = Programme.areas.through
    tables.check_at_once(through, [Programme])
    with pytest.raises(IntegrityError), transaction.atomic():
        tables.insert(through, ["programme_id", "area_id"], [(pk, 0)])  # no area has this id
    area = Area.objects.create(reference="training", title_en="Training", title_da="Uddannelse")
    tables.insert(through, ["programme_id", "area_id"], [(pk, area.pk)])  # the programme may still come
    through.objects.all().delete()
