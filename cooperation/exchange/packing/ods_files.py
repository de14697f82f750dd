"""OpenDocument workbooks, written and packed as a stream."""

from collections.abc import Iterator, Sequence

from cooperation.exchange.packing.ods_cells import cells_of, text_cell
from cooperation.exchange.packing.xml_text import escaped
from cooperation.exchange.packing.zipped import zipped
from cooperation.exchange.sheets import Sheet

MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
NAMES = "urn:oasis:names:tc:opendocument:xmlns"
SPACES = " ".join(
    f'xmlns:{short}="{NAMES}:{long}:1.0"'
    for short, long in (
        ("office", "office"),
        ("table", "table"),
        ("text", "text"),
        ("style", "style"),
        ("number", "datastyle"),
        ("fo", "xsl-fo-compatible"),
    )
)
MANIFEST = (
    f'{DECLARATION}<manifest:manifest xmlns:manifest="{NAMES}:manifest:1.0" manifest:version="1.2">'
    f'<manifest:file-entry manifest:full-path="/" manifest:version="1.2" manifest:media-type="{MIMETYPE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)
# ce0: numbers; ce1: days; ce2: sums in the register's currency; ce3: titles.
STYLES = (
    "<office:automatic-styles>"
    '<number:date-style style:name="N1"><number:year number:style="long"/><number:text>-</number:text>'
    '<number:month number:style="long"/><number:text>-</number:text><number:day number:style="long"/>'
    "</number:date-style>"
    '<number:currency-style style:name="N2"><number:text>DKK </number:text>'
    '<number:number number:decimal-places="4" number:min-decimal-places="0" number:min-integer-digits="1" '
    'number:grouping="true"/></number:currency-style>'
    '<style:style style:name="ce0" style:family="table-cell"/>'
    '<style:style style:name="ce1" style:family="table-cell" style:data-style-name="N1"/>'
    '<style:style style:name="ce2" style:family="table-cell" style:data-style-name="N2"/>'
    '<style:style style:name="ce3" style:family="table-cell"><style:text-properties fo:font-weight="bold"/>'
    "</style:style></office:automatic-styles>"
)
HEAD = f'{DECLARATION}<office:document-content {SPACES} office:version="1.2">{STYLES}<office:body><office:spreadsheet>'
FOOT = "</office:spreadsheet></office:body></office:document-content>"


def ods_parts(sheets: Sequence[Sheet]) -> Iterator[bytes]:
    return zipped([("content.xml", content(sheets)), ("META-INF/manifest.xml", [MANIFEST.encode()])], MIMETYPE)


def content(sheets: Sequence[Sheet]) -> Iterator[bytes]:
    yield HEAD.encode()
    for sheet in sheets:
        titles = [text_cell(column.title).replace("<table:table-cell", TITLE, 1) for column in sheet.columns]
        header = f"<table:table-header-rows>{row_of(titles)}</table:table-header-rows>"
        yield f'<table:table table:name="{escaped(sheet.name)}">{header}'.encode()
        for block in sheet.blocks():
            cells = [cells_of(column, values) for column, values in zip(sheet.columns, block, strict=True)]
            yield "".join(map(row_of, zip(*cells, strict=True))).encode()
        yield b"</table:table>"
    yield FOOT.encode()


TITLE = '<table:table-cell table:style-name="ce3"'


def row_of(cells: Sequence[str]) -> str:
    return f"<table:table-row>{''.join(cells)}</table:table-row>"
