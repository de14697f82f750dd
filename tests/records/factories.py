"""What the factories share: how a model is made with its links, the published record, and the citation."""

from typing import TYPE_CHECKING, Any, TypeVar

import factory
from django.db import models
from factory.django import DjangoModelFactory

from cooperation.records.citations import Citation
from cooperation.records.models import Record, State

Kind = TypeVar("Kind", bound=models.Model)
RecordKind = TypeVar("RecordKind", bound=Record)


class ModelFactory(DjangoModelFactory[Kind]):
    """Takes links as lists: `ProgrammeFactory(areas=[area], established_by=[declaration])`."""

    class Meta:
        abstract = True

    if TYPE_CHECKING:  # factory-boy does not say that calling a factory gives what it makes

        def __new__(cls, **fields: Any) -> Kind: ...  # type: ignore[misc]

    @classmethod
    def _create(cls, model_class: type[Kind], *args: Any, **kwargs: Any) -> Kind:
        links = {field.name: kwargs.pop(field.name, []) for field in model_class._meta.many_to_many}
        instance: Kind = super()._create(model_class, *args, **kwargs)  # type: ignore[no-untyped-call]
        for name, targets in links.items():
            if targets:
                getattr(instance, name).set(targets)
        return instance


class RecordFactory(ModelFactory[RecordKind]):
    class Meta:
        abstract = True

    state = State.PUBLISHED


class CitationFactory(ModelFactory[Citation]):
    class Meta:
        model = Citation

    record = factory.SubFactory("tests.programmes.factories.ProgrammeFactory")
    source = factory.SubFactory("tests.sources.factories.SourceFactory")
