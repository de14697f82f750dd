"""The document: the one written form of a record, and of its child rows.

A document is a dictionary from field name to value, related records by their reference. Spreadsheets are documents
written out; reading one back compares documents. There are no internal ids in it.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from typing import Any, ClassVar

import tablib
from django.contrib.contenttypes.models import ContentType
from django.db import models
from import_export.resources import ModelResource

from cooperation.records.citations import Citation
from cooperation.records.columns import Column, document_order
from cooperation.records.directory import Directories
from cooperation.records.models import Record, record_models
from cooperation.records.rows import Row
from cooperation.records.widgets import ReferenceWidget, kind_of_record

Document = dict[str, Any]
Key = Hashable
MANY = 500  # keys up to which a query names them; beyond, it reads the table


class DocumentResource(ModelResource):
    """How a record becomes its document and how a document becomes a record.

    `sheet` names its file and sheet; `rows` are the resources of its child rows. `exchange` builds on it the
    RecordResource that reads whole files.
    """

    sheet: ClassVar[str]
    rows: ClassVar[tuple[type["RowResource"], ...]] = ()

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

    def get_import_fields(self) -> list[Column]:
        return self.columns()

    def get_export_fields(self, selected_fields: Any = None) -> list[Column]:
        return self.columns()

    def get_user_visible_fields(self) -> list[Column]:
        return self.columns()

    @classmethod
    def key(cls, document: Document) -> Key:
        """Return what names the document in its sheet."""
        reference: str = document["reference"]
        return reference

    @classmethod
    def existing(cls, keys: set[Any]) -> dict[Key, tuple[int, Document]]:
        """Return id and document of each record that has one of the keys."""
        queryset = cls.model()._default_manager.all()
        return cls.documents(queryset.filter(reference__in=keys) if len(keys) <= MANY else queryset)

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
    def documents(cls, queryset: models.QuerySet) -> dict[Key, tuple[int, Document]]:
        """Return the id and the document of each record, by key, in one query and one more a field of links."""
        single = [column for column in cls.columns() if not column.many]
        by_id: dict[int, Document] = {}
        for pk, *values in queryset.order_by().values_list("pk", *(column.path for column in single)):
            by_id[pk] = dict(zip((column.name for column in single), values, strict=True))
        for column in cls.columns():
            if column.many:
                cls._add_links(by_id, column, queryset)
        cls.name_generic_links(by_id.values())
        return {cls.key(document): (pk, document) for pk, document in by_id.items()}

    @classmethod
    def _add_links(cls, by_id: dict[int, Document], column: Column, queryset: models.QuerySet) -> None:
        linked: dict[int, list[str]] = defaultdict(list)
        field: Any = column.model_field
        through = field.remote_field.through
        source, target = field.m2m_field_name(), field.m2m_reverse_field_name()
        links = through._default_manager.filter(**{f"{source}__in": queryset.order_by().values("pk")})
        for pk, reference in links.values_list(f"{source}_id", f"{target}__reference"):
            linked[pk].append(reference)
        for pk, document in by_id.items():
            document[column.name] = tuple(sorted(linked.get(pk, ())))

    @classmethod
    def name_generic_links(cls, documents: Iterable[Document]) -> None:
        """Put references in place of ids that lead to records of any kind; only citations have such."""

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
        found = cls.documents(queryset)
        return [found[key][1] for key in sorted(found)]  # type: ignore[type-var]

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
    def parent(cls, document: Document) -> tuple[Any, ...]:
        return tuple(document[name] for name in cls.parent_fields())

    @classmethod
    def parent_record(cls, document: Document) -> tuple[type[Record], str]:
        """Return kind and reference of the record the row belongs to."""
        parent = cls.row_model()._meta.get_field(cls.row_model().parent_field).related_model
        return parent, document[cls.row_model().parent_field]  # type: ignore[return-value]

    @classmethod
    def key(cls, document: Document) -> Key:
        return (*cls.parent(document), document["number"])

    @classmethod
    def existing(cls, keys: set[Any]) -> dict[Key, tuple[int, Document]]:
        """Return id and document of each row of the parents given by their keys."""
        queryset = cls.row_model()._default_manager.all()
        if len(keys) <= MANY:
            queryset = queryset.filter(
                **{f"{cls.row_model().parent_field}__reference__in": [reference for (reference,) in keys]}
            )
        return {key: found for key, found in cls.documents(queryset).items() if cls.parent(found[1]) in keys}

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
    def of(cls, parents: models.QuerySet) -> models.QuerySet:
        kind = ContentType.objects.get_for_model(parents.model)
        return Citation.objects.filter(content_type=kind, object_id__in=parents.order_by().values("pk"))

    @classmethod
    def parent_record(cls, document: Document) -> tuple[type[Record], str]:
        return kind_of_record(document["content_type"]), document["object_id"]

    @classmethod
    def existing(cls, keys: set[Any]) -> dict[Key, tuple[int, Document]]:
        kinds = {ContentType.objects.get_by_natural_key("cooperation", kind) for kind, __ in keys}
        found = cls.documents(Citation.objects.filter(content_type__in=kinds))
        return {key: row for key, row in found.items() if cls.parent(row[1]) in keys}

    @classmethod
    def find_generic_links(cls, values: dict[str, Any], directories: Directories) -> None:
        kind = ContentType.objects.get_by_natural_key("cooperation", values["content_type"])
        values["content_type"] = kind
        values["object_id"] = directories[kind_of_record(kind.model)].keys[values["object_id"]]

    @classmethod
    def name_generic_links(cls, documents: Iterable[Document]) -> None:
        kinds = {ContentType.objects.get_for_model(model).pk: model for model in record_models()}
        references = {pk: dict(model._default_manager.values_list("pk", "reference")) for pk, model in kinds.items()}
        for document in documents:
            kind = document["content_type"]
            document["object_id"] = references[kind].get(document["object_id"], "")
            document["content_type"] = kinds[kind]._meta.model_name


def with_rows(resources: Iterable[type[DocumentResource]]) -> list[type[DocumentResource]]:
    """Return the resources and those of their child rows; citations last, where there are records."""
    found: list[type[DocumentResource]] = []
    for resource in resources:
        found += [resource, *resource.rows]
    if any(issubclass(resource.model(), Record) for resource in found):
        found.append(CitationResource)
    return found
