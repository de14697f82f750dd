"""What must hold between a file's rows and within each: the same rules that the desk's forms ask."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from cooperation.exchange.cells import ReadRow, problem
from cooperation.exchange.columns import MatchedSheet, Resource
from cooperation.exchange.planned import PlannedRow, SheetPlan
from cooperation.exchange.problems import Problem
from cooperation.records.directory import Directories
from cooperation.records.hierarchy import circle_message, find_circle, own_links
from cooperation.records.models import Referenced, may_move
from cooperation.records.resources import RowResource
from cooperation.records.rows import Row


def check(plans: list[SheetPlan], directories: Directories, user: Any) -> None:
    """Add to each row's problems what is wrong with it beyond its cells."""
    for plan in plans:
        for row in plan.rows:
            if not row.problems:
                check_row(plan, row, directories, user)
        check_circles(plan)
        check_unique(plan)
        if plan.row_resource:
            check_families(plan, plan.row_resource, directories)


def check_row(plan: SheetPlan, row: PlannedRow, directories: Directories, user: Any) -> None:
    model = plan.resource.model()
    if row.before is None:
        for column in plan.resource.columns():
            if column.required and column.name not in row.read.values:
                refuse(plan, row, column.name, _("a new record needs this column"))
    if not row.problems and model.check_rules not in (Referenced.check_rules, Row.check_rules):
        check_own_rules(plan, row, directories)
    if user is not None and "state" in row.after:
        before = row.before["state"] if row.before else None
        if not may_move(user, model, before, row.after["state"]):
            refuse(plan, row, "state", _("you may not publish or withdraw; ask an editor"))


def check_own_rules(plan: SheetPlan, row: PlannedRow, directories: Directories) -> None:
    """Ask the record itself, as the desk's form does."""
    try:
        plan.resource.instance(row.after, directories, row.pk).check_rules()
    except ValidationError as error:
        for name, messages in error.message_dict.items():
            refuse(plan, row, name, "; ".join(messages))


def refuse(plan: SheetPlan, row: PlannedRow, name: str, message: str) -> None:
    column = next((column for column in plan.resource.columns() if column.name == name), None)
    if column is None:
        row.problems.append(Problem(plan.matched.sheet.label, message, row.read.number))
        return
    value = column.write(row.after[name]) if name in row.read.values else None
    row.problems.append(problem(plan.matched, row.read, column, message, value))


def repeated_key(matched: MatchedSheet, row: ReadRow, first: ReadRow) -> Problem:
    key_name = "number" if issubclass(matched.resource, RowResource) else "reference"
    column = next(column for column in matched.resource.columns() if column.name == key_name)
    return problem(
        matched, row, column, _("row %(row)s has the same key") % {"row": first.number}, row.values[key_name]
    )


def check_circles(plan: SheetPlan) -> None:
    """No record may come to stand above itself, neither through the file nor through what the register has."""
    for link in [] if plan.row_resource else own_links(plan.resource.model()):
        above = dict(plan.resource.model()._default_manager.values_list("reference", f"{link.name}__reference"))
        above |= {row.after["reference"]: row.after[link.name] for row in plan.rows}
        for row in plan.rows:
            if row.after[link.name] and (way := find_circle(row.after["reference"], above)):
                refuse(plan, row, link.name, circle_message(link) + " " + " → ".join(map(str, way)))


def check_unique(plan: SheetPlan) -> None:
    """Hold the file against the model's unique constraints other than its key."""
    for constraint in unique_constraints(plan.resource):
        seen: dict[tuple[Any, ...], Any] = {}
        if not plan.row_resource:
            files = {row.key for row in plan.rows}
            for reference, *values in plan.resource.model()._default_manager.values_list(
                "reference", *constraint.fields
            ):
                if reference not in files:
                    seen[tuple(values)] = reference
        for row in plan.rows:
            values = tuple(row.after[name] for name in constraint.fields)
            if any(value in (None, "") for value in values):
                continue
            if values in seen:
                message = _("%(other)s has the same") % {"other": seen[values]}
                refuse(plan, row, constraint.fields[-1], message)
            seen.setdefault(values, _("row %(row)s") % {"row": row.read.number})


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
    families: dict[Any, list[PlannedRow]] = defaultdict(list)
    for row in plan.rows:
        if not row.problems:
            families[resource.parent(row.after)].append(row)
    for family in families.values():
        instances = [resource.instance(row.after, directories, row.pk) for row in family]
        for index, messages in resource.row_model().check_together(instances).items():
            for name, message in messages.items():
                refuse(plan, family[index], name, message)
        for row, instance in zip(family, instances, strict=True):
            links = {column.name: row.after[column.name] for column in resource.columns() if column.many}
            for name, message in resource.row_model().check_links(instance, links).items():
                refuse(plan, row, name, message)
