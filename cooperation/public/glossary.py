"""The glossary: the register's own words, the kinds of record, their words of status and stage, the lookup lists."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.text import capfirst
from django.views.generic import TemplateView

from cooperation.public.meanings import MARKS, MEANINGS, OWN_WORDS
from cooperation.public.navigation import kinds
from cooperation.public.sorting import alphabetical
from cooperation.records.languages import LocalText, in_page_language
from cooperation.records.models import Record, Referenced


@dataclass(frozen=True)
class Word:
    anchor: str
    word: str
    meaning: str | LocalText = ""


@dataclass(frozen=True)
class Words:
    anchor: str
    heading: str
    words: Sequence[Word]


class GlossaryView(TemplateView):
    template_name = "cooperation/glossary.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        own = [Word(anchor, str(word), str(meaning)) for anchor, word, meaning in OWN_WORDS]
        own += [Word(anchor, str(mark.word), str(mark.explanation)) for anchor, mark in MARKS]
        return super().get_context_data(
            own=sorted(own, key=lambda each: alphabetical(each.word)),
            kinds=kinds(),
            explained=list(explained_choices()),
            lists=[listed(model) for model in lookup_lists()],
            **kwargs,
        )


def explained_choices() -> Iterator[Words]:
    """A field's words that have a meaning, under the field's name, in the order in which the forms offer them."""
    for name in dict.fromkeys(field for field, _value in MEANINGS):
        found = {str(value): str(label) for field in fields_called(name) for value, label in field.choices or ()}
        words = [
            Word(f"{name}-{value}".replace("_", "-").replace(" ", "-"), label, str(MEANINGS[name, value]))
            for value, label in found.items()
            if (name, value) in MEANINGS
        ]
        yield Words(name.replace("_", "-"), capfirst(str(fields_called(name)[0].verbose_name)), words)


def fields_called(name: str) -> list[models.Field]:
    every = (field for model in register_models() for field in model._meta.concrete_fields)
    return [field for field in every if field.name == name and field.choices]


def register_models() -> Iterable[type[models.Model]]:
    return apps.get_app_config("cooperation").get_models()


def lookup_lists() -> list[type[Referenced]]:
    """The lists whose terms stand by themselves; a place belongs to a country."""
    terms = [model for model in register_models() if issubclass(model, Referenced) and not issubclass(model, Record)]
    return [model for model in terms if not any(field.is_relation for field in model._meta.concrete_fields)]


def listed(model: Any) -> Words:
    """The terms in use and offered, by title; one query."""
    name = model._meta.model_name or ""
    described = any(field.name == "description_en" for field in model._meta.concrete_fields)
    words = [
        Word(f"{name}-{term.reference}", str(term), in_page_language(term, "description") if described else "")
        for term in model._default_manager.filter(retired=False)
    ]
    heading = capfirst(str(model._meta.verbose_name_plural))
    return Words(f"list-{name}", heading, sorted(words, key=lambda each: alphabetical(each.word)))
