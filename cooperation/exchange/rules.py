"""What must hold between a file's rows and within each: the same rules that the desk's forms ask."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from cooperation.exchange.columns import Resource
from cooperation.exchange.guarded import guarded_changes
from cooperation.exchange.planned import SheetPlan
from cooperation.exchange.time_limit import EVERY, RULES, check_time, in_time
from cooperation.records.directory import Directories
from cooperation.records.hierarchy import circle_message, find_circle, own_links
from cooperation.records.models import Referenced, may_move
from cooperation.records.resources import RowResource
from cooperation.records.rows import Row

Item = TypeVar("Item")
WAY_SHOWN = 20
"""Records named of a circle."""


def check(plans: list[SheetPlan], directories: Directories, user: Any) -> None:
    """Add to each sheet's problems what is wrong with its rows beyond their cells."""
    for plan in plans:
        check_time(RULES, plan.matched.sheet.label)
        check_required(plan)
        check_own_rules(plan, directories)
        if user is not None:
            check_states(plan, user)
            check_guarded(plan, user)
        check_circles(plan)
        check_unique(plan)
        if plan.row_resource:
            check_families(plan, plan.row_resource, directories)


def same_key(row: int) -> str:
    return _("row %(row)s has the same key") % {"row": row}


def refuse(plan: SheetPlan, index: int, name: str, message: str) -> None:
    """Refuse a row at the field of this name, or as a whole where there is none."""
    column = next((column for column in plan.resource.columns() if column.name == name), None)
    cell = column.write(plan.read.value(name, index)) if column and name in plan.names else None
    plan.read.refuse(index, message, column, cell)


def check_required(plan: SheetPlan) -> None:
    missing = [column.name for column in plan.resource.columns() if column.required and column.name not in plan.names]
    for index in plan.sound() if missing else ():
        if plan.before[index] is None:
            for name in missing:
                refuse(plan, index, name, _("a new record needs this column"))


def checked(plan: SheetPlan, items: Iterable[Item], every: int = EVERY) -> Iterator[Item]:
    """Give what is to be checked, as long as the time for the file lasts."""
    return in_time(items, RULES, plan.matched.sheet.label, every=every)


def touched(plan: SheetPlan) -> list[int]:
    """Return the places of sound rows that are new or say something else than the register."""
    return [index for index in plan.sound() if plan.before[index] != plan.after[index]]


def check_own_rules(plan: SheetPlan, directories: Directories) -> None:
    """Ask each record itself, as the desk's form does."""
    if plan.resource.model().check_rules in (Referenced.check_rules, Row.check_rules):
        return
    for index, document in checked(plan, plan.whole_documents(under_rules(plan)).items()):
        try:
            plan.resource.instance(document, directories, plan.pks[index]).check_rules()
        except ValidationError as error:
            for name, messages in error.message_dict.items():
                refuse(plan, index, name, "; ".join(messages))


def under_rules(plan: SheetPlan) -> list[int]:
    """Return the places of touched rows whose records have rules of their own; most kinds have them for all."""
    model: Any = plan.resource.model()
    name, places = getattr(model, "ruled_if", ""), touched(plan)
    if not name:
        return places
    if name in plan.names:
        place = plan.names.index(name)
        return [index for index in places if plan.after[index][place]]
    ruled = set(model._default_manager.filter(**{name: True}).values_list("pk", flat=True))
    return [index for index in places if plan.pks[index] in ruled]


def check_states(plan: SheetPlan, user: Any) -> None:
    if "state" not in plan.names:
        return
    place = plan.names.index("state")
    may: dict[tuple[Any, Any], bool] = {}
    for index in touched(plan):
        old = plan.before[index]
        move = (old[place] if old else None, plan.after[index][place])
        if move not in may:
            may[move] = may_move(user, plan.resource.model(), *move)
        if not may[move]:
            refuse(plan, index, "state", _("you may not publish or withdraw; ask an editor"))


def check_guarded(plan: SheetPlan, user: Any) -> None:
    """Only whoever may publish changes what is published or withdrawn."""
    for index, name, message in list(guarded_changes(plan, touched(plan), user)):
        refuse(plan, index, name, message)


def check_circles(plan: SheetPlan) -> None:
    """No record may come to stand above itself, neither through the file nor through what the register has."""
    for link in [] if plan.row_resource else own_links(plan.resource.model()):
        if link.name not in plan.names:
            continue
        above = dict(plan.resource.model()._default_manager.values_list("reference", f"{link.name}__reference"))
        uppers = {index: plan.read.value(link.name, index) for index in plan.sound()}
        above |= {str(plan.keys[index]): upper for index, upper in uppers.items()}
        ends: set[str] = set()
        for index, upper in checked(plan, uppers.items(), every=1):
            if upper and (way := find_circle(str(plan.keys[index]), above, ends)):
                refuse(plan, index, link.name, circle_message(link) + " " + way_in_words(way))


def way_in_words(way: list[str]) -> str:
    return " → ".join(way if len(way) <= WAY_SHOWN else [*way[: WAY_SHOWN - 2], "…", way[-1]])


def check_unique(plan: SheetPlan) -> None:
    """Hold the file against the model's unique constraints other than its key."""
    for constraint in unique_constraints(plan.resource):
        if not set(constraint.fields) & set(plan.names):
            continue
        documents = plan.whole_documents(plan.sound())
        seen = {} if plan.row_resource else taken(plan, constraint)
        for index, document in checked(plan, documents.items()):
            values = tuple(document[name] for name in constraint.fields)
            if any(value in (None, "") for value in values):
                continue
            if values in seen:
                refuse(plan, index, constraint.fields[-1], _("%(other)s has the same") % {"other": seen[values]})
            seen.setdefault(values, _("row %(row)s") % {"row": plan.read.numbers[index]})


def taken(plan: SheetPlan, constraint: models.UniqueConstraint) -> dict[tuple[Any, ...], str]:
    """Return what records of the register that the file does not name have, and which they are."""
    in_file = set(plan.keys)
    stored = plan.resource.model()._default_manager.values_list("reference", *constraint.fields)
    return {tuple(values): reference for reference, *values in stored if reference not in in_file}


def unique_constraints(resource: Resource) -> Iterator[models.UniqueConstraint]:
    """Give the constraints that can be held against documents: those without a condition on another field."""
    for constraint in resource.model()._meta.constraints:
        if not isinstance(constraint, models.UniqueConstraint) or constraint.fields[-1] == "number":
            continue
        if set(condition_fields(constraint.condition)) <= set(constraint.fields):
            yield constraint


def condition_fields(condition: models.Q | None) -> Iterator[str]:
    for child in condition.children if condition else ():
        if isinstance(child, models.Q):
            yield from condition_fields(child)
        elif isinstance(child, tuple):
            yield str(child[0]).partition("__")[0]


def check_families(plan: SheetPlan, resource: type[RowResource], directories: Directories) -> None:
    """Ask the rules over a record's rows, and over a row and its links."""
    model = resource.row_model()
    together = model.check_together.__func__ is not Row.check_together.__func__  # type: ignore[attr-defined]
    links = model.check_links.__func__ is not Row.check_links.__func__  # type: ignore[attr-defined]
    if not together and not links:
        return
    documents = plan.whole_documents(plan.sound())
    instances = {
        index: resource.instance(document, directories, plan.pks[index])
        for index, document in checked(plan, documents.items())
    }
    families: dict[Any, list[int]] = defaultdict(list)
    for index in documents:
        families[resource.owner(plan.keys[index])].append(index)
    for family in checked(plan, families.values()):
        for place, messages in model.check_together([instances[index] for index in family]).items():
            for name, message in messages.items():
                refuse(plan, family[place], name, message)
    for index, document in checked(plan, documents.items()):
        linked = {column.name: document[column.name] for column in resource.columns() if column.many}
        for name, message in model.check_links(instances[index], linked).items():
            refuse(plan, index, name, message)
