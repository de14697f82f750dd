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

BEOGRAD = {
    "Aktiviteter": {
        1: "Forsvarssamarbejdet med Serbien 2014-2015, ambassadens oversigt",
        3: "Ref.|Aktivitet|Engelsk titel|Slags|Status|Retning|Hvornår|Projekt|Bemærkninger",
        4: "rs-logex15|LOGEX15|LOGEX15|øvelse|afsluttet|gensidig|foråret 2015|"
        "Forsvarssamarbejdet mellem Danmark og Serbien|Serbien var vært",
        5: "rs-courses-tartu|Kurser på Det Baltiske Forsvarsakademi i Tartu|"
        "Courses at the Baltic Defence College in Tartu|uddannelse eller kursus|afsluttet|Danmark giver|ca. 2014|"
        "Forsvarssamarbejdet mellem Danmark og Serbien",
        6: "rs-mine-seminar|Seminar om minerydning|Seminar on mine clearance|besøg eller seminar|afslutet|gensidig|"
        "42109",
        7: "rs-fuel-trucks-2015|Seks tankvogne til det serbiske flyvevåben|Six fuel trucks for the Serbian Air Force|"
        "donation eller overdragelse|planlagt|Danmark giver|31. november 2015||Afventer bevilling",
        8: "rs-mine-seminar|Seminar om minerydning, anden del|Seminar on mine clearance, second part|"
        "besøg eller seminar|planlagt|gensidig|primo juni 2016",
        10: "I alt|5 aktiviteter",
    },
    "Deltagere": {
        1: "Aktivitet|Land|Rolle|Personer",
        2: "rs-mine-seminar|Danmark|yder|4",
        3: "rs-mine-seminar|Serbien|vært|ca. 25",
        4: "rs-mine-seminar|Bosnien-Hercegovina|deltager|6",
        5: "rs-fuel-trucks-2015|Danmark|yder",
        6: "rs-fuel-trucks-2015|Det serbiske flyvevåben|modtager",
    },
    "Materiel": {
        1: "Aktivitet|Materiel|Engelsk navn|Kategori|Antal|Enhed|Trin|Beløb",
        2: "rs-fuel-trucks-2015|Tankvogne|Fuel trucks|køretøjer|6|køretøj|bebudet|8,4 mio. kr.",
        3: "rs-fuel-trucks-2015|Reservedele|Spare parts|udstyr|ca. 200||bebudet|EUR 120.000",
    },
    "Lister": {1: "øvelse", 2: "besøg eller seminar"},
}


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


def write_own_sheet(office: Office) -> None:
    """An embassy's own workbook, in its own words and with its slips: docs/officers-guide.md walks through it."""
    document = office.new(*BEOGRAD)
    for name, rows in BEOGRAD.items():
        sheet = document.Sheets.getByName(name)
        for row, line in rows.items():
            for column, text in enumerate(line.split("|")):
                value = int(text) if text.isdecimal() else text
                put(document, sheet, column, row - 1, value, "DD-MM-YYYY" if text == "42109" else None)
        sheet.Columns.OptimalWidth = True
    activities = document.Sheets.getByName("Aktiviteter")
    activities.getCellRangeByName("A1:I1").merge(True)
    activities.getCellRangeByName("H5:H6").merge(True)
    activities.getCellRangeByName("A3:I3").CharWeight = 150
    document.Sheets.getByName("Lister").IsVisible = False
    office.save(document, "beograd_2014_2015.xlsx")


def main() -> None:
    office = Office(Path(sys.argv[1]))
    write_cells(office)
    write_layout(office)
    write_small(office)
    write_own_sheet(office)


if __name__ == "__main__":
    main()
