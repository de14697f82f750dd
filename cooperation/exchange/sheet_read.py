"""A sheet of a file as it was read, and what an officer may choose where the reader had to choose."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cooperation.exchange.numbered_rows import NumberedRow, NumberedRows


@dataclass(frozen=True)
class Sheet:
    """A header and its rows. `rows` pairs each row's number in the spreadsheet with its cells, empty rows left out.

    `name` is what the sheet or file is called without its ending, `label` what messages call it. `taken_for` says in
    words what the reader took it for, `skipped` what it left out, `notices` what an officer should look at. `emptied`
    names records of whose child rows the sheet has none, though it speaks of them: they shall go. `as_new` are keys of
    new records that were other records' references before: somebody has confirmed them.
    """

    name: str
    label: str
    header: list[str]
    rows: Sequence[NumberedRow]
    header_row: int = 1
    taken_for: str = ""
    skipped: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    encoding: str = ""
    delimiter: str = ""
    emptied: frozenset[Any] = frozenset()
    as_new: frozenset[str] = frozenset()


@dataclass(frozen=True)
class ReadingChoices:
    """What an officer says about a file; what is left out, the reader finds itself.

    `header_rows` names the row of a sheet's header by the sheet's name; `sheets` the sheets to read, also hidden ones.
    """

    encoding: str | None = None
    delimiter: str | None = None
    header_rows: Mapping[str, int] = field(default_factory=dict)
    sheets: Collection[str] | None = None


@dataclass(frozen=True)
class RawSheet:
    """A sheet before its header is found: the rows that are not blank, and how it came to be read."""

    name: str
    label: str
    rows: NumberedRows
    taken_for: str
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    encoding: str = ""
    delimiter: str = ""
