"""What an ODS says of its cells beside their values, in a form that has no errors: they are empty text.

The fast reader also leaves out tabs and line breaks inside a paragraph, and so joins the words around them.
"""

import re
import zipfile
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any
from xml.sax.saxutils import escape

from cooperation.exchange.unpacking.far_cells import OdsReach, Reach
from cooperation.exchange.unpacking.marks import PERCENTAGE, Marks, has_traces
from cooperation.exchange.unpacking.ods_styles import date_styles
from cooperation.exchange.unpacking.xml_events import Attributes, read_xml
from cooperation.records.odd_cells import ErrorCell

TRACES = (
    b'value-type="error"',
    b'value-type="percentage"',
    b"number-rows-spanned=",
    b"<text:p>#",
    b"<text:p>Err:",
    b"<text:tab",
    b"<text:line-break",
)
SHOWN_ERROR = re.compile(r"#[A-ZÆØÅ/0]+[!?]?|(?:Err|Fejl):\d+").fullmatch
NO_STYLES: Mapping[str, Any] = MappingProxyType({})
CELLS = {"table-cell", "covered-table-cell"}
LEFT_OUT = {"tab": "\t", "line-break": "\n"}
"""What the fast reader leaves out of a text."""


def ods_marks(archive: zipfile.ZipFile, most: int) -> dict[str, Marks]:
    """Return the marks of each sheet by its name; raises TooMuchError where a sheet reaches too far."""
    styles, reach = date_styles(archive), OdsReach()
    traces = [f'style-name="{escape(name)}"'.encode() for name in styles]
    with archive.open("content.xml") as stream:
        found = has_traces(stream, reach.watch, (*TRACES, *traces))
    return read_cells(archive, most, styles) if found or reach.cells() > most else {}


def read_cells(archive: zipfile.ZipFile, most: int, styles: Mapping[str, Any] = NO_STYLES) -> dict[str, Marks]:
    """Return the marks of each sheet; raises TooMuchError where more cells are filled than may be, or lie too far."""
    reader = OdsCells(most, styles)
    with archive.open("content.xml") as stream:
        read_xml(stream, reader.start, reader.end, reader.text)
    return reader.sheets


class CellText:
    """The text of a cell's paragraphs; `whole` says that it has nothing the fast reader leaves out."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.paragraphs = 0
        self.in_paragraph = False
        self.whole = True

    def start(self, element: str, attributes: Attributes, depth: int) -> None:
        if depth == 2:
            self.in_paragraph = element == "p"
            self.add("\n" * (self.paragraphs > 0))
            self.paragraphs += self.in_paragraph
        elif element in LEFT_OUT:
            self.add(LEFT_OUT[element])
            self.whole = self.whole and not self.in_paragraph
        elif element == "s":
            self.add(" " * number(attributes.get("text:c")))

    def add(self, text: str) -> None:
        if self.in_paragraph:
            self.pieces.append(text)


class OdsCells:
    """Follows the cells of each table; `depth` counts elements inside a cell, where notes have text of their own."""

    def __init__(self, most: int, styles: Mapping[str, Any] = NO_STYLES) -> None:
        self.most, self.styles = most, styles
        self.column_styles: list[tuple[int, str]] = []
        self.row_style = ""
        self.sheets: dict[str, Marks] = {}
        self.marks = Marks(most)
        self.reach = Reach(most)
        self.tables = self.depth = 0
        self.row = self.column = self.row_repeats = 0
        self.cell: dict[str, str] = {}
        self.shown = ""
        self.written = CellText()

    def start(self, element: str, attributes: Attributes) -> None:
        if self.depth:
            self.depth += 1
            self.written.start(element, attributes, self.depth)
            return
        named = {key.rpartition(":")[2] if not key.startswith("calcext:") else key: v for key, v in attributes.items()}
        if element == "table":
            self.tables += 1
            if self.tables == 1:
                name = named.get("name", "")
                self.marks, self.reach = self.sheets.setdefault(name, Marks(self.most)), Reach(self.most, name)
                self.row, self.column_styles = 0, []
        elif element == "table-column":
            repeats = number(named.get("number-columns-repeated"))
            self.column_styles.append((repeats, named.get("default-cell-style-name", "")))
        elif element == "table-row":
            self.column, self.row_repeats = 0, number(named.get("number-rows-repeated"))
            self.row_style = named.get("default-cell-style-name", "")
        elif element in CELLS:
            self.depth, self.cell, self.shown, self.written = 1, named, "", CellText()

    def text(self, text: str) -> None:
        self.written.add(text)
        if self.depth in {2, 3} and len(self.shown) < 40:
            self.shown += text

    def end(self, element: str) -> None:
        if self.depth:
            self.depth -= 1
            if not self.depth:
                self.end_cell()
        elif element == "table-row":
            self.row += self.row_repeats
        elif element == "table":
            self.tables -= 1

    def end_cell(self) -> None:
        repeats = number(self.cell.get("number-columns-repeated"))
        rows = number(self.cell.get("number-rows-spanned"))
        if rows > 1:
            self.marks.merge(self.row, self.column, rows, number(self.cell.get("number-columns-spanned")))
        if self.shown or "value-type" in self.cell:
            self.reach.add(self.row, self.column, self.row_repeats, repeats)
        if mark := self.mark():
            for row in range(self.row, self.row + self.row_repeats):
                for column in range(self.column, self.column + repeats):
                    self.marks.put(row, column, mark)
        self.column += repeats

    def mark(self) -> object:
        kind = self.cell.get("value-type")
        if self.cell.get("calcext:value-type") == "error":
            return ErrorCell(self.shown or "#")
        if "formula" in self.cell and SHOWN_ERROR(self.shown):
            return ErrorCell(self.shown)
        if kind == "date" and self.styles:
            return self.styles.get(self.style())
        if kind == "string" and "string-value" not in self.cell and not self.written.whole:
            return "".join(self.written.pieces)
        return PERCENTAGE if kind == "percentage" else None

    def style(self) -> str:
        """Return the name of the cell's style: its own, or that of its row or column."""
        if name := self.cell.get("style-name") or self.row_style:
            return name
        end = 0
        for repeats, name in self.column_styles:
            end += repeats
            if self.column < end:
                return name
        return ""


def number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 1
