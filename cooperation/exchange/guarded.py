"""Refuse changes to public records and to terms by those who may not make them, row by row of a file."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import models
from django.utils.translation import ngettext

from cooperation.exchange.planned import SheetPlan
from cooperation.records.models import GUARDED_STATES, Record
from cooperation.records.permissions import may_publish, refusal_in, term_refusal
from cooperation.records.resources import RowResource
from cooperation.records.tables import among, among_ids

Owner = Any
"""What the rows of one record have in common: see RowResource.owner."""


def guarded_changes(plan: SheetPlan, touched: list[int], user: Any) -> Iterator[tuple[int, str, str]]:
    """Give place, field and message of each row that would change what the user may not.

    `touched` are the places of the rows that are new or say something else than the register.
    """
    if plan.row_resource:
        yield from row_changes(plan, plan.row_resource, touched, user)
    else:
        existing = [index for index in touched if plan.pks[index] is not None]
        messages = refusals_by_id(plan.resource.model(), [plan.pks[index] for index in existing], user)
        for index in existing:
            if message := messages.get(plan.pks[index] or 0):
                yield index, "reference", message


def refusals_by_id(model: type[Any], ids: list[int | None], user: Any) -> dict[int, str]:
    """Return by id why the user may not change these records or terms; those they may change are left out."""
    if not ids or may_change_all(user, model):
        return {}
    if not issubclass(model, Record):
        return dict.fromkeys(filter(None, ids), term_refusal())
    states = model.objects.filter(pk__in=among_ids(ids), state__in=GUARDED_STATES).values_list("pk", "state")
    return {pk: refusal_in(state) for pk, state in states}


def may_change_all(user: Any, model: type[models.Model]) -> bool:
    if issubclass(model, Record):
        return may_publish(user, model)
    return bool(user.has_perm(f"{model._meta.app_label}.change_{model._meta.model_name}"))


def refusals_by_owner(resource: type[RowResource], owners: Iterable[Owner], user: Any) -> dict[Owner, str]:
    """Return by owner why the user may not change the rows of these records; those they may change are left out.

    Without a user, as for the commands of the machine's own administrator, none is refused.
    """
    if user is None:
        return {}
    by_model: dict[type[Record], dict[str, Owner]] = defaultdict(dict)
    for owner in owners:
        model, reference = resource.parent_record(owner)
        by_model[model][reference] = owner
    found = {}
    for model, named in by_model.items():
        if not may_publish(user, model):
            guarded = model.objects.filter(reference__in=among(named), state__in=GUARDED_STATES)
            for reference, state in guarded.values_list("reference", "state"):
                found[named[reference]] = refusal_in(state)
    return found


def row_changes(
    plan: SheetPlan, resource: type[RowResource], touched: list[int], user: Any
) -> Iterator[tuple[int, str, str]]:
    """Rows that the sheet leaves out are told at the first row that it has of their record."""
    missing = missing_numbers(plan, resource)
    changed = {resource.owner(plan.keys[index]) for index in touched}
    messages = refusals_by_owner(resource, changed | set(missing), user)
    if not messages:
        return
    name = resource.parent_fields()[-1]
    for index in touched:
        if message := messages.get(resource.owner(plan.keys[index])):
            yield index, name, message
    for index, key in enumerate(plan.keys):
        owner = None if key is None else resource.owner(key)
        if owner in messages and (numbers := missing.pop(owner, None)):
            yield index, name, f"{messages[owner]} {missing_rows(numbers)}"


def missing_numbers(plan: SheetPlan, resource: type[RowResource]) -> dict[Owner, list[int]]:
    """Return by owner the numbers of the register's rows that would go."""
    missing: dict[Owner, list[int]] = defaultdict(list)
    for key, __ in plan.gone():
        missing[resource.owner(key)].append(key[-1])  # type: ignore[index]
    return missing


def missing_rows(numbers: list[int]) -> str:
    listed = ", ".join(map(str, sorted(numbers)))
    message = ngettext(
        "Row %(numbers)s of the record is missing in the sheet.",
        "Rows %(numbers)s of the record are missing in the sheet.",
        len(numbers),
    )
    return message % {"numbers": listed}
