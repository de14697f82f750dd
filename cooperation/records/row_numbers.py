"""Row numbers: each is given to one child row of a record and never again, so that a citation keeps its row."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from cooperation.records.tables import among_ids
from cooperation.values.texts import NormalTexts

LARGEST_NUMBER = 999_999
"""The largest number that a sheet may give to a row."""


class RowNumberMark(NormalTexts):
    """The highest number of the deleted rows of one record and child table.

    `kind` is the model name of the record, `rows` that of the child row. Rows that exist are not counted here: the
    highest number ever given is the larger of theirs and this one.
    """

    changes_no_page = True  # a mark is written with the rows that were deleted

    kind = models.CharField(_("kind of record"), max_length=50)
    rows = models.CharField(_("child rows"), max_length=50)
    object_id = models.PositiveBigIntegerField(_("record"))
    number = models.PositiveIntegerField(_("highest number"))

    class Meta:
        verbose_name = _("highest row number")
        verbose_name_plural = _("highest row numbers")
        constraints = [models.UniqueConstraint(fields=["kind", "rows", "object_id"], name="row_number_mark_unique")]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id} {self.rows}: {self.number}"


def find_marks(row: type[models.Model], kind: str, ids: Iterable[int]) -> dict[int, int]:
    """Return the marks of these records of a kind by record id, for one child table."""
    marks = RowNumberMark.objects.filter(kind=kind, rows=row._meta.model_name, object_id__in=among_ids(ids))
    return dict(marks.values_list("object_id", "number"))


def raise_marks(row: type[models.Model], kind: str, numbers: Mapping[int, int]) -> None:
    """Record the highest number of deleted rows by record id. A mark never falls."""
    stored, name = find_marks(row, kind, numbers), str(row._meta.model_name)
    raised = {pk: number for pk, number in numbers.items() if number > stored.get(pk, -1)}
    RowNumberMark.objects.bulk_create(
        [RowNumberMark(kind=kind, rows=name, object_id=pk, number=number) for pk, number in raised.items()],
        update_conflicts=True,
        update_fields=["number"],
        unique_fields=["kind", "rows", "object_id"],
        batch_size=200,
    )


def next_sort_order(number: int, sort_orders: Mapping[int, int]) -> int:
    """Return the place of a new row beside the rows of its record, given as number → place.

    It is last, but rows that nobody has moved stay in the order of their numbers.
    """
    moved = any(place != other for other, place in sort_orders.items())
    return max(sort_orders.values()) + 1 if moved else number


def prepare_deletion(rows: models.QuerySet, *, keep_citations: bool = False) -> None:
    """Before child rows are deleted: retire their numbers and delete the citations of these rows.

    `keep_citations` is for who restores a document, which says itself which citations there are.
    """
    row: Any = rows.model
    by_kind: dict[type[models.Model], dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for kind, pk, number in row.locate(rows):
        by_kind[kind][pk].append(number)
    for kind, numbers in by_kind.items():
        if not keep_citations:
            delete_citations(row, kind, numbers)
        raise_marks(row, str(kind._meta.model_name), {pk: max(own) for pk, own in numbers.items()})


def delete_citations(row: Any, kind: Any, numbers: Mapping[int, Iterable[int]]) -> None:
    """Delete the citations of rows, given as record id → row numbers."""
    if cited := find_citations(row, kind, numbers):
        citation: Any = kind._meta.get_field("citations").related_model
        citation.objects.filter(pk__in=among_ids(cited)).delete()


def find_citations(row: Any, kind: Any, numbers: Mapping[int, Iterable[int]]) -> dict[int, tuple[int, int]]:
    """Return the citations of rows by citation id, each with the record id and the number of its row."""
    if not (name := row.cited_as()):
        return {}
    cited_rows = {(pk, f"{name}.{number}"): (pk, number) for pk, own in numbers.items() for number in own}
    citation: Any = kind._meta.get_field("citations").related_model
    stored = citation.of_records(kind, numbers).filter(field__startswith=f"{name}.").order_by()
    found = stored.values_list("pk", "object_id", "field")
    return {pk: cited_rows[owner, field] for pk, owner, field in found if (owner, field) in cited_rows}
