"""What may leave the house: which records, which columns, and which of the links between them."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import models

from cooperation.exchange.columns import Resource
from cooperation.exchange.embassy.concerning import Ids, may_leave
from cooperation.records.columns import Column
from cooperation.records.models import Record, Referenced
from cooperation.records.resources import RowResource
from cooperation.records.tables import among_ids

KEPT_HERE = frozenset({"state", "last_verified", "verified_by"})
"""The house's own word about a record: an embassy neither publishes nor verifies."""


def columns_sent(resource: Resource) -> tuple[Column, ...]:
    """Return the columns that an embassy sees, and from which it is taken back: no staff-only one."""
    model = resource.model()
    kept_back = getattr(model, "staff_only", frozenset()) | (KEPT_HERE if issubclass(model, Record) else frozenset())
    return tuple(column for column in resource.columns() if column.name not in kept_back)


class Leaving:
    """Published records of those wanted, and with `drafts` also those in draft or review; never withdrawn ones."""

    def __init__(self, wanted: Ids, *, drafts: bool) -> None:
        self.wanted = wanted
        self.drafts = drafts
        self._seen: dict[type[Referenced], set[str]] = {}

    def records(self, kind: type[Record]) -> models.QuerySet:
        """Return the records of a kind that go out."""
        return may_leave(kind, drafts=self.drafts).filter(pk__in=among_ids(self.wanted.get(kind, ())))

    def shown(self, model: type[Referenced]) -> models.QuerySet:
        """Return what may be named in the workbook: published records and those that go out; terms in use."""
        known: Any = model._default_manager
        named = models.Q(retired=False)
        if issubclass(model, Record):
            named = models.Q(pk__in=known.published().values("pk")) | models.Q(pk__in=self.records(model))
        found: models.QuerySet = known.filter(named)
        return found

    def names(self, model: type[Referenced]) -> set[str]:
        """Return the references that may stand in a cell. A term is no secret, though it be retired."""
        if model not in self._seen:
            found = self.shown(model) if issubclass(model, Record) else model._default_manager.all()
            self._seen[model] = set(found.values_list("reference", flat=True))
        return self._seen[model]

    def link(self, column: Column, value: Any) -> Any:
        """Return a link, or links, without what may not be named."""
        if column.is_generic or not column.links or not value:
            return value
        known = self.names(column.widget.model)
        if column.many:
            return tuple(reference for reference in value if reference in known)
        return value if value in known else None


def keeps_back(resource: Resource, columns: Sequence[Column], here: Sequence[Any], sent: Mapping[str, Any]) -> bool:
    """Whether a child row stays here: it would name a record that may not be named."""
    if not issubclass(resource, RowResource):
        return False
    return any(
        sent[column.name] is None and value is not None
        for column, value in zip(columns, here, strict=True)
        if column.links and not column.many
    )
