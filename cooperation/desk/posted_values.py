"""Posted form values: as cells of a document, as a browser would post a stored value, and in words."""

from collections.abc import Iterable, Mapping
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _

from cooperation.exchange.checked_lists import is_key
from cooperation.records.columns import Column
from cooperation.records.widgets import LINK_SEPARATOR

NOTHING = "–"
Cells = Mapping[str, Any]
"""Field name → cell, of a record or of a child row."""


class UnreadableError(Exception):
    """What was posted is not a value of the field: it can only be the officer's own."""


def is_same(one: Any, other: Any) -> bool:
    """Compare two cells. Browsers post line breaks as two characters, and forms drop blanks at either end."""
    return bool(plain(one) == plain(other))


def plain(cell: Any) -> Any:
    return cell.replace("\r\n", "\n").strip() if isinstance(cell, str) else cell


def posted_value(field: forms.Field, data: QueryDict, name: str) -> Any:
    return field.widget.value_from_datadict(data, cast("Any", {}), name)


def posted_cell(field: forms.Field, column: Column, value: Any) -> Any:
    """Return a posted value as the cell that a document has for it. Raises UnreadableError."""
    if column.links:
        return joined(linked(column, "pk", value, "reference"))
    if value in field.empty_values:
        return ""
    try:
        return column.write(field.clean(value))
    except ValidationError as error:
        raise UnreadableError from error


def linked(column: Column, key: str, values: Any, wanted: str) -> list[Any]:
    """Return what is wanted of the records that are named by these keys and still exist. Raises UnreadableError."""
    keys = values if isinstance(values, list | tuple) else [values]
    if key == "pk" and not all(is_key(str(one)) for one in keys if one):
        raise UnreadableError
    try:
        found = column.widget.model._default_manager.filter(**{f"{key}__in": [one for one in keys if one]})
        return sorted(found.values_list(wanted, flat=True))
    except ValueError as error:
        raise UnreadableError from error


def joined(references: Iterable[str]) -> str:
    return LINK_SEPARATOR.join(references)


def existing_links(column: Column, cell: Any) -> Any:
    """Return a cell of links without those whose records were deleted; any other cell as it is."""
    if not column.links or not cell:
        return cell
    return joined(linked(column, "reference", str(cell).split(LINK_SEPARATOR), "reference"))


def as_posted(bound: forms.BoundField) -> list[str]:
    """Return what a browser posts for the value with which the form was opened."""
    value = bound.value()
    widget: Any = getattr(bound.field.widget, "widget", bound.field.widget)  # the admin wraps those of links
    if isinstance(widget, forms.CheckboxInput):
        return ["on"] if value else []
    shown = widget.format_value(value)
    if isinstance(shown, list | tuple):
        return [str(one) for one in shown if one != "" or not isinstance(widget, forms.SelectMultiple)]
    return ["" if shown is None else str(shown)]


def in_words(field: forms.Field, value: Any) -> str:
    """Return a posted value as the page names it: links and choices by their names."""
    if isinstance(field, forms.ModelChoiceField):
        return names_of(field, value) or NOTHING
    if isinstance(field, forms.BooleanField):
        return _("yes") if value else _("no")
    return str(dict(flat_choices(field)).get(value, value)) if value else NOTHING


def names_of(field: Any, value: Any) -> str:
    keys = value if isinstance(value, list | tuple) else [value]
    return "; ".join(map(str, field.queryset.model._default_manager.filter(pk__in=filter(is_key, map(str, keys)))))


def flat_choices(field: forms.Field) -> Iterable[tuple[Any, Any]]:
    for value, label in getattr(field, "choices", ()):
        if isinstance(label, list | tuple):
            yield from label
        else:
            yield value, label
