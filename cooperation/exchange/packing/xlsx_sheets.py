"""One sheet of an XLSX workbook: what stands before its rows, its rows, and what follows them."""

from collections.abc import Iterable, Iterator, Mapping

from django.utils.translation import gettext as _

from cooperation.exchange.column_notes import note
from cooperation.exchange.offered import Offer
from cooperation.exchange.packing.xlsx_cells import TITLE, cells_of, style_of, text_cells
from cooperation.exchange.packing.xlsx_frame import DECLARATION, MAIN, OFFICE
from cooperation.exchange.packing.xlsx_limits import LAST_ROW
from cooperation.exchange.packing.xml_text import escaped, legal
from cooperation.exchange.problems import letter_of
from cooperation.exchange.sheets import Sheet, SheetColumn

NARROWEST, WIDEST = 12, 50
FROZEN_HEADER = (
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" '
    'state="frozen"/></sheetView></sheetViews>'
)


class XlsxSheet:
    """`notes` are the places of columns with something to say, and what; `offers` go by column, `areas` by offer."""

    def __init__(self, sheet: Sheet, offers: Mapping[SheetColumn, Offer | None], areas: Mapping[Offer, str]) -> None:
        self.sheet = sheet
        self.notes = [(place, text) for place, column in enumerate(sheet.columns) if (text := note(column))]
        self.validations = [
            validation
            for place, column in enumerate(sheet.columns)
            if (validation := validation_of(letter_of(place), column, offers[column], areas))
        ]

    @property
    def area(self) -> str:
        return f"$A$1:${letter_of(len(self.sheet.columns) - 1)}${len(self.sheet) + 1}"

    def parts(self) -> Iterator[bytes]:
        yield self.head().encode()
        for block in self.sheet.blocks():
            cells = [cells_of(column, values) for column, values in zip(self.sheet.columns, block, strict=True)]
            yield "".join(map(row_of, zip(*cells, strict=True))).encode()
        yield self.foot().encode()

    def head(self) -> str:
        columns = "".join(
            f'<col min="{place}" max="{place}" width="{width_of(column)}" style="{style_of(column)}" customWidth="1"/>'
            for place, column in enumerate(self.sheet.columns, start=1)
        )
        titles = row_of(text_cells([column.title for column in self.sheet.columns], TITLE))
        return f"{OPENING}{FROZEN_HEADER}<cols>{columns}</cols><sheetData>{titles}"

    def foot(self) -> str:
        area = self.area.replace("$", "")
        validations = f'<dataValidations count="{len(self.validations)}">{"".join(self.validations)}</dataValidations>'
        drawing = '<legacyDrawing r:id="rId1"/>' if self.notes else ""
        return (
            f'</sheetData><autoFilter ref="{area}"/>{validations if self.validations else ""}'
            f'<ignoredErrors><ignoredError sqref="{area}" numberStoredAsText="1"/></ignoredErrors>'
            f"{drawing}</worksheet>"
        )


OPENING = f'{DECLARATION}<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}">'


def sheet_text(rows: str) -> str:
    return f"{OPENING}<sheetData>{rows}</sheetData></worksheet>"


def row_of(cells: Iterable[str]) -> str:
    return f"<row>{''.join(cells)}</row>"


def width_of(column: SheetColumn) -> int:
    """Return a width in characters: that of the title, or of the longest value that the field may have."""
    longest = getattr(column.source.model_field, "max_length", None) or 0 if column.source else 0
    return min(max(len(column.title) + 4, min(longest, WIDEST), NARROWEST), WIDEST)


def validation_of(letter: str, column: SheetColumn, offer: Offer | None, areas: Mapping[Offer, str]) -> str:
    """Return what Excel offers, asks or warns of below the header; empty where it is nothing."""
    if not offer and not column.is_key:
        return ""
    asked = ""
    if column.is_key:
        asked = f' showInputMessage="1" promptTitle="{quoted(column.title, 32)}" prompt="{quoted(key_message(), 255)}"'
    where = f'sqref="{letter}2:{letter}{LAST_ROW}"'
    if not offer:
        return f'<dataValidation allowBlank="1"{asked} {where}/>'
    warned = ' errorStyle="warning" showErrorMessage="1"' if offer.closed else ""
    return (
        f'<dataValidation type="list" allowBlank="1"{warned}{asked} {where}>'
        f"<formula1>{areas[offer]}</formula1></dataValidation>"
    )


def key_message() -> str:
    return _("The key by which the register knows the row. Leave it as it is; a row with another key is a new one.")


def quoted(text: str, longest: int) -> str:
    return escaped(legal(text[:longest]))
