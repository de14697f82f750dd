"""Every type of public page, found by walking the addresses: what is added to them is looked at without being named.

A page of a record is looked at for each kind, filled with everything that can hang on it. Beside the addresses stand
those of pages with more than one face: nothing found, a filter that can't be read, a page that is not there.
"""

from typing import Any, Final

from django.test import Client
from django.utils import translation

from cooperation.records.models import Record, State
from tests.house.kinds import RECORDS, stem
from tests.house.routes import every_address
from tests.partners.factories import PartnerFactory
from tests.public.world import fill, make
from tests.records.factories import CitationFactory
from tests.sources.factories import SourceFactory

# What a kind's sample needs for every mark to show.
OF_KIND: Final[dict[str, dict[str, Any]]] = {
    "meeting": {"title_en": "Nordic ministers", "when": "2024-11-21?", "when_note": "November"},
    "activity": {"direction": "third party", "when": "withheld"},
    "source": {"link": "https://example.org/", "published": "not known"},
}
FACES: Final = (
    "meetings/?q=nordic&period=2024",
    "meetings/?q=nothing-like-it",
    "meetings/?period=2024-13",
    "meetings/?page=9",
    "meetings/no-such-meeting/",
    "partners/sample-withdrawn/",
    "search/?q=nordic",
    "search/?q=nothing-like-it",
    "report/?page=/en/meetings/",
    "calendar/?month=2024-11",
)


def publish_samples() -> None:
    """Publish a record of every kind with everything on it, and withdraw one."""
    for kind in RECORDS:
        name = stem(kind)
        record = make(kind, **{"reference": f"sample-{name}", "title_da": ""} | OF_KIND.get(name, {}))
        fill(record, 1)
        cite(record)
    PartnerFactory(reference="sample-withdrawn", state=State.WITHDRAWN)


def cite(record: Record) -> None:
    """Sources that differ, and one that names nobody."""
    source, unnamed = SourceFactory(), SourceFactory(reliability="press with unnamed sources")
    CitationFactory(record=record, field="summary_en", source=source, paragraph=3)
    CitationFactory(record=record, field="summary_en", source=source, paragraph=4, stance="contradicts")
    CitationFactory(record=record, field="reference", source=unnamed)


def every_page(language: str) -> dict[str, Any]:
    """Return the addresses that answer with HTML, in the language, and what each answers."""
    visitor = Client()
    with translation.override(language):
        walked = every_address({kind: [f"sample-{stem(kind)}"] for kind in RECORDS})
    addresses = [*walked, *(f"/{language}/{face}" for face in FACES)]
    answers = {address: visitor.get(address) for address in addresses if is_page(address)}
    return {
        address: answer
        for address, answer in answers.items()
        if answer.headers.get("Content-Type", "").startswith("text/html") and answer.status_code not in (301, 302)
    }


def is_page(address: str) -> bool:
    """Pages end with a slash; files, feeds and data with their ending."""
    return address.partition("?")[0].endswith("/")
