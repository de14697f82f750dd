"""The facets of a list as its page shows them: what may be chosen, and how many records each choice leaves."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import islice
from typing import Any, Final

from django.utils.functional import cached_property
from django.utils.safestring import SafeString

from cooperation.public.choices import NOT, NOT_RECORDED, WITHIN, Choices, not_recorded
from cooperation.public.counting import Counts
from cooperation.public.filters import LinkFilter
from cooperation.public.filtersets import RecordFilter
from cooperation.public.periods import PeriodFilter, as_typed
from cooperation.public.sorting import alphabetical
from cooperation.public.tallies import Target
from cooperation.public.writing import in_figures
from cooperation.records.languages import page_language, page_languages
from cooperation.values.absence import Absence

SHOWN: Final = 8
OPEN: Final = 2
"""So many facets stand open from the start, besides those in use."""
MORE: Final = "more"
"""The parameter that names the facet to be shown with all its choices."""

STANDING_FOR_NONE: Final = frozenset({NOT_RECORDED, *(absence.text for absence in Absence)})

Labelled = dict[str, tuple[str, int]]
"""Value → label, number of records."""
Titled = tuple[str, str, int]
"""Title, reference and number of records of what is linked with."""


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    count: int
    chosen: bool

    def box(self, name: str) -> str:
        """To be ticked, with the number of records it leaves. A template would take ten times as long."""
        return (
            f'<li><label><input type="checkbox" name="{name}" value="{escape(self.value)}"'
            f"{' checked' if self.chosen else ''}> <span>{escape(self.label)}</span> "
            f'<span class="tally">{in_figures(self.count)}</span></label></li>\n'
        )

    def line(self) -> str:
        """To be chosen from a list."""
        return f'<option value="{escape(self.value)}">{escape(self.label)}</option>\n'


@dataclass(frozen=True)
class Facet:
    """`more` is the address of the list with all the choices of this facet; `typed` is a period in words."""

    name: str
    label: str
    options: Sequence[Option]
    unwanted: Mapping[str, str]
    within: Mapping[str, str]
    is_open: bool
    more: str
    is_period: bool = False
    typed: str = ""
    hint: str = ""

    @property
    def parameter_not(self) -> str:
        return f"{self.name}{NOT}"

    @property
    def parameter_within(self) -> str:
        return f"{self.name}{WITHIN}"

    @property
    def boxes(self) -> SafeString:
        return SafeString("      ".join([*(one.box(self.name) for one in self.options), ""]))

    @cached_property
    def to_leave_out(self) -> SafeString:
        left = [one.line() for one in self.options if one.value not in self.unwanted]
        return SafeString("        ".join([*left, ""]) if left else "")


def show_facets(asked: RecordFilter, counts: Counts, in_full: str) -> list[Facet]:
    """Those with something to choose; `in_full` names the one that shows all its choices."""
    found = [show_facet(asked, counts, name, in_full=in_full == name) for name in asked.facets()]
    kept = [facet for facet in found if facet.options or facet.unwanted or facet.within or facet.is_period]
    return [replace(facet, is_open=facet.is_open or at < OPEN) for at, facet in enumerate(kept)]


def show_facet(asked: RecordFilter, counts: Counts, name: str, *, in_full: bool) -> Facet:
    one, chosen, field = asked.filters[name], asked.chosen(name), asked.form.fields[name]
    # The same on every page of the list, in any order, and whatever is chosen of this facet.
    labelled = counts.once(f"{name} in {page_language()}", (name,), lambda _source: labelled_counts(counts, name, one))
    typed = ""
    if isinstance(one, PeriodFilter):
        typed = next((value for value in reversed(list(chosen.wanted)) if value not in labelled), "")
    offered = offered_values(counts, name, labelled, chosen, typed)
    shown = options(offered if in_full else first_of(offered, chosen), chosen)
    return Facet(
        name=name,
        label=str(field.label),
        options=alphabetically(shown) if in_full and isinstance(one, LinkFilter) else shown,
        unwanted=chosen.unwanted,
        within=chosen.within,
        is_open=in_full or bool(chosen) or isinstance(one, PeriodFilter),
        more=asked.address((MORE, name)) if len(shown) < len(offered) else "",
        is_period=isinstance(one, PeriodFilter),
        typed=as_typed(typed, chosen.wanted[typed]) if typed else "",
        hint=str(field.help_text),
    )


def offered_values(counts: Counts, name: str, labelled: Labelled, chosen: Choices, typed: str) -> Labelled:
    """What leaves something or is chosen; a value that is seldom or no year is counted by itself."""
    rare = {
        value: (label, counts.of_value(name, value))
        for value, label in chosen.wanted.items()
        if value not in labelled and value != typed
    }
    offered = labelled | rare
    if not labelled[NOT_RECORDED][1] and NOT_RECORDED not in chosen.wanted:
        del offered[NOT_RECORDED]
    return offered


def first_of(offered: Labelled, chosen: Choices) -> Labelled:
    """The first few, what is chosen, and what stands for no value."""
    kept = {*STANDING_FOR_NONE, *chosen.wanted, *islice(offered, SHOWN)}
    return {value: offered[value] for value in offered if value in kept}


def options(offered: Labelled, chosen: Choices) -> list[Option]:
    return [Option(value, label, count, value in chosen.wanted) for value, (label, count) in offered.items()]


def labelled_counts(counts: Counts, name: str, one: Any) -> Labelled:
    """The most frequent first, years the newest first, and last what stands for nothing recorded."""
    if isinstance(one, LinkFilter):
        targets, none = counts.of_links(name)
        titled = titles_of(targets)
        found = {reference: (title, count) for title, reference, count in by_count(titled)}
    elif isinstance(one, PeriodFilter):
        years, instead = counts.of_years(name)
        none = instead.get(NOT_RECORDED, 0)
        found = {str(year): (str(year), years[year]) for year in sorted(years, reverse=True)}
        found |= {each.text: (str(each), instead[each.text]) for each in Absence if each.text in instead}
    else:
        counted, labels = counts.of_list(name), one.labels()
        none = counted.pop(NOT_RECORDED, 0)
        found = {value: (str(label), counted[value]) for value, label in labels.items() if counted[value]}
        found = dict(sorted(found.items(), key=lambda each: -each[1][1]))
    return {**found, NOT_RECORDED: (not_recorded(), none)}


def titles_of(targets: Iterable[Target]) -> list[Titled]:
    wanted, other = (f"title_{language}" for language in page_languages())
    return [(getattr(one, wanted) or getattr(one, other), one.reference, one.count) for one in targets]


def by_count(titled: list[Titled]) -> list[Titled]:
    """Those with the most records first, and the first few of equal ones by the alphabet; they come sorted by count."""
    least = titled[SHOWN - 1][2] if len(titled) > SHOWN else 0
    few = [one for one in titled if one[2] >= least]
    return [*sorted(few, key=lambda one: (-one[2], alphabetical(one[0]))), *titled[len(few) :]]


def alphabetically(options: Iterable[Option]) -> list[Option]:
    return sorted(options, key=lambda one: (one.value == NOT_RECORDED, alphabetical(one.label)))
