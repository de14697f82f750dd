"""The document: the one written form of a record, and of its child rows.

A document is a dictionary from field name to value, related records by their reference. Spreadsheets are documents
written out; reading one back compares documents. There are no internal ids in it.
"""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from functools import cache
from itertools import repeat
from typing import Any, ClassVar

import tablib
from django.contrib.contenttypes.models import ContentType
from django.db import models
from import_export.resources import ModelResource

from cooperation.records.citations import Citation, cited_references
from cooperation.records.columns import Column, document_order
from cooperation.records.directory import Directories
from cooperation.records.linked import linked_references
from cooperation.records.models import Record, record_models
from cooperation.records.references import reference_from
from cooperation.records.rows import Row
from cooperation.records.synonyms import Synonyms
from cooperation.records.tables import among, among_ids
from cooperation.records.widgets import ReferenceWidget, kind_of_record

Document = dict[str, Any]
Key = Hashable


class DocumentResource(ModelResource):
    """How a record becomes its document and how a document becomes a record.

    `sheet` names its file and sheet, `rows` are the resources of its child rows, `synonyms` other words for its titles.
    `asked_of_new` are fields asked for where a record is made from its name, None where none is.
    """

    sheet: ClassVar[str]
    rows: ClassVar[tuple[type["RowResource"], ...]] = ()
    synonyms: ClassVar[Synonyms] = {}
    asked_of_new: ClassVar[tuple[str, ...] | None] = None

    class Meta:
        fields = ()  # the columns are made from the model by `columns`
        import_id_fields = ("reference",)
        clean_model_instances = True

    @classmethod
    def model(cls) -> type[Any]:
        model: type[Any] = cls._meta.model
        return model

    @classmethod
    def row_resources(cls) -> list[type["RowResource"]]:
        """Return the resources of the child rows and, for records, of the citations."""
        return [*cls.rows, CitationResource] if issubclass(cls.model(), Record) else [*cls.rows]

    @classmethod
    def columns(cls) -> list[Column]:
        """The columns in the order of the sheet."""
        fields = (*cls.model()._meta.fields, *cls.model()._meta.many_to_many)
        by_name = cls.__dict__.get("_columns")
        if by_name is None:
            by_name = cls._columns = [
                Column(f) for f in sorted(fields, key=document_order) if f.editable and not f.primary_key
            ]
        return by_name

    @classmethod
    def from_name(cls, name: str, answers: Document) -> Document:
        """Return what is known of a new record by its name, and by what an officer answered: field → cell."""
        return {"reference": reference_from(name), "title_en": name} | answers

    def get_import_fields(self) -> list[Column]:
        return self.columns()

    def get_export_fields(self, selected_fields: Any = None) -> list[Column]:
        return self.columns()

    def get_user_visible_fields(self) -> list[Column]:
        return self.columns()

    @classmethod
    def key_names(cls) -> tuple[str, ...]:
        """Return the fields that name a document in its sheet."""
        return ("reference",)

    @classmethod
    def owner(cls, key: Any) -> Any:
        """Return what `existing` is asked for to find the key."""
        return key

    @classmethod
    def existing(cls, owners: set[Any], names: Sequence[str]) -> dict[Key, tuple[int, tuple[Any, ...]]]:
        """Return by key the id and the values of the named fields of what the register has of these owners."""
        return cls.by_key(cls.model()._default_manager.filter(reference__in=among(owners)), names)

    @classmethod
    def by_key(cls, queryset: models.QuerySet, names: Sequence[str]) -> dict[Key, tuple[int, tuple[Any, ...]]]:
        by_name = {column.name: column for column in cls.columns()}
        keys = [list(names).index(name) for name in cls.key_names()]
        found = cls.values(queryset, [by_name[name] for name in names])
        if len(keys) == 1:
            return {values[keys[0]]: (pk, values) for pk, values in found.items()}
        return {tuple(values[place] for place in keys): (pk, values) for pk, values in found.items()}

    @classmethod
    def defaults(cls) -> Document:
        """Return the document of a record about which nothing is said."""
        return {column.name: column.unsaid for column in cls.columns()}

    @classmethod
    def instance(cls, document: Document, directories: Directories, pk: int | None = None) -> Any:
        """Return the record a document means, unsaved and without its many-to-many links."""
        values = {}
        for column in cls.columns():
            if column.many:
                continue
            value = document[column.name]
            if isinstance(column.widget, ReferenceWidget):
                values[column.model_field.attname] = directories[column.widget.model].keys[value] if value else None
            else:
                values[column.name] = value
        cls.find_generic_links(values, directories)
        return cls.model()(pk=pk, **values)

    @classmethod
    def find_generic_links(cls, values: dict[str, Any], directories: Directories) -> None:
        """Put ids in place of references to records of any kind; only citations have such."""

    @classmethod
    def values(cls, queryset: models.QuerySet, columns: Sequence[Column]) -> dict[int, tuple[Any, ...]]:
        """Return the columns' values by id, in one query and one more a column of links."""
        single = [column for column in columns if not column.many]
        rows = list(queryset.order_by().values_list("pk", *(column.source for column in single)))
        if not rows:
            return {}
        ids, *stored = zip(*rows, strict=True)
        made = {column.name: column.made(kept) for column, kept in zip(single, stored, strict=True)}
        for column in columns:
            if column.many:
                linked = linked_references(column, ids)
                made[column.name] = [linked.get(pk, ()) for pk in ids]
        lines = zip(*(made[column.name] for column in columns), strict=True) if columns else repeat(())
        return dict(zip(ids, lines, strict=False))

    @classmethod
    def documents(cls, queryset: models.QuerySet) -> dict[int, Document]:
        """Return whole documents by id."""
        names = [column.name for column in cls.columns()]
        found = cls.values(queryset, cls.columns())
        return {pk: dict(zip(names, values, strict=True)) for pk, values in found.items()}

    @classmethod
    def documents_by_id(cls, ids: Iterable[int | None]) -> dict[int, Document]:
        return cls.documents(cls.model()._default_manager.filter(pk__in=among_ids(ids)))

    @classmethod
    def cells(cls, documents: Iterable[Document]) -> Iterator[list[Any]]:
        """Give each document's row of cells."""
        columns = cls.columns()
        for document in documents:
            yield [column.write(document[column.name]) for column in columns]

    @classmethod
    def headers(cls) -> list[str]:
        return [column.column_name for column in cls.columns()]

    @classmethod
    def in_order(cls, queryset: models.QuerySet) -> list[Document]:
        """Return the documents in the order of their sheet: by key, the same on every database."""
        documents = cls.documents(queryset).values()
        return sorted(documents, key=lambda document: [document[name] for name in cls.key_names()])

    def export(self, queryset: models.QuerySet | None = None, **kwargs: Any) -> tablib.Dataset:
        queryset = self.get_queryset() if queryset is None else queryset
        return tablib.Dataset(*self.cells(self.in_order(queryset)), headers=self.headers(), title=self.sheet)


class RowResource(DocumentResource):
    """The document of a child row. Its key is its parent's reference and its number."""

    @classmethod
    def row_model(cls) -> type[Row]:
        return cls.model()

    @classmethod
    def parent_fields(cls) -> tuple[str, ...]:
        return (cls.row_model().parent_field,)

    @classmethod
    def parent_record(cls, owner: tuple[str, ...]) -> tuple[type[Record], str]:
        """Return kind and reference of the record that rows of this owner belong to."""
        parent: Any = cls.row_model()._meta.get_field(cls.row_model().parent_field)
        return parent.related_model, owner[0]

    @classmethod
    def owner_of(cls, model: type[models.Model], reference: str) -> tuple[str, ...]:
        """Return the owner of the rows of a record."""
        return (reference,)

    @classmethod
    def key_names(cls) -> tuple[str, ...]:
        return (*cls.parent_fields(), "number")

    @classmethod
    def owner(cls, key: Any) -> Any:
        return key[:-1]

    @classmethod
    def existing(cls, owners: set[Any], names: Sequence[str]) -> dict[Key, tuple[int, tuple[Any, ...]]]:
        parent = cls.row_model().parent_field
        references = among(reference for (reference,) in owners)
        return cls.by_key(cls.row_model()._default_manager.filter(**{f"{parent}__reference__in": references}), names)

    @classmethod
    def of(cls, parents: models.QuerySet) -> models.QuerySet:
        """Return the rows of the given records."""
        return cls.row_model()._default_manager.filter(
            **{f"{cls.row_model().parent_field}__in": parents.order_by().values("pk")}
        )


class CitationResource(RowResource):
    """Citations of records of every kind, in one sheet."""

    sheet = "citations"

    class Meta:
        model = Citation

    @classmethod
    def parent_fields(cls) -> tuple[str, ...]:
        return ("content_type", "object_id")

    @classmethod
    def owner_of(cls, model: type[models.Model], reference: str) -> tuple[str, ...]:
        return (str(model._meta.model_name), reference)

    @classmethod
    def of(cls, parents: models.QuerySet) -> models.QuerySet:
        kind = ContentType.objects.get_for_model(parents.model)
        return Citation.objects.filter(content_type=kind, object_id__in=parents.order_by().values("pk"))

    @classmethod
    def parent_record(cls, owner: tuple[str, ...]) -> tuple[type[Record], str]:
        kind, reference = owner
        return kind_of_record(kind), reference

    @classmethod
    def existing(cls, owners: set[Any], names: Sequence[str]) -> dict[Key, tuple[int, tuple[Any, ...]]]:
        kinds = {ContentType.objects.get_by_natural_key("cooperation", kind).pk for kind, __ in owners}
        found = cls.by_key(Citation.objects.filter(content_type__in=kinds), names)
        return {key: row for key, row in found.items() if cls.owner(key) in owners}

    @classmethod
    def find_generic_links(cls, values: dict[str, Any], directories: Directories) -> None:
        kind = ContentType.objects.get_by_natural_key("cooperation", values["content_type"])
        values["content_type"] = kind
        values["object_id"] = directories[kind_of_record(kind.model)].keys[values["object_id"]]

    @classmethod
    def values(cls, queryset: models.QuerySet, columns: Sequence[Column]) -> dict[int, tuple[Any, ...]]:
        """As elsewhere, with the names of kinds and references in place of the ids that lead to records of any kind."""
        kinds = {ContentType.objects.get_for_model(model).pk: model for model in record_models()}
        cited = set(queryset.order_by().values_list("content_type", flat=True).distinct())
        references = {pk: cited_references(kinds[pk], queryset.filter(content_type=pk)) for pk in cited}
        names = [column.name for column in columns]
        kind_place, record_place = names.index("content_type"), names.index("object_id")
        found = {}
        for pk, values in super().values(queryset, columns).items():
            named = list(values)
            kind = named[kind_place]
            named[kind_place] = kinds[kind]._meta.model_name
            named[record_place] = references[kind].get(named[record_place], "")
            found[pk] = tuple(named)
        return found


@cache
def resource_of(model: type[models.Model]) -> type[DocumentResource]:
    """Return the resource of a model; the index `cooperation.resources` has loaded them all."""
    waiting: list[type[DocumentResource]] = [DocumentResource]
    while waiting:
        resource = waiting.pop()
        if resource._meta.model is model:
            return resource
        waiting += resource.__subclasses__()
    raise LookupError(f"{model} has no resource")


def with_rows(resources: Iterable[type[DocumentResource]]) -> list[type[DocumentResource]]:
    """Return the resources and those of their child rows; citations last, where there are records."""
    found: list[type[DocumentResource]] = []
    for resource in resources:
        found += [resource, *resource.rows]
    if any(issubclass(resource.model(), Record) for resource in found):
        found.append(CitationResource)
    return found
