"""Workbooks that no spreadsheet program would write, a few parts each."""

import io
import zipfile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPES = f"""<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels"
ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml"
ContentType="application/xml"/><Override PartName="/xl/workbook.xml"
ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"""
TOP = f"""<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="{LINKS}/officeDocument"
Target="xl/workbook.xml"/></Relationships>"""
BOOK = f"""<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><sheets><sheet name="programmes" sheetId="1" r:id="r1"/></sheets>
</workbook>"""
BOOK_LINKS = f"""<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="{LINKS}/worksheet"
Target="worksheets/sheet1.xml"/></Relationships>"""
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
MANIFEST = (
    f'<manifest:manifest xmlns:manifest="{OFFICE}:manifest:1.0">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODS_TYPE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


def zipped(parts: dict[str, str | bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


def xlsx(rows: str, declared: str = "") -> bytes:
    """Return a workbook with one sheet; `rows` is the XML of its rows, `declared` goes before the XML."""
    sheet = f'<?xml version="1.0"?>{declared}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
    return zipped(
        {
            "[Content_Types].xml": TYPES,
            "_rels/.rels": TOP,
            "xl/workbook.xml": BOOK,
            "xl/_rels/workbook.xml.rels": BOOK_LINKS,
            "xl/worksheets/sheet1.xml": sheet,
        }
    )


def ods(rows: str, styles: str = "") -> bytes:
    content = (
        f'<office:document-content xmlns:office="{OFFICE}:office:1.0" xmlns:table="{OFFICE}:table:1.0" '
        f'xmlns:style="{OFFICE}:style:1.0" xmlns:number="{OFFICE}:datastyle:1.0" xmlns:text="{OFFICE}:text:1.0">'
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body>"
        '<office:spreadsheet><table:table table:name="programmes">'
        f"{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    return zipped({"mimetype": ODS_TYPE, "META-INF/manifest.xml": MANIFEST, "content.xml": content})


def cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'
