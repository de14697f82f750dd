"""What a reader chooses of a facet: values to have (`kind=…`) and not to have (`kind__not=…`), several of each.

A record that others belong to may be chosen together with all of them (`partner__within=…`).
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext as _

NOT: Final = "__not"
WITHIN: Final = "__within"
NOT_RECORDED: Final = "not recorded"
"""The choice of records that hold nothing there. No reference and no value of a closed list is written so."""
MOST: Final = 50
LONGEST_QUOTED: Final = 60

Labels = Callable[[Collection[str]], Mapping[str, str | Promise]]
Renamed = Callable[[Collection[str]], Mapping[str, str]]


@dataclass(frozen=True)
class Choices:
    """Value → label of what is wanted and of what is not; true where anything is chosen.

    `within` are records that are wanted with all below them. `renamed` are the former references that the address has,
    each with the present one that is chosen instead.
    """

    wanted: Mapping[str, str] = field(default_factory=dict)
    unwanted: Mapping[str, str] = field(default_factory=dict)
    within: Mapping[str, str] = field(default_factory=dict)
    renamed: Mapping[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.wanted or self.unwanted or self.within)

    def accept(self, value: str) -> bool:
        """Whether a record with this one value is left."""
        return (not self.wanted or value in self.wanted) and value not in self.unwanted


class ChoicesWidget(forms.Widget):
    """Reads both parameters; the list's own template draws what they offer, with its counts."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> tuple[list[str], list[str]]:
        return data.getlist(name), data.getlist(f"{name}{NOT}")


class PartsWidget(ChoicesWidget):
    """Reads the records that are wanted with all below them, too."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return *super().value_from_datadict(data, files, name), data.getlist(f"{name}{WITHIN}")


def none_renamed(_values: Collection[str]) -> Mapping[str, str]:
    return {}


class ChoicesField(forms.Field):
    """`labels` gives, of values that are asked for, the labels of those that there are.

    `renamed` gives of the others what they are called now.
    """

    widget = ChoicesWidget

    def __init__(self, *, labels: Labels, renamed: Renamed = none_renamed, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)
        self.labels = labels
        self.renamed = renamed

    def clean(self, value: Any) -> Choices:
        each = [list(dict.fromkeys(filter(None, values))) for values in value]
        asked = [one for values in each for one in values]
        if not asked:
            return Choices()
        refuse_too_many(asked)
        known = {one: str(label) for one, label in self.labels(asked).items()}
        unknown = [one for one in asked if one not in known]
        renamed = self.renamed(unknown) if unknown else {}
        if renamed:
            known |= {one: str(label) for one, label in self.labels(list(renamed.values())).items()}
        for one in unknown:
            if renamed.get(one) not in known:
                raise ValidationError(_("“%(value)s” is not among the choices.") % {"value": quoted(one)})
        present = {one: renamed.get(one, one) for one in asked}
        wanted, unwanted, *within = [{present[one]: known[present[one]] for one in values} for values in each]
        return Choices(wanted, unwanted, within[0] if within else {}, renamed)


class PartsField(ChoicesField):
    """`with_parts` is what a choice is called together with all below it, a text with `%(name)s` in it."""

    widget = PartsWidget

    def __init__(self, *, with_parts: str | Promise, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.with_parts = with_parts

    def clean(self, value: Any) -> Choices:
        chosen = super().clean(value)
        if NOT_RECORDED in chosen.within:
            raise ValidationError(_("“%(value)s” is not among the choices.") % {"value": NOT_RECORDED})
        within = {one: str(self.with_parts) % {"name": label} for one, label in chosen.within.items()}
        return replace(chosen, within=within)


def refuse_too_many(values: Collection[str]) -> None:
    if len(values) > MOST:
        raise ValidationError(_("Choose %(most)s at most.") % {"most": MOST})


def quoted(value: str) -> str:
    """As much of a value as a message should repeat."""
    return str(Truncator(value).chars(LONGEST_QUOTED))


def not_recorded() -> str:
    return _("not recorded")
