"""What a file would do to the register, worked out without writing anything."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from cooperation.exchange import rules
from cooperation.exchange.cells import ReadRow, announce, named, read_columns, read_rows
from cooperation.exchange.columns import MatchedSheet, Resource, match_sheets
from cooperation.exchange.planned import Plan, PlannedRow, SheetPlan
from cooperation.exchange.reading import Sheet
from cooperation.records.directory import Directories
from cooperation.records.resources import Key, RowResource


def make_plan(sheets: Iterable[Sheet], resources: Iterable[Resource], user: Any = None) -> Plan:
    """Hold a file's sheets against the register as it is. Nothing is written.

    `user` is whose rights count; without one, as for the commands of the machine's own administrator, all do.
    All that is wrong with the whole file is in the plan's `problems`, in the order of the file.
    """
    matched, problems, left_out = match_sheets(sheets, resources)
    directories = Directories()
    if problems:
        return Plan([], problems, left_out, directories)
    reading = [(sheet, read_rows(sheet)) for sheet in matched]
    for sheet, rows in reading:
        read_columns(sheet, rows, directories, links=False)
        if not issubclass(sheet.resource, RowResource):
            announce(sheet, rows, directories)
    for sheet, rows in reading:
        read_columns(sheet, rows, directories, links=True)
    plans = [plan_sheet(sheet, rows) for sheet, rows in reading]
    rules.check(plans, directories, user)
    problems = [problem for __, rows in reading for row in rows for problem in row.problems]
    return Plan(plans, problems, left_out, directories)


def plan_sheet(matched: MatchedSheet, rows: list[ReadRow]) -> SheetPlan:
    """Put each row of a sheet beside what the register has under its key."""
    resource = matched.resource
    if issubclass(resource, RowResource):
        named(matched, rows, resource.parent_fields())
        number_rows(resource, rows)
        existing = resource.existing({resource.parent(row.values) for row in keyed(resource, rows)})
    else:
        named(matched, rows, ("reference",))
        existing = resource.existing({row.values["reference"] for row in keyed(resource, rows)})
    seen: dict[Key, ReadRow] = {}
    planned = []
    for row in keyed(resource, rows):
        key = resource.key(row.values)
        if key in seen:
            row.problems.append(rules.repeated_key(matched, row, seen[key]))
        else:
            seen[key] = row
        pk, before = existing.get(key, (None, None))
        planned.append(PlannedRow(row, key, (before or resource.defaults()) | row.values, before, pk))
    removed = [found for key, found in existing.items() if key not in seen] if issubclass(resource, RowResource) else []
    return SheetPlan(matched, planned, removed)


def keyed(resource: Resource, rows: list[ReadRow]) -> list[ReadRow]:
    """Return the rows that say which record they are."""
    names = (*resource.parent_fields(), "number") if issubclass(resource, RowResource) else ("reference",)
    return [row for row in rows if all(row.values.get(name) not in (None, "") for name in names)]


def number_rows(resource: type[RowResource], rows: list[ReadRow]) -> None:
    """Give rows without a number the free numbers of their record, in the order of the file."""
    families: dict[Any, list[ReadRow]] = defaultdict(list)
    for row in rows:
        if all(row.values.get(name) for name in resource.parent_fields()):
            families[resource.parent(row.values)].append(row)
    for family in families.values():
        taken = {row.values.get("number") for row in family}
        free = (number for number in range(1, 2 * len(family) + 1) if number not in taken)
        for row in family:
            if row.values.get("number") is None and not any(problem.column for problem in row.problems):
                row.values["number"] = next(free)
