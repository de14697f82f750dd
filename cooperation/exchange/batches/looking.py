"""What an officer sees of a batch, worked out once and kept in the batch: so it is also what is written."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db import transaction

from cooperation.exchange.batches.kept import (
    REMOVED,
    Contents,
    Keys,
    contents_of,
    fingerprint,
    keys_of,
    packed,
    written,
)
from cooperation.exchange.batches.laying import Laid, lay
from cooperation.exchange.batches.models import BatchRows, ImportBatch
from cooperation.exchange.batches.permissions import resources_of
from cooperation.exchange.batches.seeing import seen_by
from cooperation.exchange.columns import Resource
from cooperation.exchange.lots import AT_ONCE
from cooperation.exchange.planned import Outcome, SheetPlan
from cooperation.exchange.problems import Problem, RefusedError
from cooperation.exchange.time_limit import PREVIEW, in_time, time_limit
from cooperation.records.resources import RowResource, with_rows

LEFT_OUT, PARKED = "left out", "parked"
UNLISTED = "names not listed"
ORDER = tuple(
    str(name) for name in (Outcome.REFUSED, PARKED, Outcome.CHANGED, REMOVED, Outcome.NEW, LEFT_OUT, Outcome.UNCHANGED)
)
Line = dict[str, Any]
"""`row` the spreadsheet's own number, `key`, `owner` as [kind, reference], `cells` as [field, old, new], `problems`."""


def look(batch: ImportBatch, user: Any) -> None:
    """Lay the batch against the register as it is now and keep what is to be seen. The register is only read."""
    seen = seen_by(user)
    try:
        with time_limit():
            keep(batch, lay(batch, user), seen)
    except RefusedError as error:
        keep_problems(batch, error.problems)


def keep_problems(batch: ImportBatch, problems: Iterable[Problem]) -> None:
    batch.problems = [stored_problem(problem) for problem in problems]
    batch.fingerprint, batch.counts = "", {}
    with transaction.atomic():
        batch.parts.all().delete()
        batch.save()


def keep(batch: ImportBatch, laid: Laid, seen: str) -> None:
    """Keep a laid plan as that which the officer sees and agrees to; `seen` is what it was laid against."""
    if not laid.plan.sheets:
        keep_problems(batch, laid.plan.problems)
        return
    parts = list(parts_of(batch, laid))
    batch.problems = []
    batch.fingerprint, batch.seen = fingerprint(parts) if laid.may_go_in else "", seen
    batch.counts = laid.plan.counts() | {
        LEFT_OUT: sum(map(len, laid.left_out.values())),
        PARKED: sum(map(len, laid.parked.values())),
        UNLISTED: laid.unlisted_names,
    }
    with transaction.atomic():
        batch.parts.all().delete()
        BatchRows.objects.bulk_create(parts, batch_size=10)
        batch.save()


def parts_of(batch: ImportBatch, laid: Laid) -> Iterator[BatchRows]:
    """Give the rows in the order of the page: what is wrong first, then what changes the register."""
    position = 0
    for outcome in ORDER:
        plan = laid.first if outcome in (LEFT_OUT, PARKED) else laid.plan
        for sheet in plan.sheets:
            label = sheet.matched.sheet.label
            for count, content in in_time(portions_of(sheet, laid, outcome), PREVIEW, label, every=1):
                yield BatchRows(
                    batch=batch,
                    position=position,
                    outcome=outcome,
                    sheet=label,
                    count=count,
                    content=content,
                )
                position += 1


def portions_of(sheet: SheetPlan, laid: Laid, outcome: str) -> Iterator[tuple[int, bytes]]:
    """Give number and packed content of the sheet's rows of an outcome, some thousand at a time."""
    if outcome == REMOVED:
        for removed in in_portions(sheet.removed):
            yield len(removed), packed(*removed_rows(sheet, removed))
        return
    if outcome in (LEFT_OUT, PARKED):
        rows = (laid.left_out if outcome == LEFT_OUT else laid.parked).get(sheet.matched.sheet.label, set())
        places = [index for index, number in enumerate(sheet.read.numbers) if number in rows]
    else:
        places = sheet.places(Outcome(outcome))
    for portion in in_portions(places):
        yield len(portion), packed(keys_at(sheet, portion), contents_at(sheet, portion, outcome))


def in_portions(rows: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (rows[start : start + AT_ONCE] for start in range(0, len(rows), AT_ONCE))


def keys_at(sheet: SheetPlan, places: Sequence[int]) -> Keys:
    """Rows that an officer's answers brought in have no number in the spreadsheet."""
    numbers = [number if number > 0 else None for number in (sheet.read.numbers[index] for index in places)]
    keys = [sheet.keys[index] for index in places]
    return Keys(sheet.resource.sheet, numbers, keys, [sheet.pks[index] for index in places])


def contents_at(sheet: SheetPlan, places: Sequence[int], outcome: str) -> Contents:
    """Return cells where they go into the register, and problems where they keep a row from it."""
    columns = sheet.resource.columns()
    if outcome in (Outcome.NEW, Outcome.CHANGED):
        before = written(columns, sheet.columns_at(sheet.before, places)) if outcome == Outcome.CHANGED else {}
        return Contents(before, written(columns, sheet.columns_at(sheet.after, places)))
    problems = sheet.read.problems
    if outcome == Outcome.UNCHANGED or not problems:
        return Contents()
    return Contents(problems=[[stored_problem(problem) for problem in problems.get(index, ())] for index in places])


def removed_rows(sheet: SheetPlan, removed: Sequence[tuple[int, Any]]) -> tuple[Keys, Contents]:
    names = sheet.resource.key_names()
    keys = [tuple(document[name] for name in names) for __, document in removed]
    values = {name: [document[name] for __, document in removed] for name in removed[0][1]}
    ids = [pk for pk, __ in removed]
    before = written(sheet.resource.columns(), values)
    citations = [sheet.deleted_citations[pk] for pk in ids]
    return Keys(sheet.resource.sheet, [None] * len(ids), keys, ids), Contents(before, citations=citations)


def stored_problem(problem: Problem) -> dict[str, Any]:
    return vars(problem) | {"text": str(problem)}


def lines_in(part: BatchRows) -> tuple[str, list[Line]]:
    """Return the register's name of the sheet, and the rows of the part one by one."""
    keys, contents = keys_of(part), contents_of(part)
    resource = next(one for one in with_rows(resources_of("")) if one.sheet == keys.kind)
    lines: list[Line] = []
    for place, (row, key) in enumerate(zip(keys.rows, keys.keys, strict=True)):
        line: Line = {"row": row, "key": key, "owner": owner(resource, key)}
        if contents.problems and contents.problems[place]:
            line["problems"] = contents.problems[place]
        elif contents.before or contents.after:
            cells = [
                [name, *(cells[name][place] if name in cells else "" for cells in (contents.before, contents.after))]
                for name in contents.after or contents.before
            ]
            line["cells"] = [cell for cell in cells if cell[1] != cell[2]]
        if contents.citations:
            line["citations"] = contents.citations[place]
        lines.append(line)
    return keys.kind, lines


def owner(resource: Resource, key: Any) -> list[str]:
    """Return kind and reference of the record that the row is, or belongs to."""
    if key is None:
        return []
    if not issubclass(resource, RowResource):
        return [str(resource.model()._meta.model_name), str(key)]
    model, reference = resource.parent_record(resource.owner(tuple(key)))
    return [str(model._meta.model_name), reference]
