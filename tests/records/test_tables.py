"""Rows written past Django's models are refused as Django's are."""

import pytest
from django.db import IntegrityError, transaction

from cooperation.models import Area
from cooperation.records import tables

COLUMNS = ["id", "reference", "title_en", "title_da", "retired"]


@pytest.mark.django_db
def test_a_row_that_the_database_refuses_is_an_error_of_django() -> None:
    line = ["training", "Training", "Uddannelse", False]
    first, second = tables.next_ids(Area, 2)
    tables.insert(Area, COLUMNS, [(first, *line)])

    with pytest.raises(IntegrityError), transaction.atomic():
        tables.insert(Area, COLUMNS, [(second, *line)])

    assert list(Area.objects.values_list("reference")) == [("training",)]
