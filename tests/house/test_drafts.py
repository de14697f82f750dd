"""Drafts leak nowhere: with drafts linked to everything, and everything to them, every public page stays as it was.

Equality, not a search for their names: a count, a choice in a filter or a changed order would give them away as well.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from cooperation.public.columns import column
from cooperation.public.endings import LIST_ENDINGS
from cooperation.public.filters import LinkFilter
from cooperation.records.models import Record, State
from cooperation.sources.models import Source
from tests.house.drafts import SECRET, link_to, make_draft, name_terms, publish_one_of_each, secret
from tests.house.kinds import RECORDS, factory_of, find, kind_id, package, stem
from tests.house.routes import every_address, look, routes
from tests.records.factories import CitationFactory

KEPT_BACK = [state for state in State if state != State.PUBLISHED]
NOBODY_SAYS = "plugh"
Pages = dict[str, bytes]


def addresses() -> list[str]:
    """Every public address there is, with what a curious visitor would add to it."""
    references = {model: [secret(model), *published(model)] for model in RECORDS}
    return [*every_address(references), f"{reverse('cooperation:search')}?q={SECRET}", *asked_for()]


def published(model: type[Record]) -> list[str]:
    return list(model.objects.published().values_list("reference", flat=True))


def asked_for() -> Iterator[str]:
    """Lists, in each form there is, asked for what only a draft has."""
    for model in RECORDS:
        filters = find(f"cooperation.{package(model)}.filters", f"{model.__name__}Filter").base_filters
        questions = [
            f"{name}={secret(column(model, one.ways[0]).target)}"
            for name, one in filters.items()
            if isinstance(one, LinkFilter)
        ]
        forms = [reverse(f"cooperation:{stem(model)}_list_as", args=[name]) for name in LIST_ENDINGS]
        for question in (f"q={SECRET}", *questions):
            yield from (f"{listed}?{question}" for listed in (reverse(f"cooperation:{stem(model)}_list"), *forms))


def look_at(pages: list[str]) -> Pages:
    visitor = Client()
    return {page: look(visitor, page) for page in pages}


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "da"])
def test_drafts_change_no_public_page(language: str) -> None:
    shown = publish_one_of_each()
    name_terms()
    with translation.override(language):
        pages = addresses()
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
        assert len(seen) >= len(RECORDS), draft


@pytest.mark.django_db
@pytest.mark.parametrize("state", KEPT_BACK)
@pytest.mark.parametrize("kind", RECORDS, ids=kind_id)
def test_what_is_not_published_has_no_page(kind: type[Record], state: State, administrator: Client) -> None:
    """Not even for those who may see it at the desk. What was withdrawn says that it was."""
    record = factory_of(kind)(state=state)
    found = [visitor.get(record.get_absolute_url()).status_code for visitor in (Client(), administrator)]
    assert found == ([410, 410] if state == State.WITHDRAWN else [404, 404])


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "da"])
def test_what_is_for_the_staff_and_what_was_withdrawn_is_said_nowhere(language: str) -> None:
    """Every staff-only field of a published record is filled, and a withdrawn record is full of the same word."""
    shown = publish_one_of_each()
    for kind in RECORDS:
        texts: list[Any] = [kind._meta.get_field(name) for name in kind.staff_only]
        kind._default_manager.filter(pk=shown[kind].pk).update(**{f.name: NOBODY_SAYS for f in texts if not f.choices})
        CitationFactory(record=shown[kind], source=shown[Source], field="internal_note", note_en=NOBODY_SAYS)
        factory_of(kind)(
            reference=f"withdrawn-{stem(kind)}",
            title_en=NOBODY_SAYS,
            title_da=NOBODY_SAYS,
            summary_en=NOBODY_SAYS,
            state=State.WITHDRAWN,
        )
    references = {kind: [shown[kind].reference, f"withdrawn-{stem(kind)}"] for kind in RECORDS}
    with translation.override(language):
        pages = every_address(references)
    said = look_at(pages)
    assert [page for page in pages if NOBODY_SAYS.encode() in said[page]] == []
    assert {page for page in pages if said[page].startswith(b"410")} == {
        page for page in pages if "/withdrawn-" in page
    }


def test_the_walk_finds_every_route() -> None:
    found = routes()
    assert {f"{stem(kind)}_{part}" for kind in RECORDS for part in ("list", "list_as", "detail", "detail_as")} <= set(
        found
    )
    assert found["meeting_detail_as"] == {"reference", "ending"}
