"""Cells that look empty."""

import re
from collections.abc import Sequence
from typing import Any

INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
"""Marks without width: soft hyphen, zero-width space and joiners, and the mark that files begin with."""
HAS_INVISIBLE = re.compile(f"[{INVISIBLE}]").search


def trimmed(text: str) -> str:
    """Return the text without white space and invisible marks at its ends."""
    shorter = text.strip()
    while shorter and (shorter[0] in INVISIBLE or shorter[-1] in INVISIBLE):
        shorter = shorter.strip(INVISIBLE).strip()
    return shorter


def is_blank_row(cells: Sequence[Any]) -> bool:
    """Whether all cells look empty; of most rows the first letter says that they don't."""
    if cells and cells[0].__class__ is str and cells[0][:1].isalnum():
        return False
    return all(map(is_blank, cells))


def is_blank(cell: Any) -> bool:
    return cell is None or (isinstance(cell, str) and not trimmed(cell))
