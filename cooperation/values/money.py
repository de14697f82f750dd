"""An amount in one ISO 4217 currency. Nothing here converts or adds: the records say what may be added."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Final

from babel.numbers import list_currencies

from cooperation.values.messages import refusal
from cooperation.values.numbers import limited, plain

# An amount written with no currency is in kroner in this register.
REGISTER_CURRENCY: Final = "DKK"

_CURRENCIES: Final = frozenset(list_currencies()) - {"XXX", "XTS"}
_CANONICAL = re.compile(r"([A-Z]{3}) ([0-9]+(?:\.[0-9]+)?)").fullmatch


def is_currency(code: str) -> bool:
    return code in _CURRENCIES


@dataclass(frozen=True, slots=True)
class Money:
    amount: Decimal
    currency: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "amount", limited(Decimal(self.amount), self.amount))
        if not is_currency(self.currency):
            raise refusal("money_currency_unknown", self.currency, currency=self.currency)

    @classmethod
    def parse(cls, text: str) -> "Money":
        """From canonical text exactly; ValidationError for anything else."""
        return _parse(text)

    @property
    def text(self) -> str:
        return f"{self.currency} {plain(self.amount)}"

    def __str__(self) -> str:
        from cooperation.values.words import in_words  # words stand on values

        return in_words(self)


@lru_cache(maxsize=4096)
def _parse(text: str) -> Money:
    found = _CANONICAL(text)
    if found is None:
        raise refusal("money", text)
    money = Money(Decimal(found[2]), found[1])
    if money.text != text:
        raise refusal("money", text)
    return money
