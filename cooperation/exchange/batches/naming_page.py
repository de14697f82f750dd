"""The part of a batch's page on which names that no record has are ticked to become records."""

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest

from cooperation.exchange.batches.choices import Choices
from cooperation.exchange.batches.models import ImportBatch
from cooperation.exchange.batches.new_records import taken_references
from cooperation.exchange.batches.permissions import kinds, may_add
from cooperation.records.columns import Column
from cooperation.records.former import last_public
from cooperation.records.languages import page_language
from cooperation.records.resources import resource_of
from cooperation.records.widgets import ChoiceWidget


@dataclass
class Answer:
    """A field that a new record needs: `options` are value and words of a closed list, empty where any text does."""

    name: str
    title: str
    value: str
    options: list[tuple[str, str]] = field(default_factory=list)


@dataclass
class ShownName:
    """A name that may become a record. `place` tells it from the others of the page, `taken` that a record of the
    register has come to have its reference, `left` what there is to say where another one was public under it, and
    `as_new` is the reference that the officer confirmed."""

    place: int
    kind: str
    kind_name: str
    name: str
    answers: list[Answer]
    ticked: bool
    may_add: bool
    rows: dict[str, int]
    nearest: list[str]
    taken: bool = False
    left: str = ""
    as_new: str = ""

    @property
    def reference(self) -> str:
        return next((answer.value for answer in self.answers if answer.name == "reference"), "")


def names_shown(batch: ImportBatch, choices: Choices, user: Any) -> list[ShownName]:
    """Return the names that the officer ticked, then those that no record has."""
    ticked = [entry | {"ticked": True} for entry in choices.new_records]
    known = {(entry["kind"], entry["name"]) for entry in ticked}
    missing = [entry for entry in batch.missing if (entry["kind"], entry["name"]) not in known]
    return [shown_name(place, entry, user) for place, entry in enumerate([*ticked, *missing])]


def shown_name(place: int, entry: dict[str, Any], user: Any) -> ShownName:
    kind, answers = entry["kind"], entry["answers"]
    model: Any = kinds()[kind]
    columns = [column for column in resource_of(model).columns() if column.name in answers]
    is_ticked = entry.get("ticked", False)
    left = last_public(model, [answers["reference"]]).get(answers["reference"]) if is_ticked else None
    return ShownName(
        place,
        kind,
        str(model._meta.verbose_name),
        entry["name"],
        [answer(column, answers[column.name]) for column in columns],
        is_ticked,
        may_add(user, model),
        entry.get("rows", {}),
        entry.get("nearest", []),
        taken=is_ticked and bool(taken_references(kind, [answers["reference"]])),
        left=left.question if left else "",
        as_new=entry.get("as_new", ""),
    )


def answer(column: Column, text: str) -> Answer:
    options = column.widget.choices if isinstance(column.widget, ChoiceWidget) else []
    return Answer(column.name, column.titles[page_language()], text, [(value, str(label)) for value, label in options])


def ticked_names(request: HttpRequest, shown: list[ShownName], choices: Choices) -> list[dict[str, Any]]:
    """Return the names ticked on the page, as choices keep them; a kind that the user may not enter stays as it is.

    An answer that the page left as it was shown gives way to what was corrected among the rows meanwhile.
    """
    kept = {(entry["kind"], entry["name"]): entry["answers"] for entry in choices.new_records}
    found = []
    for name in shown:
        told = request.POST.get(f"name|{name.place}") == name.name
        is_ticked = f"new|{name.place}" in request.POST if name.may_add and told else name.ticked
        if is_ticked:
            answers = dict(kept.get((name.kind, name.name), {}))
            for answer in name.answers:
                typed = request.POST.get(f"{answer.name}|{name.place}", answer.value).strip()
                if typed != answer.value or answer.name not in answers:
                    answers[answer.name] = typed
            as_new = request.POST.get(f"as_new|{name.place}", "") if told else name.as_new
            found.append({"kind": name.kind, "name": name.name, "answers": answers, "as_new": as_new})
    return found
