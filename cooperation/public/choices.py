"""What a reader chooses of a facet: values to have (`kind=…`) and not to have (`kind__not=…`), several of each."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext as _

NOT: Final = "__not"
NOT_RECORDED: Final = "not recorded"
"""The choice of records that hold nothing there. No reference and no value of a closed list is written so."""
MOST: Final = 50
LONGEST_QUOTED: Final = 60

Labels = Callable[[Collection[str]], Mapping[str, str | Promise]]


@dataclass(frozen=True)
class Choices:
    """Value → label of what is wanted and of what is not; true where anything is chosen."""

    wanted: Mapping[str, str] = field(default_factory=dict)
    unwanted: Mapping[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.wanted or self.unwanted)

    def accept(self, value: str) -> bool:
        """Whether a record with this one value is left."""
        return (not self.wanted or value in self.wanted) and value not in self.unwanted


class ChoicesWidget(forms.Widget):
    """Reads both parameters; the list's own template draws what they offer, with its counts."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> tuple[list[str], list[str]]:
        return data.getlist(name), data.getlist(f"{name}{NOT}")


class ChoicesField(forms.Field):
    """`labels` gives, of values that are asked for, the labels of those that there are."""

    widget = ChoicesWidget

    def __init__(self, *, labels: Labels, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)
        self.labels = labels

    def clean(self, value: Any) -> Choices:
        wanted, unwanted = (list(dict.fromkeys(filter(None, values))) for values in value)
        asked = [*wanted, *unwanted]
        if not asked:
            return Choices()
        refuse_too_many(asked)
        known = {one: str(label) for one, label in self.labels(asked).items()}
        for one in asked:
            if one not in known:
                raise ValidationError(_("“%(value)s” is not among the choices.") % {"value": quoted(one)})
        return Choices({one: known[one] for one in wanted}, {one: known[one] for one in unwanted})


def refuse_too_many(values: Collection[str]) -> None:
    if len(values) > MOST:
        raise ValidationError(_("Choose %(most)s at most.") % {"most": MOST})


def quoted(value: str) -> str:
    """As much of a value as a message should repeat."""
    return str(Truncator(value).chars(LONGEST_QUOTED))


def not_recorded() -> str:
    return _("not recorded")
