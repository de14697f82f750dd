"""Kept documents with the references that their records have now."""

from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from datetime import datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from cooperation.records.columns import Column
from cooperation.records.former import FormerReference, Leavers, by_reference, left_since
from cooperation.records.resources import DocumentResource, resource_of
from cooperation.records.tables import among, among_ids
from cooperation.records.widgets import LINK_SEPARATOR
from cooperation.revisions.models import Revision

Model = type[models.Model]
Cells = dict[str, Any]


def with_last_rename(revisions: models.QuerySet[Revision]) -> models.QuerySet[Revision]:
    """Say with each revision when any reference at all was left last, as `last_rename`; in the same query."""
    times = FormerReference.objects.order_by(models.F("left_at").desc(nulls_last=True)).values("left_at")
    return revisions.annotate(last_rename=models.Subquery(times[:1]))


def is_older(revision: Revision) -> bool:
    """Whether a reference may have been left since the revision; yes where `with_last_rename` did not ask."""
    if not hasattr(revision, "last_rename"):
        return True
    last: datetime | None = revision.last_rename
    return last is not None and last > revision.action.at


def present_documents(model: Model, revisions: Iterable[Revision]) -> dict[int, dict[str, Any]]:
    """Return by id the documents of revisions of one kind, with every link as its target is called now.

    A reference means the record that had it when the document was kept. What was deleted is written so that it means
    no other record. Costs a query, unless revisions `with_last_rename` are known to need none, and one more for each
    kind of which references were left since.
    """
    documents = {
        found.pk: (found.document, found.action.at if is_older(found) else None)
        for found in revisions
        if found.document
    }
    resource = resource_of(model)
    named = {
        reference
        for document, kept_at in documents.values()
        if kept_at
        for column, cells in link_cells(resource, document)
        for reference in references_in(column, cells)
    }
    names = PresentNames(named) if named else None
    return {
        pk: rewritten(resource, deepcopy(document), names, kept_at) if names and names.leavers and kept_at else document
        for pk, (document, kept_at) in documents.items()
    }


class PresentNames:
    """What the records that left any of these references are called now."""

    def __init__(self, references: Iterable[str]) -> None:
        self.leavers: dict[str, Leavers] = {}
        self.names: dict[str, dict[int, str]] = {}
        lines: dict[str, list[Any]] = {}
        kept = FormerReference.objects.filter(reference__in=among(references))
        for kind, *line in kept.values_list("kind", "reference", "object_id", "was_public", "left_at"):
            lines.setdefault(kind, []).append(line)
        for kind, found in lines.items():
            self.leavers[kind] = by_reference(found)

    def present(self, model: Any, reference: str, moment: datetime) -> str:
        """Return what the record is called now that had the reference at the moment."""
        kind = str(model._meta.model_name)
        left = left_since(self.leavers.get(kind, {}).get(reference, ()), moment)
        if left is None:
            return reference
        if kind not in self.names:
            ids = {left.object_id for leavers in self.leavers[kind].values() for left in leavers}
            stored = model._default_manager.filter(pk__in=among_ids(ids)).order_by()
            self.names[kind] = dict(stored.values_list("pk", "reference"))
        return self.names[kind].get(left.object_id) or _("%(reference)s (deleted)") % {"reference": reference}


def link_cells(resource: type[DocumentResource], document: Mapping[str, Any]) -> Iterator[tuple[Column, Cells]]:
    """Give each column of links with the cells that it stands in: the record's own, and those of each child row."""
    own = [(resource, [document["fields"]])]
    rows = [(one, document["rows"].get(one.sheet, [])) for one in resource.row_resources()]
    for part, lines in [*own, *rows]:
        columns = [column for column in part.columns() if column.links and not column.is_generic]
        yield from ((column, cells) for cells in lines for column in columns)


def references_in(column: Column, cells: Cells) -> list[str]:
    return [reference for reference in str(cells.get(column.name) or "").split(LINK_SEPARATOR) if reference]


def rewritten(
    resource: type[DocumentResource], document: dict[str, Any], names: PresentNames, moment: datetime
) -> dict[str, Any]:
    for column, cells in link_cells(resource, document):
        if found := references_in(column, cells):
            present = [names.present(column.widget.model, reference, moment) for reference in found]
            cells[column.name] = LINK_SEPARATOR.join(sorted(present))
    return document
