"""How a file's sheets were read, kept with the batch so that its page can tell for ever."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from cooperation.exchange.batches.choices import Choices
from cooperation.exchange.batches.models import ImportBatch
from cooperation.exchange.former_uses import FormerUse
from cooperation.exchange.planned import Plan
from cooperation.exchange.reading import Sheet

MOST = 100
"""Former references of a sheet that are listed."""
NOTICES_SHOWN = 20
"""Notices about rows of a sheet that are listed."""


def remarks_of(
    sheets: Iterable[Sheet], choices: Choices, plan: Plan | None = None, former: Iterable[FormerUse] = ()
) -> list[dict[str, Any]]:
    """Return of each sheet what it was taken for, what was skipped and what to look at, in words.

    `out` says that a sheet is not read: it is none of the register's, or the officer left it out. `former` are the
    file's former references.
    """
    unknown = plan.left_out if plan else ()
    noted = {sheet.matched.sheet.label: sheet.read.notices for sheet in plan.sheets} if plan else {}
    uses = list(former)
    return [
        {
            "sheet": sheet.label,
            "taken_for": sheet.taken_for,
            "rows": len(sheet.rows),
            "skipped": sheet.skipped,
            "notices": [*sheet.notices, *first_of(noted.get(sheet.label, []))],
            "out": choices.sheets.get(sheet.label) == "" or sheet.label in unknown,
            "former": [stored_use(use) for use in uses if use.label == sheet.label],
        }
        for sheet in sheets
    ]


def first_of(notices: list[str]) -> list[str]:
    more = len(notices) - NOTICES_SHOWN
    return notices[:NOTICES_SHOWN] + ([_("and %(count)s more") % {"count": more}] if more > 0 else [])


def former_shown(remarks: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return of each sheet the first of its former references, and how many there are besides."""
    return [
        {
            "sheet": remark["sheet"],
            "uses": uses[:MOST],
            "more": max(0, len(uses) - MOST),
            "asked": sum(use["asks"] and not use["present"] and not use["as_new"] for use in uses),
        }
        for remark in remarks
        if (uses := remark.get("former", []))
    ]


def references_asked(batch: ImportBatch, label: str) -> list[str]:
    """Return the references that a sheet gives to new records and that other records had before."""
    uses = [use for remark in batch.remarks if remark["sheet"] == label for use in remark.get("former", [])]
    return sorted({use["former"] for use in uses if use["asks"] and (use["as_new"] or not use["present"])})


def stored_use(use: FormerUse) -> dict[str, Any]:
    return {
        "text": str(use.notice),
        "former": use.former,
        "present": use.present,
        "asks": use.asks,
        "as_new": use.as_new,
    }
