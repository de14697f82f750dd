"""Upgrade documents written in an older format: restore, undo, history and returned workbooks read them through here.

A document is `{"format": 2, "fields": {…}, "rows": {"activity_items": [{…}, …]}}`, cells by field name. When a field is
renamed, removed or means something else, or when a new field has another value than its default in existing records,
raise `FORMAT` and add the step. `tests/revisions/test_formats.py` fails until that is done.

Queries read some fields inside stored documents without an upgrade: `state` (publication.py) and the fields in two
languages (translations.py).
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from cooperation.records.resources import DocumentResource

Cells = dict[str, Any]
"""Field name → cell."""
Document = dict[str, Any]
Step = Callable[[str, Cells], Cells]
"""Takes the name of a sheet and the cells of one of its records or child rows; returns the cells of the next format."""

FORMAT: Final = 2
"""The format of documents that are written now. Documents without a number are in format 1."""


def add_sort_order(sheet: str, cells: Cells) -> Cells:
    """Format 2: child rows have an order of their own. Before, they were shown in the order of their numbers."""
    return cells | {"sort_order": cells["number"]} if "number" in cells else cells


STEPS: Final[Mapping[int, Step]] = {1: add_sort_order}
"""Format → the step to the next one."""


def upgrade_cells(sheet: str, cells: Cells, written_in: int) -> Cells:
    """Return the cells of one record or child row in today's format."""
    for number in range(written_in, FORMAT):
        cells = STEPS[number](sheet, cells)
    return cells


def upgrade_document(resource: type[DocumentResource], document: Document, current: Document | None = None) -> Document:
    """Return a stored document of this resource in today's format, with every field of today.

    A field that came in after the document was written has the cell of `current`, the record's document now, so that
    restoring an old document blanks nothing; without `current` it has its default.
    """
    written_in = document.get("format", 1)
    now = current or {"fields": {}, "rows": {}}
    fields = upgrade_cells(resource.sheet, document["fields"], written_in)
    rows = {}
    for row in resource.row_resources():
        existing = {cells["number"]: cells for cells in now["rows"].get(row.sheet, [])}
        upgraded = (upgrade_cells(row.sheet, cells, written_in) for cells in document["rows"].get(row.sheet, []))
        rows[row.sheet] = [complete(row, cells, existing.get(cells["number"], {})) for cells in upgraded]
    return {"format": FORMAT, "fields": complete(resource, fields, now["fields"]), "rows": rows}


def complete(resource: type[DocumentResource], cells: Cells, current: Cells) -> Cells:
    """Add the fields that the cells do not have, in the order of the columns."""
    owners = resource.key_names()[:-1]  # a child row's document does not name its record again
    columns = [column for column in resource.columns() if column.name not in owners]
    known = {column.name: column.write(column.unsaid) for column in columns} | current | cells
    return {column.name: known[column.name] for column in columns}
