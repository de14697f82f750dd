"""Who may send a partner its records and see what was sent: who may import the kinds of record in it."""

from typing import Any

from django.db import models

from cooperation.exchange.batches.permissions import kinds, kinds_for
from cooperation.exchange.embassy.models import SentWorkbook
from cooperation.records.models import Record

PARTNER = "partner"


def kinds_to_send(user: Any) -> list[str]:
    """Return the kinds of record that the user may send; none where they may not see partners."""
    model = kinds()[PARTNER]
    if not user.has_perm(f"{model._meta.app_label}.view_{model._meta.model_name}"):
        return []
    allowed = set(kinds_for(user))
    return [name for name, model in kinds().items() if name in allowed and issubclass(model, Record)]


def visible_to(user: Any) -> models.QuerySet[SentWorkbook]:
    """Return the workbooks all of whose kinds the user may send."""
    allowed = kinds_to_send(user)
    found = SentWorkbook.objects.defer("content", "records")
    if not allowed:
        return found.none()
    for name, model in kinds().items():
        if issubclass(model, Record) and name not in allowed:
            found = found.exclude(kinds__contains=f" {name} ")
    return found
