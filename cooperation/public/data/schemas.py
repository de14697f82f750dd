"""The schemas of records, child rows and lists in JSON, made from their columns: what is said is what is written."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cooperation.public.data.columns import public_columns
from cooperation.public.data.documents import ABOUT
from cooperation.public.data.rows import rows_name
from cooperation.public.data.shapes import MONEY, PARTIAL_DATE, QUANTITY, Schema, shape_of
from cooperation.records.columns import Column
from cooperation.records.languages import page_language
from cooperation.records.models import Record
from cooperation.records.resources import CitationResource, RowResource, resource_of

TEXT: Schema = {"type": "string"}
NUMBER: Schema = {"type": "integer", "minimum": 0}
ADDRESS: Schema = {"type": "string", "format": "uri"}


def ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def all_schemas(models: Iterable[type[Record]]) -> dict[str, Schema]:
    """Return every schema by its name: values, records with their rows, pages of lists, problems."""
    models = list(models)
    found = {shape.name: shape.schema for shape in (PARTIAL_DATE, QUANTITY, MONEY)}
    found |= {"Citation": row_schema(CitationResource), "Problem": problem_schema()}
    for model in models:
        found[model.__name__] = record_schema(model)
        found[f"{model.__name__}List"] = list_schema(model)
        found |= {rows.model().__name__: row_schema(rows) for rows in resource_of(model).rows}
    return found


def record_schema(model: type[Record]) -> Schema:
    resource = resource_of(model)
    properties = {ABOUT: about_schema(model)} | {
        column.name: field_schema(column) for column in public_columns(resource)
    }
    for rows in resource.row_resources():
        told = {"description": capfirst(str(rows.model()._meta.verbose_name_plural))}
        properties[rows_name(rows, model)] = {"type": "array", "items": ref(rows.model().__name__)} | told
    return whole(properties) | {"title": capfirst(str(model._meta.verbose_name))}


def row_schema(rows: type[RowResource]) -> Schema:
    parents = rows.parent_fields()
    columns = [column for column in public_columns(rows) if column.name not in parents]
    properties = {column.name: field_schema(column) for column in columns}
    return whole(properties) | {"title": capfirst(str(rows.model()._meta.verbose_name))}


def field_schema(column: Column) -> Schema:
    """Return the field's schema, under its title and help text in the language of the page."""
    shape = shape_of(column)
    told = {"title": column.titles[page_language()], "description": description(column)}
    return (ref(shape.name) if shape.name else shape.schema) | {name: text for name, text in told.items() if text}


def description(column: Column) -> str:
    """Return the help of the desk's form without the word that readers see the field, and what a link names."""
    help_text = str(column.model_field.help_text).removeprefix(_("Public.")).strip()
    if not column.links or column.is_generic:
        return help_text
    target = str(column.widget.model._meta.verbose_name)
    words = _("References: %(kind)s.") if column.many else _("Reference: %(kind)s.")
    return f"{help_text} {words % {'kind': target}}".strip()


def about_schema(model: type[Record]) -> Schema:
    pages = whole(dict.fromkeys(dict(settings.LANGUAGES), ADDRESS))
    return whole(
        {
            "kind": {"type": "string", "const": str(model._meta.model_name)},
            "pages": pages | {"description": _("The record’s page in each language.")},
            "changed": {"type": "string", "format": "date-time", "description": _("When the record was last changed.")},
        }
    )


def list_schema(model: type[Record]) -> Schema:
    beside = {"type": ["string", "null"], "format": "uri"}
    return whole(
        {
            "count": NUMBER | {"description": _("How many records the filters leave.")},
            "pages": NUMBER,
            "page": NUMBER,
            "size": NUMBER,
            "next": beside | {"description": _("The address of the next page; null on the last.")},
            "previous": beside,
            "results": {"type": "array", "items": ref(model.__name__)},
        }
    )


def problem_schema() -> Schema:
    parameter = whole({"name": TEXT, "values": {"type": "array", "items": TEXT}, "expected": TEXT})
    properties: dict[str, Any] = {
        "type": TEXT,
        "title": TEXT,
        "status": NUMBER,
        "detail": TEXT | {"description": _("What is wrong, in the language of the address.")},
        "parameters": {"type": "array", "items": parameter},
        "pages": NUMBER | {"description": _("How many pages the list has, where the one asked for is not among them.")},
    }
    return {
        "type": "object",
        "description": "RFC 9457",
        "properties": properties,
        "required": ["type", "title", "status", "detail"],
        "additionalProperties": False,
    }


def whole(properties: Schema) -> Schema:
    """An object with all of these and nothing else."""
    return {"type": "object", "properties": properties, "required": [*properties], "additionalProperties": False}
