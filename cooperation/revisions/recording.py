"""Leaving revisions: whoever writes records says so here, before and after."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection, models
from django.db.models import Max
from django.utils import timezone

from cooperation.records import tables
from cooperation.records.models import Record
from cooperation.records.resources import resource_of
from cooperation.records.tables import among_ids
from cooperation.revisions.documents import document_texts
from cooperation.revisions.models import Action, Revision

Change = Revision.Change
AT_ONCE = 2000
"""Documents held at a time."""


class Recorder:
    """Records one action. Ask `before` ahead of a write and `after` when it is done, in the write's own transaction."""

    def __init__(self, kind: Action.Kind, user: Any = None, why: str = "") -> None:
        known = user is not None and user.is_authenticated
        name = user.get_username() if known else ""
        self.action = Action(kind=kind, at=timezone.now(), user=user if known else None, user_name=name, why=why[:500])

    def before(self, model: type[models.Model], ids: Iterable[int]) -> None:
        """See to it that what is about to be written over stands in the history, however it came into the register."""
        for portion in portions(ids):
            numbers = current_numbers(model, portion)
            last = last_numbers(model, numbers)
            unknown = [pk for pk, number in numbers.items() if last.get(pk, 0) < number]
            if unknown:
                write(self._found, model, document_texts(resource_of(model), unknown), numbers, Change.FOUND)

    @cached_property
    def _found(self) -> Action:
        return Action.objects.create(kind=Action.Kind.FOUND, at=self.action.at)

    def after(self, model: type[models.Model], ids: Iterable[int], change: Change) -> None:
        """Keep records as they now are."""
        for portion in portions(ids):
            self.keep(model, document_texts(resource_of(model), portion), change)

    def keep(self, model: type[models.Model], documents: Mapping[int, tuple[str, str]], change: Change) -> None:
        """Keep documents, given by id with their references, that are known to be those of the records."""
        if documents:
            self._begin()
            write(self.action, model, documents, next_numbers(model, documents, change), change)

    def deleted(self, model: type[models.Model], references: Mapping[int, str]) -> None:
        """Note that records are gone; `before` has kept them as they were."""
        if references:
            self._begin()
            last = last_numbers(model, references)
            numbers = {pk: last.get(pk, 0) + 1 for pk in references}
            gone = {pk: (reference, None) for pk, reference in references.items()}
            write(self.action, model, gone, numbers, Change.DELETED)

    def _begin(self) -> None:
        if self.action._state.adding:
            self.action.save()


def portions(ids: Iterable[int]) -> Iterator[list[int]]:
    ids = list(ids)
    return (ids[start : start + AT_ONCE] for start in range(0, len(ids), AT_ONCE))


def current_numbers(model: type[models.Model], ids: Iterable[int]) -> dict[int, int]:
    """Return the revision numbers of the records; terms, which count none, stand at 1 until they have a history."""
    records = model._default_manager.filter(pk__in=among_ids(ids))
    if issubclass(model, Record):
        return dict(records.values_list("pk", "revision"))
    return dict.fromkeys(records.values_list("pk", flat=True), 1)


def last_numbers(model: type[models.Model], ids: Iterable[int]) -> dict[int, int]:
    kind = ContentType.objects.get_for_model(model)
    kept = Revision.objects.filter(content_type=kind, object_id__in=among_ids(ids)).order_by()
    return dict(kept.values_list("object_id").annotate(last=Max("number")))


def next_numbers(model: type[models.Model], ids: Iterable[int], change: Change) -> dict[int, int]:
    if issubclass(model, Record):
        return dict.fromkeys(ids, 1) if change == Change.NEW else current_numbers(model, ids)
    last = last_numbers(model, ids)
    return {pk: last.get(pk, 0) + 1 for pk in ids}


def write(
    action: Action,
    model: type[models.Model],
    documents: Mapping[int, tuple[str, str | None]],
    numbers: Mapping[int, int],
    change: Change,
) -> None:
    kind = ContentType.objects.get_for_model(model).pk
    key = Action._meta.pk.get_db_prep_value(action.pk, connection)
    columns = ["action_id", "content_type_id", "object_id", "reference", "number", "change", "document"]
    tables.insert(
        Revision,
        columns,
        (
            (key, kind, pk, reference, numbers[pk], change.value, document)
            for pk, (reference, document) in documents.items()
        ),
    )
