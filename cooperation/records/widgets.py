"""How plain values and links stand in a spreadsheet cell. Each widget reads a cell and writes one."""

import datetime
import math
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, cast

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import translation
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from import_export.widgets import Widget

from cooperation.records.blanks import trimmed
from cooperation.records.directory import Directories
from cooperation.records.models import Record, Referenced
from cooperation.records.odd_cells import ErrorCell, FormulaWithoutValue, is_lost_value
from cooperation.search.folding import fold
from cooperation.search.nearest import nearest
from cooperation.values.month_first import MonthFirst, in_iso_order
from cooperation.values.partial_date_input import read_day
from cooperation.values.texts import normalise, refuse_invalid

LINK_SEPARATOR = "; "
EXACT_DIGITS = 15
SHOWN = 20
"""Names in one cell that are said not to be found, each in words of its own."""
YES = frozenset({"yes", "ja", "true", "sand", "1", "x"})
NO = frozenset({"no", "nej", "false", "falsk", "0"})


def cell_text(cell: Any) -> str:
    """Return what a person reads in the cell: whole numbers without a decimal point, days as 2024-11-21."""
    match cell:
        case None:
            return ""
        case bool():
            return "yes" if cell else "no"
        case float() if math.isfinite(cell):
            return f"{Decimal(f'{cell:.{EXACT_DIGITS}g}').normalize():f}"
        case datetime.datetime() if cell.time() == datetime.time():
            return cell.date().isoformat()
        case datetime.time():
            return cell.isoformat("seconds")
    return trimmed(normalise(str(cell), one_line=False))


def readable(cell: Any, *, percentage: bool = False) -> Any:
    """Return a cell as it is to be read; raises ValidationError where it shows something but holds no value.

    Where the column asks for percentages, “40 %” is 40.
    """
    if isinstance(cell, str):
        refuse_invalid(cell)
    match cell:
        case ErrorCell():
            raise ValidationError(_("the spreadsheet shows an error here; mend the formula or write the value"))
        case FormulaWithoutValue():
            raise ValidationError(
                _("the formula has no value yet; open the file in a spreadsheet program, save it and send that")
            )
        case float() if abs(cell) >= 10**EXACT_DIGITS:
            raise ValidationError(_("a spreadsheet keeps only fifteen digits of a number; write this one as text"))
        case float() if math.isfinite(cell):
            return float(f"{cell:.{EXACT_DIGITS}g}")
        case str() if is_lost_value(trimmed(cell)):
            raise ValidationError(
                _("the spreadsheet program saved this value shortened; widen the column, save again, or write it out")
            )
        case str() if percentage:
            return trimmed(trimmed(cell).removesuffix("%"))
    return cell


class TextWidget(Widget):
    def __init__(self, *, one_line: bool) -> None:
        super().__init__()
        self.one_line = one_line

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> str:
        return normalise(cell_text(value), one_line=self.one_line)

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return value or ""


class NumberWidget(Widget):
    """Whole numbers, written without separators."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> int | None:
        text = cell_text(value)
        if not text:
            return None
        if not text.isascii() or not text.isdigit():
            raise ValidationError(_("expected a whole number, for example 12"))
        return int(text)

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> int | str:
        return "" if value is None else value


class YesNoWidget(Widget):
    """Yes or no, in either language; an empty cell is the field's default."""

    def __init__(self, default: bool) -> None:
        super().__init__()
        self.default = default

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> bool:
        text = cell_text(value).casefold()
        if not text:
            return self.default
        if text in YES:
            return True
        if text in NO:
            return False
        raise ValidationError(_("expected “yes” or “no”"))

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return "yes" if value else "no"


class DayWidget(Widget):
    """Calendar days, such as the day a record was verified."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> datetime.date | None:
        return read_day(in_iso_order(value) if isinstance(value, MonthFirst) else value)

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return value.isoformat() if value else ""


class ChoiceWidget(Widget):
    """One of a closed list, written as the list's own word or its wording in either language."""

    def __init__(self, choices: list[tuple[Any, Any]]) -> None:
        super().__init__()
        self.choices = [(value, label) for value, label in choices if value != ""]

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        text = cell_text(value)
        if not text:
            return ""
        if (found := self.spellings.get(fold(text))) is not None:
            return found
        near = nearest(fold(text), self.spellings)
        words = {choice: str(label) for choice, label in self.choices}
        message = _("expected one of: %(choices)s") % {"choices": ", ".join(words.values())}
        if near:
            message += "; " + _("nearest: %(names)s") % {"names": words[self.spellings[near[0]]]}
        raise ValidationError(message)

    @cached_property
    def spellings(self) -> dict[str, Any]:
        """The value that each folded word of the list means, in either language."""
        found = {fold(str(value)): value for value, label in self.choices}
        for language in ("en", "da"):
            with translation.override(language):
                found |= {fold(str(label)): value for value, label in self.choices if fold(str(label)) not in found}
        return found

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return str(value or "")


class KindWidget(ChoiceWidget):
    """A kind of record, such as “meeting”."""

    def __init__(self, kinds: Sequence[type[models.Model]]) -> None:
        super().__init__([(kind._meta.model_name, kind._meta.verbose_name) for kind in kinds])


class ReferenceWidget(Widget):
    """A link to one record or term. What is read, kept and written is its reference."""

    def __init__(self, model: type[Referenced]) -> None:
        super().__init__()
        self.model = model

    def clean(self, value: Any, row: Any = None, *, directories: Directories, **kwargs: Any) -> str | None:
        text = cell_text(value)
        return directories[self.model].find(text) if text else None

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return value or ""


class ReferencesWidget(ReferenceWidget):
    """Links to any number of records or terms, separated by semicolons."""

    def clean(self, value: Any, row: Any = None, *, directories: Directories, **kwargs: Any) -> Any:
        texts = [part.strip() for part in cell_text(value).split(LINK_SEPARATOR.strip())]
        found: set[str] = set()
        wrong = []
        for text in filter(None, texts):
            try:
                found.add(directories[self.model].find(text))
            except ValidationError as error:
                wrong.append(f"“{text}”: {error.messages[0]}" if len(texts) > 1 else error.messages[0])
        if wrong:
            raise ValidationError("; ".join(listed(wrong)))
        return tuple(sorted(found))

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return LINK_SEPARATOR.join(value or ())


def listed(messages: list[str]) -> list[str]:
    """Return the first messages, and how many more there are."""
    further = len(messages) - SHOWN
    if further <= 0:
        return messages
    more = ngettext("%(count)s more is not found", "%(count)s more are not found", further) % {"count": further}
    return [*messages[:SHOWN], more]


class CitedRecordWidget(Widget):
    """The reference of a record of any kind; which kind stands in the row's own column."""

    def clean(self, value: Any, row: Any = None, *, directories: Directories, **kwargs: Any) -> str | None:
        text = cell_text(value)
        if not text:
            return None
        return directories[kind_of_record(row["content_type"])].find(text) if row.get("content_type") else text

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return value or ""


def kind_of_record(name: str) -> type[Record]:
    model: Any = ContentType.objects.get_by_natural_key("cooperation", name).model_class()
    return cast("type[Record]", model)
