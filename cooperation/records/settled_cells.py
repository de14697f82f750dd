"""Cells of which it is settled what they hold before their column reads them."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError


@dataclass(frozen=True)
class KnownCell:
    """A cell whose value is known: it is not read, and so comes out as it is. `text` is how it would be written."""

    value: Any
    text: str

    def settled(self) -> Any:
        return self.value

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class AskedCell:
    """A cell about which somebody must be asked first: its row is refused with the question."""

    text: str
    question: str

    def settled(self) -> Any:
        raise ValidationError(self.question)

    def __str__(self) -> str:
        return self.text


class NewRowNumber(int):
    """The number that a sheet has for a row known to be new, though another row may have it; 0 where it has none."""


class RestoredRowNumber(int):
    """The number of a deleted row that comes back with it."""
