"""Atom feeds (RFC 4287), written from entries that know nothing of records."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import StringIO
from xml.sax.xmlreader import AttributesImpl

from django.utils.xmlutils import SimplerXMLGenerator

MEDIA_TYPE = "application/atom+xml"
NAMESPACE = "http://www.w3.org/2005/Atom"
NEVER = datetime(1970, 1, 1, tzinfo=UTC)
"""When a feed without entries changed: it must say something, and a moment of its own making would change each time."""


@dataclass(frozen=True)
class Category:
    term: str
    label: str


@dataclass(frozen=True)
class Entry:
    """`address` is the page and, since it is permanent, the entry's id. `state` is in the language of the feed."""

    address: str
    title: str
    title_language: str
    updated: datetime
    state: str
    text: str
    text_language: str
    categories: Sequence[Category] = ()


@dataclass(frozen=True)
class Feed:
    """`address` is the feed's own, `page` what it is the feed of."""

    address: str
    page: str
    title: str
    subtitle: str
    author: str
    language: str
    others: Sequence[tuple[str, str]] = ()
    """Language and address of the same feed in other languages."""


def atom(feed: Feed, entries: Iterable[Entry]) -> bytes:
    """Return the feed; its entries come in the order given."""
    entries = list(entries)
    written = StringIO()
    xml = SimplerXMLGenerator(written, "utf-8", short_empty_elements=True)
    xml.startDocument()
    xml.startElement("feed", AttributesImpl({"xmlns": NAMESPACE, "xml:lang": feed.language}))
    xml.addQuickElement("id", feed.address)
    xml.addQuickElement("title", feed.title)
    xml.addQuickElement("subtitle", feed.subtitle)
    xml.addQuickElement("updated", moment(max((entry.updated for entry in entries), default=NEVER)))
    link(xml, "self", feed.address, MEDIA_TYPE)
    link(xml, "alternate", feed.page, "text/html", feed.language)
    for language, address in feed.others:
        link(xml, "alternate", address, MEDIA_TYPE, language)
    xml.startElement("author", AttributesImpl({}))
    xml.addQuickElement("name", feed.author)
    xml.endElement("author")
    for entry in entries:
        write_entry(xml, entry, feed.language)
    xml.endElement("feed")
    xml.endDocument()
    return written.getvalue().encode()


def write_entry(xml: SimplerXMLGenerator, entry: Entry, language: str) -> None:
    xml.startElement("entry", AttributesImpl({}))
    xml.addQuickElement("id", entry.address)
    xml.addQuickElement("title", entry.title, in_language(entry.title_language, language))
    xml.addQuickElement("updated", moment(entry.updated))
    link(xml, "alternate", entry.address, "text/html", language)
    for category in entry.categories:
        xml.addQuickElement("category", attrs={"term": category.term, "label": category.label})
    xml.addQuickElement("summary", entry.state)
    if entry.text:
        xml.addQuickElement("content", entry.text, {"type": "text"} | in_language(entry.text_language, language))
    xml.endElement("entry")


def link(xml: SimplerXMLGenerator, relation: str, address: str, media_type: str, language: str = "") -> None:
    attributes = {"rel": relation, "href": address, "type": media_type}
    xml.addQuickElement("link", attrs=attributes | ({"hreflang": language} if language else {}))


def in_language(language: str, around: str) -> dict[str, str]:
    return {} if language == around else {"xml:lang": language}


def moment(when: datetime) -> str:
    """RFC 3339, in UTC, to the second."""
    return when.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
