"""Which cell styles of an ODS show only the month or the year of a day."""

import zipfile
from contextlib import suppress
from typing import Any

from cooperation.exchange.unpacking.marks import date_mark
from cooperation.exchange.unpacking.xml_events import Attributes, read_xml

PARTS = ("styles.xml", "content.xml")
MORE_THAN_MONTHS = frozenset({"day", "day-of-week", "hours", "minutes", "seconds", "week-of-year", "quarter"})


class AtBodyError(Exception):
    """The styles have ended, and the cells begin."""


def date_styles(archive: zipfile.ZipFile) -> dict[str, Any]:
    """Return the marks of such styles, by their names."""
    reader = OdsStyles()
    for part in PARTS:
        if part in archive.namelist():
            with archive.open(part) as stream, suppress(AtBodyError):
                read_xml(stream, reader.start, reader.end)
    return reader.marks()


class OdsStyles:
    """Collects formats, as the elements inside them, and the styles of cells that use them.

    A format with conditions, such as `mmm yy;@`, names the format for numbers in `conditional`.
    """

    def __init__(self) -> None:
        self.formats: dict[str, set[str]] = {}
        self.styles: dict[str, Attributes] = {}
        self.elements: set[str] = set()
        self.conditional: dict[str, str] = {}
        self.data_style = ""

    def start(self, element: str, attributes: Attributes) -> None:
        if element == "body":
            raise AtBodyError
        named = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        name = named.get("name", "")
        if element == "style":
            self.styles[name] = named
        elif element == "map":
            self.conditional[self.data_style] = named.get("apply-style-name", "")
        elif element.endswith("-style"):
            self.data_style = name
            self.elements = self.formats[name] = set()
        else:
            self.elements.add(element)

    def end(self, element: str) -> None:
        if element.endswith("-style"):
            self.elements = set()  # what follows belongs to no format

    def marks(self) -> dict[str, Any]:
        found = {name: self.mark(attributes) for name, attributes in self.styles.items()}
        return {name: mark for name, mark in found.items() if mark}

    def mark(self, attributes: Attributes) -> Any:
        """Return the mark of a style by its format, or that of the style it is derived from."""
        name = attributes.get("data-style-name")
        if name is None:
            parent = self.styles.get(attributes.get("parent-style-name", ""), {})
            name = parent.get("data-style-name", "")
        parts = self.formats.get(self.conditional.get(name, name), set())
        return date_mark("year" in parts, "month" in parts, not MORE_THAN_MONTHS.isdisjoint(parts))
