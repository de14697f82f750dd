"""A published record of each kind, and a draft linked with all of them in every way the models know."""

from typing import Any

from django.db import models

from cooperation.meetings.models import Meeting
from cooperation.records.models import Record, State
from cooperation.records.rows import Row, record_links
from cooperation.sources.models import Source
from cooperation.vocabulary.models import Area, Place, Term
from tests.commitments.factories import CommitmentFactory
from tests.house.kinds import RECORDS, ROWS, factory_of
from tests.records.factories import CitationFactory
from tests.statements.factories import StatementFactory
from tests.vocabulary.factories import CategoryFactory, PlaceFactory

SECRET = "xyzzy"
CHILD_ROWS = [model for model in ROWS if model.parent_field != "record"]  # all but citations
Shown = dict[type[models.Model], Any]


def secret(kind: type[models.Model]) -> str:
    """What the draft of this kind is called, and nothing else is."""
    return f"{SECRET}-{kind._meta.model_name}"


def publish_one_of_each() -> Shown:
    place = PlaceFactory()
    shown: Shown = {}
    for model in RECORDS:
        has_place = any(field.name == "place" for field in model._meta.concrete_fields)
        shown[model] = factory_of(model)(**({"place": place} if has_place else {}))
    # Of two kinds a second one, that lacks the link which the first cannot be without.
    CommitmentFactory(declaration=None, meeting=shown[Meeting])
    StatementFactory(speaker=None, speaker_source=shown[Source])
    for model in RECORDS:
        for record in model.objects.all():
            CitationFactory(record=record, source=shown[Source])
    return shown


def name_terms() -> None:
    """An area for each draft, and a category. Terms are public as they stand; that a draft uses one is not."""
    CategoryFactory()
    for model in RECORDS:
        area_of(secret(model))


def area_of(name: str) -> Area:
    named = {"title_en": f"{name}-area", "title_da": f"{name}-area"}
    return Area.objects.get_or_create(reference=f"{name}-area", defaults=named)[0]


def make_draft(kind: type[Record], shown: Shown) -> Record:
    """A draft that links to everything: by itself, in its child rows, and by its citation."""
    name = secret(kind)
    named = {"reference": name, "title_en": name, "title_da": name, "areas": [area_of(name)]}
    draft: Record = factory_of(kind)(state=State.DRAFT, **(links(kind, shown) | named))
    for row in CHILD_ROWS:
        if row._meta.get_field(row.parent_field).related_model is kind:
            factory_of(row)(**(links(row, shown) | {row.parent_field: draft}))
    CitationFactory(record=draft, source=shown[Source])
    return draft


def links(model: type[models.Model], to: Shown) -> dict[str, Any]:
    """The model's links, each leading to one of `to`, as a factory takes them."""
    keys = {field.name: to[field.related_model] for field in record_links(model)}
    keys |= {field.name: term for field in required_terms(model) if (term := field.related_model.objects.first())}
    many = {f.name: [to[f.related_model]] for f in model._meta.many_to_many if f.related_model in to}
    return keys | many


def required_terms(model: type[models.Model]) -> list[Any]:
    """The model's keys to terms that it cannot be without."""
    keys: list[Any] = [
        field for field in model._meta.concrete_fields if isinstance(field, models.ForeignKey) and not field.null
    ]
    return [key for key in keys if issubclass(key.related_model, Term)]


def link_to(draft: Record, shown: Shown) -> None:
    """Make everything published that can link to the draft do so, and change nothing else about it."""
    for model in RECORDS:
        fill_keys(model, draft)
    fill_keys(Place, draft)
    for record in shown.values():
        add_to_links(record, draft)
    for row in CHILD_ROWS:
        link_rows(row, draft, shown)
    if isinstance(draft, Source):
        for record in shown.values():
            CitationFactory(record=record, source=draft, stance="contradicts")


def fill_keys(model: type[models.Model], draft: Record) -> None:
    """Empty keys are filled; a filled one would be missed on its page."""
    for field in keys_to(model, draft):
        holders = model._default_manager.filter(**{f"{field.name}__isnull": True}).exclude(reference__startswith=SECRET)
        holders.update(**{field.name: draft})


def link_rows(row: type[Row], draft: Record, shown: Shown) -> None:
    """New rows that name the draft, and the draft in the links of rows that are there."""
    needed = {field.name: shown[field.related_model] for field in record_links(row) if not field.null}
    needed |= {field.name: field.related_model.objects.first() for field in required_terms(row)}
    for field in keys_to(row, draft):
        if field.name != row.parent_field:
            factory_of(row)(**(needed | {field.name: draft}))
    for existing in row.objects.filter(**{row.parent_field: needed[row.parent_field]}):
        add_to_links(existing, draft)


def keys_to(model: type[models.Model], draft: Record) -> list[models.ForeignKey]:
    return [field for field in record_links(model) if field.related_model is type(draft)]


def add_to_links(holder: models.Model, draft: Record) -> None:
    for field in holder._meta.many_to_many:
        if field.related_model is type(draft):
            getattr(holder, field.name).add(draft)
