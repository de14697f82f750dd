"""Former references in a file, and what is said of them."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cooperation.exchange.cells import ReadSheet
from cooperation.exchange.problems import Problem
from cooperation.records.columns import Column
from cooperation.records.resources import RowResource

ROWS_NAMED = 10


@dataclass
class FormerUse:
    """A former reference in a column of a sheet, in all its rows; `indexes` are their places.

    `present` is what its record is called now; it is empty where that was deleted, or where a new record takes the
    reference. `asks` says that an officer may have a new record take it, and `as_new` that one has said so.
    """

    read: ReadSheet
    column: Column
    former: str
    present: str
    asks: bool = False
    as_new: bool = False
    indexes: list[int] = field(default_factory=list)

    @property
    def label(self) -> str:
        return self.read.matched.sheet.label

    @property
    def notice(self) -> Problem:
        """What is to be said of it, with its place."""
        rows = [self.read.numbers[index] for index in self.indexes]
        message = self.message()
        if further := rows[1 : ROWS_NAMED + 1]:
            named = ", ".join(map(str, further)) + ("…" if len(rows) > ROWS_NAMED + 1 else "")
            message += "; " + ngettext("also in row %(rows)s", "also in rows %(rows)s", len(further)) % {"rows": named}
        title, letter = self.read.matched.place(self.column)
        return Problem(self.label, message, rows[0], title, letter, self.former)

    def message(self) -> str:
        if self.present:
            return _("a former reference; the record is now “%(present)s”") % {"present": self.present}
        if self.as_new:
            return _("another record had this reference before; a new record takes it")
        return _("another record had this reference before; choose another, or confirm this one")


def uses_in(read: ReadSheet) -> list[FormerUse]:
    """Return the former references that a sheet has, each once a column, in the order of its rows."""
    found: dict[tuple[str, str], FormerUse] = {}
    of_records = not issubclass(read.matched.resource, RowResource)
    places = {column.name: place for place, column in read.matched.columns.items()}
    present = [one for one in read.renamed if one.present]
    for one in sorted(present, key=lambda one: (one.index, places[one.column.name])):
        is_key = of_records and one.column.name == "reference"
        use = FormerUse(read, one.column, one.former, one.present, asks=is_key)
        found.setdefault((one.column.name, one.former), use).indexes.append(one.index)
    return list(found.values())
