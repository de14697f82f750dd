"""Cells that hold no value: what the spreadsheet shows there instead.

Nothing of Django is imported here, so that a process without it can read cells.
"""

import re

BEGIN_ERRORS = frozenset("#EF")
LIKE_ERRORS = re.compile(r"^(?:#|Err:|Fejl:)", re.MULTILINE)
ERRORS = re.compile(
    r"#(?:N/A|DIV/0!|REF!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|BUSY!|UNKNOWN!|GETTING_DATA"
    r"|I/T|DIVISION/0!|REFERENCE!|VÆRDI!|NAVN\?|NUL!|OVERLØB!|BEREGN!)|(?:Err|Fejl):[0-9]{3}"
).fullmatch
"""What spreadsheet programs show for an error, in English and Danish."""


class ErrorCell(str):
    """What a spreadsheet shows where a formula went wrong, such as `#N/A`."""

    __slots__ = ()


class FormulaWithoutValue(str):
    """A formula that no spreadsheet program has worked out since it was written; the text is the formula."""

    __slots__ = ()


def told_apart(text: str) -> str:
    """Return the text, as an ErrorCell where it is what a spreadsheet shows for an error and nothing else."""
    return ErrorCell(text) if ERRORS(text.strip()) else text
