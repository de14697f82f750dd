"""A batch laid against the register: its plan, and the rows that stay outside it."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from cooperation.exchange.batches.choices import Choices
from cooperation.exchange.batches.models import ImportBatch
from cooperation.exchange.batches.new_records import missing_names, new_sheets
from cooperation.exchange.batches.permissions import resources_of
from cooperation.exchange.batches.remarks import remarks_of
from cooperation.exchange.columns import Resource, taken_for
from cooperation.exchange.embassy.returning import as_edited
from cooperation.exchange.plan import make_plan
from cooperation.exchange.planned import Outcome, Plan, SheetPlan
from cooperation.exchange.reading import ReadingChoices, Sheet, read_file
from cooperation.records.resources import with_rows

Rows = dict[str, set[int]]
"""Sheet's label → the spreadsheet's row numbers."""


@dataclass
class Laid:
    """`plan` is what may go in. `first` is the plan of the whole file, where rows were taken out of it: those the
    officer left out, those refused and parked, and the other child rows of the same records, in `left_out` and
    `parked`."""

    plan: Plan
    first: Plan
    left_out: Rows = field(default_factory=dict)
    parked: Rows = field(default_factory=dict)

    @property
    def may_go_in(self) -> bool:
        counts = self.plan.counts()
        return not self.plan.problems and bool(counts["new"] or counts["changed"] or counts["removed"])


def read_batch(batch: ImportBatch) -> list[Sheet]:
    """Read the file as the officer wants it read. Raises RefusedError where it can't be."""
    reading = ReadingChoices(**Choices.of(batch.choices).reading)
    return read_file(batch.file_name, batch.content, reading)


def sheets_in(batch: ImportBatch) -> list[Sheet]:
    return named(batch, read_batch(batch))


def named(batch: ImportBatch, sheets: list[Sheet]) -> list[Sheet]:
    """A file of one kind with a single sheet is of that kind, whatever the sheet is called."""
    return taken_for(sheets, resources_of(batch.kind)[0]) if batch.kind else sheets


def lay(batch: ImportBatch, user: Any, sheets: list[Sheet] | None = None) -> Laid:
    """Plan the file, or its sheets where they are read already, with the officer's choices.

    Raises RefusedError where the file can't be read.
    """
    choices = Choices.of(batch.choices)
    read = sheets or sheets_in(batch)
    edited = as_edited(batch, choices, choices.applied(read))
    sheets = [*new_sheets(choices, user), *edited.sheets]
    resources = with_rows(resources_of(batch.kind))
    plan = make_plan(sheets, resources, user)
    batch.remarks = remarks_of(read, choices, plan, [*edited.former, *plan.former])
    batch.missing = missing_names(plan)
    laid = Laid(plan, plan)
    if chosen := {label: {int(row) for row in rows} for label, rows in choices.left_out.items() if rows}:
        laid.left_out = with_families(plan, chosen)
        laid.plan = make_plan(without(sheets, laid.left_out), resources, user)
    if choices.park:
        park(laid, sheets, resources, user)
    return laid


def park(laid: Laid, sheets: list[Sheet], resources: list[Resource], user: Any) -> None:
    """Take refused rows out until nothing is refused: what refers to a refused record is refused in its turn."""
    while refused := refused_rows(laid.plan):
        laid.parked = joined(laid.parked, with_families(laid.plan, refused))
        laid.plan = make_plan(without(sheets, joined(laid.left_out, laid.parked)), resources, user)


def refused_rows(plan: Plan) -> Rows:
    found = {
        sheet.matched.sheet.label: {sheet.read.numbers[index] for index in sheet.places(Outcome.REFUSED)}
        for sheet in plan.sheets
    }
    return {label: rows for label, rows in found.items() if rows}


def with_families(plan: Plan, rows: Rows) -> Rows:
    """Add the other child rows of the same records: a sheet says all the rows of a record, or none of them."""
    return {label: family(sheet, rows[label]) for sheet in plan.sheets if (label := sheet.matched.sheet.label) in rows}


def family(sheet: SheetPlan, rows: set[int]) -> set[int]:
    """Where a row does not say whose it is, the records that would lose rows without it wait, too."""
    resource = sheet.row_resource
    if not resource:
        return rows
    owners = set()
    for number, key in zip(sheet.read.numbers, sheet.keys, strict=True):
        if number in rows and key is not None:
            owners.add(resource.owner(key))
        elif number in rows:
            owners |= {
                resource.owner(tuple(document[name] for name in resource.key_names())) for __, document in sheet.removed
            }
    return rows | {
        number
        for number, key in zip(sheet.read.numbers, sheet.keys, strict=True)
        if key is not None and resource.owner(key) in owners
    }


def without(sheets: Iterable[Sheet], rows: Rows) -> list[Sheet]:
    return [
        replace(sheet, rows=[row for row in sheet.rows if row[0] not in rows[sheet.label]])
        if sheet.label in rows
        else sheet
        for sheet in sheets
    ]


def joined(one: Rows, other: Rows) -> Rows:
    return {label: one.get(label, set()) | other.get(label, set()) for label in one | other}
