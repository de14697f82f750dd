"""Numbers that explain themselves: what is counted, where its rows are, what is left out and why."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString

from cooperation.public.writing import in_figures, list_address


@dataclass(frozen=True)
class Total:
    """A number and the list of exactly the rows it counts.

    `of` says what is counted, in the number's own grammatical number; `leaves_out` says, a sentence each, what is not
    counted and why.
    """

    number: int
    of: str
    address: str
    leaves_out: Sequence[str] = field(default=())

    @property
    def figure(self) -> str:
        return in_figures(self.number)

    @property
    def words(self) -> str:
        return f"{self.figure} {self.of}"

    @property
    def link(self) -> SafeString:
        """The words, leading to the rows; nothing leads nowhere where there are none."""
        if not self.number:
            return format_html("{}", self.words)
        return format_html('<a href="{}" data-total="{}">{}</a>', self.address, self.number, self.words)

    @property
    def figure_link(self) -> SafeString:
        """The number alone, for a table whose headings say what it counts."""
        if not self.number:
            return format_html("{}", self.figure)
        return format_html('<a href="{}" data-total="{}">{}</a>', self.address, self.number, self.figure)


def counted(model: type[models.Model], number: int, leaves_out: Sequence[str] = (), **parameters: Any) -> Total:
    """So many records of a kind: those that its list shows with these filters; a sequence is any of its values."""
    words = model._meta.verbose_name if number == 1 else model._meta.verbose_name_plural
    address = f"{list_address(model)}?{urlencode(parameters, doseq=True)}" if parameters else list_address(model)
    return Total(number, str(words), address, leaves_out)
