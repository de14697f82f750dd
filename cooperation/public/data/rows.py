"""The child rows and citations of published records, as far as the public sees them."""

from typing import Any

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from cooperation.public.data.columns import leads_to_records, public_columns
from cooperation.records.citations import Citation
from cooperation.records.models import Record
from cooperation.records.resources import RowResource, resource_of


def public_rows(rows: type[RowResource], records: QuerySet) -> QuerySet:
    """Return the rows of these published records that name nothing unpublished."""
    shown: QuerySet = rows.of(records).published()  # type: ignore[attr-defined]
    return shown.filter(shown_places(records.model)) if rows.row_model() is Citation else shown


def rows_name(rows: type[RowResource], model: type[Record]) -> str:
    """Return what a record calls these rows, as citations and documents do: `participants`."""
    if rows.row_model() is Citation:
        return "citations"
    parent: Any = rows.row_model()._meta.get_field(rows.row_model().parent_field)
    return str(parent.remote_field.get_accessor_name(model))


def shown_places(model: type[Record]) -> Any:
    """Citations of what is shown: the record as a whole, a public column, a link or child row that leads somewhere.

    A citation of a hidden row or link would tell that there is one.
    """
    resource = resource_of(model)
    columns = public_columns(resource)
    linking = [column for column in columns if leads_to_records(column)]
    plain = ["", *(column.name for column in columns if column not in linking)]
    shown: Any = Q(field__in=plain)
    for column in linking:
        targets = column.widget.model.objects.published()
        holding = model.objects.filter(pk=OuterRef("object_id"), **{f"{column.name}__in": targets})
        shown |= Q(field=column.name) & Exists(holding)
    for rows in resource.rows:
        shown |= cited_row(rows, model)
    return shown


def cited_row(rows: type[RowResource], model: type[Record]) -> Any:
    """Citations of the rows that are shown: of one, written `items.2`, or of all, written `items`."""
    name = rows_name(rows, model)
    own = rows.row_model().objects.published().filter(**{rows.row_model().parent_field: OuterRef("object_id")})
    numbered = own.annotate(place=Concat(Value(f"{name}."), Cast("number", CharField()), output_field=CharField()))
    return (Q(field=name) & Exists(own)) | (
        Q(field__startswith=f"{name}.") & Exists(numbered.filter(place=OuterRef("field")))
    )
