"""What is not published leaves no trace: every page reads the same with it as without it.

Each test hangs something unpublished on what is published, lets a stranger read, takes it away, and lets the stranger
read the same pages again.
"""

from typing import Any

import pytest
from django.db import models
from django.test import Client
from django.urls import reverse

from cooperation.records.models import Record, State
from cooperation.records.rows import record_links
from tests.house.kinds import RECORDS, kind_id, stem
from tests.public.reading import page, words
from tests.public.world import (
    child_models,
    draft,
    fill,
    linked,
    make,
    record_sets,
    records_naming,
    rows_naming,
    standing_without,
)
from tests.records.factories import CitationFactory
from tests.sources.factories import SourceFactory

pytestmark = pytest.mark.django_db
every_kind = pytest.mark.parametrize("kind", RECORDS, ids=kind_id)

HIDDEN = "Not yet published"


def read(client: Client, *records: Record) -> dict[str, str]:
    """The pages of these records and all lists of their kinds, home and search."""
    lists = {reverse(f"cooperation:{stem(type(record))}_list") for record in records}
    shown = [record.get_absolute_url() for record in records if record.is_published]
    return {address: page(client, address) for address in ["/en/", "/en/search/?q=published", *sorted(lists), *shown]}


def uncited(record: Record) -> None:
    record.citations.all().delete()


@pytest.mark.parametrize("state", [State.DRAFT, State.IN_REVIEW, State.WITHDRAWN])
def test_records_that_are_not_published_have_no_page_and_are_on_none(stranger: Client, state: State) -> None:
    shown, hidden = [make(kind) for kind in RECORDS], [draft(kind) for kind in RECORDS]
    for one in hidden:
        type(one).objects.filter(pk=one.pk).update(state=state)
        status = 410 if state == State.WITHDRAWN else 404
        assert HIDDEN not in words(page(stranger, one.get_absolute_url(), status=status))
    with_them = read(stranger, *shown)
    for one in hidden:
        one.delete()
    assert read(stranger, *shown) == with_them


@every_kind
def test_a_link_to_a_draft_is_not_shown(stranger: Client, kind: type[Record]) -> None:
    linked_by, sources = {}, []
    for field in record_links(kind):
        record, source = standing_without(kind, field.name), SourceFactory()
        hidden = draft(field.related_model)
        kind._default_manager.filter(pk=record.pk).update(**{field.name: hidden})
        CitationFactory(record=record, field=field.name, source=source, note_en=HIDDEN)
        linked_by[field.name] = record
        sources.append(source)
    with_them = read(stranger, *linked_by.values(), *sources)
    for name, record in linked_by.items():
        kind._default_manager.filter(pk=record.pk).update(**{name: None})
        uncited(record)
    assert read(stranger, *linked_by.values(), *sources) == with_them


@every_kind
def test_a_set_of_links_leaves_its_drafts_out(stranger: Client, kind: type[Record]) -> None:
    linked_by, sources = {}, []
    for field in record_sets(kind):
        record, source = make(kind), SourceFactory()
        getattr(record, field.name).add(draft(field.related_model))
        CitationFactory(record=record, field=field.name, source=source, note_en=HIDDEN)
        linked_by[field.name] = record
        sources.append(source)
    with_them = read(stranger, *linked_by.values(), *sources)
    for name, record in linked_by.items():
        getattr(record, name).clear()
        uncited(record)
    assert read(stranger, *linked_by.values(), *sources) == with_them


@every_kind
def test_a_row_that_names_a_draft_is_not_shown(stranger: Client, kind: type[Record]) -> None:
    rows, records, sources = [], [], []
    for row in child_models(kind):
        for field in record_links(row):
            if field.name == row.parent_field:
                continue
            record, source = make(kind), SourceFactory()
            hidden = linked(row, field.name, draft(field.related_model), **{row.parent_field: record})
            parent: Any = row._meta.get_field(row.parent_field)
            name = f"{parent.remote_field.name}.{hidden.number}"
            CitationFactory(record=record, field=name, source=source, note_en=HIDDEN)
            rows.append(hidden)
            records.append(record)
            sources.append(source)
    with_them = read(stranger, *records, *sources)
    for hidden in rows:
        hidden.delete()
    for record in records:
        uncited(record)
    assert read(stranger, *records, *sources) == with_them


@every_kind
def test_drafts_that_name_a_record_are_not_on_its_page(stranger: Client, kind: type[Record]) -> None:
    record = make(kind)
    hidden = []
    for model, name in records_naming(kind):
        many = isinstance(model._meta.get_field(name), models.ManyToManyField)
        hidden.append(draft(model, **{name: [record] if many else record}))
    with_them = read(stranger, record, *hidden)
    for one in hidden:
        type(one).objects.filter(pk=one.pk).delete()
    assert read(stranger, record, *hidden) == with_them


@every_kind
def test_rows_of_drafts_are_not_on_the_page_of_the_record_they_name(stranger: Client, kind: type[Record]) -> None:
    record, hidden = make(kind), []
    for row, name in rows_naming(kind):
        parent: Any = row._meta.get_field(row.parent_field).related_model
        hidden.append(linked(row, name, record, **{row.parent_field: draft(parent)}).parent)
    with_them = read(stranger, record, *hidden)
    for one in hidden:
        type(one).objects.filter(pk=one.pk).delete()
    assert read(stranger, record, *hidden) == with_them


@every_kind
def test_a_draft_source_is_not_cited(stranger: Client, kind: type[Record]) -> None:
    record = make(kind)
    fill(record, 1)
    hidden = [
        CitationFactory(record=record, field=field, source=draft(SourceFactory._meta.model), note_en=HIDDEN)
        for field in ("", "title_en")
    ]
    with_them = read(stranger, record)
    for citation in hidden:
        citation.delete()
    assert read(stranger, record) == with_them


@every_kind
def test_a_source_does_not_say_which_drafts_cite_it(stranger: Client, kind: type[Record]) -> None:
    source, hidden = SourceFactory(), draft(kind)
    citation = CitationFactory(record=hidden, field="", source=source)
    with_it = read(stranger, source)
    citation.delete()
    assert read(stranger, source) == with_it


@every_kind
def test_what_is_for_staff_is_on_no_page(stranger: Client, kind: type[Record]) -> None:
    record, source = make(kind), SourceFactory()
    texts = kind.staff_only - {"classification"}
    kind._default_manager.filter(pk=record.pk).update(**dict.fromkeys(texts, HIDDEN))
    for name in kind.staff_only:
        CitationFactory(record=record, field=name, source=source, note_en=HIDDEN)
    with_them = read(stranger, record, source)
    kind._default_manager.filter(pk=record.pk).update(**dict.fromkeys(texts, ""))
    uncited(record)
    assert read(stranger, record, source) == with_them
