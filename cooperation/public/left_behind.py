"""Addresses at which no record is published any more: it is called otherwise now, or was withdrawn."""

from collections.abc import Collection
from typing import Any

from django.db import models
from django.http import Http404

from cooperation.public.columns import published_targets
from cooperation.records.former import last_public
from cooperation.records.models import Record, reference_format
from cooperation.records.tables import among_ids
from cooperation.revisions.publication import was_ever_public


def moved_to(model: type[Record], reference: str) -> Record | None:
    """Return the published record that had this reference, None where what had it was withdrawn.

    Raises Http404 where nothing of the kind was ever public: a draft is as if it had never been.
    """
    if was_withdrawn(model, reference=reference):
        return None
    if left := last_public(model, [reference]).get(reference):
        if found := model.objects.published().filter(pk=left.object_id).first():
            return found
        if was_withdrawn(model, pk=left.object_id):
            return None
    raise Http404


def renamed(model: type[models.Model], references: Collection[str]) -> dict[str, str]:
    """Return, of references that no public record or term of the kind has, what those are called now that had them.

    Only references that the public knew are told, and only those of what is published now.
    """
    sound = [reference for reference in references if reference_format.regex.match(reference)]  # type: ignore[union-attr]
    left = last_public(model, sound) if sound else {}
    if not left:
        return {}
    targets = published_targets(model).filter(pk__in=among_ids(one.object_id for one in left.values()))
    names = dict(targets.order_by().values_list("pk", "reference"))
    return {
        reference: names[one.object_id]
        for reference, one in left.items()
        if one.object_id in names and not is_withdrawn(model, reference)
    }


def is_withdrawn(model: Any, reference: str) -> bool:
    """Whether a withdrawn record has the reference now; a draft is as if it were not there."""
    return issubclass(model, Record) and was_withdrawn(model, reference=reference)


def was_withdrawn(model: type[Record], **named: str | int) -> bool:
    """Whether such a record was withdrawn, and from the public: not a draft that nobody had seen."""
    pk = model.objects.withdrawn().filter(**named).values_list("pk", flat=True).first()
    return pk is not None and was_ever_public(model, pk)
