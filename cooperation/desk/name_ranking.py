"""Records and terms by what somebody types of their names: the exact name first, then names that begin so, then others.

Which records may be meant the search index says, which knows summaries and texts as well. The names of these, folded
as search folds them, decide which are offered and in which order.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from functools import reduce
from operator import or_
from typing import Any, overload

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from cooperation.records.languages import page_languages
from cooperation.records.models import Record
from cooperation.records.searched import titles
from cooperation.search.folding import fold
from cooperation.search.index import holding
from cooperation.search.sought import LONGEST, Sought, sought_words
from cooperation.search.words import compound_tail, words_of

MOST_RANKED = 5000
"""Records whose names are compared. Of more, those with a name that begins exactly as typed are among them."""
SHORTEST_BEGINNING = 2


class Rank(IntEnum):
    EXACT, BEGINS, CONTAINS = range(3)


class SoughtForPicker(Sought):
    """Two letters are enough to find what begins with them: pickers are asked while somebody types."""

    def begins(self, word: str) -> bool:
        return len(word) >= SHORTEST_BEGINNING


class RankedRecords(Sequence[Any]):
    """Records in the order of their keys, fetched page by page."""

    def __init__(self, queryset: QuerySet[Any], keys: Sequence[int]) -> None:
        self.queryset, self.keys = queryset, keys

    def __len__(self) -> int:
        return len(self.keys)

    @overload
    def __getitem__(self, place: int) -> Any: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[Any]: ...

    def __getitem__(self, place: int | slice) -> Any:
        keys = self.keys[place] if isinstance(place, slice) else [self.keys[place]]
        records = self.queryset.in_bulk(keys)
        found = [records[key] for key in keys if key in records]
        return found if isinstance(place, slice) else found[0]


def rank_by_name(queryset: QuerySet[Any], typed: str) -> RankedRecords:
    """Return those with every typed word in their names, or with a reference that begins as typed."""
    typed = typed.strip()[:LONGEST]
    model: Any = queryset.model
    words, text = sought_words(typed), fold(typed)
    columns = name_columns(model)
    likely = likely_records(queryset, typed, words, columns)
    rows = list(likely.values_list("pk", "reference", *columns)[:MOST_RANKED])
    more_names = names_in_rows(model, [key for key, *_others in rows])
    shown = [columns.index(f"title_{language}") for language in page_languages()]
    ranked = []
    for key, reference, *own in rows:
        names = [fold(name) for name in (*own, *more_names[key]) if name]
        if (rank := rank_of(text, words, names, reference)) is not None:
            title = next((own[place] for place in shown if own[place]), "")
            ranked.append((rank, fold(title), reference, key))
    return RankedRecords(queryset, [key for *_order, key in sorted(ranked)])


def name_columns(model: Any) -> list[str]:
    own = [*model.name_fields, *(titles(model) if issubclass(model, Record) else ())]
    return [name for name in dict.fromkeys(own) if "__" not in name]


def likely_records(queryset: QuerySet[Any], typed: str, words: list[str], columns: list[str]) -> QuerySet[Any]:
    """Records that the index finds, those that begin exactly as typed first. Terms are few and have no index."""
    begins = reduce(or_, (Q(**{f"{column}__istartswith": typed}) for column in columns))
    if issubclass(queryset.model, Record):
        sought = SoughtForPicker(words, unpublished=True, in_rows=bool(queryset.model.searched_rows))
        found = Q(pk__in=holding(queryset.model, sought)) if words else Q(pk__in=[])
        queryset = queryset.filter(found | Q(reference__startswith=typed.lower()))
    order = Case(When(begins, then=Value(0)), default=Value(1), output_field=IntegerField())
    return queryset.order_by(order, "title_en", "reference")


def names_in_rows(model: Any, keys: Iterable[int]) -> dict[int, list[str]]:
    """Return the names in child rows, such as former ones and other spellings, by the key of the record."""
    found = defaultdict(list)
    for relation, field in split_relations(model):
        row: Any = model._meta.get_field(relation).related_model
        parent = f"{row.parent_field}_id"
        rows = row._default_manager.order_by().filter(**{f"{parent}__in": list(keys)})
        for key, name in rows.values_list(parent, field):
            found[key].append(name)
    return found


def split_relations(model: Any) -> Iterator[tuple[str, str]]:
    for name in model.name_fields:
        relation, _, field = name.partition("__")
        if field:
            yield relation, field


def rank_of(text: str, words: list[str], names: list[str], reference: str) -> Rank | None:
    if text in names or text == reference:
        return Rank.EXACT
    if any(name.startswith(text) for name in names):
        return Rank.BEGINS
    parts = tuple(begin for part in words_of(" ".join([*names, reference])) for begin in (part, compound_tail(part)))
    if words and all(any(part.startswith(word) for part in parts) for word in words):
        return Rank.CONTAINS
    return Rank.CONTAINS if reference.startswith(text) else None
