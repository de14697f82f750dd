"""Cells that hold no value: what the spreadsheet shows there instead.

Nothing of Django is imported here, so that a process without it can read cells.
"""

import re
from collections.abc import Iterable

BEGIN_ERRORS = ("#", "Err:", "Fejl:")
ERRORS_SHOWN = (
    r"#(?:N/A|DIV/0!|REF!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|BUSY!|UNKNOWN!|GETTING_DATA"
    r"|I/T|DIVISION/0!|REFERENCE!|VÆRDI!|NAVN\?|NUL!|OVERLØB!|BEREGN!)|(?:Err|Fejl):[0-9]{3}"
)
"""What spreadsheet programs show for an error, in English and Danish."""
ERRORS = re.compile(ERRORS_SHOWN).fullmatch
_LOST_VALUE = r"#{3,}|-?[0-9](?:[.,][0-9]+)?E[+-][0-9]{2,3}"
"""What is left of a value where a program saved only what its narrow column showed: `########`, `1,23457E+11`."""
is_lost_value = re.compile(_LOST_VALUE).fullmatch
_LOST_VALUE_LINE = re.compile(rf"^(?:{_LOST_VALUE})$", re.MULTILINE).search
_LOST_VALUE_SIGNS = ("###", "E+", "E-")


class ErrorCell(str):
    """What a spreadsheet shows where a formula went wrong, such as `#N/A`."""

    __slots__ = ()


class FormulaWithoutValue(str):
    """A formula that no spreadsheet program has worked out since it was written; the text is the formula."""

    __slots__ = ()


def any_begins(texts: Iterable[str], beginnings: Iterable[str]) -> bool:
    """Whether a text, or a line of one, may begin as one of these: a quick look at thousands of texts together."""
    together = "\n" + "\n".join(texts)
    return any(beginning in together and "\n" + beginning in together for beginning in beginnings)


def has_lost_value(lines: str) -> bool:
    """Whether one of the lines is a lost value; the signs are looked for first, as most columns have none."""
    return any(sign in lines for sign in _LOST_VALUE_SIGNS) and bool(_LOST_VALUE_LINE(lines))


def told_apart(text: str) -> str:
    """Return the text, as an ErrorCell where it is what a spreadsheet shows for an error and nothing else."""
    return ErrorCell(text) if ERRORS(text.strip()) else text
