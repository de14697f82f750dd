"""The date of the source that a status or an office rests on: it held on that day and may have changed since.

It is the date of the latest source cited for it, or, where none is, of the latest cited for the record as a whole. A
later version of the register stores it.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from django.db import models
from django.db.models import Prefetch, Q

from cooperation.records.citations import Citation, Stance
from cooperation.records.models import Record
from cooperation.records.rows import Row
from cooperation.values.partial_date import PartialDate

STATUS: Final = "status"
WHOLE: Final = ""
ALONG: Final = "citations_of_dated"
"""The attribute under which records have the citations that `citations_along` fetches."""


def is_status(model: type[models.Model], field: Any) -> bool:
    """Return whether the field is the status of a record."""
    return issubclass(model, Record) and isinstance(field, models.CharField) and field.name == STATUS


def citations_along(way: str, stems: Iterable[str]) -> Prefetch:
    """Return what to fetch along with records to date their fields and child rows of these names: one query for all.

    `way` leads to the records' citations.
    """
    fields = Q(field=WHOLE)
    for stem in stems:
        fields |= Q(field=stem) | Q(field__startswith=f"{stem}.")
    cited = Citation.objects.published().filter(fields, stance=Stance.SUPPORTS)
    read = ("content_type", "object_id", "field", "stance", "source__published", "source__updated", "source__state")
    return Prefetch(way, queryset=cited.select_related("source").only(*read), to_attr=ALONG)


def status_as_of(record: Record) -> PartialDate | None:
    """Return the date of the published source that the status rests on; None where that has none."""
    return latest_date(record, STATUS)


def row_as_of(row: Row) -> PartialDate | None:
    """Return the date of the published source that the child row rests on; None where that has none."""
    relation = rows_name(type(row))
    return latest_date(row.parent, f"{relation}.{row.number}", relation)


def rows_name(model: type[Row]) -> str:
    """Return what the record calls such rows."""
    return str(model._meta.get_field(model.parent_field).remote_field.name)  # type: ignore[union-attr]


def has_own_end(row: Row) -> bool:
    """Return whether the row says itself when it held, up to a known end."""
    period = getattr(row, row.dated_itself_by, None) if row.dated_itself_by else None
    return isinstance(period, PartialDate) and period.latest != date.max


def latest_date(record: Record, *fields: str) -> PartialDate | None:
    """Return the latest date of the sources cited for the first of these fields that has any, or for the whole."""
    along: Iterable[Citation] | None = record.__dict__.get(ALONG)
    citations = record.citations.all() if along is None else along
    public = [citation for citation in citations if citation.source.is_published]
    supporting = [citation for citation in public if citation.stance == Stance.SUPPORTS]
    each = ([citation for citation in supporting if citation.field == field] for field in (*fields, WHOLE))
    dates = [date_of(citation.source) for citation in next(filter(None, each), [])]
    return max((day for day in dates if day), default=None)


def date_of(source: Any) -> PartialDate | None:
    """Return when the source was last updated, else when it was published."""
    for day in (source.updated, source.published):
        if isinstance(day, PartialDate):
            return day
    return None
