"""“Did you mean …”: the search that was meant, in words that published records hold, spelt as they spell them."""

from collections.abc import Iterator, Sequence
from typing import Final

from cooperation.public.navigation import kinds
from cooperation.public.passages import WORD, spoken_forms
from cooperation.records.models import Record
from cooperation.records.searched import texts, titles
from cooperation.search.sought import sought_words
from cooperation.search.spelling import in_public_use, most_alike, slips, worth_it
from cooperation.search.words import ROW, TITLE

CORRECTED: Final = 3
"""Words of a search that are looked into."""
BEGINNING: Final = 3
"""Letters that a word shares with what is suggested for it, where more than one is wrong."""
READ: Final = 200

Model = type[Record]


def meant(text: str) -> str:
    """Return a search that finds something, for one that finds nothing; or nothing."""
    models = [kind.model for kind in kinds()]
    words = sought_words(text)
    known = in_public_use(words, models) if words else {}
    unknown = [word for word in words if word not in known]
    if not unknown or len(unknown) > CORRECTED:
        return ""
    corrected = {word: correction(word, models) for word in unknown}
    suggested = " ".join(found for word in words if (found := corrected.get(word, word)))
    return suggested if suggested and any(finds_something(model, suggested) for model in models) else ""


def finds_something(model: Model, text: str) -> bool:
    return bool(model.objects.published().matching(text, 1).exists())


def correction(word: str, models: Sequence[Model]) -> str:
    """Return the nearest word that a published record holds, as it is written there; nothing where none is near."""
    if not worth_it(word):
        return ""
    near = in_public_use(slips(word), models)
    if found := most_alike(word, near, least=0):
        return as_written(found, near[found])
    for model in models:
        if found := most_alike(word, set(words_beginning(word[:BEGINNING], model))):
            return as_written(found, model)
    return ""


def words_beginning(beginning: str, model: Model) -> Iterator[str]:
    """Give the words that begin so in the titles and texts of published records; of many records, in some."""
    for text in model.objects.published().matching(beginning, READ).values_list("folded", flat=True):
        for word in text.split():
            if not word.startswith(ROW) and word.removeprefix(TITLE).startswith(beginning):
                yield word.removeprefix(TITLE)


def as_written(word: str, model: Model) -> str:
    record = model.objects.published().matching(word, 1, beginnings=False).first()
    for name in [*titles(model), *texts(model)] if record else ():
        for written in WORD.findall(getattr(record, name)):
            if word in spoken_forms(written)[:1]:
                return str(written)
    return word
