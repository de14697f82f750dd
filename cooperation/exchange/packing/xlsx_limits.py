"""What an Excel sheet can't hold is said before anything goes out."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from cooperation.exchange.sheets import RecordSheet

LAST_ROW = 1_048_576


class TooMuchForExcelError(ValueError):
    """Its message is for whoever asked for the workbook."""


def check_limits(sheets: Iterable[RecordSheet]) -> None:
    """Raise TooMuchForExcelError where a sheet has more rows than Excel takes. Longer texts are cut and marked."""
    for sheet in sheets:
        if sheet.queryset.count() >= LAST_ROW:
            message = _("“%(sheet)s” has more rows than an Excel sheet. Choose another format.")
            raise TooMuchForExcelError(message % {"sheet": sheet.name})
