"""Who may bring in what: whoever may add and change a kind of record may import it and see its imports."""

from functools import cache
from typing import Any

from django.apps import apps
from django.db import models

from cooperation.exchange.columns import Resource
from cooperation.records.models import Record, Referenced
from cooperation.records.resources import resource_of

Model = type[models.Model]


@cache
def kinds() -> dict[str, Model]:
    """Return every kind of record and lookup list by name, in the order of the index."""
    entered = [model for model in apps.get_app_config("cooperation").get_models() if issubclass(model, Referenced)]
    return {str(model._meta.model_name): model for model in entered}


def resources_of(kind: str) -> list[Resource]:
    """Return the resources of the records that a batch may hold; all where it is of no one kind."""
    return [resource_of(model) for name, model in kinds().items() if kind in ("", name)]


def may_enter(user: Any, model: Model) -> bool:
    """Terms may be added by those who may not change them: the plan refuses each term that a file would change."""
    label, name = model._meta.app_label, model._meta.model_name
    return may_add(user, model) and (not issubclass(model, Record) or bool(user.has_perm(f"{label}.change_{name}")))


def kinds_for(user: Any) -> list[str]:
    """Return the kinds whose batches the user may see and import; "", which is all together, only with all of them."""
    if not (user.is_active and user.is_staff):
        return []
    found = [name for name, model in kinds().items() if may_enter(user, model)]
    return [*found, ""] if len(found) == len(kinds()) else found


def may_import(user: Any, kind: str) -> bool:
    return kind in kinds_for(user)


def may_add(user: Any, model: Model) -> bool:
    return bool(user.has_perm(f"{model._meta.app_label}.add_{model._meta.model_name}"))
