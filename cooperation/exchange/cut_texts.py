"""Texts that an export cut to the length of an Excel cell: they never replace the whole text in the register."""

from typing import Any

from cooperation.exchange.planned import SheetPlan
from cooperation.values.long_texts import SURELY_SHORT, cut_message, is_cut, is_cut_from


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
