"""How a kind of record is reported to IATI: declared by its list's view, in the codes of the standard 2.03."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

FUNDING: Final = "1"
ACCOUNTABLE: Final = "2"
IMPLEMENTING: Final = "4"
"""What an organisation is to an activity."""

PIPELINE: Final = "1"
IMPLEMENTATION: Final = "2"
CLOSED: Final = "4"
CANCELLED: Final = "5"
"""How far an activity has come."""

INDICATIVE: Final = "1"
DECIDED: Final = "2"
"""How firm a budget is."""


@dataclass(frozen=True)
class Lines:
    """The child rows that give a record money, by its name for them, and what their stages are in IATI.

    `budgets` runs from the vaguest stage to the furthest: of a year's money at several stages only the furthest is
    reported, since those who read IATI add all budgets up. Other stages than these are not reported.
    """

    name: str
    budgets: Mapping[str, str] = field(
        default_factory=lambda: {
            "framework": INDICATIVE,
            "announced": INDICATIVE,
            "appropriated": DECIDED,
            "committed": DECIDED,
        }
    )
    disbursed: str = "disbursed"


@dataclass(frozen=True)
class Report:
    """`texts` are the stems of its descriptions, the first that is written being used.

    `rows` are the child rows that name partners, `roles` what their roles are; `links` are the record's own links to
    partners. The countries of the partners whose role is `receiving` are those that receive. `above` are its links to
    records it is a part of.
    """

    date: str
    statuses: Mapping[str, str]
    texts: Sequence[str]
    rows: str
    roles: Mapping[str, str]
    links: Mapping[str, str]
    above: Sequence[str]
    receiving: str = "recipient"
    lines: Lines = field(default_factory=lambda: Lines("funding_lines"))

    def ways(self) -> list[str]:
        return [f"{self.rows}.partner", *self.links, *self.above, self.lines.name]
