"""Texts of any length that one cell of Excel can hold, and what is left of one that is longer."""

import re
from functools import cache
from typing import Any, Final

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import override

LONGEST: Final = 32_767
"""Characters in a cell of Excel, which counts UTF-16: an emoji is two."""
SURELY_SHORT: Final = LONGEST // 2
"""No text of so many characters is too long."""


def cell_length(text: str) -> int:
    """Return the number of characters as Excel counts them."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def refuse_too_long(text: str) -> None:
    if len(text) > SURELY_SHORT and (length := cell_length(text)) > LONGEST:
        message = _("The text has %(length)s characters. Write %(limit)s at most: a cell of Excel can hold no more.")
        numbers = {"length": written_number(length), "limit": written_number(LONGEST)}
        raise ValidationError(message % numbers, code="max_length")


def written_number(number: int) -> str:
    return str(number_format(number, use_l10n=True, force_grouping=True))


class LongTextField(models.TextField):
    """A text that can always be exported. To migrations it is a TextField, since the database knows no limit."""

    default_validators = [refuse_too_long]

    def deconstruct(self) -> Any:
        name, _path, arguments, keywords = super().deconstruct()
        return name, "django.db.models.TextField", arguments, keywords


# Texts that were stored before there was a limit


def cut_to_cell(text: str) -> str:
    """Return the text, or as much of it as a cell can hold together with a mark that says what was cut."""
    if len(text) <= SURELY_SHORT or (length := cell_length(text)) <= LONGEST:
        return text
    mark = cut_mark(written_number(length))
    kept = text.encode("utf-16-le", "surrogatepass")[: 2 * (LONGEST - cell_length(mark))]
    return kept.decode("utf-16-le", "ignore").rstrip() + mark


def cut_mark(length: str) -> str:
    return _("… [cut: %(length)s characters; the whole text is in the JSON file]") % {"length": length}


def is_cut(text: str) -> bool:
    """Whether the text ends with the mark, in either language."""
    return len(text) > SURELY_SHORT and bool(cut_marks().search(text))


def without_mark(text: str) -> str:
    return cut_marks().sub("", text)


@cache
def cut_marks() -> re.Pattern[str]:
    marks = []
    for language, _name in settings.LANGUAGES:
        with override(language):
            marks.append(re.escape(cut_mark("LENGTH")).replace("LENGTH", r"[0-9.,\s]+"))
    return re.compile(rf"(?:{'|'.join(marks)})\s*\Z")


def cut_message() -> str:
    return _("The end of this text was cut when it was exported. Change it in its form, or import the whole text.")


def is_cut_from(cell: str, text: Any) -> bool:
    """Whether the cell is what `cut_to_cell` leaves of the text."""
    if not isinstance(text, str) or not is_cut(cell):
        return False
    return cell_length(text) > LONGEST and text.startswith(without_mark(cell))
