"""Drafts leak nowhere: with drafts linked to everything, and everything to them, every public page stays as it was.

Equality, not a search for their names: a count, a choice in a filter or a changed order would give them away as well.
"""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from cooperation.public.columns import column
from cooperation.public.filters import LinkFilter
from cooperation.records.models import Record, State
from tests.house.drafts import SECRET, link_to, make_draft, publish_one_of_each, secret
from tests.house.kinds import RECORDS, factory_of, find, kind_id, package, stem

KEPT_BACK = [state for state in State if state != State.PUBLISHED]
Pages = dict[str, bytes]


def addresses() -> Iterator[str]:
    """Every public page there is, with what a curious visitor would add to it."""
    yield reverse("cooperation:home")
    yield f"{reverse('cooperation:search')}?q={SECRET}"
    for model in RECORDS:
        yield from addresses_of(model)


def addresses_of(model: type[Record]) -> Iterator[str]:
    listed = reverse(f"cooperation:{stem(model)}_list")
    yield listed
    yield f"{listed}?q={SECRET}"
    filters = find(f"cooperation.{package(model)}.filters", f"{model.__name__}Filter").base_filters
    for name, one in filters.items():
        if isinstance(one, LinkFilter):
            yield f"{listed}?{name}={secret(column(model, one.ways[0]).target)}"
    yield reverse(f"cooperation:{stem(model)}_detail", args=[secret(model)])
    for record in model.objects.published():
        yield record.get_absolute_url()


def look_at(pages: list[str]) -> Pages:
    visitor = Client()
    return {page: visitor.get(page).content for page in pages}


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "da"])
def test_drafts_change_no_public_page(language: str) -> None:
    shown = publish_one_of_each()
    with translation.override(language):
        pages = list(addresses())
    before = look_at(pages)
    drafts = [make_draft(kind, shown) for kind in RECORDS]
    for draft in drafts:
        link_to(draft, shown)
    after = look_at(pages)
    assert [page for page in pages if after[page] != before[page]] == []

    # Published, they are seen all over those pages, so their absence was no accident.
    for kind in RECORDS:
        kind._default_manager.filter(reference=secret(kind)).update(state=State.PUBLISHED)
    published = look_at(pages)
    for draft in drafts:
        seen = {page for page in pages if secret(type(draft)).encode() in published[page]}
        with translation.override(language):
            listed = reverse(f"cooperation:{stem(type(draft))}_list")
            assert {draft.get_absolute_url(), listed, f"{listed}?q={SECRET}"} <= seen
        assert len(seen) > len(RECORDS), draft


@pytest.mark.django_db
@pytest.mark.parametrize("state", KEPT_BACK)
@pytest.mark.parametrize("kind", RECORDS, ids=kind_id)
def test_what_is_not_published_has_no_page(kind: type[Record], state: State, administrator: Client) -> None:
    """Not even for those who may see it at the desk. What was withdrawn says that it was."""
    record = factory_of(kind)(state=state)
    found = [visitor.get(record.get_absolute_url()).status_code for visitor in (Client(), administrator)]
    assert found == ([410, 410] if state == State.WITHDRAWN else [404, 404])
