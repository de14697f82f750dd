"""The search page: hits of every kind with their passages, narrowed by kind, partner and year; and what was meant."""

import re
from collections.abc import Sequence
from functools import cache
from html import escape
from typing import Any, Final

from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from cooperation.public.filters import IS_REFERENCE
from cooperation.public.found import LOOKED_AT, Asked, Hits, find, partner_filters
from cooperation.public.left_behind import renamed
from cooperation.public.navigation import Kind, kinds
from cooperation.public.spelling import meant
from cooperation.public.terms_found import find_terms
from cooperation.public.writing import in_figures
from cooperation.records.languages import page_languages
from cooperation.records.models import Record
from cooperation.search.sought import LONGEST, MOST, sought_words
from cooperation.search.words import words_of
from cooperation.values.texts import normalise

YEAR: Final = re.compile("[12][0-9]{3}")
PARTNERS_OFFERED: Final = 200


class Question:
    """What an address asks for. Nothing in it is an error: what can't be read is left out, and `unread` says so."""

    def __init__(self, given: QueryDict) -> None:
        self.text, self.partner_text, self.year_text, self.kind_name = (
            plain(given.get(name, "")) for name in ("q", "partner", "year", "kind")
        )
        self.shortened = len(given.get("q", "")) > LONGEST or len(set(words_of(self.text))) > MOST

    @cached_property
    def asked(self) -> Asked:
        year = int(self.year_text) if YEAR.fullmatch(self.year_text) else None
        return Asked(self.text, partner_called(self.partner_text) if self.partner_text else None, year)

    @property
    def kind(self) -> Kind | None:
        return next((kind for kind in kinds() if kind.name == self.kind_name), None)

    @property
    def asks_anything(self) -> bool:
        return bool(self.text) or self.asked.filtered

    def kinds_to_ask(self) -> list[Kind]:
        return [kind for kind in kinds() if self.kind in (None, kind)] if self.asks_anything else []

    def unread(self) -> list[str]:
        """What was asked for in vain, in sentences."""
        found = []
        if self.partner_text and not self.asked.partner:
            found.append(_("No partner is called “%(name)s”.") % {"name": self.partner_text})
        if self.year_text and self.asked.year is None:
            found.append(_("“%(text)s” is no year; write four figures, for example 2015.") % {"text": self.year_text})
        if self.kind_name and not self.kind:
            found.append(_("There is no kind of record called “%(name)s”.") % {"name": self.kind_name})
        if self.shortened:
            found.append(_("Only the first %(count)s words were looked for.") % {"count": MOST})
        return found

    @property
    def partner_named(self) -> str:
        """The partner by its title, else what was written."""
        return self.asked.partner.title.text if self.asked.partner else self.partner_text

    @property
    def everywhere(self) -> str:
        """The address of the same words, without anything else."""
        return f"?{urlencode({'q': self.text})}"

    @cached_property
    def meant(self) -> str:
        """Other words that find something; only asked for where these find nothing."""
        return meant(self.text) if self.text else ""

    @property
    def meant_address(self) -> str:
        return f"?{urlencode({'q': self.meant})}"


def plain(text: str) -> str:
    """What somebody wrote, as far as it can be said again."""
    shortened = text[:LONGEST].encode("utf-8", "replace").decode().replace("\x00", "")
    return normalise(shortened, one_line=True).strip()


@cache
def partner_kind() -> Kind:
    """The kind of record that takes part in others."""
    target = next(way.columns()[0].target for kind in kinds() for way in partner_filters(kind).values())
    return next(kind for kind in kinds() if kind.model is target)


def partner_called(name: str) -> Record | None:
    kind = partner_kind()
    partners = kind.model.objects.published()
    if IS_REFERENCE(name):
        if partner := partners.filter(reference=name).first():
            return partner
        if present := renamed(kind.model, [name]):
            return partners.filter(reference=present[name]).first()
    found = find([kind], Asked(name)) if sought_words(name) else []
    return found[0].hits[0].record if found else None


class SearchView(TemplateView):
    template_name = "cooperation/search.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        question = Question(self.request.GET)
        groups = find(question.kinds_to_ask(), question.asked)
        asks_words_alone = question.asked.words and not question.asked.filtered and not question.kind
        terms = find_terms(question.asked.words) if asks_words_alone else []
        return super().get_context_data(
            question=question,
            groups=groups,
            terms=terms,
            total=total_of(groups, len(terms)),
            kinds=kinds(),
            partners=partners_offered(),
            **kwargs,
        )


def total_of(groups: Sequence[Hits], terms: int) -> str:
    total = in_figures(sum(min(hits.total, LOOKED_AT) for hits in groups) + terms)
    return _("More than %(count)s") % {"count": total} if any(hits.beyond for hits in groups) else total


def partners_offered() -> SafeString:
    """Names to choose from while writing; those that come first by reference where there are many."""
    titles = [f"title_{language}" for language in page_languages()]
    first = partner_kind().model.objects.published().order_by("reference").values_list(*titles)[:PARTNERS_OFFERED]
    names = sorted(title or other for title, other in first)
    return SafeString("".join(f'<option value="{escape(name)}"></option>' for name in names))
