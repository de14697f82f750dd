"""A workbook to work in: XLSX written and packed as a stream.

The header stays in view and has a filter and notes; days, numbers and sums are real ones; what may stand in a column
is offered from a hidden sheet. No sheet is locked, since a locked one can't be sorted, filtered or given rows: a
message at the key column asks to leave it alone.
"""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from cooperation.exchange.offered import Offer, Shown, in_use, lists_of
from cooperation.exchange.packing import xlsx_frame
from cooperation.exchange.packing.xlsx_cells import text_cells
from cooperation.exchange.packing.xlsx_sheets import XlsxSheet, row_of, sheet_text
from cooperation.exchange.packing.zipped import Entries, zipped
from cooperation.exchange.problems import letter_of
from cooperation.exchange.sheets import Sheet

LISTS = "lists"


def xlsx_parts(sheets: Sequence[Sheet], shown: Shown = in_use, mark: str = "") -> Iterator[bytes]:
    """`shown` says which records and terms are offered; `mark` names one more hidden sheet."""
    return zipped(entries(sheets, shown, mark))


def entries(sheets: Sequence[Sheet], shown: Shown, mark: str) -> Entries:
    """Give the parts in such an order that a sheet's rows are counted before they must be told."""
    offers = lists_of((column for sheet in sheets for column in sheet.columns), shown)
    lists = list(dict.fromkeys(offer for offer in offers.values() if offer))
    areas = {offer: list_area(place, offer) for place, offer in enumerate(lists)}
    written = [XlsxSheet(sheet, offers, areas) for sheet in sheets]
    numbered = list(enumerate(written, start=1))
    hidden = {LISTS: lists_text(lists)} if lists else {}
    hidden |= {mark: sheet_text(row_of(text_cells([mark])))} if mark else {}
    count = len(sheets) + len(hidden)

    yield "[Content_Types].xml", one(xlsx_frame.content_types(count, [n for n, sheet in numbered if sheet.notes]))
    yield "_rels/.rels", one(xlsx_frame.ROOT_RELATIONS)
    yield "xl/_rels/workbook.xml.rels", one(xlsx_frame.workbook_relations(count))
    yield "xl/styles.xml", one(xlsx_frame.STYLES)
    for number, sheet in numbered:
        yield f"xl/worksheets/sheet{number}.xml", sheet.parts()
        if sheet.notes:
            yield from note_entries(number, sheet)
    for number, text in enumerate(hidden.values(), start=len(sheets) + 1):
        yield f"xl/worksheets/sheet{number}.xml", one(text)
    filtered = {sheet.sheet.name: f"'{sheet.sheet.name}'!{sheet.area}" for sheet in written}
    yield "xl/workbook.xml", one(xlsx_frame.workbook(filtered, list(hidden)))


def one(text: str) -> list[bytes]:
    return [text.encode()]


def note_entries(number: int, sheet: XlsxSheet) -> Entries:
    addressed = [(f"{letter_of(place)}1", text) for place, text in sheet.notes]
    yield f"xl/worksheets/_rels/sheet{number}.xml.rels", one(xlsx_frame.sheet_relations(number))
    yield f"xl/comments{number}.xml", one(xlsx_frame.comments(addressed))
    yield f"xl/drawings/vmlDrawing{number}.vml", one(xlsx_frame.comment_boxes([place for place, _text in sheet.notes]))


def list_area(place: int, offer: Offer) -> str:
    letter = letter_of(place)
    return f"{LISTS}!${letter}$1:${letter}${len(offer.words)}"


def lists_text(lists: Sequence[Offer]) -> str:
    """Write the hidden sheet: a column for each list."""
    return sheet_text("".join(row_of(text_cells(row)) for row in zip_longest(*(o.words for o in lists), fillvalue="")))
