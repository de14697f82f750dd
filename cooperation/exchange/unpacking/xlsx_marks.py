"""What an XLSX says of its cells beside their values."""

import posixpath
import re
import zipfile
from collections.abc import Mapping
from typing import Any

from cooperation.exchange.unpacking.far_cells import Reach, XlsxReach, column_number
from cooperation.exchange.unpacking.marks import MONTH, PERCENTAGE, Marks, date_mark, has_traces
from cooperation.exchange.unpacking.xml_events import Attributes, read_xml
from cooperation.records.odd_cells import ErrorCell, FormulaWithoutValue

BUILT_IN_FORMATS = {"9": PERCENTAGE, "10": PERCENTAGE, "17": MONTH}  # 0%, 0.00%, mmm-yy
QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
ERRORS = (b't="e"', b"t='e'")
FORMULAS_WITHOUT_VALUE = (
    b"</f></c>",
    b"</f><v></v>",
    b"</f><v/>",
    b"</f><v />",
    b"/><v></v>",
    b"/><v/>",
    b"/></c>",
    b":f>",
)
MORE_THAN_MONTHS = frozenset("dhs")
PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})").fullmatch


def sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return where each sheet lies in the archive, by its name."""
    names: dict[str, str] = {}
    targets: dict[str, str] = {}

    def note_sheet(element: str, attributes: Attributes) -> None:
        if element == "sheet":
            link = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            names[attributes.get("name", "")] = link

    def note_target(element: str, attributes: Attributes) -> None:
        if element == "Relationship":
            target = attributes.get("Target", "")
            targets[attributes.get("Id", "")] = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")

    with archive.open("xl/workbook.xml") as stream:
        read_xml(stream, note_sheet)
    with archive.open("xl/_rels/workbook.xml.rels") as stream:
        read_xml(stream, note_target)
    return {name: targets[link] for name, link in names.items() if link in targets}


def style_marks(archive: zipfile.ZipFile) -> dict[str, Any]:
    """Return the marks of the cell styles, by their numbers, that show a number otherwise than the fast reader."""
    formats = dict(BUILT_IN_FORMATS)
    styles: list[Any] = []
    inside: list[str] = []

    def start(element: str, attributes: Attributes) -> None:
        inside.append(element)
        if element == "numFmt":
            formats[attributes.get("numFmtId", "")] = format_mark(attributes.get("formatCode", ""))
        if element == "xf" and "cellXfs" in inside[-2:-1]:
            styles.append(formats.get(attributes.get("numFmtId", "")))

    if "xl/styles.xml" not in archive.namelist():
        return {}
    with archive.open("xl/styles.xml") as stream:
        read_xml(stream, start, lambda __: None if not inside else inside.__delitem__(-1))
    return {str(number): mark for number, mark in enumerate(styles) if mark}


def format_mark(code: str) -> Any:
    """Return the mark of a number format such as `0.0%`, `mmm-yy` or `[$-406]yyyy;@`; None for any other."""
    letters = QUOTED.sub("", code).lower()
    if "%" in letters:
        return PERCENTAGE
    of_dates = letters.partition(";")[0]
    return date_mark("y" in of_dates, "m" in of_dates, not MORE_THAN_MONTHS.isdisjoint(of_dates))


def xlsx_marks(archive: zipfile.ZipFile, part: str, styles: Mapping[str, Any], most: int) -> Marks:
    """Return the marks of a sheet; raises TooMuchError where a value lies too far."""
    marks, reach = Marks(most), XlsxReach()
    traces = [f' s="{style}"'.encode() for style in styles]
    with archive.open(part) as stream:
        found = has_traces(stream, reach.watch, (*ERRORS, *traces), b"f>", FORMULAS_WITHOUT_VALUE)
    if found or reach.cells() > most:
        with archive.open(part) as stream:
            reader = XlsxCells(marks, styles)
            read_xml(stream, reader.start, reader.end, reader.text)
    return marks


class XlsxCells:
    """Follows the cells of a sheet; those that say where they stand are believed, the others follow one another."""

    def __init__(self, marks: Marks, styles: Mapping[str, Any]) -> None:
        self.marks, self.styles, self.reach = marks, styles, Reach(marks.most)
        self.row, self.column = -1, -1
        self.kind = self.style = ""
        self.texts: dict[str, str] = {}
        self.within = ""

    def start(self, element: str, attributes: Attributes) -> None:
        if element == "row":
            number = attributes.get("r", "")
            self.row = int(number) - 1 if number.isascii() and number.isdigit() else self.row + 1
            self.column = -1
        elif element == "c":
            self.row, self.column = place_of(attributes.get("r", ""), self.row, self.column + 1)
            self.kind, self.style, self.texts = attributes.get("t", "n"), attributes.get("s", ""), {}
        elif element in {"f", "v", "is"}:
            self.within = element
            self.texts[element] = ""

    def text(self, text: str) -> None:
        if self.within and len(self.texts[self.within]) < 1000:
            self.texts[self.within] += text

    def end(self, element: str) -> None:
        if element == self.within:
            self.within = ""
        elif element == "c" and self.row >= 0:
            self.put_mark()

    def put_mark(self) -> None:
        value = self.texts.get("v", "")
        if value or "f" in self.texts or "is" in self.texts:
            self.reach.add(self.row, self.column)
        if self.kind == "e":
            self.marks.put(self.row, self.column, ErrorCell(value or "#"))
        elif "f" in self.texts and not value and self.kind != "str":
            self.marks.put(self.row, self.column, FormulaWithoutValue("=" + self.texts["f"]))
        elif self.kind in {"n", "d"} and value and self.style in self.styles:
            self.marks.put(self.row, self.column, self.styles[self.style])


def place_of(reference: str, row: int, column: int) -> tuple[int, int]:
    found = PLACE(reference)
    if not found:
        return row, column
    return int(found[2]) - 1, column_number(found[1]) - 1
