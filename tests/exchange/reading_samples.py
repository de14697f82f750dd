"""The sample files that show how files are read: those that are refused, with what is said, and those that are not."""

DAMAGED = "the file is damaged or cut off"
PASSWORD = "the file has a password; save it without one"
NO_SPREADSHEET = "it is no spreadsheet; expected CSV, XLSX or ODS"
FAR_AWAY = (
    ", programmes, XFD1048576: this cell lies too far from the table: up to here the sheet has 17,179,869,184 cells, "
    "and the limit is 5,000,000. Delete the cell, or the empty rows and columns before it"
)

REFUSED = {
    "pdf_renamed.xlsx": NO_SPREADSHEET,
    "web_page.xls": NO_SPREADSHEET,
    "old_excel.xls": "it is an old Excel file; save it as XLSX",
    "empty.csv": "the file is empty",
    "nul_byte.csv": "line 2 holds a character that is no text",
    "no_encoding.csv": "it is not text in UTF-8; save it as “CSV UTF-8”, XLSX or ODS",
    "two_encodings.csv": "line 3 is not in UTF-8, though the lines before it are",
    "lone_surrogate.csv": "line 2 holds half a character",
    "lone_surrogate_utf16.csv": "it is not text in UTF-16",
    "cut_off_in_a_letter.csv": DAMAGED,
    "cut_off.xlsx": DAMAGED,
    "cut_off.ods": DAMAGED,
    "quote_not_closed.csv": "line 2 can't be read: a quotation mark is not closed",
    "quote_in_text.csv": "line 3 can't be read: a quotation mark inside a text must be written twice",
    "password.xlsx": PASSWORD,
    "password.ods": PASSWORD,
    "entities.xlsx": "its XML declares entities, which no spreadsheet program writes",
    "far_corners.xlsx": FAR_AWAY,
    "nested.zip": "“programmes.zip” in it is packed itself; send it on its own",
    "pictures.zip": "there is no CSV file in it",
}
READ = {
    "cells.ods",
    "cells.xlsx",
    "formula_without_value.xlsx",
    "names_its_delimiter.csv",
    "several.zip",
    "title_and_blanks.csv",
    "title_and_blanks.ods",
    "title_and_blanks.xlsx",
    "utf16_tabs.csv",
    "utf8_commas.csv",
    "windows_semicolons.csv",
}
