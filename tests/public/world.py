"""Records with everything that can hang on them, made from the models themselves."""

from collections.abc import Iterator
from typing import Any

from django.db import models

from cooperation.records.citations import Citation
from cooperation.records.models import Record, State
from cooperation.records.rows import Row, record_links
from tests.house.kinds import RECORDS, ROWS, factory_of
from tests.records.factories import CitationFactory
from tests.sources.factories import SourceFactory

# What a record of this kind needs so that the named link may be left empty.
STANDS_WITHOUT = {
    ("Commitment", "declaration"): "meeting",
    ("Statement", "speaker"): "speaker_source",
}


def make(model: type[models.Model], **fields: Any) -> Any:
    return factory_of(model)(**fields)


def draft(model: type[models.Model], **fields: Any) -> Any:
    return make(model, title_en="Not yet published", title_da="Endnu ikke offentliggjort", state=State.DRAFT, **fields)


def standing_without(model: type[Record], name: str) -> Any:
    """A published record with nothing in the field, whatever else it then needs."""
    other = STANDS_WITHOUT.get((model.__name__, name))
    return make(model, **{name: None, other: make(target_of(model, other))}) if other else make(model)


def target_of(model: type[models.Model], name: str) -> type[models.Model]:
    target = model._meta.get_field(name).related_model
    assert isinstance(target, type)
    return target


def child_models(model: type[models.Model]) -> list[type[Row]]:
    """The child rows that belong to this kind of record."""
    rows = [row for row in ROWS if row is not Citation]
    return [row for row in rows if row._meta.get_field(row.parent_field).related_model is model]


def rows_naming(model: type[models.Model]) -> Iterator[tuple[type[Row], str]]:
    """The child rows of other records that name this kind: the row's model and the field."""
    for row in ROWS:
        if row is Citation:
            continue
        links = [field.name for field in record_links(row)] + [field.name for field in record_sets(row)]
        for name in links:
            if name != row.parent_field and row._meta.get_field(name).related_model is model:
                yield row, name


def record_sets(model: type[models.Model]) -> list[models.ManyToManyField]:
    return [field for field in model._meta.many_to_many if is_record(field.related_model)]


def is_record(model: Any) -> bool:
    return isinstance(model, type) and issubclass(model, Record)


def records_naming(model: type[models.Model]) -> Iterator[tuple[type[Record], str]]:
    """The kinds of record that name this kind: their model and the field."""
    for kind in RECORDS:
        for field in [*record_links(kind), *record_sets(kind)]:
            if field.related_model is model:
                yield kind, field.name


def linked(model: type[models.Model], name: str, target: Record, **fields: Any) -> Any:
    """A record or row that names the target in the field, which may be a key or a set of links."""
    value: Any = [target] if isinstance(model._meta.get_field(name), models.ManyToManyField) else target
    return make(model, **{name: value, **fields})


def fill(record: Record, count: int) -> list[str]:
    """Hang `count` of everything on a published record; returns titles that its page shows."""
    shown = []
    for child in child_models(type(record)):
        shown += [said for _ in range(count) for said in said_by(make_row(child, record))]
    for kind, name in records_naming(type(record)):
        shown += [str(linked(kind, name, record)) for _ in range(count)]
    for row, name in rows_naming(type(record)):
        shown += [str(linked(row, name, record).parent) for _ in range(count)]
    for field in record_sets(type(record)):
        targets = [make(field.related_model) for _ in range(count)]
        getattr(record, field.name).set(targets)
        shown += [str(target) for target in targets]
    for number in range(count):
        cited = SourceFactory(publisher=make(target_of(SourceFactory._meta.model, "publisher")))
        CitationFactory(record=record, field="title_en", source=cited, paragraph=number + 1)
        shown.append(str(cited))
    return shown


def make_row(row: type[Row], record: Record) -> Row:
    """A child row whose every link to a record or term is filled, so that none is fetched for it alone."""
    links = {
        field.name: make(field.related_model)
        for field in row._meta.concrete_fields
        if isinstance(field, models.ForeignKey) and field.name != row.parent_field
    }
    sets = {field.name: [make(field.related_model)] for field in record_sets(row)}
    made: Row = make(row, **{row.parent_field: record, **links, **sets})
    return made


def said_by(row: Row) -> list[str]:
    """What a page that shows the row must say: the records it names, else the row itself."""
    named = [getattr(row, field.name) for field in record_links(type(row)) if field.name != row.parent_field]
    named += [target for field in record_sets(type(row)) for target in getattr(row, field.name).all()]
    return [str(target) for target in named] or [str(row)]
