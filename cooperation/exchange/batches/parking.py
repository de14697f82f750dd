"""Refused rows parked: taken out of the plan, with the rows that depend on them, so that the others can go in."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from cooperation.exchange.planned import Outcome, Plan, SheetPlan
from cooperation.exchange.reading import Sheet
from cooperation.exchange.time_limit import PREVIEW, in_time
from cooperation.records.columns import Column
from cooperation.records.models import Referenced
from cooperation.records.widgets import kind_of_record

Rows = dict[str, set[int]]
"""Sheet's label → the spreadsheet's row numbers."""
RecordName = tuple[type[Referenced], str]
"""A kind of record and a reference."""
Place = tuple[SheetPlan, int]
"""A row of a plan: its sheet, and its place in it."""


def park(plan: Plan, sheets: list[Sheet], make_plan: Callable[[list[Sheet]], Plan]) -> tuple[Plan, Rows]:
    """Take refused rows out until nothing is refused; return the plan of the others, and the rows taken out.

    What refers to a refused record is refused in its turn. Such rows are found in the plan, so that one further plan is
    enough for most files, however long a chain of references is.
    """
    parked: Rows = {}
    while refused := refused_rows(plan):
        parked = joined(parked, with_dependents(plan, with_families(plan, refused)))
        plan = make_plan(without(sheets, parked))
    return plan, parked


def with_dependents(plan: Plan, rows: Rows) -> Rows:
    """Add the rows that refer to a new record among these rows, and so on, each with the rows of its record."""
    found = {label: set(numbers) for label, numbers in rows.items()}
    named = rows_of_new_records(plan)
    gone = [name for name, places in named.items() if all(is_among(found, *place) for place in places)]
    if not gone:
        return found
    referring, families = referring_rows(plan, set(named)), rows_by_owner(plan)
    while gone:
        for sheet, index in referring.pop(gone.pop(), ()):
            for place in families.get((id(sheet), owner_at(sheet, index)), [index]):
                if not is_among(found, sheet, place):
                    found.setdefault(sheet.matched.sheet.label, set()).add(sheet.read.numbers[place])
                    gone += new_records_at(plan, sheet, place)
    return found


def rows_of_new_records(plan: Plan) -> dict[RecordName, list[Place]]:
    """Return by record the rows that would make it: several where all but the first are refused."""
    found: dict[RecordName, list[Place]] = defaultdict(list)
    for sheet in plan.sheets:
        for index in range(len(sheet.keys)):
            for name in new_records_at(plan, sheet, index):
                found[name].append((sheet, index))
    return found


def is_among(rows: Rows, sheet: SheetPlan, index: int) -> bool:
    return sheet.read.numbers[index] in rows.get(sheet.matched.sheet.label, ())


def new_records_at(plan: Plan, sheet: SheetPlan, index: int) -> list[RecordName]:
    """Return the record that a row is, if it is one that the register does not have."""
    key = sheet.keys[index]
    if sheet.row_resource or key is None:
        return []
    model = sheet.resource.model()
    return [] if plan.directories[model].keys.get(str(key), 1) > 0 else [(model, str(key))]


def owner_at(sheet: SheetPlan, index: int) -> Any:
    key = sheet.keys[index]
    return None if key is None or not sheet.row_resource else sheet.row_resource.owner(key)


def rows_by_owner(plan: Plan) -> dict[tuple[int, Any], list[int]]:
    """Return the places of child rows by their sheet and their record."""
    found: dict[tuple[int, Any], list[int]] = defaultdict(list)
    for sheet in plan.sheets:
        for index in range(len(sheet.keys)) if sheet.row_resource else ():
            if (owner := owner_at(sheet, index)) is not None:
                found[id(sheet), owner].append(index)
    return found


def referring_rows(plan: Plan, records: set[RecordName]) -> dict[RecordName, list[Place]]:
    """Return by record the rows that refer to it."""
    found: dict[RecordName, list[Place]] = defaultdict(list)
    for sheet in plan.sheets:
        for column in filter(lambda column: column.links, sheet.matched.columns.values()):
            values = sheet.read.values[column.name]
            for index, value in enumerate(in_time(values, PREVIEW, sheet.matched.sheet.label)):
                for name in records_named(sheet, column, index, value):
                    if name in records:
                        found[name].append((sheet, index))
    return found


def records_named(sheet: SheetPlan, column: Column, index: int, value: Any) -> Iterator[RecordName]:
    """Give the records that a cell's value refers to; none where the cell could not be read."""
    if column.is_generic:
        kind = sheet.read.value("content_type", index)
        if isinstance(value, str) and isinstance(kind, str) and kind:
            yield kind_of_record(kind), value
    elif isinstance(value, tuple):
        yield from ((column.widget.model, reference) for reference in value)
    elif isinstance(value, str):
        yield column.widget.model, value


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
