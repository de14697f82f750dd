"""The one door: what `published()` lets through."""

import pytest
from django.db import models

from cooperation.records.models import Record, State
from cooperation.records.rows import Row, record_links
from tests.house.kinds import RECORDS, ROWS, factory_of, kind_id
from tests.programmes.factories import ProgrammeFactory
from tests.records.factories import CitationFactory
from tests.sources.factories import SourceFactory

KEPT_BACK = [state for state in State if state != State.PUBLISHED]
ROW_LINKS = [(model, field) for model in ROWS for field in record_links(model)]


@pytest.mark.django_db
@pytest.mark.parametrize("model", RECORDS, ids=kind_id)
def test_only_published_records_are_let_through(model: type[Record]) -> None:
    records = {state: factory_of(model)(state=state) for state in State}
    others = set(model.objects.values_list("pk", flat=True)) - {record.pk for record in records.values()}
    found = model.objects.published().exclude(pk__in=others)
    assert list(found) == [records[State.PUBLISHED]]
    assert [state for state, record in records.items() if record.is_published] == [State.PUBLISHED]


@pytest.mark.django_db
@pytest.mark.parametrize("model", ROWS, ids=kind_id)
def test_rows_of_published_records_are_let_through(model: type[Row]) -> None:
    row = factory_of(model)()
    assert list(model.objects.published()) == [row]


@pytest.mark.django_db
@pytest.mark.parametrize("state", KEPT_BACK)
@pytest.mark.parametrize(
    ("model", "field"), ROW_LINKS, ids=lambda part: part.__name__ if isinstance(part, type) else part.name
)
def test_rows_that_name_an_unpublished_record_are_kept_back(
    model: type[Row], field: models.ForeignKey, state: State
) -> None:
    factory_of(model)(**{field.name: factory_of(field.related_model)(state=state)})
    shown = factory_of(model)()
    assert list(model.objects.published()) == [shown]


@pytest.mark.django_db
def test_a_citation_of_an_unpublished_source_is_kept_back() -> None:
    programme = ProgrammeFactory()
    CitationFactory(record=programme, source=SourceFactory(state=State.DRAFT))
    shown = CitationFactory(record=programme)
    assert list(programme.citations.published()) == [shown]


def test_a_new_record_is_a_draft() -> None:
    assert {model().state for model in RECORDS} == {State.DRAFT}
