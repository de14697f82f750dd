"""Indexes in the order in which lists are read."""

from typing import Any

from django.db import models
from django.db.models import F, OrderBy
from django.db.models.functions import Coalesce


class ReadingOrder(models.Index):
    """An index whose descending columns have what is empty last.

    SQLite has it there anyway and takes no word for it in an index; PostgreSQL reads an index in a list's order only
    if it says so.
    """

    def create_sql(self, model: Any, schema_editor: Any, using: str = "", **kwargs: Any) -> Any:
        if schema_editor.connection.vendor == "sqlite":
            plain = models.Index(*map(without_nulls_last, self.expressions), name=self.name)
            return plain.create_sql(model, schema_editor, using, **kwargs)
        return super().create_sql(model, schema_editor, using, **kwargs)


def without_nulls_last(expression: Any) -> Any:
    if not isinstance(expression, OrderBy):
        return expression
    return OrderBy(expression.expression, descending=expression.descending)


def newest_first(*dates: str) -> ReadingOrder:
    """Return the index of lists that begin with the newest, by the first of the partial dates that is known."""
    earliest, latest = (first_known(dates, day) for day in ("earliest", "latest"))
    newest = earliest.desc(nulls_last=True)
    return ReadingOrder(F("state"), newest, latest, F("reference"), name="%(class)s_newest")


def first_known(dates: tuple[str, ...], day: str) -> F | Coalesce:
    days = [f"{name}_{day}" for name in dates]
    return Coalesce(*days) if len(days) > 1 else F(days[0])
