"""Records that a file names and the register does not have: made from their names, where an officer ticks them."""

from collections.abc import Iterator
from typing import Any

from cooperation.exchange.batches.choices import Choices
from cooperation.exchange.batches.permissions import kinds, may_add
from cooperation.exchange.columns import ChosenSheet, Resource
from cooperation.exchange.planned import Plan
from cooperation.exchange.problems import Problem, letter_of
from cooperation.exchange.time_limit import PREVIEW, in_time
from cooperation.records.columns import Column
from cooperation.records.directory import Directory
from cooperation.records.former import last_public
from cooperation.records.languages import page_language
from cooperation.records.models import Record, State, may_move
from cooperation.records.resources import Document, resource_of
from cooperation.records.tables import among
from cooperation.records.widgets import LINK_SEPARATOR, ReferenceWidget
from cooperation.search.folding import fold

MOST = 100
"""Names listed at a time."""


def missing_names(plan: Plan) -> tuple[list[dict[str, Any]], int]:
    """Return the first names that no record has and that may become one, and how many more there are.

    Of each: `kind`, `name`, `answers` proposed, `nearest`, and `rows`, sheet's label → how many rows say it.
    """
    columns = {
        (sheet.matched.sheet.label, letter_of(place)): column
        for sheet in plan.sheets
        for place, column in sheet.matched.columns.items()
        if is_made_from_names(column)
    }
    found: dict[tuple[str, str], dict[str, Any]] = {}
    further: set[tuple[str, str]] = set()
    for problem in in_time(plan.problems, PREVIEW, plan.problems[0].sheet if plan.problems else ""):
        column = columns.get((problem.sheet, problem.letter))
        if column is None:
            continue
        for name in names_in(problem, column):
            kind = str(column.widget.model._meta.model_name)
            directory = plan.directories[column.widget.model]
            if directory.has(name):
                continue
            if (kind, fold(name)) not in found:
                if len(found) == MOST:
                    further.add((kind, fold(name)))
                    continue
                found[kind, fold(name)] = proposal(kind, name, directory)
            rows = found[kind, fold(name)]["rows"]
            rows[problem.sheet] = rows.get(problem.sheet, 0) + 1
    return list(found.values()), len(further)


def is_made_from_names(column: Column) -> bool:
    return isinstance(column.widget, ReferenceWidget) and resource_of(column.widget.model).asked_of_new is not None


def names_in(problem: Problem, column: Column) -> Iterator[str]:
    """Give the names that a refused cell holds, each once."""
    parts = problem.value.split(LINK_SEPARATOR.strip()) if column.many else [problem.value]
    yield from dict.fromkeys(filter(None, (" ".join(part.split()) for part in parts)))


def proposal(kind: str, name: str, directory: Directory) -> dict[str, Any]:
    resource = resource_of(kinds()[kind])
    row = resource.from_name(name, {})
    answers = {asked: row.get(asked, "") for asked in ("reference", *(resource.asked_of_new or ()))}
    answers["reference"] = free_reference(answers["reference"], directory)
    return {"kind": kind, "name": name, "answers": answers, "nearest": directory.nearest(name), "rows": {}}


def free_reference(wanted: str, directory: Directory) -> str:
    """Return a reference that no record has or had: the wanted one, or with a number after it."""
    number = 2
    found = wanted
    while not directory.is_free(found):
        found, number = f"{wanted}-{number}", number + 1
    return found


def new_sheets(choices: Choices, user: Any) -> list[ChosenSheet]:
    """Return the records that the officer ticked, as sheets; none of a kind that the user may not enter.

    A reference that has meanwhile come to be in the register is left out, so that no record is written over; so is one
    that the public knew another record by, unless the officer confirmed it.
    """
    by_kind: dict[str, list[dict[str, Any]]] = {}
    for entry in choices.new_records:
        by_kind.setdefault(entry["kind"], []).append(entry)
    sheets = [sheet_of(kind, entries, user) for kind, entries in by_kind.items() if may_add(user, kinds()[kind])]
    return [sheet for sheet in sheets if sheet.rows]


def sheet_of(kind: str, entries: list[dict[str, Any]], user: Any) -> ChosenSheet:
    """Rows are numbered as the entries stand in the choices."""
    model: Any = kinds()[kind]
    resource = resource_of(model)
    references = [entry["answers"]["reference"] for entry in entries]
    confirmed = {entry.get("as_new", "") for entry in entries}
    taken = taken_references(kind, references) | (set(last_public(model, references)) - confirmed)
    documents = {
        number: document_of(resource, entry, user)
        for number, entry in enumerate(entries, start=1)
        if entry["answers"]["reference"] not in taken
    }
    named = {name for document in documents.values() for name in document}
    columns = [column for column in resource.columns() if column.name in named]
    return ChosenSheet(
        name=resource.sheet,
        label=label_of(resource),
        header=[column.titles[page_language()] for column in columns],
        rows=[
            (number, [document.get(column.name, "") for column in columns]) for number, document in documents.items()
        ],
        chosen={letter_of(place): column.name for place, column in enumerate(columns)},
        resource=resource,
        as_new=frozenset(references),
    )


def correct_new(choices: Choices, label: str, row: int, letter: str, text: str, user: Any) -> bool:
    """Correct a cell of the new records' sheet of this label; say whether it was one."""
    for kind in {entry["kind"] for entry in choices.new_records}:
        entries = [entry for entry in choices.new_records if entry["kind"] == kind]
        sheet = sheet_of(kind, entries, user)
        if sheet.label == label and row <= len(entries) and letter in sheet.chosen:
            entries[row - 1]["answers"][sheet.chosen[letter]] = text
            return True
    return False


def document_of(resource: Resource, entry: dict[str, Any], user: Any) -> Document:
    """Return the new record's cells; it is published only where the user may publish."""
    document = resource.from_name(entry["name"], entry["answers"])
    model = resource.model()
    if issubclass(model, Record):
        document["state"] = State.PUBLISHED if may_move(user, model, None, State.PUBLISHED) else State.DRAFT
    return document


def taken_references(kind: str, references: list[str]) -> set[str]:
    """Return those of the references that the register has."""
    model: Any = kinds()[kind]
    return set(model._default_manager.filter(reference__in=among(references)).values_list("reference", flat=True))


def label_of(resource: Resource) -> str:
    """Return what the sheet of new records is called; it stands apart from every name that a sheet can bear."""
    return f"+ {resource.model()._meta.verbose_name_plural}"
