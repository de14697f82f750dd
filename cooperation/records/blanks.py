"""Cells that look empty."""

from typing import Any

INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
"""Marks without width: soft hyphen, zero-width space and joiners, and the mark that files begin with."""


def trimmed(text: str) -> str:
    """Return the text without white space and invisible marks at its ends."""
    shorter = text.strip()
    while shorter and (shorter[0] in INVISIBLE or shorter[-1] in INVISIBLE):
        shorter = shorter.strip(INVISIBLE).strip()
    return shorter


def is_blank(cell: Any) -> bool:
    return cell is None or (isinstance(cell, str) and not trimmed(cell))
