"""Which workbooks openpyxl may load into the web process, where nothing bounds its memory."""

import io
import re
import zipfile

from cooperation.exchange.limits import MEGABYTE
from cooperation.exchange.unpacking.far_cells import column_number

LOADED = 32 * MEGABYTE
"""XML of a workbook: about half a million cells, formatted blank ones included, or some five seconds."""
MERGED_CELLS = 500_000
"""Cells in merged ranges, each of which openpyxl makes an object of."""
SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE).fullmatch
RANGE = re.compile(rb"mergeCell\s[^>]*?ref\s*=\s*[\"']([A-Za-z]{1,3})([0-9]{1,7}):([A-Za-z]{1,3})([0-9]{1,7})")


def is_xlsx(content: bytes) -> bool:
    try:
        return "xl/workbook.xml" in zipfile.ZipFile(io.BytesIO(content)).namelist()
    except zipfile.BadZipFile:
        return False


def may_be_loaded(content: bytes) -> bool:
    """Whether the workbook is small enough to be loaded whole."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = archive.infolist()
        if sum(entry.file_size for entry in entries) > LOADED:
            return False
        sheets = [archive.read(entry) for entry in entries if SHEET(entry.filename)]
    return sum(map(merged_cells, sheets)) <= MERGED_CELLS


def merged_cells(sheet: bytes) -> int:
    ranges = (tuple(part.decode() for part in found) for found in RANGE.findall(sheet))
    return sum(
        (abs(column_number(last) - column_number(first)) + 1) * (abs(int(bottom) - int(top)) + 1)
        for first, top, last, bottom in ranges
    )
