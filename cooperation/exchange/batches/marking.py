"""The officer's own workbook with what is wrong in it: cells coloured and commented, ready to be put right."""

import io
import time
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from cooperation.exchange.batches.choices import Choices, index_of
from cooperation.exchange.batches.laying import read_batch
from cooperation.exchange.batches.loading import is_xlsx, may_be_loaded
from cooperation.exchange.batches.looking import PARKED, lines_in
from cooperation.exchange.batches.models import ImportBatch
from cooperation.exchange.planned import Outcome
from cooperation.exchange.reading import Sheet
from cooperation.exchange.time_limit import ERRORS, check_time, in_time

WRONG = PatternFill("solid", fgColor="FFC7CE")
WHOLE, WHOLE_CELLS = 20_000, 500_000  # rows and cells; of a larger file only the wrong rows are given back
SAVING = 2  # times as long as building a workbook
NOT_IN_TITLES = str.maketrans(dict.fromkeys("[]:*?/\\", "_"))
Place = tuple[str, int]
"""Sheet's label and the row's number in the officer's file."""


def marked_workbook(batch: ImportBatch, *, wrong_rows_alone: bool = False) -> bytes:
    """Return the file as XLSX with a comment on each wrong cell: the whole of it, or the wrong rows alone."""
    messages = messages_of(batch)
    sheets = read_batch(batch)
    begun = time.monotonic()
    if wrong_rows_alone or is_large(batch, sheets):
        rows = {(label, row) for label, row, __ in messages} | parked_rows(batch)
        workbook, places = built(sheets, rows)
    elif is_xlsx(content := batch.content) and may_be_loaded(content):
        workbook, places = load_workbook(io.BytesIO(content)), {}
    else:
        workbook, places = built(sheets, None)
    check_time(ERRORS, batch.file_name)
    pages = pages_of(workbook, sheets)
    for label, page in pages.items():
        write_corrections(page, label, Choices.of(batch.choices), places)
    for (label, row, letter), said in in_time(messages.items(), ERRORS, batch.file_name):
        if label in pages:
            mark(pages[label], places.get((label, row), row), letter, said)
    check_time(ERRORS, batch.file_name, needed=SAVING * (time.monotonic() - begun))
    written = io.BytesIO()
    workbook.save(written)
    return written.getvalue()


def messages_of(batch: ImportBatch) -> dict[tuple[str, int, str], list[str]]:
    """Return what is wrong by sheet, row and column; what is wrong with a row as a whole stands at its first cell."""
    found: dict[tuple[str, int, str], list[str]] = defaultdict(list)
    for part in batch.parts.filter(outcome__in=(Outcome.REFUSED.value, PARKED)):
        for line in lines_in(part)[1]:
            for problem in line.get("problems", ()):
                title = "" if problem["letter"] or not problem["column"] else f"{problem['column']}: "
                found[part.sheet, line["row"] or 1, problem["letter"] or "A"].append(title + problem["message"])
    for problem in batch.problems:
        if problem["row"]:
            found[problem["sheet"], problem["row"], problem["letter"] or "A"].append(problem["message"])
    return found


def parked_rows(batch: ImportBatch) -> set[Place]:
    return {(part.sheet, line["row"]) for part in batch.parts.filter(outcome=PARKED) for line in lines_in(part)[1]}


def is_large(batch: ImportBatch, sheets: Iterable[Sheet]) -> bool:
    cells = sum(len(sheet.rows) * len(sheet.header) for sheet in sheets)
    return batch.rows_in_all + batch.count(PARKED) > WHOLE or cells > WHOLE_CELLS


def built(sheets: Iterable[Sheet], rows: set[Place] | None) -> tuple[Workbook, dict[Place, int]]:
    """Return a workbook of the sheets, and where their rows stand in it: all where they stood, or these rows alone."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    places: dict[Place, int] = {}
    for sheet in sheets:
        kept = [row for row in sheet.rows if rows is None or (sheet.label, row[0]) in rows]
        if rows is not None and not kept:
            continue
        page = workbook.create_sheet(title_of(sheet))
        write_line(page, sheet.header_row if rows is None else 1, sheet.header)
        for place, (number, cells) in enumerate(in_time(kept, ERRORS, sheet.label), start=2):
            places[sheet.label, number] = number if rows is None else place
            write_line(page, places[sheet.label, number], cells)
    if not workbook.worksheets:
        workbook.create_sheet()
    return workbook, places


def title_of(sheet: Sheet) -> str:
    return sheet.name.translate(NOT_IN_TITLES)[:28]


def write_line(page: Worksheet, row: int, cells: Iterable[Any]) -> None:
    for index, value in enumerate(cells, start=1):
        if value not in ("", None):
            write_cell(page, row, index, value)


def write_cell(page: Worksheet, row: int, column: int, value: Any) -> None:
    cell = page.cell(row, column)
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("\ufffd", value)
        cell.data_type = "s"  # text stays text, also where it begins with “=”
    else:
        cell.value = value


def pages_of(workbook: Workbook, sheets: Iterable[Sheet]) -> dict[str, Worksheet]:
    by_title = {page.title: page for page in workbook.worksheets}
    found = {sheet.label: by_title.get(sheet.name, by_title.get(title_of(sheet))) for sheet in sheets}
    return {label: page for label, page in found.items() if page is not None}


def write_corrections(page: Worksheet, label: str, choices: Choices, places: dict[Place, int]) -> None:
    for row, cells in choices.corrections.get(label, {}).items():
        place = places.get((label, int(row)), None if places else int(row))
        for letter, text in cells.items() if place else ():
            write_cell(page, place or 1, index_of(letter) + 1, text)


def mark(page: Worksheet, row: int, letter: str, said: list[str]) -> None:
    cell = page.cell(row, index_of(letter) + 1)
    if not hasattr(cell, "comment") or type(cell).__name__ == "MergedCell":
        return
    cell.fill = WRONG
    comment = Comment("\n".join(said), "")
    comment.width, comment.height = 360, 60 + 20 * len(said)
    cell.comment = comment
