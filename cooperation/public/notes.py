"""Numbered sources: the marks beside facts and the list at the foot that they lead to."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.safestring import SafeString

from cooperation.public.marks import Mark, contested, disputed, reported, rests_on_unnamed
from cooperation.public.writing import written
from cooperation.records.citations import Citation
from cooperation.records.languages import in_page_language
from cooperation.records.models import Record


@dataclass(frozen=True)
class Place:
    """A place on the page that rests on a source: what it is called and where a link finds it."""

    label: str | Promise
    anchor: str


@dataclass
class Note:
    """One place in one source. It has a number from the first place on the page that rests on it."""

    number: int
    citation: Citation
    backs: list[Place] = field(default_factory=list)

    @property
    def source(self) -> Record:
        return self.citation.source

    @property
    def publisher(self) -> Record | None:
        publisher: Record | None = self.citation.source.publisher
        return publisher if publisher and publisher.is_published else None

    @property
    def text(self) -> SafeString:
        return written(in_page_language(self.citation, "note"))

    @property
    def title(self) -> SafeString:
        return written(self.source)


@dataclass(frozen=True)
class Cited:
    """What stands beside a fact: its sources' numbers, and how to take what they say."""

    numbers: list[int]
    marks: list[Mark]


class Notes:
    """Gives citations their numbers as the page is read from the top.

    What is not shown cites nothing: a citation of a hidden row or link gets no number and leaves no gap.
    """

    def __init__(self, citations: Iterable[Citation], *, reported_as_a_whole: bool) -> None:
        citations = list(citations)
        self.numbered: dict[tuple[object, ...], Note] = {}
        self._reported_as_a_whole = reported_as_a_whole
        self._all_reported = reported_as_a_whole and rests_on_unnamed(citations)  # then said once, at the top
        self._by_field: dict[str, list[Citation]] = defaultdict(list)
        for citation in citations:
            self._by_field[citation.field].append(citation)

    def on(self, names: Sequence[str], place: Place) -> Cited:
        citations = [citation for name in names for citation in self._by_field.get(name, ())]
        numbers = list(dict.fromkeys(self._number(citation, place) for citation in citations))
        can_be_doubted = not self._all_reported and (self._reported_as_a_whole or "" not in names)
        marks = [reported] if can_be_doubted and rests_on_unnamed(citations) else []
        return Cited(numbers, [*marks, contested] if disputed(citations) else marks)

    def __iter__(self) -> Iterator[Note]:
        return iter(self.numbered.values())

    def __len__(self) -> int:
        return len(self.numbered)

    def _number(self, citation: Citation, place: Place) -> int:
        place_in_source = (citation.source_id, citation.paragraph)
        key = (*place_in_source, citation.stance, citation.reliability, citation.note_en, citation.note_da)
        note = self.numbered.setdefault(key, Note(len(self.numbered) + 1, citation))
        if place not in note.backs:
            note.backs.append(place)
        return note.number
