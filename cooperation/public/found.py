"""What a search of everything finds, kind by kind: the best hits, how many there are, and where they all are."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import reduce
from operator import add, or_
from typing import Any, Final

from django.db.models import Case, Count, Model, Q, QuerySet, Value, When, Window
from django.db.models.functions import Length
from django.http import QueryDict
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cooperation.public.columns import columns
from cooperation.public.filters import LinkFilter
from cooperation.public.navigation import Kind
from cooperation.public.passages import beginning, matches, passage, with_marks
from cooperation.public.related import what_it_says
from cooperation.public.sorting import by_date
from cooperation.public.writing import in_figures, list_address, marked
from cooperation.records.languages import LANGUAGES, LocalText, page_language
from cooperation.records.models import Record
from cooperation.records.searched import texts, titles
from cooperation.search.sought import sought_words
from cooperation.values.lookups import overlap_q

SHOWN: Final = 5
LOOKED_AT: Final = 500
"""Records of a kind that are counted and put in order; where there are more, the page says so."""
# A word in a title, as it is and as a beginning, and in a text.
IN_TITLE, BEGINS_IN_TITLE, IN_TEXT = 9, 6, 1


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


@dataclass
class Hit:
    record: Record
    words: Sequence[str]
    said: list[SafeString]
    passage: SafeString = field(default=SafeString(""))

    @property
    def says_all(self) -> bool:
        """Whether the title that is shown holds every word."""
        return {word for *__, word in matches(self.record.title.text, self.words)} >= set(self.words)

    @property
    def html(self) -> SafeString:
        title = self.record.title
        language = format_html(' lang="{}"', title.language) if title.is_fallback else ""
        text = with_marks(title.text, self.words)
        return format_html(
            '<a href="{}"{}>{}</a>{}', self.record.get_absolute_url(), language, text, marked(self.record)
        )


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


def find(kind: Kind, asked: Asked) -> Hits:
    """The best hits and how many there are: one query, and one for each sort of child rows a hit may be due to."""
    found = narrowed(kind, asked)
    if found is None:
        return Hits(kind, [], 0, "")
    if asked.filtered:
        found = kind.model.objects.published().filter(pk__in=found.values("pk")[: LOOKED_AT + 1])
    counted = found.annotate(total=Window(Count("pk"))).defer("folded")
    records = list(counted.order_by(*best_first(kind, asked.words))[:SHOWN])
    total = records[0].total if records else 0
    return Hits(kind, hits_of(kind, records, asked.words), total, address_of(kind, asked))


def narrowed(kind: Kind, asked: Asked) -> QuerySet | None:
    """The records that the words and the filters leave; None where such records have no partner or no year."""
    found = kind.model.objects.published().matching(asked.text, None if asked.filtered else LOOKED_AT + 1)
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


def best_first(kind: Kind, words: Sequence[str]) -> list[Any]:
    """Words in titles weigh most; then the newest is first, or the shortest title where records have no date."""
    weights = [points(word) for word in words]
    heaviest = [reduce(add, weights).desc()] if weights else []
    nearest = by_date((kind.date,), newest_first=True) if kind.date else [Length("title_en")]
    return [*heaviest, *nearest, "reference"]


def points(word: str) -> Any:
    whole = Q(folded__contains=f"={word} ") | Q(folded__endswith=f"={word}")
    return Case(
        When(whole, then=Value(IN_TITLE)),
        When(folded__contains=f"={word}", then=Value(BEGINS_IN_TITLE)),
        default=Value(IN_TEXT),
    )


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


def hits_of(kind: Kind, records: Sequence[Record], words: Sequence[str]) -> list[Hit]:
    says = columns(kind.model, [name for name in ("kind", kind.date) if name and hasattr(kind.model, name)])
    hits = [Hit(record, words, what_it_says(record, says), passage(own_texts(record), words)) for record in records]
    by_rows = [hit.record for hit in hits if not hit.passage and not hit.says_all]
    rows = row_texts(kind.model, by_rows) if by_rows else {}
    for hit in hits:
        if not hit.passage:
            hit.passage = passage(rows.get(hit.record.pk, ()), words) or beginning(hit.record.summary)
    return hits


def own_texts(record: Record) -> Iterator[LocalText]:
    """Its texts but for the title that is shown anyway, those in the language of the page first."""
    shown = record.title.text
    yield from (
        text for text in local_texts(record, [*texts(type(record)), *titles(type(record))]) if text.text != shown
    )


def local_texts(instance: Model, names: Sequence[str]) -> list[LocalText]:
    """What the fields hold, those in the language of the page first."""
    found = []
    for name in names:
        language = name[-2:] if name[-3:-2] == "_" and name[-2:] in LANGUAGES else page_language()
        if name != "reference" and (text := getattr(instance, name)):
            found.append(LocalText(text, language, language != page_language()))
    return sorted(found, key=lambda text: text.is_fallback)


def row_texts(model: type[Record], records: Sequence[Record]) -> Mapping[int, list[LocalText]]:
    """The texts of the child rows that the public sees, by the key of their record."""
    found: dict[int, list[LocalText]] = {record.pk: [] for record in records}
    for relation, fields in model.searched_rows.items():
        row: Any = model._meta.get_field(relation).related_model
        for each in row.objects.published().filter(**{f"{row.parent_field}__in": records}):
            found[getattr(each, f"{row.parent_field}_id")] += local_texts(each, fields)
    return {pk: sorted(texts, key=lambda text: text.is_fallback) for pk, texts in found.items()}
