"""What a workbook says of a column to whoever fills it in."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cooperation.exchange.sheets import SheetColumn
from cooperation.records.columns import Column
from cooperation.records.widgets import ChoiceWidget, KindWidget, ReferencesWidget, ReferenceWidget, YesNoWidget
from cooperation.values.widgets import MoneyWidget, PartialDateWidget, QuantityWidget

ONE_OF = gettext_lazy("One of: %(words)s.")
WAYS_TO_WRITE = {
    PartialDateWidget: gettext_lazy(
        "A full day is a date. Write less exact ones as text: 2024-05, 2004, 199X, 2004/.., 2004?"
    ),
    QuantityWidget: gettext_lazy("A number, or words: at least 14, about 200, unquantified: a great many."),
    MoneyWidget: gettext_lazy("A number is in kroner. Write other currencies out: EUR 1800000."),
    ReferencesWidget: gettext_lazy("References or names, separated by semicolons."),
    ReferenceWidget: gettext_lazy("A reference or a name."),
    ChoiceWidget: ONE_OF,
    KindWidget: ONE_OF,
    YesNoWidget: ONE_OF,
}


def note(column: SheetColumn) -> str:
    """Return the help of the desk's form and how to write the column; empty where there is nothing to say."""
    return "\n".join(filter(None, sentences(column.source))) if column.source and column.to_fill else ""


def sentences(column: Column) -> Iterator[str]:
    yield str(column.model_field.help_text)
    if way := WAYS_TO_WRITE.get(type(column.widget)):
        yield str(way) % {"words": words_of(column)}
    if column.required:
        yield _("Every new row needs it.")


def words_of(column: Column) -> str:
    if isinstance(column.widget, ChoiceWidget):
        return ", ".join(str(value) for value, _label in column.widget.choices)
    return "yes, no"
