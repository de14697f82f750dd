"""The register as a catalogue of data sets for data portals: DCAT-AP 3 in JSON-LD, a data set for each kind of record.

Each data set is also schema.org's `Dataset`, for search engines that know no DCAT.
"""

from typing import Any

from django.conf import settings
from django.db.models import Count, Max
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from cooperation.public.endings import LIST_ENDINGS, Ending, list_address
from cooperation.public.feeds.csvw import metadata_address
from cooperation.public.feeds.linked_data import MEDIA_TYPE, dataset_id
from cooperation.public.feeds.literals import Json
from cooperation.public.feeds.saying import home_of
from cooperation.public.navigation import Kind, kinds
from cooperation.records.languages import LANGUAGES

AUTHORITY = "http://publications.europa.eu/resource/authority/"
INTERNATIONAL_ISSUES = f"{AUTHORITY}data-theme/INTR"
IRREGULAR = f"{AUTHORITY}frequency/IRREG"
LANGUAGE = {"en": f"{AUTHORITY}language/ENG", "da": f"{AUTHORITY}language/DAN"}
FILE_TYPES = {"csv": "CSV", "xlsx": "XLSX", "json": "JSON", "atom": "ATOM", "ics": "ICS"}
"""The European Union's names of file types, by our endings; another ending goes without one."""
MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"

CONTEXT: Json = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "schema": "https://schema.org/",
}
NAME = _("Cooperation register")
ABOUT = _("Denmark’s international defence and security cooperation, with a source for every fact.")


def catalogue(request: HttpRequest) -> HttpResponse:
    found = {
        "@context": CONTEXT,
        "@id": f"{request.build_absolute_uri()}#catalogue",
        "@type": "dcat:Catalog",
        "dct:title": in_both(NAME),
        "dct:description": in_both(ABOUT),
        "dct:publisher": publisher(request),
        "dct:language": languages(),
        "foaf:homepage": a("foaf:Document", home_of(request)),
        "dcat:dataset": [dataset(request, kind) for kind in kinds()],
    }
    return JsonResponse(found, content_type=MEDIA_TYPE, json_dumps_params={"ensure_ascii": False})


def dataset(request: HttpRequest, kind: Kind) -> Json:
    held: Any = kind.model.objects.published().aggregate(count=Count("pk"), changed=Max("updated_at"))
    title, described = in_both(kind.model._meta.verbose_name_plural or "", capital=True), in_both(kind.intro)
    said = {
        "@id": dataset_id(request, kind.model),
        "@type": ["dcat:Dataset", "schema:Dataset"],
        "dct:title": title,
        "schema:name": title,
        "dct:description": described,
        "schema:description": described,
        "dct:identifier": kind.name,
        "dct:publisher": publisher(request),
        "dct:language": languages(),
        "dct:accrualPeriodicity": a("dct:Frequency", IRREGULAR),
        "dcat:theme": a("skos:Concept", INTERNATIONAL_ISSUES)
        | {"skos:prefLabel": {"@language": "en", "@value": "International issues"}},
        "dcat:keyword": title,
        "dcat:landingPage": a("foaf:Document", request.build_absolute_uri(kind.address)),
        "schema:size": str(held["count"]),
        "dcat:distribution": [
            distribution(request, kind, ending) for ending in LIST_ENDINGS.values() if ending.fits(kind.model)
        ],
    }
    return said | ({"dct:modified": moment(held["changed"])} if held["changed"] else {})


def distribution(request: HttpRequest, kind: Kind, ending: Ending) -> Json:
    address = {"@id": request.build_absolute_uri(list_address(kind.model, ending))}
    said: Json = {
        "@id": f"{address['@id']}#distribution",
        "@type": ["dcat:Distribution", "schema:DataDownload"],
        "dct:title": in_both(ending.title),
        "dcat:accessURL": address,
        "schema:contentUrl": address,
        "dcat:mediaType": a("dct:MediaType", f"{MEDIA_TYPES}{ending.media_type}"),
        "schema:encodingFormat": ending.media_type,
    }
    if not ending.paged:
        said["dcat:downloadURL"] = address
    if ending.name in FILE_TYPES:
        said["dct:format"] = a("dct:MediaTypeOrExtent", f"{AUTHORITY}file-type/{FILE_TYPES[ending.name]}")
    if settings.REGISTER_LICENCE:
        said["dct:license"] = said["schema:license"] = a("dct:LicenseDocument", settings.REGISTER_LICENCE)
    if ending.name == "csv":
        said["foaf:page"] = a("foaf:Document", request.build_absolute_uri(metadata_address(kind.model)))
    return said


def publisher(request: HttpRequest) -> Json:
    """Return the authority the settings name, or the register in its own name."""
    name = settings.REGISTER_PUBLISHER or in_both(NAME)
    return {"@id": f"{home_of(request)}#publisher", "@type": "foaf:Agent", "foaf:name": name}


def a(kind: str, address: str) -> Json:
    """Return what is at an address, and of which kind the profile wants it to be."""
    return {"@id": address, "@type": kind}


def languages() -> list[Json]:
    return [a("dct:LinguisticSystem", LANGUAGE[language]) for language in LANGUAGES]


def in_both(text: str | Promise, *, capital: bool = False) -> list[Json]:
    """Return a text of ours in every language."""
    found = []
    for language in LANGUAGES:
        with override(language):
            said = str(text)
        found.append({"@language": language, "@value": capfirst(said) if capital else said})
    return found


def moment(when: Any) -> Json:
    return {"@type": "xsd:dateTime", "@value": when.isoformat(timespec="seconds")}
