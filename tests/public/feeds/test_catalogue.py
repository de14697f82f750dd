"""The catalogue of data sets, and what the columns of a CSV are said to be."""

import csv
import io
import json
import re
from typing import Any

import pytest
from django.test import Client
from pyld import jsonld
from pytest_django import Settings

from cooperation.records.models import Record
from tests.house.kinds import RECORDS, factory_of, kind_id, package
from tests.public.feeds.expanding import document, expanded, no_other_address

pytestmark = pytest.mark.django_db
HOST = "http://testserver"
DCAT, DCT, FOAF = "http://www.w3.org/ns/dcat#", "http://purl.org/dc/terms/", "http://xmlns.com/foaf/0.1/"
# What DCAT-AP 3 makes obligatory.
OBLIGATORY = {
    f"{DCAT}Catalog": [f"{DCT}title", f"{DCT}description", f"{DCT}publisher"],
    f"{DCAT}Dataset": [f"{DCT}title", f"{DCT}description"],
    f"{DCAT}Distribution": [f"{DCAT}accessURL"],
    f"{FOAF}Agent": [f"{FOAF}name"],
}


def things(client: Client) -> list[Any]:
    flat: list[Any] = jsonld.flatten(document(client, "/catalog.jsonld"), None, {"documentLoader": no_other_address})
    return [thing for thing in flat if "@type" in thing]


def of_type(found: list[Any], name: str) -> list[Any]:
    return [thing for thing in found if name in thing["@type"]]


def test_everything_in_the_catalogue_has_what_the_profile_wants(stranger: Client) -> None:
    found = things(stranger)
    for name, wanted in OBLIGATORY.items():
        assert of_type(found, name), name
        for thing in of_type(found, name):
            assert [one for one in wanted if not thing.get(one)] == [], thing["@id"]
    assert len(of_type(found, f"{DCAT}Catalog")) == 1


def test_every_kind_of_record_is_a_data_set_with_its_files(stranger: Client) -> None:
    record = factory_of(RECORDS[0])()
    catalogue = expanded(stranger, "/catalog.jsonld")
    sets = {one["@id"]: one for one in catalogue[f"{DCAT}dataset"]}
    assert set(sets) == {f"{HOST}/en/{package(kind)}/#dataset" for kind in RECORDS}
    for one in sets.values():
        languages = {text["@language"] for text in one[f"{DCT}title"]}
        assert languages == {"en", "da"}
        assert "https://schema.org/Dataset" in one["@type"]
        for each in one[f"{DCAT}distribution"]:
            answer = stranger.get(each[f"{DCAT}accessURL"][0]["@id"].removeprefix(HOST))
            assert answer.status_code == 200
            media_type = each[f"{DCAT}mediaType"][0]["@id"].partition("media-types/")[2]
            assert answer["Content-Type"].partition(";")[0] == media_type
    own = sets[f"{HOST}/en/{package(type(record))}/#dataset"]
    (changed,) = own[f"{DCT}modified"]
    assert changed["@value"] == record.updated_at.isoformat(timespec="seconds")


def test_publisher_and_licence_are_those_of_the_settings(stranger: Client, settings: Settings) -> None:
    (register,) = of_type(things(stranger), f"{FOAF}Agent")
    assert {"@language": "en", "@value": "Cooperation register"} in register[f"{FOAF}name"]
    assert all(f"{DCT}license" not in one for one in things(stranger))
    settings.REGISTER_PUBLISHER = "Ministry of Defence"
    settings.REGISTER_LICENCE = "https://creativecommons.org/licenses/by/4.0/"
    found = things(stranger)
    (authority,) = of_type(found, f"{FOAF}Agent")
    assert authority[f"{FOAF}name"] == [{"@value": "Ministry of Defence"}]
    licences = [one[f"{DCT}license"][0]["@id"] for one in of_type(found, f"{DCAT}Distribution")]
    assert set(licences) == {settings.REGISTER_LICENCE}


@pytest.mark.parametrize("kind", RECORDS, ids=kind_id)
def test_the_metadata_tell_the_columns_of_the_csv(stranger: Client, kind: type[Record]) -> None:
    record = factory_of(kind)(summary_en="One", last_verified="2026-11-22")
    answer = stranger.get(f"/en/{package(kind)}.csv")
    header, row = csv.reader(io.StringIO(answer.getvalue().decode("utf-8-sig")))
    link = re.fullmatch(r'<(.+)>; rel="describedby"; type="application/csvm\+json"', answer["Link"])
    assert link
    told = stranger.get(link[1].removeprefix(HOST))
    assert (told.status_code, told["Content-Type"]) == (200, "application/csvm+json")
    found = json.loads(told.content)
    assert found["@context"] == ["http://www.w3.org/ns/csvw", {"@language": "en"}]
    assert found["url"] == f"/en/{package(kind)}.csv"
    columns = found["tableSchema"]["columns"]
    assert [column["titles"] for column in columns] == header
    assert found["tableSchema"]["primaryKey"] == "reference"
    assert not {"state", "owner", "journal_number", "internal_note"} & set(header)
    for column, cell in zip(columns, row, strict=True):
        assert cell or not column["required"], column["name"]
        assert not cell or fits(column["datatype"], cell), (column["name"], cell)
    assert row[header.index("reference")] == record.reference


def fits(datatype: Any, cell: str) -> bool:
    if datatype == "integer":
        return cell.isdigit()
    if isinstance(datatype, dict) and datatype.get("base") == "date":
        return bool(re.fullmatch(r"\d{4}-\d{2}-\d{2}", cell))
    return not (isinstance(datatype, dict) and "format" in datatype) or bool(re.fullmatch(datatype["format"], cell))


def test_the_metadata_are_in_the_language_of_their_address(stranger: Client) -> None:
    found = stranger.get("/da/meetings.csv-metadata.json").json()
    named = {column["name"]: column["dc:title"] for column in found["tableSchema"]["columns"]}
    assert (found["@context"][1]["@language"], named["place"]) == ("da", "Sted")


@pytest.mark.parametrize("folder", ["desk", "nothing", "x" * 5000])
def test_there_are_no_metadata_of_anything_else(stranger: Client, folder: str) -> None:
    assert stranger.get(f"/en/{folder}.csv-metadata.json").status_code == 404
