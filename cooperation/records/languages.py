"""Texts kept in English and Danish, read in the language of the page."""

from dataclasses import dataclass
from typing import Self, overload

from django.db import models
from django.utils.translation import get_language

LANGUAGES = ("en", "da")


@dataclass(frozen=True)
class LocalText:
    """A text and the language it is written in, which is not the page's where there is no translation."""

    text: str
    language: str
    is_fallback: bool

    def __str__(self) -> str:
        return self.text


def page_language() -> str:
    """Return `da` on Danish pages and `en` on all others."""
    return "da" if (get_language() or "en").startswith("da") else "en"


def page_languages() -> tuple[str, str]:
    """Return the page's language and the other."""
    return ("da", "en") if page_language() == "da" else ("en", "da")


def in_page_language(instance: models.Model, stem: str) -> LocalText:
    """Return the instance's text `<stem>_en` or `<stem>_da`, or the other language's where that is empty."""
    return in_language(instance, stem, page_language())


def in_language(instance: models.Model, stem: str, wanted: str) -> LocalText:
    """The same, of a page in the language `wanted`."""
    other = "en" if wanted == "da" else "da"
    if text := getattr(instance, f"{stem}_{wanted}"):
        return LocalText(text, wanted, False)
    if text := getattr(instance, f"{stem}_{other}"):
        return LocalText(text, other, True)
    return LocalText("", wanted, False)


class Localised:
    """A text in two columns, read in the language of the page: `text = Localised()` for `text_en` and `text_da`."""

    def __set_name__(self, owner: type, name: str) -> None:
        self.stem = name

    @overload
    def __get__(self, instance: None, owner: type) -> Self: ...

    @overload
    def __get__(self, instance: models.Model, owner: type) -> LocalText: ...

    def __get__(self, instance: models.Model | None, owner: type) -> Self | LocalText:
        return self if instance is None else in_page_language(instance, self.stem)
