"""How far the cells of a sheet reach, found before the reader makes a full table of them.

The reader allocates every cell between the first and the last one with a value: one value in XFD1048576 asks for half a
terabyte. What the XML says is first bounded from above while it is searched for traces, which costs a few hundredths of
a second for 100,000 rows. Only where the bound is too high are values told from formatted blank cells, element by
element. What slips through, such as cells without coordinates, is bounded by the memory of this process.
"""

import re

from cooperation.exchange.unpacking.marks import TooMuchError

LONGEST = 60
"""Bytes of a cell's coordinates and what comes before them, which two pieces of XML may share."""
ALWAYS_ROWS, ALWAYS_COLUMNS = 99_999, 26
"""How far coordinates are not looked at one by one: a sheet may reach as far in any case."""
FAR = re.compile(rb""" r\s*=\s*["'](?:([A-Za-z]{2,3})([0-9]{1,10})|[A-Za-z]([0-9]{6,10}))""")
XLSX_ROW = re.compile(rb"<row\b[^>]*?\sr\s*=\s*[\"']([0-9]{1,10})")
ROW = b"<table:table-row"
CELL = re.compile(rb"<table:(?:covered-)?table-cell\b([^>]*)>")
COLUMNS_REPEATED = re.compile(rb"number-columns-repeated\s*=\s*[\"']([^\"']*)")
ROWS_REPEATED = re.compile(rb"number-rows-repeated\s*=\s*[\"']([^\"']*)")


class XlsxReach:
    """An upper bound of the cells of a sheet, by the coordinates of its rows and cells, blank ones included."""

    def __init__(self) -> None:
        self.tail = b""
        self.columns: set[bytes] = set()
        self.rows: set[bytes] = set()

    def watch(self, piece: bytes) -> None:
        piece = self.tail + piece
        for space in (b"\n", b"\t", b"\r"):
            if space in piece:
                piece = piece.replace(space, b" ")
        for letters, row, far_row in FAR.findall(piece):
            self.columns.add(letters)
            self.rows.add(row or far_row)
        if row_tag := XLSX_ROW.match(piece, max(0, piece.rfind(b"<row "))):
            self.rows.add(row_tag[1])
        self.tail = piece[-LONGEST:]

    def cells(self) -> int:
        """Return how many cells the sheet has at most, from A1 to its last row and column."""
        columns = max((column_number(letters.decode()) for letters in self.columns if letters), default=ALWAYS_COLUMNS)
        return columns * max(map(int, self.rows), default=ALWAYS_ROWS)


class OdsReach:
    """An upper bound of the cells of the largest sheet: it reaches far by repeated cells and rows alone."""

    def __init__(self) -> None:
        self.rest = b""
        self.begun = False
        self.most = self.row = self.last_row = self.columns = self.longest = 0

    def watch(self, piece: bytes) -> None:
        piece = self.rest + piece
        if self.begun and b"-repeated" not in piece and b"</table:table>" not in piece:
            self.add_rows(piece)
            return
        *chunks, self.rest = piece.split(ROW)
        for chunk in chunks:
            self.add(chunk)

    def cells(self) -> int:
        self.add(self.rest)
        self.rest = b""
        return max(self.most, self.last_row * self.columns)

    def add_rows(self, piece: bytes) -> None:
        """Count rows that are written out. The first stands for the width of all, since wide rows take room."""
        if count := piece.count(ROW):
            self.row += count
            self.last_row = self.row
            self.widen(piece[: piece.find(ROW)])
            piece = piece[piece.rfind(ROW) + len(ROW) :]
        self.rest = piece

    def add(self, chunk: bytes) -> None:
        """Count a row, which begins in its start tag and ends before the next row's; before the first there is none."""
        if self.begun:
            self.add_row(chunk)
        self.begun = True
        if b"</table:table>" in chunk:
            self.most = max(self.most, self.last_row * self.columns)
            self.row = self.last_row = self.columns = self.longest = 0

    def add_row(self, chunk: bytes) -> None:
        repeated = chunk.find(b"-repeated")
        tag = chunk.find(b">")
        if -1 < repeated < tag:
            self.row += times(ROWS_REPEATED.search(chunk, 0, tag))
            repeated = chunk.find(b"-repeated", tag)
        else:
            self.row += 1
        if max(chunk.rfind(b"</table:table-cell>"), chunk.rfind(b"value-type")) < 0:
            return
        self.last_row = self.row
        if repeated >= 0 and not only_at_end(chunk, repeated):
            self.columns = max(self.columns, width_of(chunk))
        else:
            self.widen(chunk)

    def widen(self, chunk: bytes) -> None:
        """Count the cells of a row that is written out, where none was longer."""
        if len(chunk) > self.longest:
            self.longest = len(chunk)
            self.columns = max(self.columns, chunk.count(b"table-cell"))


def only_at_end(chunk: bytes, repeated: int) -> bool:
    """Whether the first repeated cell of a row and all after it are blank, as at the end of most rows."""
    return max(chunk.rfind(b"</table:table-cell>"), chunk.rfind(b"value-type")) < chunk.rfind(b"<", 0, repeated)


def width_of(chunk: bytes) -> int:
    """Return how far the cells of a row reach that are not blank."""
    column = width = 0
    for cell in CELL.finditer(chunk):
        column += times(COLUMNS_REPEATED.search(cell[1]))
        if not cell[1].endswith(b"/") or b"value-type" in cell[1]:
            width = column
    return width


def times(repeated: re.Match[bytes] | None) -> int:
    """Return how often a row or cell is repeated; more than any sheet has where it is not said in plain digits."""
    if repeated is None:
        return 1
    return int(repeated[1]) if repeated[1].isdigit() and len(repeated[1]) < 10 else 10**9


class Reach:
    """Follows the cells with a value of one sheet; raises TooMuchError at the first that lies too far."""

    def __init__(self, most: int, *sheet: str) -> None:
        self.most, self.sheet = most, sheet
        self.rows = self.columns = self.filled = 0

    def add(self, row: int, column: int, rows: int = 1, columns: int = 1) -> None:
        """Count a cell at this place, from 0, and its repetitions. A sheet with so many values is not called far."""
        self.filled += rows * columns
        if self.filled > self.most:
            raise TooMuchError("cells")
        self.rows, self.columns = max(self.rows, row + rows), max(self.columns, column + columns)
        if self.rows * self.columns > self.most:
            if 2 * self.filled > self.most:
                raise TooMuchError("cells")
            raise TooMuchError("far", row + rows - 1, column + columns - 1, *self.sheet)


def column_number(letters: str) -> int:
    """Return 1 for A, 27 for AA."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number
