"""The small parts of an XLSX workbook: everything but the sheets' rows."""

from collections.abc import Mapping, Sequence

from cooperation.exchange.packing.xml_text import escaped, legal

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"

# In the order of xlsx_cells: general, text, day, sum, title.
STYLES = (
    f'{DECLARATION}<styleSheet xmlns="{MAIN}">'
    '<numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>'
    '<numFmt numFmtId="165" formatCode="&quot;DKK&quot;\\ #,##0.####"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>'
    '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FFE8EDF3"/></patternFill></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="49" fontId="1" fillId="2" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1"/>'
    '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
ROOT_RELATIONS = (
    f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)


def content_types(sheets: int, with_notes: Sequence[int]) -> str:
    """`with_notes` are the numbers of the sheets that have notes."""
    parts = [override("/xl/workbook.xml", "sheet.main"), override("/xl/styles.xml", "styles")]
    parts += [override(f"/xl/worksheets/sheet{number}.xml", "worksheet") for number in range(1, sheets + 1)]
    parts += [override(f"/xl/comments{number}.xml", "comments") for number in with_notes]
    return (
        f'{DECLARATION}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>'
        f"{''.join(parts)}</Types>"
    )


def override(name: str, kind: str) -> str:
    return f'<Override PartName="{name}" ContentType="{KIND}.{kind}+xml"/>'


def workbook(filtered: Mapping[str, str], hidden: Sequence[str]) -> str:
    """`filtered` has the sheets' names and their ranges with a filter, told once more here; `hidden` sheets follow."""
    states = [*((name, "") for name in filtered), *((name, ' state="hidden"') for name in hidden)]
    sheets = [
        f'<sheet name="{escaped(name)}" sheetId="{number}"{state} r:id="rId{number}"/>'
        for number, (name, state) in enumerate(states, start=1)
    ]
    filters = [
        f'<definedName name="_xlnm._FilterDatabase" localSheetId="{place}" hidden="1">{escaped(area)}</definedName>'
        for place, area in enumerate(filtered.values())
    ]
    return (
        f'{DECLARATION}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><bookViews><workbookView/></bookViews>'
        f"<sheets>{''.join(sheets)}</sheets><definedNames>{''.join(filters)}</definedNames></workbook>"
    )


def workbook_relations(sheets: int) -> str:
    listed = [
        f'<Relationship Id="rId{number}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        for number in range(1, sheets + 1)
    ]
    styles = f'<Relationship Id="rId{sheets + 1}" Type="{OFFICE}/styles" Target="styles.xml"/>'
    return f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">{"".join(listed)}{styles}</Relationships>'


def sheet_relations(number: int) -> str:
    return (
        f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/vmlDrawing" Target="../drawings/vmlDrawing{number}.vml"/>'
        f'<Relationship Id="rId2" Type="{OFFICE}/comments" Target="../comments{number}.xml"/></Relationships>'
    )


def comments(notes: Sequence[tuple[str, str]]) -> str:
    """The notes of a sheet's header: each cell's address and text."""
    listed = [
        f'<comment ref="{cell}" authorId="0"><text><t xml:space="preserve">{escaped(legal(text))}</t></text></comment>'
        for cell, text in notes
    ]
    return (
        f'{DECLARATION}<comments xmlns="{MAIN}"><authors><author></author></authors>'
        f"<commentList>{''.join(listed)}</commentList></comments>"
    )


def comment_boxes(columns: Sequence[int]) -> str:
    """Where the notes of the header's cells show; Excel shows none without it."""
    boxes = [
        f'<v:shape id="_x0000_s{1025 + place}" type="#_x0000_t202" style="position:absolute;visibility:hidden;'
        'width:240pt;height:110pt" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
        '<v:path o:connecttype="none"/><v:textbox/><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
        f"<x:Anchor>{column + 1}, 15, 1, 2, {column + 4}, 15, 8, 4</x:Anchor><x:AutoFill>False</x:AutoFill>"
        f"<x:Row>0</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
        for place, column in enumerate(columns)
    ]
    return (
        '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
        'xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit">'
        '<o:idmap v:ext="edit" data="1"/></o:shapelayout><v:shapetype id="_x0000_t202" coordsize="21600,21600" '
        'o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
        f'<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>{"".join(boxes)}</xml>'
    )
