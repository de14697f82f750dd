"""Terms of the lookup lists that a search finds, and the records that have them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

from django.db import models
from django.db.models import Q
from django.http import QueryDict
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from cooperation.public.filters import LinkFilter
from cooperation.public.glossary import register_models
from cooperation.public.hits import local_texts
from cooperation.public.navigation import Kind, kinds
from cooperation.public.passages import finds, in_its_language, passage, with_marks
from cooperation.public.writing import list_address, written
from cooperation.records.languages import in_page_language
from cooperation.records.models import Record, Referenced
from cooperation.search.words import compound_tail, words_of

MOST: Final = 5


@dataclass(frozen=True)
class Way:
    """A list of a kind that can be narrowed to one term."""

    kind: Kind
    parameter: str
    filter: LinkFilter


@dataclass
class FoundTerm:
    term: Any
    words: Sequence[str]
    lists: list[tuple[str, str]] = field(default_factory=list)
    records: list[SafeString] = field(default_factory=list)

    @property
    def title(self) -> SafeString:
        local = in_page_language(self.term, "title")
        return in_its_language(local, with_marks(local.text, self.words))

    @property
    def kind(self) -> str:
        return str(self.term._meta.verbose_name)

    @property
    def passage(self) -> SafeString:
        shown = in_page_language(self.term, "title").text
        return passage(
            [text for text in local_texts(self.term, text_fields(self.term._meta.model)) if text.text != shown],
            self.words,
        )


def find_terms(words: Sequence[str]) -> list[FoundTerm]:
    """The first terms that hold all the words; a query for each list, and one for each way to the records."""
    found: list[FoundTerm] = []
    for model in term_models():
        terms = [FoundTerm(term, words) for term in model._default_manager.all() if holds(term, words)][:MOST]
        if terms:
            add_lists(model, terms)
            add_records(model, terms)
        found += [term for term in terms if term.lists or term.records]
    return found


@cache
def term_models() -> tuple[type[models.Model], ...]:
    return tuple(
        model for model in register_models() if issubclass(model, Referenced) and not issubclass(model, Record)
    )


@cache
def text_fields(model: Any) -> list[str]:
    texts = [each for each in model._meta.concrete_fields if isinstance(each, models.CharField | models.TextField)]
    return [each.name for each in texts if each.name != "reference"]


def holds(term: Any, words: Sequence[str]) -> bool:
    said = words_of("\n".join(getattr(term, name) for name in text_fields(term._meta.model)))
    forms = {*said, *map(compound_tail, said)}
    return all(any(finds(word, form) for form in forms) for word in words)


def add_lists(model: type[models.Model], terms: Sequence[FoundTerm]) -> None:
    """The lists in which the term leaves something."""
    references = [found.term.reference for found in terms]
    for way in ways(model):
        having: set[str] = set()
        for joined in way.filter.joined():
            shown = {
                f"{joined.target}__reference__in": references,
                f"{joined.record}__in": way.kind.model.objects.published(),
            }
            rows = joined.rows.filter(**shown).order_by()
            having.update(rows.values_list(f"{joined.target}__reference", flat=True).distinct())
        for found in terms:
            if found.term.reference in having:
                address = list_address(way.kind.model, **{way.parameter: found.term.reference})
                found.lists.append((capfirst(way.kind.title), address))


def ways(model: type[models.Model]) -> Iterator[Way]:
    for kind in kinds():
        for name, each in kind.filters(QueryDict(), kind.model.objects.published()).filters.items():
            if isinstance(each, LinkFilter) and each.columns()[0].target is model:
                yield Way(kind, name, each)


def add_records(model: type[models.Model], terms: Sequence[FoundTerm]) -> None:
    """Some published records that name the term in a field of their own by which no list can be narrowed."""
    narrowed = {way.kind.model for way in ways(model)}
    for kind in kinds():
        links = [each.name for each in kind.model._meta.concrete_fields if each.related_model is model]
        if kind.model in narrowed or not links:
            continue
        naming = [Q(**{f"{name}__in": [found.term for found in terms]}) for name in links]
        for record in kind.model.objects.published().filter(*naming).order_by("reference")[: MOST * MOST]:
            for found in terms:
                if len(found.records) < MOST and found.term.pk in [getattr(record, f"{name}_id") for name in links]:
                    found.records.append(written(record))
