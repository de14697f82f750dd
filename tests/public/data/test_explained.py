"""The page that explains the data names what there is, and what it shows as an example works."""

import html
import re

import pytest
from django.test import Client
from pytest_django import Settings

from cooperation.public.data.columns import public_columns
from cooperation.public.endings import LIST_ENDINGS, RECORD_ENDINGS
from cooperation.records.resources import resource_of
from tests.house.kinds import RECORDS
from tests.public.reading import main, page, words

pytestmark = pytest.mark.django_db


def test_it_names_every_ending_and_every_field(stranger: Client) -> None:
    said = main(page(stranger, "/en/data/"))
    for ending in (*LIST_ENDINGS, *RECORD_ENDINGS):
        assert f"<code>.{ending}</code>" in said
    for kind in RECORDS:
        resources = [resource_of(kind), *resource_of(kind).rows]
        names = {column.name for one in resources for column in public_columns(one)} - {str(kind._meta.model_name)}
        assert [name for name in names if f"<code>{name}</code>" not in said] == []
    for name in ("internal_note", "journal_number", "responsible_officer"):
        assert name not in said


def test_its_examples_and_links_work(stranger: Client) -> None:
    said = main(page(stranger, "/en/data/"))
    example = re.findall(r'curl -O "([^"]+)"', html.unescape(said))
    links = [link for link in re.findall(r'href="([^"]+)"', said) if link.startswith("/")]
    assert len(example) == 1
    assert {stranger.get(html.unescape(address)).status_code for address in [*example, *links]} == {200}
    assert {"/en/openapi.json", "/en/programmes.csv"} <= set(links)


def test_it_is_in_danish_too(stranger: Client) -> None:
    said = words(main(page(stranger, "/da/data/")))
    assert said.startswith("Brug data Alle lister og poster er også data:")
    assert "Titel (dansk)" in said


def test_the_licence_is_named_where_there_is_one(stranger: Client, settings: Settings) -> None:
    licence = "https://creativecommons.org/licenses/by/4.0/"
    settings.REGISTER_LICENCE = ""
    assert "Licence" not in page(stranger, "/en/data/")
    settings.REGISTER_LICENCE = licence
    assert f'<a href="{licence}">' in page(stranger, "/en/data/?again=1")
    assert stranger.get("/en/openapi.json").json()["info"]["license"] == {"name": licence, "url": licence}
