"""Addresses at which no record is published any more: it is called otherwise now, or was withdrawn."""

from django.http import Http404

from cooperation.records.former import former_holder
from cooperation.records.models import Record
from cooperation.revisions.publication import was_ever_public


def moved_to(model: type[Record], reference: str) -> Record | None:
    """Return the published record that had this reference, None where what had it was withdrawn.

    Raises Http404 where nothing of the kind was ever public: a draft is as if it had never been.
    """
    if was_withdrawn(model, reference=reference):
        return None
    holder = former_holder(model, reference)
    if holder is not None:
        if found := model.objects.published().filter(pk=holder).first():
            return found
        if was_withdrawn(model, pk=holder):
            return None
    raise Http404


def was_withdrawn(model: type[Record], **named: str | int) -> bool:
    """Whether such a record was withdrawn, and from the public: not a draft that nobody had seen."""
    pk = model.objects.withdrawn().filter(**named).values_list("pk", flat=True).first()
    return pk is not None and was_ever_public(model, pk)
