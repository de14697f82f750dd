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


def told_apart(text: str) -> str:
    """Return the text, as an ErrorCell where it is what a spreadsheet shows for an error and nothing else."""
    return ErrorCell(text) if ERRORS(text.strip()) else text
