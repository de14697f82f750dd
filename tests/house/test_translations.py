"""The register speaks both languages: every text has its Danish, and columns keep their titles apart in each."""

import ast
from collections import Counter
from collections.abc import Iterator

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.checkers import checkers
from babel.messages.pofile import read_po
from django.db import models
from django.utils import translation

from tests.house.kinds import MODELS, kind_id
from tests.house.project_code import ROOT, tree
from tests.house.translatable import aliases, code_files, marked, marked_in, marked_in_template, template_files

PO = ROOT / "cooperation" / "locale" / "da" / "LC_MESSAGES" / "django.po"
HOW = "Collect the texts and translate them: CONTRIBUTING.md, “Texts and translations”."


@pytest.fixture(scope="module")
def danish() -> Catalog:
    with PO.open("rb") as file:
        return read_po(file, locale="da")


def messages(catalog: Catalog) -> Iterator[Message]:
    return (message for message in catalog if message.id)


def test_every_text_has_its_danish(danish: Catalog) -> None:
    missing = {}
    for (context, text), where in marked().items():
        message = danish.get(text, context)
        written = message.string if message is not None else ""
        if not (all(written) if isinstance(written, tuple) else written):
            missing[text] = where
    assert missing == {}, HOW


def test_no_danish_is_guessed(danish: Catalog) -> None:
    assert [message.id for message in messages(danish) if message.fuzzy] == []


def test_no_danish_is_left_over(danish: Catalog) -> None:
    texts = set(marked())
    singular = ((m.context, m.id if isinstance(m.id, str) else m.id[0]) for m in messages(danish))
    assert [text for text in singular if text not in texts] == [], HOW
    assert list(danish.obsolete) == [], HOW


def test_danish_keeps_what_is_filled_in(danish: Catalog) -> None:
    for message in messages(danish):
        for check in checkers:
            check(danish, message)


def test_danish_uses_danish_quotation_marks(danish: Catalog) -> None:
    english = [m.id for m in messages(danish) if any(mark in str(m.string) for mark in "“”")]
    assert english == []


def test_texts_are_marked_as_the_collecting_command_knows() -> None:
    """`makemessages` knows gettext's functions by their own names and as `_`."""
    unknown = [
        f"{path.relative_to(ROOT)}: {name} as {alias}"
        for path in code_files()
        for alias, name in aliases(tree(path)).items()
        if alias not in (name, "_")
    ]
    assert unknown == []


@pytest.mark.parametrize("language", ["en", "da"])
@pytest.mark.parametrize("model", MODELS, ids=kind_id)
def test_columns_of_a_kind_have_titles_of_their_own(model: type[models.Model], language: str) -> None:
    fields = [*model._meta.concrete_fields, *model._meta.many_to_many]
    with translation.override(language):
        titles = Counter(str(f.verbose_name).casefold() for f in fields if f.editable and not f.primary_key)
    assert [title for title, times in titles.items() if times > 1] == []


@pytest.mark.parametrize("model", MODELS, ids=kind_id)
def test_a_title_in_one_language_is_no_other_column_in_the_other(model: type[models.Model]) -> None:
    """A sheet may be read under either, so “Place” in English must not be another column's Danish title."""
    fields = [f for f in (*model._meta.concrete_fields, *model._meta.many_to_many) if f.editable and not f.primary_key]
    titles: dict[str, set[str]] = {}
    for language in ("en", "da"):
        with translation.override(language):
            for field in fields:
                titles.setdefault(str(field.verbose_name).casefold(), set()).add(field.name)
    assert {title: names for title, names in titles.items() if len(names) > 1} == {}


@pytest.mark.parametrize("model", MODELS, ids=kind_id)
@pytest.mark.parametrize("language", ["en", "da"])
def test_choices_of_a_list_are_worded_apart(model: type[models.Model], language: str) -> None:
    for field in model._meta.concrete_fields:
        with translation.override(language):
            wordings = Counter(str(label).casefold() for _, label in field.flatchoices)
        assert [wording for wording, times in wordings.items() if times > 1] == [], field.name


def test_texts_are_found_in_code_and_templates() -> None:
    source = "from django.utils.translation import gettext_lazy as _, ngettext, pgettext\n"
    calls = '_("one")\nngettext("%d row", "%d rows", 2)\npgettext("month", "May")\nother("no")\n'
    assert set(marked_in(ast.parse(source + calls))) == {(None, "one"), (None, "%d row"), ("month", "May")}
    assert any(list(marked_in_template(path)) for path in template_files())
