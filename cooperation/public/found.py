"""What a search of everything finds, kind by kind: the best hits, how many there are, and where they all are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import Any, Final

from django.core.exceptions import EmptyResultSet
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL
from django.http import QueryDict
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cooperation.public.filters import LinkFilter
from cooperation.public.hits import Hit, hits_of, read_of, written_hits
from cooperation.public.navigation import Kind
from cooperation.public.writing import in_figures, list_address
from cooperation.records.matching import ids_holding
from cooperation.records.models import Record
from cooperation.search.ranking import Found, best
from cooperation.search.sought import Sought, sought_words
from cooperation.search.terms import sought_in
from cooperation.values.lookups import overlap_q

SHOWN: Final = 5
LOOKED_AT: Final = 500
"""Records of a kind that are counted and put in order; where there are more, the page says so."""


@dataclass(frozen=True)
class Asked:
    """What is looked for. Without words the filters alone decide; `year` is one that a date may fall in."""

    text: str = ""
    partner: Record | None = None
    year: int | None = None

    @property
    def words(self) -> list[str]:
        return sought_words(self.text)

    @property
    def filtered(self) -> bool:
        return self.partner is not None or self.year is not None


@dataclass(frozen=True)
class Hits:
    kind: Kind
    hits: Sequence[Hit]
    total: int
    address: str

    @property
    def count(self) -> str:
        return _("more than %(count)s") % {"count": in_figures(LOOKED_AT)} if self.beyond else in_figures(self.total)

    @property
    def beyond(self) -> bool:
        return self.total > LOOKED_AT

    @property
    def more(self) -> bool:
        return self.total > len(self.hits)

    @property
    def written(self) -> SafeString:
        return written_hits(self.hits)


def find(kinds: Sequence[Kind], asked: Asked) -> list[Hits]:
    """The kinds of which anything is found, with the best hits and how many there are.

    One query for each kind, after one on SQLite that spares those without the words, and one for each sort of child
    rows that a hit may be due to.
    """
    words = asked.words
    if asked.text and not words:
        return []
    sought = sought_in([kind.model for kind in kinds], words) if words else {}
    found = []
    for kind in kinds:
        if not words or kind.model in sought:
            records = best_of(kind, to_choose_from(kind, asked, sought.get(kind.model)), words)
            if records:
                hits = hits_of(kind.model, records, kind.date, words)
                found.append(Hits(kind, hits, records[0].total, address_of(kind, asked)))
    return found


def best_of(kind: Kind, found: Found | None, words: Sequence[str]) -> list[Any]:
    """Those with the words in their titles first; then the newest, or the shortest title where records have no date."""
    if found is None:
        return []
    by_date = [(f"w.{kind.date}_earliest", "DESC NULLS LAST"), (f"w.{kind.date}_latest", "")]
    order = [*(by_date if kind.date else [("LENGTH(w.title_en)", "")]), ("w.reference", "")]
    return best(kind.model, found, words, order, read_of(kind.model, kind.date), SHOWN)


def to_choose_from(kind: Kind, asked: Asked, sought: Sought | None) -> Found | None:
    """The SQL of the keys of what is looked at; None where no such record can be meant."""
    if not asked.filtered:
        return ids_holding(kind.model, sought, LOOKED_AT + 1) if sought else None
    try:
        found = filtered(kind, asked, ids_holding(kind.model, sought) if sought else None)
        return found.values("pk")[: LOOKED_AT + 1].query.sql_with_params() if found is not None else None
    except EmptyResultSet:
        return None


def filtered(kind: Kind, asked: Asked, holding: Found | None) -> QuerySet | None:
    """The records with the words that the filters leave; None where such records have no partner or no year."""
    found = kind.model.objects.published()
    if holding:
        found = found.filter(pk__in=RawSQL(*holding))  # noqa: S611 -- the words are parameters
    if asked.year is not None:
        if not kind.dates:
            return None
        first, last = date(asked.year, 1, 1), date(asked.year, 12, 31)
        found = found.filter(reduce(or_, (overlap_q(name, first, last) for name in kind.dates)))
    if asked.partner is not None:
        if type(asked.partner) is kind.model:
            return found.filter(pk=asked.partner.pk)
        if not (ways := partner_filters(kind)):
            return None
        found = found.filter(reduce(or_, (way.having([asked.partner.reference]) for way in ways.values())))
    return found


def partner_filters(kind: Kind) -> dict[str, LinkFilter]:
    """The filters of the kind's list by which a partner takes part."""
    filters = kind.filters(QueryDict(), kind.model.objects.published()).filters
    return {name: filters[name] for name in kind.filters.taking_part}


def address_of(kind: Kind, asked: Asked) -> str:
    """The list that has them all; nothing where no list can be asked for the same."""
    parameters = {"q": asked.text} if asked.words else {}
    if asked.year is not None:
        parameters["period"] = str(asked.year)
    if asked.partner is not None:
        if len(kind.filters.taking_part) != 1:
            return ""
        parameters[kind.filters.taking_part[0]] = asked.partner.reference
    return list_address(kind.model, **parameters)
