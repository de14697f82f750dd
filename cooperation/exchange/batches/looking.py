"""What an officer sees of a batch, worked out once and kept in the batch, some hundred rows to a part."""

import json
import zlib
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from django.db import transaction

from cooperation.exchange.batches.laying import Laid, Rows, lay
from cooperation.exchange.batches.models import BatchRows, ImportBatch
from cooperation.exchange.planned import Outcome, Plan, SheetPlan
from cooperation.exchange.problems import Problem, RefusedError

PART = 500
REMOVED, LEFT_OUT, PARKED = "removed", "left out", "parked"
ORDER = tuple(
    str(name) for name in (Outcome.REFUSED, PARKED, Outcome.CHANGED, REMOVED, Outcome.NEW, LEFT_OUT, Outcome.UNCHANGED)
)
Line = dict[str, Any]
"""`row` the spreadsheet's own number, `key`, `owner` as [kind, reference], `cells` as [field, old, new], `problems`."""


def look(batch: ImportBatch, user: Any) -> None:
    """Lay the batch against the register as it is now and keep what is to be seen. The register is only read."""
    try:
        laid = lay(batch, user)
    except RefusedError as error:
        keep_problems(batch, error.problems)
    else:
        keep(batch, laid)


def keep_problems(batch: ImportBatch, problems: Iterable[Problem]) -> None:
    batch.problems = [stored_problem(problem) for problem in problems]
    batch.fingerprint, batch.counts = "", {}
    with transaction.atomic():
        batch.parts.all().delete()
        batch.save()


def keep(batch: ImportBatch, laid: Laid) -> None:
    """Keep a laid plan as that which the officer sees and agrees to."""
    if not laid.plan.sheets:
        keep_problems(batch, laid.plan.problems)
        return
    parts = list(parts_of(batch, laid))
    batch.problems = []
    batch.fingerprint = laid.plan.fingerprint() if laid.may_go_in else ""
    batch.counts = laid.plan.counts() | {
        LEFT_OUT: sum(map(len, laid.left_out.values())),
        PARKED: sum(map(len, laid.parked.values())),
    }
    with transaction.atomic():
        batch.parts.all().delete()
        BatchRows.objects.bulk_create(parts, batch_size=50)
        batch.save()


def parts_of(batch: ImportBatch, laid: Laid) -> Iterator[BatchRows]:
    position = 0
    for outcome in ORDER:
        for label, kind, lines in groups(laid, outcome):
            while part := list(islice(lines, PART)):
                content = zlib.compress(f"[{json.dumps(kind)}, [{', '.join(part)}]]".encode(), 1)
                yield BatchRows(
                    batch=batch, position=position, outcome=outcome, sheet=label, count=len(part), content=content
                )
                position += 1


def groups(laid: Laid, outcome: str) -> Iterator[tuple[str, str, Iterator[str]]]:
    """Give label, the register's name of the sheet, and the lines of each sheet as JSON."""
    plan: Plan = laid.first if outcome in (LEFT_OUT, PARKED) else laid.plan
    for sheet in plan.sheets:
        lines: Iterator[str]
        if outcome == REMOVED:
            lines = map(json.dumps, removed_lines(sheet))
        elif outcome == Outcome.NEW:
            lines = new_lines(sheet)
        elif outcome in (LEFT_OUT, PARKED):
            rows = laid.left_out if outcome == LEFT_OUT else laid.parked
            lines = map(json.dumps, file_lines(sheet, numbered(sheet, rows)))
        else:
            lines = map(json.dumps, file_lines(sheet, sheet.places(Outcome(outcome))))
        yield sheet.matched.sheet.label, sheet.resource.sheet, lines


def numbered(sheet: SheetPlan, rows: Rows) -> list[int]:
    wanted = rows.get(sheet.matched.sheet.label, set())
    return [index for index, number in enumerate(sheet.read.numbers) if number in wanted]


def file_lines(sheet: SheetPlan, places: list[int]) -> Iterator[Line]:
    writers = {column.name: each_once(column.write) for column in sheet.resource.columns()}
    for index in places:
        line: Line = {"row": number_in_file(sheet, index), "key": sheet.keys[index], "owner": owner_of(sheet, index)}
        outcome, problems = sheet.outcomes[index], sheet.read.problems.get(index)
        if problems:
            line["problems"] = [stored_problem(problem) for problem in problems]
        elif outcome != Outcome.UNCHANGED:
            old = sheet.before[index] or [None] * len(sheet.names)
            line["cells"] = [
                [name, writers[name](was) if sheet.before[index] else "", writers[name](now)]
                for name, was, now in zip(sheet.names, old, sheet.after[index], strict=True)
                if was != now
            ]
        yield line


def number_in_file(sheet: SheetPlan, index: int) -> int | None:
    """Return the spreadsheet's own number of a row, None of one that the file does not have."""
    number = sheet.read.numbers[index]
    return number if number > 0 else None


def new_lines(sheet: SheetPlan) -> Iterator[str]:
    """Each distinct value of a column is written once: a file may hold a hundred thousand new rows."""
    columns = {column.name: column for column in sheet.resource.columns()}
    known: list[tuple[str, dict[Any, str]]] = [(name, {}) for name in sheet.names]
    for index in sheet.places(Outcome.NEW):
        cells = []
        for (name, written), value in zip(known, sheet.after[index], strict=True):
            if (text := written.get(value)) is None:
                empty = value in (None, "", ())
                text = "" if empty else f'["{name}", "", {json.dumps(columns[name].write(value))}]'
                written[value] = text
            if text:
                cells.append(text)
        place = f'"row": {sheet.read.numbers[index]}, "key": {json.dumps(sheet.keys[index])}'
        yield f'{{{place}, "owner": {json.dumps(owner_of(sheet, index))}, "cells": [{", ".join(cells)}]}}'


def removed_lines(sheet: SheetPlan) -> Iterator[Line]:
    resource = sheet.row_resource
    columns = {column.name: column for column in sheet.resource.columns()}
    for __, document in sheet.removed if resource else ():
        key = tuple(document[name] for name in sheet.resource.key_names())
        cells = [
            [name, columns[name].write(value), ""] for name, value in document.items() if value not in (None, "", ())
        ]
        yield {"row": None, "key": key, "owner": owner(sheet, key), "cells": cells}


def owner_of(sheet: SheetPlan, index: int) -> list[str]:
    key = sheet.keys[index]
    return owner(sheet, key) if key is not None else []


def owner(sheet: SheetPlan, key: Any) -> list[str]:
    """Return kind and reference of the record that the row is, or belongs to."""
    if not sheet.row_resource:
        return [str(sheet.resource.model()._meta.model_name), str(key)]
    model, reference = sheet.row_resource.parent_record(sheet.row_resource.owner(key))
    return [str(model._meta.model_name), reference]


def stored_problem(problem: Problem) -> dict[str, Any]:
    return vars(problem) | {"text": str(problem)}


def each_once(function: Callable[[Any], Any]) -> Callable[[Any], Any]:
    known: dict[Any, Any] = {}

    def written(value: Any) -> Any:
        if value not in known:
            known[value] = function(value)
        return known[value]

    return written


def lines_in(part: BatchRows) -> tuple[str, list[Line]]:
    """Return the register's name of the sheet, and the lines of the part."""
    kind, lines = json.loads(zlib.decompress(bytes(part.content)))
    return kind, lines
