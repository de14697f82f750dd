"""The OpenAPI document: every address of data, made from the kinds of record, their filters, fields and endings."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cooperation.public.data.parameters import parameters_of
from cooperation.public.data.schemas import all_schemas, ref
from cooperation.public.data.shapes import Schema
from cooperation.public.endings import LIST_ENDINGS, RECORD_ENDINGS, Ending, ListEnding
from cooperation.public.navigation import Kind, kinds
from cooperation.public.problems import ANYWHERE, MEDIA_TYPE
from cooperation.records.models import reference_format

VERSION = "1.0"
"""Fields are added without a word. One that goes or means something else makes it 2.0."""
JSON = "application/json"
LONGEST_REFERENCE = 80


def openapi(request: HttpRequest) -> JsonResponse:
    return JsonResponse(document(request), headers=ANYWHERE, json_dumps_params={"ensure_ascii": False})


def document(request: HttpRequest) -> Schema:
    """Return the document in the language of the address."""
    every = kinds()
    licence = settings.REGISTER_LICENCE
    return {
        "openapi": "3.1.1",
        "info": ({"license": {"name": licence, "url": licence}} if licence else {})
        | {
            "title": _("Cooperation register"),
            "version": VERSION,
            "description": _(
                "Every list and every record of the public pages as data. Nothing but published records is here, and "
                "nothing can be sent. Fields are added to this version, and none is renamed or taken away."
            ),
        },
        "servers": [{"url": request.build_absolute_uri(f"/{get_language()}")}],
        "externalDocs": {
            "url": request.build_absolute_uri(reverse("cooperation:data")),
            "description": _("Use the data"),
        },
        "tags": [{"name": kind.name, "description": str(kind.intro)} for kind in every],
        "paths": {path: {"get": told} for kind in every for path, told in operations(kind)},
        "components": {
            "schemas": all_schemas(kind.model for kind in every),
            "parameters": {"reference": reference_parameter()},
            "responses": {name: problem(words) for name, words in problems().items()},
        },
    }


def operations(kind: Kind) -> Iterator[tuple[str, Schema]]:
    """Give the paths of a kind's list and records, each with what it answers."""
    folder = kind.address.removeprefix(f"/{get_language()}").rstrip("/")
    for ending in LIST_ENDINGS.values():
        if ending.fits(kind.model):
            yield f"{folder}.{ending.name}", list_operation(kind, ending)
    for one in RECORD_ENDINGS.values():
        if one.fits(kind.model):
            yield f"{folder}/{{reference}}.{one.name}", record_operation(kind, one)


def list_operation(kind: Kind, ending: ListEnding) -> Schema:
    answers = {"200": answer(ending, f"{kind.model.__name__}List"), "400": to("unreadable")}
    if ending.paged:
        answers["404"] = to("nothing")
    if ending.may_be_too_large:
        answers["422"] = to("too_large")
    return {
        "operationId": f"{kind.name}_list_{ending.name}",
        "tags": [kind.name],
        "summary": f"{capfirst(kind.title)}: {ending.title}",
        "parameters": parameters_of(kind, paged=ending.paged),
        "responses": answers,
    }


def record_operation(kind: Kind, ending: Ending) -> Schema:
    return {
        "operationId": f"{kind.name}_{ending.name}",
        "tags": [kind.name],
        "summary": f"{capfirst(kind.single)}: {ending.title}",
        "parameters": [{"$ref": "#/components/parameters/reference"}],
        "responses": {
            "200": answer(ending, kind.model.__name__),
            "301": {"description": _("The record has another reference now: its address is in the header Location.")},
            "404": to("nothing"),
            "410": to("withdrawn"),
        },
    }


def answer(ending: Ending, schema: str) -> Schema:
    """Files of other makers' formats are told by their media type alone."""
    content: Schema = {"schema": ref(schema)} if ending.media_type == JSON else {}
    return {"description": str(ending.title), "content": {ending.media_type: content}}


def to(response: str) -> Schema:
    return {"$ref": f"#/components/responses/{response}"}


def problems() -> dict[str, str]:
    return {
        "unreadable": _("A parameter holds something that can’t be read, or there is no such parameter."),
        "nothing": _("Nothing is published at this address."),
        "withdrawn": _("What stood at this address was withdrawn."),
        "too_large": _("The list is too large for this format; CSV has no limit."),
    }


def problem(words: str) -> Schema:
    return {"description": words, "content": {MEDIA_TYPE: {"schema": ref("Problem")}}}


def reference_parameter() -> dict[str, Any]:
    expression: Any = reference_format.regex
    pattern = expression.pattern.removesuffix(r"\Z") + "$"
    return {
        "name": "reference",
        "in": "path",
        "required": True,
        "schema": {"type": "string", "pattern": pattern, "maxLength": LONGEST_REFERENCE},
    }
