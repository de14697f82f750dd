"""What the columns of a list's CSV are, for programs: CSV on the Web (W3C), at the address of the file and an ending.

The columns are those the file is written from, so that neither can say what the other does not.
"""

import re
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.text import capfirst

from cooperation.public.data.columns import public_columns
from cooperation.public.feeds.literals import EDTF, Json
from cooperation.public.feeds.saying import register_name
from cooperation.public.navigation import Kind, kinds
from cooperation.records.columns import Column
from cooperation.records.languages import page_language
from cooperation.records.models import Record
from cooperation.records.resources import resource_of
from cooperation.records.widgets import LINK_SEPARATOR, ChoiceWidget, DayWidget, NumberWidget, YesNoWidget
from cooperation.values.widgets import PartialDateWidget

MEDIA_TYPE = "application/csvm+json"
NAMESPACE = "http://www.w3.org/ns/csvw"


def list_metadata(request: HttpRequest, folder: str) -> HttpResponse:
    kind = next((kind for kind in kinds() if kind.address.rstrip("/").rpartition("/")[2] == folder), None)
    if kind is None:
        raise Http404
    return JsonResponse(metadata(kind), content_type=MEDIA_TYPE, json_dumps_params={"ensure_ascii": False})


def metadata_address(model: type[Record]) -> str:
    listed = reverse(f"cooperation:{model._meta.model_name}_list_as", args=["csv"])
    return f"{listed}-metadata.json"


def metadata(kind: Kind) -> Json:
    return {
        "@context": [NAMESPACE, {"@language": page_language()}],
        "url": reverse(f"cooperation:{kind.name}_list_as", args=["csv"]),
        "dc:title": f"{capfirst(kind.title)} – {register_name()}",
        "dc:description": str(kind.intro),
        "dialect": {"encoding": "utf-8", "delimiter": ",", "quoteChar": '"', "doubleQuote": True, "header": True},
        "tableSchema": {
            "columns": [described(column) for column in public_columns(resource_of(kind.model))],
            "primaryKey": "reference",
        },
    }


def described(column: Column) -> Json:
    """Return the column under the name it has in the file; its title and what it is are in the page's language."""
    field = column.model_field
    said: Json = {
        "name": column.name,
        "titles": column.name,
        "dc:title": column.titles[page_language()],
        "datatype": datatype(column),
        "required": bool(column.required),
    }
    _public, _stop, more = str(field.help_text).partition(". ")  # each begins by saying that it is public
    if more:
        said["dc:description"] = more
    return said | ({"separator": LINK_SEPARATOR} if column.many else {})


def datatype(column: Column) -> Any:
    match column.widget:
        case YesNoWidget():
            return {"base": "boolean", "format": "yes|no"}
        case DayWidget():
            return {"base": "date", "format": "yyyy-MM-dd"}
        case NumberWidget():
            return "integer"
        case PartialDateWidget():
            return {"@id": EDTF, "base": "string"}
        case ChoiceWidget(choices=choices):
            return {"base": "string", "format": "|".join(literally(str(value)) for value, _label in choices)}
    return "string"


def literally(text: str) -> str:
    """Return the text as a regular expression that means just that."""
    return re.escape(text).replace("\\ ", " ")
