"""How a file's sheets were read, kept with the batch so that its page can tell for ever."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from cooperation.exchange.batches.choices import Choices
from cooperation.exchange.planned import Plan
from cooperation.exchange.reading import Sheet

NOTICES_SHOWN = 20


def remarks_of(sheets: Iterable[Sheet], choices: Choices, plan: Plan | None = None) -> list[dict[str, Any]]:
    """Return of each sheet what it was taken for, what was skipped and what to look at, in words.

    `out` says that a sheet is not read: it is none of the register's, or the officer left it out.
    """
    unknown = plan.left_out if plan else ()
    noted = {sheet.matched.sheet.label: sheet.read.notices for sheet in plan.sheets} if plan else {}
    return [
        {
            "sheet": sheet.label,
            "taken_for": sheet.taken_for,
            "rows": len(sheet.rows),
            "skipped": sheet.skipped,
            "notices": [*sheet.notices, *first_of(noted.get(sheet.label, []))],
            "out": choices.sheets.get(sheet.label) == "" or sheet.label in unknown,
        }
        for sheet in sheets
    ]


def first_of(notices: list[str]) -> list[str]:
    more = len(notices) - NOTICES_SHOWN
    return notices[:NOTICES_SHOWN] + ([_("and %(count)s more") % {"count": more}] if more > 0 else [])
