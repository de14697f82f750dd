"""How many, and how sure: a number with its precision, or words where the source gives no number."""

import enum
import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Final

from cooperation.values.absence import Absence
from cooperation.values.languages import single_spaced
from cooperation.values.messages import refusal
from cooperation.values.numbers import limited, plain

WORDS_LIMIT: Final = 180


class Precision(enum.StrEnum):
    EXACT = "exact"
    AT_LEAST = "at least"
    ABOUT = "about"
    UNQUANTIFIED = "unquantified"


_CANONICAL = re.compile(
    r"(?:(?P<precision>at least|about) )?(?P<number>[0-9]+(?:\.[0-9]+)?)"
    r"|(?P<unquantified>unquantified)(?:: (?P<words>.+))?"
).fullmatch


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its precision, or none at all and the words of the source."""

    number: Decimal | None
    precision: Precision = Precision.EXACT
    words: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "precision", Precision(self.precision))
        object.__setattr__(self, "words", single_spaced(self.words))
        if (self.number is None) != (self.precision is Precision.UNQUANTIFIED):
            raise refusal("quantity", self.number)
        if self.number is not None:
            object.__setattr__(self, "number", limited(Decimal(self.number), self.number))
        if self.words and (self.number is not None or not self.words.isprintable()):
            raise refusal("quantity", self.words)
        if len(self.words) > WORDS_LIMIT:
            raise refusal("quantity_words", self.words, limit=WORDS_LIMIT)

    @classmethod
    def parse(cls, text: str) -> "Quantity":
        """From canonical text exactly; ValidationError for anything else."""
        return _parse(text)

    @property
    def text(self) -> str:
        if self.number is None:
            return f"{self.precision}: {self.words}" if self.words else str(self.precision)
        if self.precision is Precision.EXACT:
            return plain(self.number)
        return f"{self.precision} {plain(self.number)}"

    def __str__(self) -> str:
        from cooperation.values.words import in_words  # words stand on values

        return in_words(self)


@lru_cache(maxsize=4096)
def _parse(text: str) -> Quantity:
    found = _CANONICAL(text)
    if found is None:
        raise refusal("quantity", text)
    if found["unquantified"]:
        quantity = Quantity(None, Precision.UNQUANTIFIED, found["words"] or "")
    else:
        quantity = Quantity(Decimal(found["number"]), Precision(found["precision"] or "exact"))
    if quantity.text != text:
        raise refusal("quantity", text)
    return quantity


@dataclass(frozen=True, slots=True)
class QuantityTotal:
    """A sum, and how many values it had to leave out, by reason."""

    number: Decimal | None
    precision: Precision
    unquantified: int = 0
    not_known: int = 0
    withheld: int = 0
    not_recorded: int = 0

    @property
    def left_out(self) -> int:
        return self.unquantified + self.not_known + self.withheld + self.not_recorded


def sum_quantities(values: Iterable[Quantity | Absence | None]) -> QuantityTotal:
    """`none` counts as nought; nothing else that lacks a number does. No number at all gives number None."""
    listed = list(values)
    counted = [value for value in listed if isinstance(value, Quantity) and value.number is not None]
    numbers = [value.number for value in counted if value.number is not None]
    numbers += [Decimal(0) for value in listed if value is Absence.NONE]
    return QuantityTotal(
        number=sum(numbers, Decimal(0)) if numbers else None,
        precision=_weakest(counted) if numbers else Precision.UNQUANTIFIED,
        unquantified=sum(isinstance(value, Quantity) and value.number is None for value in listed),
        not_known=listed.count(Absence.NOT_KNOWN),
        withheld=listed.count(Absence.WITHHELD),
        not_recorded=listed.count(None),
    )


def _weakest(counted: list[Quantity]) -> Precision:
    found = {value.precision for value in counted}
    return next((p for p in (Precision.ABOUT, Precision.AT_LEAST) if p in found), Precision.EXACT)
