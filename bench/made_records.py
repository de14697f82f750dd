"""Records of every kind, made up: those of the fixtures again and again, each with other texts, dates and figures.

A copy refers to the records of its own copy, so that what the fixtures hold together stays together.
"""

import datetime
import io
import random
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from django.core.validators import MaxLengthValidator
from django.db import models

from cooperation.exchange.reading import Sheet, read_path
from cooperation.exchange.writing import WrittenSheet, csv_bytes
from cooperation.records.columns import Column
from cooperation.records.models import Record
from cooperation.records.resources import DocumentResource, RowResource, with_rows
from cooperation.records.widgets import CitedRecordWidget, DayWidget, ReferencesWidget, ReferenceWidget, TextWidget
from cooperation.resources import RESOURCES
from cooperation.values.widgets import MoneyWidget, PartialDateWidget, QuantityWidget

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
Line = list[Any]
Lines = dict[str, list[Line]]
"""Sheet → its lines, the header first."""

ABSENCES = ["not known", "none", "withheld"]
ODD_TEXTS = [
    "=1+1", "+45 36 15 40 00", "-5", "-5 degrees", "@home", "'quoted", "''", "1e5", "1E400", "007", "0", "00012,50",
    "1.000,50", "12-11-2024", "2024-11-21", "TRUE", "nej", "N/A", "=cmd|' /C calc'!A0", "null", "40 %",
    "Færøerne, Grønland og Ærø", "Søværnets Ørn øver på Ålborg Å", "Україна", "two  spaces", "one\ntwo\n\nfour",
    'she said "so"', "semicolons; here", "tab\there", "a\u00a0b", "<b>&amp;</b>", "_x000D_", "🚁 lift", "e\u0301 and é",
    "ends with a backslash\\", "%s {} $1", "half\u00adword", "–5 to –3", "1,5", "+", "=",
]  # fmt: skip
WORDS = ["training", "øvelse", "support", "mission", "grænse", "courses", "udstyr", "officers", "stab", "shared"]
KEPT = {"signed", "in_force", "ended", "field"}  # rules hold them against other cells
CITED = 0.12  # of the fixtures' citations; they have three a record


def made_records(records: int, seed: int = 2024, state: str = "draft") -> Lines:
    """Return so many records, or a few less, with their child rows, citations and terms."""
    chance = random.Random(seed)  # noqa: S311 -- the same each time, not secret
    found: Lines = {}
    left = records
    for name, sheet in fixtures().items():
        found[name] = [list(sheet.header), *(terms(name) if is_of_terms(name) else [])]
    for number in range(1, records + 1):
        if left <= 0:
            break
        left -= add_copy(found, Copy(number, state, chance))
    return found


def terms(name: str) -> Iterator[Line]:
    """Give the terms as they are; a place lies in a country of the first copy."""
    columns = resources()[name].columns()
    linked = {place for place, column in enumerate(columns) if column.links}
    for __, line in fixtures()[name].rows:
        yield [f"{cell}-1" if cell and place in linked else cell for place, cell in enumerate(line)]


def add_copy(found: Lines, copy: "Copy") -> int:
    """Add one more copy of the fixtures, whole; return how many records it has."""
    added = 0
    for name, sheet in fixtures().items():
        if is_of_terms(name):
            continue
        resource = resources()[name]
        writers = writers_of(name)
        for __, line in sheet.rows:
            if name == "citations" and copy.chance.random() > CITED:
                continue
            cells = [*line, *[""] * (len(writers) - len(line))]
            found[name].append([write(copy, cell) for write, cell in zip(writers, cells, strict=True)])
            added += not issubclass(resource, RowResource)
    return added


@cache
def resources() -> dict[str, type[DocumentResource]]:
    return {resource.sheet: resource for resource in with_rows(RESOURCES)}


@cache
def fixtures() -> dict[str, Sheet]:
    """The five documents' records in the order of the columns, with a row where a kind has none there."""
    found = {sheet.name: sheet for sheet in read_path(FIXTURES) if sheet.name != "facts"}
    people, commitments = ([line[0] for __, line in found[name].rows] for name in ("people", "commitments"))
    found["person_spellings"] = replace(
        found["person_spellings"], rows=[(n, [reference, "1", "Spelling"]) for n, reference in enumerate(people, 2)]
    )
    found["progress"] = replace(
        found["progress"],
        rows=[(n, [reference, "1", "2024-02-29", "limited", "So far"]) for n, reference in enumerate(commitments, 2)],
    )
    return {name: found[name] for name in resources()}


@cache
def writers_of(name: str) -> list[Callable[["Copy", str], str]]:
    return [writer(column) for column in resources()[name].columns()]


def is_of_terms(name: str) -> bool:
    model = resources()[name].model()
    return not issubclass(model, Record) and not issubclass(resources()[name], RowResource)


@dataclass
class Copy:
    """Writes the cells of one copy of the fixtures."""

    number: int
    state: str
    chance: random.Random

    def as_it_is(self, cell: str) -> str:
        return cell

    def name(self, cell: str) -> str:
        return f"{cell}-{self.number}" if cell else ""

    def names(self, cell: str) -> str:
        return "; ".join(map(self.name, cell.split("; ")))

    def own_state(self, cell: str) -> str:
        return self.state

    def nothing(self, cell: str) -> str:
        return ""

    def date(self, cell: str) -> str:
        return a_date(self.chance) if cell or self.chance.random() < 0.3 else ""

    def quantity(self, cell: str) -> str:
        return a_quantity(self.chance, 10**14) if cell or self.chance.random() < 0.4 else ""

    def share(self, cell: str) -> str:
        return a_quantity(self.chance, 100) if self.chance.random() < 0.4 else ""

    def money(self, cell: str) -> str:
        return an_amount(self.chance) if cell or self.chance.random() < 0.4 else ""

    def day(self, cell: str) -> str:
        return a_day(self.chance) if cell or self.chance.random() < 0.3 else ""

    def text(self, cell: str) -> str:
        return a_text(self.chance) if cell or self.chance.random() < 0.3 else ""

    def short_text(self, cell: str) -> str:
        return a_text(self.chance)[:40].strip() if cell or self.chance.random() < 0.3 else ""


def writer(column: Column) -> Callable[[Copy, str], str]:  # noqa: C901, PLR0911 -- one case a kind of cell
    """Return what becomes of a cell of the fixtures in a copy."""
    match column.widget:
        case _ if column.name == "reference" or isinstance(column.widget, CitedRecordWidget):
            return Copy.name
        case ReferencesWidget() | ReferenceWidget():
            return Copy.names if issubclass(column.widget.model, Record) else Copy.as_it_is
        case _ if column.name == "state":
            return Copy.own_state
        case _ if column.name.startswith("iso_alpha"):
            return Copy.nothing
        case _ if column.name in KEPT:
            return Copy.as_it_is
        case PartialDateWidget():
            return Copy.date
        case QuantityWidget():
            return Copy.share if column.in_percent else Copy.quantity
        case MoneyWidget():
            return Copy.money
        case DayWidget():
            return Copy.day
        case TextWidget() if is_free_text(column):
            return Copy.text if (column.model_field.max_length or 1000) >= 400 else Copy.short_text
    return Copy.as_it_is


def is_free_text(column: Column) -> bool:
    """Whether any text will do."""
    field = column.model_field
    rules = [rule for rule in field.validators if not isinstance(rule, MaxLengthValidator)]
    return type(field) in (models.CharField, models.TextField) and not field.choices and not rules


def a_text(chance: random.Random) -> str:
    """Often one that a spreadsheet would take for something else."""
    if chance.random() < 0.3:
        return chance.choice(ODD_TEXTS)
    words = " ".join(chance.choices(WORDS, k=chance.randint(1, 30)))
    return f"{words} {chance.choice(ODD_TEXTS)} {chance.randrange(10**6)}"


def a_day(chance: random.Random) -> str:
    return (datetime.date(1950, 1, 1) + datetime.timedelta(days=chance.randrange(30_000))).isoformat()


def a_point(chance: random.Random) -> str:
    """One of the forms without an interval, between the years that the register takes."""
    year, month = chance.randint(1000, 2999), chance.randint(1, 12)
    return chance.choice(
        (
            f"{year}",
            f"{year}-{month:02}",
            f"{year}-{month:02}-{chance.randint(1, 28):02}",
            a_day(chance),
            f"{year}-{chance.randint(21, 24)}",
            f"{year // 10}X",
            f"{year // 100}XX",
            f"{year}-XX",
            f"{year}-{month:02}-XX",
            f"{year}-XX-XX",
        )
    ) + chance.choice(("", "", "?", "~", "%"))


def a_date(chance: random.Random) -> str:
    if chance.random() < 0.15:
        return chance.choice(ABSENCES)
    form = chance.random()
    if form < 0.1:
        return f"{a_point(chance)}/.."
    if form < 0.2:
        return f"../{a_point(chance)}"
    if form < 0.4:
        year = chance.randint(1000, 2900)
        return f"{year}{chance.choice(('', '-03', '-03-31'))}/{year + chance.randint(1, 90)}{chance.choice(('', '~'))}"
    return a_point(chance)


def a_number(chance: random.Random, most: int) -> str:
    whole = chance.randrange(most)
    return f"{whole}{chance.choice(('', '', '.5', '.25', '.0001'))}"


def a_quantity(chance: random.Random, most: int) -> str:
    if chance.random() < 0.2:
        return chance.choice([*ABSENCES, "unquantified", "unquantified: et større antal, 3 to 5"])
    number = a_number(chance, min(most, chance.choice((10, 5000, 10**9, 10**14))))
    return f"{chance.choice(('', '', 'at least ', 'about '))}{number}"


def an_amount(chance: random.Random) -> str:
    if chance.random() < 0.2:
        return chance.choice(ABSENCES)
    amount = a_number(chance, chance.choice((10**3, 10**9, 10**12)))
    return f"{chance.choice(('DKK', 'EUR', 'USD', 'SEK', 'UAH'))} {amount}"


def count_of(lines: Lines) -> dict[str, int]:
    """Return how many records and how many rows of them there are."""
    rows = {name: len(found) - 1 for name, found in lines.items()}
    own = sum(count for name, count in rows.items() if not issubclass(resources()[name], RowResource))
    return {"records": own, "child rows": sum(rows.values()) - own}


def csv_files(lines: Lines) -> Iterator[tuple[str, bytes]]:
    for name, found in lines.items():
        yield f"{name}.csv", csv_bytes(WrittenSheet(name, found))


def zip_of(lines: Lines) -> bytes:
    """Return a zip of CSV files, as an officer may upload the whole register."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in csv_files(lines):
            archive.writestr(name, part)
    return content.getvalue()


def edited(lines: Lines, seed: int = 7, share: float = 0.3) -> Lines:
    """Return the same as somebody sends it back: some rows have other texts, some went with their citations."""
    chance = random.Random(seed)  # noqa: S311
    found: Lines = {}
    gone: set[tuple[Any, str]] = set()
    for name, (header, *rows) in lines.items():
        columns = resources()[name].columns()
        texts = [place for place, column in enumerate(columns) if is_free_text(column) and column.name not in KEPT]
        is_rows, kept = issubclass(resources()[name], RowResource), list[Line]()
        for row in rows:
            if name == "citations" and (row[1], row[3]) in gone:
                continue
            if is_rows and row[0] == (kept[-1][0] if kept else "") and chance.random() < share / 2:
                gone.add((row[0], f"{resources()[name].model().cited_as()}.{row[1]}"))
                continue  # its record keeps another row, so the sheet still names it
            line = list(row)
            if texts and not is_of_terms(name) and chance.random() < share:
                place = chance.choice(texts)
                text = f"{chance.randrange(10**6)} {a_text(chance)}"
                line[place] = text[: columns[place].model_field.max_length or 2000].strip()
            kept.append(line)
        found[name] = [header, *kept]
    return found
