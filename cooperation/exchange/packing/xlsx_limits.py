"""What an Excel sheet can't hold is said before anything goes out."""

from collections.abc import Iterable

from django.db import models
from django.db.models.functions import Length
from django.utils.translation import gettext as _

from cooperation.exchange.sheets import RecordSheet
from cooperation.records.columns import Column

LAST_ROW = 1_048_576
LONGEST = 32_767


class TooMuchForExcelError(ValueError):
    """Its message is for whoever asked for the workbook."""


def check_limits(sheets: Iterable[RecordSheet]) -> None:
    """Raise TooMuchForExcelError where a sheet has more rows, or a text more characters, than Excel takes."""
    for sheet in sheets:
        if sheet.queryset.count() >= LAST_ROW:
            message = _("“%(sheet)s” has more rows than an Excel sheet. Choose another format.")
            raise TooMuchForExcelError(message % {"sheet": sheet.name})
        if title := long_text(sheet):
            message = _("“%(sheet)s” has a text in “%(title)s” longer than an Excel cell. Choose another format.")
            raise TooMuchForExcelError(message % {"sheet": sheet.name, "title": title})


def long_text(sheet: RecordSheet) -> str:
    """Return the title of a column with a text that is too long, empty where there is none."""
    titles = {c.source.name: c.title for c in sheet.columns if c.source and is_endless(c.source)}
    longest = sheet.queryset.order_by().aggregate(**{f"longest_{name}": models.Max(Length(name)) for name in titles})
    return next((title for name, title in titles.items() if (longest[f"longest_{name}"] or 0) > LONGEST), "")


def is_endless(column: Column) -> bool:
    return isinstance(column.model_field, models.TextField)
