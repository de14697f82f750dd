"""What a list was narrowed to: one sentence, labels that can be taken away, and advice where nothing is left."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from cooperation.public.choices import NOT, NOT_RECORDED, WITHIN, Choices
from cooperation.public.counting import Counts
from cooperation.public.filters import LinkFilter
from cooperation.public.filtersets import RecordFilter
from cooperation.public.periods import PeriodFilter
from cooperation.public.writing import in_figures
from cooperation.records.models import Record
from cooperation.values.absence import Absence

NAMED = 3


@dataclass(frozen=True)
class Narrowed:
    """One thing that was chosen: the label of its filter, its words, and the address of the list without it."""

    label: str
    words: str
    without: str


@dataclass(frozen=True)
class Lifted:
    """A filter and what would be found without it."""

    label: str
    found: str
    address: str


def narrowings(asked: RecordFilter) -> Iterator[Narrowed]:
    for name, value in asked.in_use().items():
        label = str(asked.form.fields[name].label)
        if not isinstance(value, Choices):
            yield Narrowed(label, value, asked.address(without=(name,)))
            continue
        for one, words in value.wanted.items():
            yield Narrowed(label, words, asked.address(without=((name, one),)))
        for one, words in value.within.items():
            yield Narrowed(label, words, asked.address(without=((f"{name}{WITHIN}", one),)))
        for one, words in value.unwanted.items():
            yield Narrowed(
                label, _("not %(value)s") % {"value": words}, asked.address(without=((f"{name}{NOT}", one),))
            )


def lifted(asked: RecordFilter, counts: Counts, model: type[Record]) -> list[Lifted]:
    """For each filter in use how many records there would be without it, those that lead to some."""
    found = []
    for name in asked.in_use():
        if count := counts.without(name):
            label = str(asked.form.fields[name].label)
            address = asked.address(without=(name, f"{name}{NOT}", f"{name}{WITHIN}"))
            found.append(Lifted(label, counted(model, count), address))
    return found


def sentence(asked: RecordFilter, model: type[Record], total: int) -> str:
    """What one is looking at: “14 activities with Serbia, 2014–2015”."""
    used = sorted(asked.in_use().items(), key=lambda each: not isinstance(asked.filters[each[0]], PeriodFilter))
    said = [each for name, value in used for each in said_of(asked, name, value)]
    closely = [words for words, with_comma in said if not with_comma]
    loosely = [words for words, with_comma in said if with_comma]
    return ", ".join([" ".join([counted(model, total), *closely]), *loosely])


def said_of(asked: RecordFilter, name: str, value: Any) -> Iterator[tuple[str, bool]]:
    """Pieces of the sentence, and whether a comma goes before."""
    one, label = asked.filters[name], in_a_sentence(str(asked.form.fields[name].label))
    if not isinstance(value, Choices):
        yield _("with the words “%(words)s”") % {"words": value}, True
        return
    if value.wanted or value.within:
        names = any_of([*value.within.values(), *value.wanted.values()])
        plain = NOT_RECORDED not in value.wanted and not any(map(Absence.read, value.wanted))
        if plain and isinstance(one, LinkFilter) and one.says:
            yield str(one.says) % {"names": names}, False
        elif plain and isinstance(one, PeriodFilter):
            yield str(one.says or "%(names)s") % {"names": names}, True
        else:
            yield _("%(label)s: %(names)s") % {"label": label, "names": names}, True
    if value.unwanted:
        yield _("%(label)s: not %(names)s") % {"label": label, "names": any_of(value.unwanted.values())}, True


def counted(model: type[Record], count: int) -> str:
    """“14 activities”."""
    kind = model._meta.verbose_name if count == 1 else model._meta.verbose_name_plural
    return _("%(count)s %(kind)s") % {"count": in_figures(count), "kind": str(kind)}


def any_of(words: Iterable[str]) -> str:
    every = list(words)
    if len(every) > NAMED:
        every = [*every[:NAMED], _("%(count)s more") % {"count": in_figures(len(every) - NAMED)}]
    return str(get_text_list(every, _("or")))


def in_a_sentence(label: str) -> str:
    """With a small letter, unless it begins with an abbreviation."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]
