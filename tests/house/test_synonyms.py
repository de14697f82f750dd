"""Other words for a column's title can only mean that column."""

from collections import defaultdict

import pytest

from cooperation.exchange.columns import spellings_of
from cooperation.records.languages import LANGUAGES
from cooperation.records.resources import DocumentResource, with_rows
from cooperation.records.synonyms import SHARED, spelled, words_for
from cooperation.resources import RESOURCES

EVERY = with_rows(RESOURCES)


@pytest.mark.parametrize("resource", EVERY, ids=lambda resource: resource.sheet)
def test_no_word_means_two_columns_of_a_kind(resource: type[DocumentResource]) -> None:
    meant: dict[str, list[str]] = defaultdict(list)
    for title, column in spellings_of(resource).items():
        if column.name not in meant[spelled(title)]:
            meant[spelled(title)].append(column.name)
    for column in resource.columns():
        for language in LANGUAGES:
            for word in words_for(column.name, resource.synonyms).words(language):
                meant[spelled(word)].append(column.name)
    assert {word: names for word, names in meant.items() if len(names) > 1} == {}


@pytest.mark.parametrize("resource", EVERY, ids=lambda resource: resource.sheet)
def test_every_word_is_of_a_column_that_there_is(resource: type[DocumentResource]) -> None:
    assert set(resource.synonyms) - {column.name for column in resource.columns()} == set()


def test_every_shared_word_is_of_a_column_of_some_kind() -> None:
    assert set(SHARED) - {column.name for resource in EVERY for column in resource.columns()} == set()
