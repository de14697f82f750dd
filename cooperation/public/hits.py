"""Hits of a search: a title, a few words beside it, and the passage that a hit is due to."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from html import escape
from typing import Any

from django.db.models import Model
from django.utils.safestring import SafeString

from cooperation.public.columns import columns
from cooperation.public.marks import TELLING
from cooperation.public.passages import beginning, passage, said, with_marks
from cooperation.public.related import what_it_says
from cooperation.public.writing import marked
from cooperation.records.languages import LANGUAGES, LocalText, page_language
from cooperation.records.models import Record
from cooperation.records.searched import texts, titles


@dataclass
class Hit:
    record: Record
    words: Sequence[str]
    said: Sequence[SafeString]
    passage: SafeString = field(default=SafeString(""))

    @property
    def says_all(self) -> bool:
        """Whether the title that is shown holds every word."""
        return said(self.record.title.text, self.words) >= set(self.words)

    @property
    def html(self) -> str:
        title = self.record.title
        language = f' lang="{title.language}"' if title.is_fallback else ""
        text = with_marks(title.text, self.words)
        beside = f' <span class="said">{" · ".join(self.said)}</span>' if self.said else ""
        passage = f"<p>{self.passage}</p>" if self.passage else ""
        link = f'<a href="{escape(self.record.get_absolute_url())}"{language}>{text}</a>{marked(self.record)}'
        return f'<li><p class="hit">{link}{beside}</p>{passage}</li>'


def written_hits(hits: Iterable[Hit]) -> SafeString:
    """The hits as HTML. A template would take several times as long."""
    return SafeString("\n".join(hit.html for hit in hits))


def hits_of(model: type[Record], records: Sequence[Record], date: str, words: Sequence[str]) -> list[Hit]:
    """Hits with the date they are known by; one query for each sort of child rows that one may be due to."""
    says = columns(model, [name for name in ("kind", date) if name and hasattr(model, name)])
    hits = [Hit(record, words, what_it_says(record, says), passage(own_texts(record), words)) for record in records]
    by_rows = [hit.record for hit in hits if not hit.passage and not hit.says_all]
    rows = row_texts(model, by_rows) if by_rows else {}
    for hit in hits:
        if not hit.passage:
            hit.passage = passage(rows.get(hit.record.pk, ()), words) or beginning(hit.record.summary)
    return hits


@cache
def read_of(model: type[Record], date: str) -> list[str]:
    """The fields that a hit is written from."""
    every = [field.name for field in model._meta.concrete_fields]
    read = {"reference", "state", "kind", *TELLING, *titles(model), *texts(model), *Record.searched}
    return [name for name in every if name in read or (date and name in (date, f"{date}_basis", f"{date}_note"))]


def own_texts(record: Record) -> Iterator[LocalText]:
    """Its texts but for the title that is shown anyway, those in the language of the page first."""
    shown = record.title.text
    yield from (
        text for text in local_texts(record, [*texts(type(record)), *titles(type(record))]) if text.text != shown
    )


def local_texts(instance: Model, names: Sequence[str]) -> list[LocalText]:
    """What the fields hold, those in the language of the page first."""
    found, wanted = [], page_language()
    for name in names:
        language = name[-2:] if name[-3:-2] == "_" and name[-2:] in LANGUAGES else wanted
        if name != "reference" and (text := getattr(instance, name)):
            found.append(LocalText(text, language, language != wanted))
    return sorted(found, key=lambda text: text.is_fallback)


def row_texts(model: type[Record], records: Sequence[Record]) -> Mapping[int, list[LocalText]]:
    """The texts of the child rows that the public sees, by the key of their record."""
    found: dict[int, list[LocalText]] = {record.pk: [] for record in records}
    for relation, fields in model.searched_rows.items():
        row: Any = model._meta.get_field(relation).related_model
        for each in row.objects.published().filter(**{f"{row.parent_field}__in": records}):
            found[getattr(each, f"{row.parent_field}_id")] += local_texts(each, fields)
    return {pk: sorted(texts, key=lambda text: text.is_fallback) for pk, texts in found.items()}
