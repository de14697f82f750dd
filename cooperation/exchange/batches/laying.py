"""A batch laid against the register: its plan, and the rows that stay outside it."""

from dataclasses import dataclass, field
from typing import Any

from cooperation.exchange.batches.choices import Choices
from cooperation.exchange.batches.models import ImportBatch
from cooperation.exchange.batches.new_records import missing_names, new_sheets
from cooperation.exchange.batches.parking import Rows, park, with_families, without
from cooperation.exchange.batches.permissions import resources_of
from cooperation.exchange.batches.remarks import remarks_of
from cooperation.exchange.columns import taken_for
from cooperation.exchange.embassy.returning import as_edited
from cooperation.exchange.plan import make_plan
from cooperation.exchange.planned import Plan
from cooperation.exchange.reading import ReadingChoices, Sheet, read_file
from cooperation.records.resources import with_rows


@dataclass
class Laid:
    """`plan` is what may go in. `first` is the plan of the whole file, where rows were taken out of it: those the
    officer left out, those refused and parked, and the other child rows of the same records, in `left_out` and
    `parked`. `unlisted_names` counts the names no record has that the batch does not list."""

    plan: Plan
    first: Plan
    left_out: Rows = field(default_factory=dict)
    parked: Rows = field(default_factory=dict)
    unlisted_names: int = 0

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
    edited = as_edited(batch, choices, choices.applied(read), user)
    sheets = [*new_sheets(choices, user), *edited.sheets]
    resources = with_rows(resources_of(batch.kind))
    plan = make_plan(sheets, resources, user)
    batch.remarks = remarks_of(read, choices, plan, [*edited.former, *plan.former])
    batch.missing, unlisted = missing_names(plan)
    laid = Laid(plan, plan, unlisted_names=unlisted)
    if chosen := {label: {int(row) for row in rows} for label, rows in choices.left_out.items() if rows}:
        laid.left_out = with_families(plan, chosen)
        laid.plan = make_plan(without(sheets, laid.left_out), resources, user)
    if choices.park:
        remaining = without(sheets, laid.left_out)
        laid.plan, laid.parked = park(laid.plan, remaining, lambda rest: make_plan(rest, resources, user))
    return laid
