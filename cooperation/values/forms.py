"""Form fields for the values: free text, with a hint and examples beside it."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from cooperation.values.absence import Absence
from cooperation.values.money import REGISTER_CURRENCY
from cooperation.values.money_input import read_money
from cooperation.values.partial_date_input import read_day, read_partial_date, refuse_years_as_season
from cooperation.values.quantity_input import read_quantity
from cooperation.values.words import Value, in_words


class ValueFormField(forms.Field):
    """Shows a value in words where those read back as the same value, else its canonical text."""

    hint: Any = ""

    def __init__(self, **kwargs: Any) -> None:
        given = kwargs.pop("help_text", "")
        kwargs["help_text"] = format_lazy("{} {}", given, self.hint) if given else self.hint
        super().__init__(**kwargs)

    def read(self, written: str) -> Value | Absence | None:
        raise NotImplementedError

    def to_python(self, value: Any) -> Value | Absence | None:
        return self.read(value) if isinstance(value, str) and not isinstance(value, Absence) else value

    def prepare_value(self, value: Any) -> str:
        if value is None or (isinstance(value, str) and not isinstance(value, Absence)):
            return value or ""
        words = in_words(value)
        return words if self._reads_as(words, value) else value.text

    def has_changed(self, initial: Any, data: Any) -> bool:
        if self.disabled:
            return False
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "autocomplete": "off", "spellcheck": "false"}

    def _reads_as(self, words: str, value: Value | Absence) -> bool:
        try:
            return self.read(words) == value
        except ValidationError:
            return False


class PartialDateFormField(ValueFormField):
    hint = _(
        "As exact as the source and no more: 2004, May 2014, spring 2015, 21 November 2024, since 2006, "
        "2018–2023, the 1990s, about 2010. Or: not known, none, withheld."
    )

    def read(self, written: str) -> Value | Absence | None:
        refuse_years_as_season(written)
        return read_partial_date(written)


class DayFormField(forms.DateField):
    """A calendar day, written like the dates of PartialDateFormField, or as Django takes it."""

    def to_python(self, value: Any) -> date | None:
        try:
            return read_day(value)
        except ValidationError:
            return super().to_python(value)


class QuantityFormField(ValueFormField):
    hint = _(
        "A number with no unit: 14, at least 5, about 200. Without a number: unquantified: a large amount. "
        "Or: not known, none, withheld."
    )

    def read(self, written: str) -> Value | Absence | None:
        return read_quantity(written)


class MoneyFormField(ValueFormField):
    hint = _(
        "Amount and currency: DKK 84 million, 84 mio. kr., EUR 1.8 bn. With no currency: Danish kroner. "
        "Or: not known, none, withheld."
    )

    def read(self, written: str) -> Value | Absence | None:
        return read_money(written, default_currency=REGISTER_CURRENCY)
