"""A list reads what it shows at once, and nothing afterwards for one record alone."""

from typing import Any

import pytest
from django.db import connection, models
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve

from cooperation.public.writing import list_address
from cooperation.records.models import Record
from tests.house.kinds import RECORDS, kind_id
from tests.public.reading import text
from tests.public.world import fill, make

pytestmark = pytest.mark.django_db
every_kind = pytest.mark.parametrize("kind", RECORDS, ids=kind_id)


def a_full_record(kind: type[Record]) -> Record:
    """With every link to a record or term set, and one of everything that can hang on it."""
    links = [field for field in kind._meta.concrete_fields if isinstance(field, models.ForeignKey)]
    record: Record = make(kind, **{link.name: make(link.related_model) for link in links})
    fill(record, 1)
    return record


def every_column(kind: type[Record]) -> str:
    view: Any = resolve(list_address(kind)).func
    offered = view.view_class().offered()
    return f"{list_address(kind)}?{'&'.join(f'columns={name}' for name in offered)}"


@every_kind
def test_all_columns_of_a_list_cost_the_same_for_one_record_and_for_three(kind: type[Record], stranger: Client) -> None:
    costs = []
    for count in (1, 2):
        titles = [str(a_full_record(kind)) for _ in range(count)]
        with CaptureQueriesContext(connection) as asked:
            said = text(stranger, every_column(kind))
        assert [title for title in titles if title not in said] == []
        costs.append(len(asked))
    assert costs[0] == costs[1]


def test_a_list_leaves_the_long_texts_where_they_are(stranger: Client) -> None:
    kind = RECORDS[0]
    a_full_record(kind)
    with CaptureQueriesContext(connection) as asked:
        text(stranger, list_address(kind))
    assert [query["sql"] for query in asked if '"folded"' in query["sql"] or '"internal_note"' in query["sql"]] == []
