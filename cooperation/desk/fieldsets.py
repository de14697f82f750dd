"""The parts every record's form has in common, in the order of an officer's work."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from cooperation.values.fields import PartialDateField

Fieldset = tuple[Any, Any]

NAMING = ("reference", ("title_en", "title_da"))
SUMMARY = ("summary_en", "summary_da")

AREAS: Fieldset = (_("Areas of cooperation"), {"fields": ("areas",)})
PUBLICATION: Fieldset = (_("Publication"), {"fields": ("state", ("last_verified", "verified_by"))})


def staff_only(*more: str) -> Fieldset:
    """What the public never sees, last and folded away; `more` are the fields only this kind of record has."""
    return (
        _("Staff only: never shown to the public"),
        {"fields": (*more, ("owner", "journal_number"), "internal_note"), "classes": ("collapse", "staff-only")},
    )


def with_companions(model: type[models.Model], fieldsets: Iterable[Any]) -> tuple[Fieldset, ...]:
    """Put the basis and the note of every partial date on its line."""
    return tuple((name, {**options, "fields": lines_of(model, options["fields"])}) for name, options in fieldsets)


def lines_of(model: type[models.Model], lines: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(date_line(line) if is_date(model, line) else line for line in lines)


def is_date(model: type[models.Model], line: Any) -> bool:
    return isinstance(line, str) and isinstance(model._meta.get_field(line), PartialDateField)


def date_line(name: str) -> tuple[str, str, str]:
    return (name, f"{name}_basis", f"{name}_note")
