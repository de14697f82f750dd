"""Which revision a form was opened at."""

from django.db import models

from cooperation.records.models import Record
from cooperation.revisions.recording import last_numbers


def revision_of(obj: models.Model) -> int:
    """Return the revision that is stored; terms count none and stand at the last one of their history."""
    if isinstance(obj, Record):
        return obj.revision
    return last_numbers(type(obj), [obj.pk]).get(obj.pk, 1)
