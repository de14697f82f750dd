"""The columns of a record's document: which field, under which titles, read and written how."""

from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, RegexValidator
from django.db import models
from django.db.models import ExpressionWrapper, F
from django.utils import translation
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from import_export.fields import Field
from import_export.widgets import Widget

from cooperation.records import widgets
from cooperation.records.blanks import HAS_INVISIBLE, trimmed
from cooperation.records.models import Record, Referenced, record_models
from cooperation.records.rows import Row
from cooperation.records.settled_cells import AskedCell, KnownCell
from cooperation.values.fields import MoneyField, PartialDateField, QuantityField, ValueField
from cooperation.values.long_texts import SURELY_SHORT, LongTextField, cut_message, is_cut, refuse_too_long
from cooperation.values.texts import has_one_line, is_normal, normalise, replace_invalid
from cooperation.values.widgets import MoneyWidget, PartialDateWidget, QuantityWidget, ValueWidget


@dataclass(frozen=True)
class TextChecks:
    """What holds for every text of a column: its greatest length, patterns it matches, whether it may be empty."""

    longest: float
    patterns: tuple[Callable[[str], Any], ...]
    may_be_empty: bool

    def hold(self, texts: Sequence[str]) -> bool:
        if max(map(len, texts), default=0) > self.longest:
            return False
        if not self.may_be_empty and "" in texts:
            return False
        return all(all(map(matches, filter(None, texts))) for matches in self.patterns)


class Column(Field):
    """One column of a sheet. Values of links are references, so that a document holds no internal id."""

    def __init__(self, model_field: models.Field) -> None:
        with translation.override("en"):
            super().__init__(
                attribute=model_field.name, column_name=title_of(model_field), widget=widget_for(model_field)
            )
        self.model_field = model_field
        self.name = model_field.name

    @cached_property
    def titles(self) -> dict[str, str]:
        """The title in each language: `{"en": "Title (English)", "da": "Titel (engelsk)"}`."""
        titles = {}
        for language in ("en", "da"):
            with translation.override(language):
                titles[language] = title_of(self.model_field)
        return titles

    @cached_property
    def links(self) -> bool:
        """Whether the column holds references to other records or terms."""
        return isinstance(self.widget, widgets.ReferenceWidget | widgets.CitedRecordWidget)

    @cached_property
    def many(self) -> bool:
        return isinstance(self.widget, widgets.ReferencesWidget)

    @cached_property
    def text_checks(self) -> "TextChecks | None":
        """What is asked of the column's texts, where that can be asked of all together; None for any other column."""
        field = self.model_field
        if not self.is_text or field.has_default():
            return None
        limits = [check for check in field.validators if isinstance(check, MaxLengthValidator)]
        others: list[Any] = [check for check in field.validators if check not in (*limits, refuse_too_long)]
        if any(type(check) is not RegexValidator or check.inverse_match for check in others):
            return None
        longest = getattr(field, "max_length", None)
        patterns = tuple(check.regex.search for check in others)
        return TextChecks(SURELY_SHORT if longest is None else longest, patterns, not self.required)

    @property
    def required(self) -> bool:
        """Whether a new record can't do without the column."""
        return not (self.model_field.blank or self.model_field.null or self.model_field.has_default())

    @property
    def in_percent(self) -> bool:
        return "%" in self.column_name

    @property
    def unsaid(self) -> Any:
        """The value where nothing is said."""
        return () if self.many else self.model_field.get_default()

    @property
    def path(self) -> str:
        """Where the document's value stands, as a lookup from the model."""
        return f"{self.name}__reference" if self.links and not self.many and not self.is_generic else self.name

    @property
    def source(self) -> Any:
        """Return what to ask the database for: values that it keeps in a form of their own as they are kept."""
        return ExpressionWrapper(F(self.name), output_field=models.CharField()) if self._in_own_form else self.path

    def made(self, kept: Sequence[Any]) -> Sequence[Any]:
        """Return the document's values of what the database gave; each distinct one is made once.

        A text from before it was brought into the register's form is the same there as one that looks like it.
        """
        if self.is_text and self.are_normal(kept):
            return kept
        if not self._in_own_form and not self.is_text:
            return kept
        make = self.normal if self.is_text else self.value_of
        known = {value: make(value) for value in set(kept)}
        return [known[value] for value in kept]

    def value_of(self, kept: Any) -> Any:
        return self.model_field.to_python(self.normal(kept) if type(kept) is str else kept)

    @cached_property
    def is_text(self) -> bool:
        """Whether its values are text, of one line or of several."""
        return type(self.widget) is widgets.TextWidget

    def are_normal(self, texts: Sequence[str]) -> bool:
        """Whether `normal` leaves all of these as they are, and so does the reading of cells."""
        one_line = has_one_line(self.model_field)
        together = (" " if one_line else "\n").join(texts)
        return (
            is_normal(together, one_line=one_line)
            and not HAS_INVISIBLE(together)
            and all(text == text.strip() for text in texts)
        )

    def normal(self, text: str) -> str:
        """Return a text that was written earlier as it would be read from a cell today."""
        return normalise(trimmed(replace_invalid(text)), one_line=has_one_line(self.model_field))

    @property
    def _in_own_form(self) -> bool:
        return isinstance(self.model_field, ValueField | models.DateField | models.BooleanField)

    @property
    def is_generic(self) -> bool:
        return isinstance(self.widget, widgets.CitedRecordWidget)

    def read(self, cell: Any, row: dict[str, Any], **kwargs: Any) -> Any:
        """Return the document's value for a cell; raises ValidationError in an officer's words."""
        if isinstance(cell, KnownCell | AskedCell):
            return cell.settled()
        if isinstance(cell, str) and is_cut(cell) and type(self.widget) is not widgets.TextWidget:
            raise ValidationError(cut_message())
        try:
            value = self.widget.clean(widgets.readable(cell, percentage=self.in_percent), row=row, **kwargs)
        except ValueError as error:  # the widgets of values speak as django-import-export expects
            raise ValidationError(str(error)) from error
        if self.many or self.is_generic:
            return value
        if value in (None, ""):
            return self._empty(value)
        if not self.links and not isinstance(self.model_field, models.ForeignKey):
            self.run_validators(value)
        return value

    def run_validators(self, value: Any) -> None:
        """Raise ValidationError where the field refuses the value.

        A text that is too long may be the register's own from before there was a limit: the plan checks its length.
        """
        if isinstance(self.model_field, LongTextField):
            for validator in self.model_field.validators:
                if validator is not refuse_too_long:
                    validator(value)
        else:
            self.model_field.run_validators(value)

    def for_cells(self, title: str, cells: Sequence[Any]) -> "Column":
        """Return the column as it reads these cells of a sheet below this title."""
        if not isinstance(self.widget, ValueWidget):
            return self
        column = copy(self)
        column.widget = self.widget.for_column(title, cells)
        return column

    def _empty(self, value: Any) -> Any:
        field = self.model_field
        if field.blank or field.null:
            return value
        if field.has_default():
            return field.get_default()
        raise ValidationError(_("nothing stands here, and every row needs it"), code="blank")

    def link_texts(self, cell: Any) -> list[str]:
        """Return the references or names that a cell of links holds."""
        text = widgets.cell_text(cell)
        parts = text.split(widgets.LINK_SEPARATOR.strip()) if self.many else [text]
        return [part.strip() for part in parts if part.strip()]

    def write(self, value: Any) -> Any:
        """Return the cell for a document's value."""
        return self.widget.render(value)


def title_of(field: models.Field) -> str:
    title = str(field.verbose_name)
    return title[:1].upper() + title[1:]


def widget_for(field: models.Field) -> Widget:  # noqa: C901, PLR0911 -- one case a kind of field
    """Return how a field's values stand in a cell. Extend this when a new kind of field comes in."""
    match field:
        case PartialDateField():
            return PartialDateWidget()
        case QuantityField():
            return QuantityWidget()
        case MoneyField():
            return MoneyWidget()
        case models.ManyToManyField():
            return widgets.ReferencesWidget(referenced(field))
        case models.ForeignKey() if field.related_model is ContentType:
            return widgets.KindWidget(record_models())
        case models.ForeignKey():
            return widgets.ReferenceWidget(referenced(field))
        case models.PositiveBigIntegerField():
            return widgets.CitedRecordWidget()
        case models.BooleanField():
            return widgets.YesNoWidget(bool(field.get_default()))
        case models.DateField():
            return widgets.DayWidget()
        case models.IntegerField():
            return widgets.NumberWidget()
        case models.CharField() if field.choices:
            return widgets.ChoiceWidget(list(field.flatchoices))
        case __:
            return widgets.TextWidget(one_line=has_one_line(field))


def referenced(field: models.ForeignKey | models.ManyToManyField) -> type[Referenced]:
    model: Any = field.related_model
    if not issubclass(model, Referenced):
        raise TypeError(f"{field} leads to something without a reference")
    found: type[Referenced] = model
    return found


def document_order(field: models.Field) -> tuple[int, int]:
    """Key first, then titles, then what is the kind's own, then what every record has, and the order of rows last."""
    head = ["content_type", "object_id", getattr(field.model, "parent_field", ""), "number", "reference"]
    if not issubclass(field.model, Row):
        head += ["title_en", "title_da"]
    if field.name in head:
        return (0, head.index(field.name))
    if field.name == "sort_order":
        return (3, 0)
    shared = {f.name for f in (*Record._meta.local_fields, *Record._meta.local_many_to_many)}
    return (2 if field.name in shared and not issubclass(field.model, Row) else 1, field.creation_counter)
