"""A field's name, a title or another word for it means one column, and a sheet's name one sheet."""

from collections import defaultdict
from collections.abc import Callable

import pytest

from cooperation.exchange.columns import Titles, sheet_names
from cooperation.records.columns import Column
from cooperation.records.languages import LANGUAGES
from cooperation.records.resources import DocumentResource, with_rows
from cooperation.records.synonyms import SHARED, spelled, words_for
from cooperation.resources import RESOURCES
from cooperation.search.folding import fold

EVERY = with_rows(RESOURCES)


def words_of(resource: type[DocumentResource], column: Column) -> set[str]:
    """Return all by which the column is known: its field's name, its titles and its synonyms."""
    also = words_for(column.name, resource.synonyms)
    return {column.name, *column.titles.values(), *also.all_words()}


@pytest.mark.parametrize("folded", [fold, spelled])
@pytest.mark.parametrize("resource", EVERY, ids=lambda resource: resource.sheet)
def test_no_word_means_two_columns_of_a_kind(resource: type[DocumentResource], folded: Callable[[str], str]) -> None:
    meant: dict[str, set[str]] = defaultdict(set)
    for column in resource.columns():
        for word in words_of(resource, column):
            meant[folded(word)].add(column.name)
    assert {word: names for word, names in meant.items() if len(names) > 1} == {}


@pytest.mark.parametrize("resource", EVERY, ids=lambda resource: resource.sheet)
def test_every_way_to_write_a_header_finds_every_column(resource: type[DocumentResource]) -> None:
    names = [column.name for column in resource.columns()]
    headers = [names, *([column.titles[language] for column in resource.columns()] for language in LANGUAGES)]
    for header in (*headers, *([title.upper() for title in header] for header in headers)):
        found = Titles.of(resource).find(header)
        assert [found[place].name for place in range(len(header))] == names


@pytest.mark.parametrize("resource", EVERY, ids=lambda resource: resource.sheet)
def test_every_word_alone_finds_its_column(resource: type[DocumentResource]) -> None:
    for column in resource.columns():
        for word in words_of(resource, column):
            assert [found.name for found in Titles.of(resource).find([word]).values()] == [column.name], word


def test_no_name_means_two_sheets() -> None:
    meant: dict[str, set[str]] = defaultdict(set)
    for resource in EVERY:
        for name in sheet_names(resource):
            meant[name].add(resource.sheet)
    assert {name: sheets for name, sheets in meant.items() if len(sheets) > 1} == {}


@pytest.mark.parametrize("resource", EVERY, ids=lambda resource: resource.sheet)
def test_every_word_is_of_a_column_that_there_is(resource: type[DocumentResource]) -> None:
    assert set(resource.synonyms) - {column.name for column in resource.columns()} == set()


def test_every_shared_word_is_of_a_column_of_some_kind() -> None:
    assert set(SHARED) - {column.name for resource in EVERY for column in resource.columns()} == set()
