"""Nearest names: the spellings most like a text that was not found, within a time budget for one file."""

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

from rapidfuzz import fuzz, process

ALIKE: Final = 0.6
"""How like a text a name must be, from 0 to 1, to be suggested for it."""
SECONDS = 0.8
"""For all suggestions of one file. What is left without one says so nowhere: the message only has no nearest name."""
AT_ONCE: Final = 2000
"""Names compared between two looks at the clock: about half a millisecond, in which no other thread runs."""


class SuggestionBudget:
    """The seconds left for suggestions, and the names already suggested, so that each text is looked up once."""

    def __init__(self, seconds: float | None = None) -> None:
        self.left = SECONDS if seconds is None else seconds
        self.known: dict[tuple[str, str], list[str]] = {}


_budget: ContextVar[SuggestionBudget | None] = ContextVar("suggestion_budget", default=None)


def current_budget() -> SuggestionBudget:
    """Return the budget of the file being worked on, a new one where there is none."""
    return _budget.get() or SuggestionBudget()


@contextmanager
def suggestion_budget() -> Iterator[None]:
    """Let all plans made within share one budget."""
    token = _budget.set(SuggestionBudget())
    try:
        yield
    finally:
        _budget.reset(token)


def nearest(
    text: str,
    spellings: Iterable[str],
    limit: int = 1,
    least: float = ALIKE,
    budget: SuggestionBudget | None = None,
) -> list[str]:
    """Return the spellings most like `text`, the best first; nothing where the budget does not last to the end."""
    names = spellings if isinstance(spellings, list) else list(spellings)
    best: list[tuple[float, str]] = []
    for start in range(0, len(names), AT_ONCE):
        begun = time.monotonic()
        if budget is not None and budget.left <= 0:
            return []
        found = process.extract(
            text, names[start : start + AT_ONCE], scorer=fuzz.ratio, limit=None, score_cutoff=lowest(best, limit, least)
        )
        best = sorted([*best, *((-score, name) for name, score, __ in found)])[:limit]
        if budget is not None:
            budget.left -= time.monotonic() - begun
    return [name for __, name in best]


def lowest(best: list[tuple[float, str]], limit: int, least: float) -> float:
    """Return the score from which a further name belongs to the best."""
    return -best[-1][0] if len(best) == limit else 100 * least
