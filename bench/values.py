"""Partial dates parsed a second, ours and the edtf library's, in one run: `python bench/values.py`."""

import random
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import django
from django.conf import settings
from edtf import parse_edtf

from cooperation.values.partial_date import PartialDate, parse_uncached

ROUNDS = 3
OURS, THEIRS, DISTINCT = 100_000, 500, 2_000


def some_dates(count: int) -> list[str]:
    """The kinds of date that the register holds, in about its proportions."""
    chance = random.Random(2024)  # noqa: S311
    return [one_date(chance) for _ in range(count)]


def one_date(chance: random.Random) -> str:
    year, month, day = chance.randint(1990, 2030), chance.randint(1, 12), chance.randint(1, 28)
    return chance.choice(
        (
            f"{year}",
            f"{year}-{month:02}",
            f"{year}-{month:02}-{day:02}",
            f"{year}-{month:02}-{day:02}?",
            f"{year}-{month:02}~",
            f"{year}-{chance.randint(21, 24)}",
            f"{year}/..",
            f"{year}/{year + 5}",
            f"{year // 10}X",
        )
    )


def a_second(parse: Callable[[str], object], texts: list[str]) -> float:
    """The median rate of some rounds."""
    rates = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        for text in texts:
            parse(text)
        rates.append(len(texts) / (time.perf_counter() - begun))
    return statistics.median(rates)


def main() -> None:
    settings.configure(USE_I18N=False)
    django.setup()
    texts = some_dates(OURS)
    theirs = a_second(parse_edtf, texts[:THEIRS])
    uncached = a_second(parse_uncached, texts)
    as_used = a_second(PartialDate.parse, (some_dates(DISTINCT) * (OURS // DISTINCT))[:OURS])
    print(f"partial dates parsed a second, median of {ROUNDS} rounds")
    for name, rate in (("edtf library", theirs), ("ours, uncached", uncached), ("ours, as used", as_used)):
        print(f"{name:15} {rate:>12,.0f}   {rate / theirs:>8,.0f} times the edtf library")


if __name__ == "__main__":
    main()
