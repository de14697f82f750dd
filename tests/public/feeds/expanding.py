"""JSON-LD as a program reads it: expanded by a library that must not ask any other address for what a word means."""

from typing import Any

from django.test import Client
from pyld import jsonld

SCHEMA = "https://schema.org/"


def no_other_address(address: str, options: Any) -> Any:
    raise AssertionError(f"asked {address} for a context")


def document(client: Client, address: str) -> Any:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.content)
    assert answer["Content-Type"] == "application/ld+json"
    assert answer["Access-Control-Allow-Origin"] == "*"
    return answer.json()


def expanded(client: Client, address: str) -> Any:
    """The one thing the document is about, all its words written out as addresses."""
    (found,) = jsonld.expand(document(client, address), {"documentLoader": no_other_address})
    return found


def statements(client: Client, address: str) -> int:
    """How many RDF triples the document makes: a word that stands for nothing makes none."""
    data = jsonld.to_rdf(document(client, address), {"documentLoader": no_other_address})
    return len(data["@default"])
