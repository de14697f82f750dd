"""A record as schema.org in JSON-LD, at an address of its own.

It stands at `….jsonld` and not in a `<script>` of the page: no public page has such an element, so that nothing on one
can ever be run. The page links to it. Its `@context` stands in it, so that reading it needs no other address.
"""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy, override

from cooperation.public.columns import columns, fetched
from cooperation.public.data.rows import shown_places
from cooperation.public.endings import RecordEnding
from cooperation.public.feeds.declared import declared
from cooperation.public.feeds.literals import Json, id_of, linked, texts
from cooperation.public.feeds.saying import address_of
from cooperation.public.feeds.schema_org import SCHEMA, Thing
from cooperation.records.citations import Citation
from cooperation.records.languages import LANGUAGES, page_language
from cooperation.records.models import Record

MEDIA_TYPE = "application/ld+json"
CONTEXT: Json = {"@vocab": SCHEMA, "url": {"@type": "@id"}, "sameAs": {"@type": "@id"}}


def record_linked_data(request: HttpRequest, record: Record) -> HttpResponse:
    thing: Thing = declared(type(record), "schema_org")
    found: Any = type(record).objects.published().filter(pk=record.pk).prefetch_related("areas")
    (whole,) = fetched(found, columns(type(record), thing.ways()))
    return JsonResponse(
        {"@context": CONTEXT} | node(request, whole, thing),
        content_type=MEDIA_TYPE,
        json_dumps_params={"ensure_ascii": False},
    )


def node(request: HttpRequest, record: Record, thing: Thing) -> Json:
    said: dict[str, list[Any]] = {"description": texts(record, "summary"), "identifier": [record.reference]}
    for saying in thing.says:
        for name, found in saying.of(record, request).items():
            said.setdefault(name, []).extend(one for one in found if one not in said.get(name, ()))
    keywords = [linked(area, request) for area in record.areas.all()]
    return (
        {"@id": id_of(request, record), "@type": thing.type_of(record), "name": texts(record, "title")}
        | {name: single(found) for name, found in {**said, "keywords": keywords}.items() if found}
        | {"url": address_of(request, record), "mainEntityOfPage": page(request, record)}
    )


def single(found: list[Any]) -> Any:
    return found[0] if len(found) == 1 else found


def page(request: HttpRequest, record: Record) -> Json:
    """Return the register's page about the record: when it was changed, and the sources it rests on."""
    sources = [linked(source, request) for source in sources_of(record)]
    return {
        "@id": address_of(request, record),
        "@type": "WebPage",
        "inLanguage": page_language(),
        "dateModified": record.updated_at.isoformat(timespec="seconds"),
        "isPartOf": {"@id": dataset_id(request, type(record))},
    } | ({"citation": single(sources)} if sources else {})


def sources_of(record: Record) -> list[Record]:
    """Return the published sources of what the page shows, each once."""
    own = Citation.objects.published().filter(
        content_type=ContentType.objects.get_for_model(type(record)), object_id=record.pk
    )
    cited = own.filter(shown_places(type(record))).select_related("source").order_by("sort_order", "number")
    return list({citation.source_id: citation.source for citation in cited}.values())


def dataset_id(request: HttpRequest, model: type[Record]) -> str:
    """Return the address that means all the records of a kind."""
    with override(LANGUAGES[0]):
        listed = reverse(f"cooperation:{model._meta.model_name}_list")
    return f"{request.build_absolute_uri(listed)}#dataset"


def is_a_thing(model: type[Record]) -> bool:
    return declared(model, "schema_org") is not None


RECORD_JSONLD = RecordEnding(
    "jsonld", MEDIA_TYPE, gettext_lazy("Linked data (JSON-LD)"), record_linked_data, is_a_thing
)
