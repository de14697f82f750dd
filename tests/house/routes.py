"""Every public address there is, found by walking urls.py: pages, data, feeds, files."""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from functools import cache

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from cooperation.public.endings import LIST_ENDINGS, RECORD_ENDINGS
from cooperation.records.models import Record
from tests.house.kinds import RECORDS, package, stem

NAMESPACE = "cooperation"
A_NEW_ONE_EACH_TIME = re.compile(rb'<input type="hidden" name="csrfmiddlewaretoken" value="\w+">')
# Routes of which the address asks for more than a record and an ending → what to put there, each as one would.
ARGUMENTS: dict[str, list[dict[str, str]]] = {
    "csv_metadata": [{"folder": package(model)} for model in RECORDS],
    "sitemap_part": [{"name": "pages"}, *({"name": f"{stem(model)}-1"} for model in RECORDS)],
}


def patterns(resolver: URLResolver, namespace: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            if pattern.namespace != "admin":
                yield from patterns(pattern, pattern.namespace or namespace)
        else:
            yield namespace, pattern


def routes() -> dict[str, set[str]]:
    """Return by its name what the address of each public route asks for."""
    found = {}
    for _namespace, pattern in patterns(get_resolver()):
        assert pattern.name, f"{pattern} has no name, so nobody can link to it"
        found[pattern.name] = set(pattern.pattern.converters)
    return found


@cache
def at_the_root() -> frozenset[str]:
    """Return the names of the routes that are in no language and no namespace."""
    return frozenset(str(pattern.name) for namespace, pattern in patterns(get_resolver()) if not namespace)


def every_address(references: dict[type[Record], list[str]]) -> list[str]:
    """Return each route's addresses, in the active language; those of records for each of the references."""
    return [address for name, asked in routes().items() for address in addresses_of(name, asked, references)]


def addresses_of(name: str, asked: set[str], references: dict[type[Record], list[str]]) -> Iterator[str]:
    for given in arguments(name, asked, references):
        yield reverse(named(name), kwargs=given)


def named(name: str) -> str:
    return name if name in at_the_root() else f"{NAMESPACE}:{name}"


def arguments(name: str, asked: set[str], references: dict[type[Record], list[str]]) -> Iterable[dict[str, str]]:
    if not asked:
        return [{}]
    if name in ARGUMENTS:
        return ARGUMENTS[name]
    kind = next((model for model in RECORDS if name.startswith(f"{stem(model)}_")), None)
    assert kind, f"{name} asks for {asked}: name what to put there in tests/house/routes.py"
    return list(of_kind(kind, asked, references.get(kind, [])))


def of_kind(kind: type[Record], asked: set[str], references: list[str]) -> Iterator[dict[str, str]]:
    if asked == {"ending"}:
        yield from ({"ending": ending.name} for ending in LIST_ENDINGS.values() if ending.fits(kind))
    for reference in references if "reference" in asked else ():
        if asked == {"reference"}:
            yield {"reference": reference}
        elif asked == {"reference", "ending"}:
            for ending in RECORD_ENDINGS.values():
                if ending.fits(kind):
                    yield {"reference": reference, "ending": ending.name}


def look(client: Client, address: str) -> bytes:
    """Return what is said at the address, the headers that depend on it and, of a workbook, what is in it."""
    answer = client.get(address)
    assert answer.status_code < 500, address
    said: bytes = answer.getvalue()
    if said.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(said)) as archive:
            said = b"\n".join(archive.read(name) for name in archive.namelist())
    said = A_NEW_ONE_EACH_TIME.sub(b"", said)
    headers = [answer.headers.get(name, "") for name in ("Location", "Link", "Content-Disposition")]
    return b"\n".join([str(answer.status_code).encode(), *(header.encode() for header in headers), said])
