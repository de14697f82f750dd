"""Writes the sample files that a spreadsheet program must have made, with LibreOffice and its Python:

    soffice --headless --accept="socket,port=2002;urp;" &
    /usr/bin/python3 tests/exchange/write_samples.py tests/spreadsheets

They are kept beside the other samples; the tests need no LibreOffice.
"""

# mypy: ignore-errors
# ruff: noqa: ANN001, ANN002, ANN201

import sys
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue

FORMATS = {"xlsx": "Calc MS Excel 2007 XML", "ods": "calc8"}
CSV = "Text - txt - csv (StarCalc)"
CELLS = [
    ("day", 45617, "DD-MM-YYYY"),
    ("day and time", 45617.6041666667, "DD-MM-YYYY HH:MM"),
    ("time", 0.6041666667, "HH:MM"),
    ("whole number", 14, None),
    ("decimal number", 1.5, None),
    ("sum that is not exact", "=0.1+0.2", None),
    ("twelve digits", 451234567890, "0"),
    ("seventeen digits", 45123456789012345, "0"),
    ("number shown with zeros", 7, "000"),
    ("money", 84000000, '#,##0 "kr."'),
    ("yes", "=TRUE()", None),
    ("percentage", 0.4, "0%"),
    ("percentage with decimals", 0.125, "0.00%"),
    ("number as text", "'14", None),
    ("leading zeros", "'007", None),
    ("non-breaking space", "Joint\u00a0training\u00a0", None),
    ("smart quotes", "“Peace” and ‘order’ – Denmark’s aim", None),
    ("zero-width space", "\u200btraining\u200b", None),
    ("two lines", "one\ntwo", None),
    ("spaces", "  training  ", None),
    ("Danish letters", "Bjergtræning på Færøerne", None),
    ("outside the first plane", "🚁 rescue", None),
    ("text like a formula", "'=1+1", None),
    ("formula", "=2+3", None),
    ("formula of text", '="joint"&" training"', None),
    ("formula of nothing", '=""', None),
    ("formula of a percentage", "=1/4", "0%"),
    ("not available", "=NA()", None),
    ("divided by nought", "=1/0", None),
    ("name of no function", "=NOSUCH(1)", None),
    ("error as text", "'#N/A", None),
]


def value_of(name, value):
    found = PropertyValue()
    found.Name, found.Value = name, value
    return found


class Office:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        context = resolver.resolve("uno:socket,host=localhost,port=2002;urp;StarOffice.ComponentContext")
        self.desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)

    def new(self, *names):
        document = self.desktop.loadComponentFromURL("private:factory/scalc", "_blank", 0, (value_of("Hidden", True),))
        for place, name in enumerate(names):
            document.Sheets.insertNewByName(name, place)
        while document.Sheets.Count > len(names):
            document.Sheets.removeByName(document.Sheets.getByIndex(len(names)).Name)
        return document

    def save(self, document, name: str, *options) -> None:
        kind = FORMATS.get(name.rpartition(".")[2], CSV)
        url = uno.systemPathToFileUrl(str((self.folder / name).resolve()))
        document.storeToURL(url, (value_of("FilterName", kind), *options))


def encryption(password: str):
    """What the XLSX writer wants in place of a password."""
    names = {"CryptoType": "Standard", "OOXPassword": password}
    values = []
    for name, value in names.items():
        entry = uno.createUnoStruct("com.sun.star.beans.NamedValue")
        entry.Name, entry.Value = name, value
        values.append(entry)
    return uno.Any("[]com.sun.star.beans.NamedValue", tuple(values))


def put(document, sheet, column: int, row: int, value, form=None) -> None:
    cell = sheet.getCellByPosition(column, row)
    if isinstance(value, str) and value.startswith("="):
        cell.Formula = value
    elif isinstance(value, str):
        cell.String = value.removeprefix("'")
    else:
        cell.Value = float(value)
    if form:
        locale = uno.createUnoStruct("com.sun.star.lang.Locale")
        locale.Language, locale.Country = "en", "GB"
        formats = document.NumberFormats
        known = formats.queryKey(form, locale, False)
        cell.NumberFormat = known if known != -1 else formats.addNew(form, locale)


def write_cells(office: Office) -> None:
    document = office.new("cells")
    sheet = document.Sheets.getByIndex(0)
    for row, entry in enumerate([("case", "value", None), *CELLS]):
        put(document, sheet, 0, row, entry[0])
        put(document, sheet, 1, row, *entry[1:])
    note = sheet.getCellByPosition(1, 4).CellAddress
    sheet.Annotations.insertNew(note, "A note that is no part of the cell.")
    for ending in FORMATS:
        office.save(document, f"cells.{ending}")


def write_layout(office: Office) -> None:
    """A title, blank rows and columns, merged cells, formats far below, a hidden sheet and one with nothing in it."""
    document = office.new("programmes", "lists", "Sheet3")
    sheet, lists, __ = (document.Sheets.getByIndex(place) for place in range(3))
    rows = {
        0: ["", "Programmes of 2024, Embassy in Belgrade"],
        3: ["", "Reference", "Title (English)", "", "Kind", "Lead authority"],
        4: ["", "mountain-training", "Mountain training", "", "project", "Ministry of Defence"],
        5: ["", "sea-training", "Sea training", "", "project"],
        8: ["", "air-training", "Air training", "", "project", "Ministry of Defence"],
        9: [" ", "\u00a0"],
    }
    for row, values in rows.items():
        for column, value in enumerate(values):
            if value:
                put(document, sheet, column, row, value)
    sheet.getCellRangeByName("B1:F1").merge(True)
    sheet.getCellRangeByName("F5:F6").merge(True)
    sheet.getCellRangeByName("A1:H2000").CellBackColor = 0xEEEEEE
    sheet.getCellRangeByName("AA40000").CellBackColor = 0xEEEEEE
    put(document, lists, 0, 0, "project")
    lists.IsVisible = False
    for ending in FORMATS:
        office.save(document, f"title_and_blanks.{ending}")


def write_small(office: Office) -> None:
    """The same small sheet with a password, and as CSV in the ways that programs offer."""
    document = office.new("programmes")
    sheet = document.Sheets.getByIndex(0)
    rows = [
        ["Reference", "Title (English)", "Title (Danish)", "Kind"],
        ["mountain-training", "Mountain training; and more", "Bjergtræning\npå Færøerne", "project"],
        ["sea-training", 'The "Sea", training', "Søtræning", "project"],
    ]
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            put(document, sheet, column, row, value)
    office.save(document, "password.ods", value_of("Password", "secret"))
    office.save(document, "password.xlsx", value_of("EncryptionData", encryption("secret")))
    for name, tokens in {
        "windows_semicolons.csv": "59,34,ANSI,1",
        "utf8_commas.csv": "44,34,76,1",
        "utf16_tabs.csv": "9,34,65535,1",
    }.items():
        office.save(document, name, value_of("FilterOptions", tokens))


def main() -> None:
    office = Office(Path(sys.argv[1]))
    write_cells(office)
    write_layout(office)
    write_small(office)


if __name__ == "__main__":
    main()
