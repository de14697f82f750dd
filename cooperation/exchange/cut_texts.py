"""Texts longer than an Excel cell: a cut one never replaces the whole text, and a new one is refused."""

from typing import Any

from django.core.exceptions import ValidationError

from cooperation.exchange.planned import SheetPlan
from cooperation.exchange.rules import refuse, touched
from cooperation.values.long_texts import SURELY_SHORT, cut_message, is_cut, is_cut_from, refuse_too_long


def find_cut_rows(plan: SheetPlan) -> set[int]:
    """Return the places of the rows in which a text ends with the mark of an export."""
    return {
        index
        for values in plan.read.values.values()
        for index, value in enumerate(values)
        if isinstance(value, str) and len(value) > SURELY_SHORT and is_cut(value)
    }


def restore_cut_texts(plan: SheetPlan, index: int, stored: tuple[Any, ...]) -> None:
    """Put the register's own text where the row has no more than its beginning with the mark, as exported."""
    plan.after[index] = tuple(
        text if isinstance(value, str) and is_cut_from(value, text) else value
        for value, text in zip(plan.after[index], stored, strict=True)
    )


def refuse_cut_texts(plan: SheetPlan, rows: set[int]) -> None:
    """Refuse rows with a cut text that is not what the register would export now."""
    columns = {column.name: column for column in plan.matched.columns.values()}
    for index in rows:
        for name, value in zip(plan.names, plan.after[index], strict=True):
            if isinstance(value, str) and is_cut(value):
                plan.read.refuse(index, cut_message(), columns.get(name), value)


def refuse_long_texts(plan: SheetPlan) -> None:
    """Refuse new texts that are too long; one that the register has from before there was a limit may stay."""
    for index in touched(plan):
        before = plan.before[index] or [None] * len(plan.names)
        for name, old, value in zip(plan.names, before, plan.after[index], strict=True):
            if isinstance(value, str) and len(value) > SURELY_SHORT and value != old:
                try:
                    refuse_too_long(value)
                except ValidationError as error:
                    refuse(plan, index, name, error.messages[0])
