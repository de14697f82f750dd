"""The OpenAPI document is a valid one, and every answer is as it says."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from cooperation.public.data.documents import ABOUT
from cooperation.public.endings import LIST_ENDINGS, RECORD_ENDINGS
from tests.house.kinds import RECORDS, kind_id, stem

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register")]

Document = dict[str, Any]


@pytest.fixture
def openapi(stranger: Client) -> Document:
    found: Document = json.loads(stranger.get("/en/openapi.json").content)
    return found


def wrong(openapi: Document, schema: str, answer: Any) -> list[str]:
    """Where the answer is not as the schema says."""
    whole = {"$ref": f"#/components/schemas/{schema}", "components": openapi["components"]}
    validator = Draft202012Validator(whole, format_checker=Draft202012Validator.FORMAT_CHECKER)
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(answer)]


@pytest.mark.parametrize("language", ["en", "da"])
def test_the_document_is_valid(stranger: Client, language: str) -> None:
    answer = stranger.get(f"/{language}/openapi.json")
    document = json.loads(answer.content)
    assert list(OpenAPIV31SpecValidator(document).iter_errors()) == []
    assert document["servers"] == [{"url": f"http://testserver/{language}"}]
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_without_a_language_one_is_led_to_it(stranger: Client) -> None:
    assert stranger.get("/openapi.json").headers["Location"] == "/en/openapi.json"


def test_every_address_of_data_is_told(openapi: Document) -> None:
    expected = set()
    for kind in RECORDS:
        folder = reverse(f"cooperation:{stem(kind)}_list").removeprefix("/en").rstrip("/")
        expected |= {f"{folder}.{one.name}" for one in LIST_ENDINGS.values() if one.fits(kind)}
        expected |= {f"{folder}/{{reference}}.{one.name}" for one in RECORD_ENDINGS.values() if one.fits(kind)}
    assert set(openapi["paths"]) == expected


def test_what_it_says_is_in_the_language_of_the_address(stranger: Client) -> None:
    said = json.loads(stranger.get("/da/openapi.json").content)
    fields = said["components"]["schemas"]["Programme"]["properties"]
    assert fields["aims_en"]["title"] == "Mål (engelsk)"
    assert said["info"]["title"] == "Samarbejdsregistret"


def test_no_field_is_for_the_staff(openapi: Document) -> None:
    for kind in RECORDS:
        fields = openapi["components"]["schemas"][kind.__name__]["properties"]
        assert ({*kind.staff_only, "state", "id", "revision", "folded"} & set(fields)) == set()
        assert {"reference", "title_en", ABOUT, "citations"} <= set(fields)


def answers(client: Client, kind: str, language: str) -> Iterator[Document]:
    with translation.override(language):
        address = reverse(f"cooperation:{kind}_list_as", args=["json"]) + "?size=25"
    while address:
        page = json.loads(client.get(address).content)
        yield page
        address = page["next"]


@pytest.mark.parametrize("language", ["en", "da"])
@pytest.mark.parametrize("kind", RECORDS, ids=kind_id)
def test_every_answer_is_as_it_says(stranger: Client, openapi: Document, kind: Any, language: str) -> None:
    """Every page of the list, and every record of it by itself."""
    found = []
    for page in answers(stranger, stem(kind), language):
        assert wrong(openapi, f"{kind.__name__}List", page) == []
        found += page["results"]
    assert len(found) == kind.objects.published().count() > 0
    for document in found[:10]:
        alone = json.loads(stranger.get(f"{document[ABOUT]['pages'][language].rstrip('/')}.json").content)
        assert wrong(openapi, kind.__name__, alone) == []
        assert alone == document


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/en/programmes.json?kind=tea&period=x&foo=1", 400),
        ("/en/programmes.json?page=99", 404),
        ("/en/programmes/never.json", 404),
        ("/en/programmes.never", 404),
    ],
)
def test_refusals_are_as_it_says(stranger: Client, openapi: Document, address: str, status: int) -> None:
    answer = stranger.get(address)
    assert answer.status_code == status
    assert wrong(openapi, "Problem", json.loads(answer.content)) == []


def test_the_check_sees_what_is_not_as_it_says(openapi: Document) -> None:
    assert wrong(openapi, "PartialDate", {"text": "2004", "absence": None, "earliest": "2004-13-01"}) != []
    assert wrong(openapi, "Problem", {"type": "about:blank", "title": "x", "status": 400, "detail": "y", "z": 1}) != []


@pytest.mark.parametrize("name", ["sort", "size", "kind", "page"])
def test_the_parameters_are_those_that_the_list_takes(stranger: Client, openapi: Document, name: str) -> None:
    """Each value that it names is taken, and another is refused."""
    parameters = {one["name"]: one["schema"] for one in openapi["paths"]["/activities.json"]["get"]["parameters"]}
    schema = parameters[name].get("items", parameters[name])
    for value in schema.get("enum", [1]):
        assert stranger.get(f"/en/activities.json?{name}={value}").status_code == 200, value
    assert stranger.get(f"/en/activities.json?{name}=none-of-them").status_code == 400


def test_every_parameter_of_the_form_is_told(stranger: Client, openapi: Document) -> None:
    """A list that refuses a parameter names all there are; those of the page's own layout are no matter of data."""
    for kind in RECORDS:
        listed = reverse(f"cooperation:{stem(kind)}_list_as", args=["json"])
        (refusal,) = json.loads(stranger.get(f"{listed}?no-such=1").content)["parameters"]
        named = set(refusal["expected"].partition(": ")[2].split(", "))
        told = {one["name"] for one in openapi["paths"][listed.removeprefix("/en")]["get"]["parameters"]}
        assert named - told == {"columns"}
