"""A map: countries filled by how much there is with them, small ones as dots, all of them links."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import ngettext

from cooperation.public.pictures.projection import HEIGHT, WIDTH
from cooperation.public.pictures.world import Box, Shape, world
from cooperation.public.sorting import alphabetical
from cooperation.public.totals import Total
from cooperation.public.writing import in_figures

LEVELS: Final = 4
MARGIN: Final = 220.0
NARROWEST: Final = 2400.0  # about from Lisbon to the Urals
FLATTEST: Final = 2.0  # width to height
STEEPEST: Final = 1.45
SMALL: Final = 70.0  # a country smaller than this part of the picture's width gets a dot


@dataclass(frozen=True)
class Located:
    """A record that is a country: its code, its page, and how much there is with it."""

    code: str
    name: str
    address: str
    total: Total
    home: bool = False  # the register's own country


@dataclass(frozen=True)
class Place:
    located: Located
    shape: Shape
    level: int  # 0: nothing counted
    dot: bool

    @property
    def look(self) -> str:
        return "home" if self.located.home else f"level-{self.level}"

    @property
    def label(self) -> str:
        return f"{self.located.name}: {self.located.total.words}"


@dataclass(frozen=True)
class Map:
    view: Box
    land: str  # the other countries
    places: Sequence[Place]
    others: Sequence[Located]  # countries without a shape
    highest: int

    @property
    def view_box(self) -> str:
        left, top, right, bottom = self.view
        return f"{left:.0f} {top:.0f} {right - left:.0f} {bottom - top:.0f}"

    @property
    def radius(self) -> float:
        return round((self.view[2] - self.view[0]) / 130, 1)

    @property
    def listed(self) -> list[Located]:
        """With whom: every country but the register's own, most first."""
        every = [*(place.located for place in self.places if not place.located.home), *self.others]
        return sorted(every, key=lambda one: (-one.total.number, alphabetical(one.name)))

    @property
    def home(self) -> str:
        return next((place.located.name for place in self.places if place.located.home), "")

    @property
    def description(self) -> str:
        return ngettext(
            "%(count)s country is shaded. The list beside the map has its number.",
            "%(count)s countries are shaded. Darker means more. The list beside the map has every number.",
            shaded := sum(not place.located.home for place in self.places),
        ) % {"count": shaded}

    @property
    def legend(self) -> list[tuple[int, str]]:
        """Level → the numbers it stands for; only of what is drawn."""
        used = sorted({place.level for place in self.places if not place.located.home})
        return [(level, numbers(level, self.highest)) for level in used]


def map_of(located: Sequence[Located]) -> Map | None:
    """The map around the countries named; None where there is none."""
    shapes = world()
    known = [(one, shapes[one.code]) for one in located if one.code in shapes]
    if not known:
        return None
    highest = max((one.total.number for one, _shape in known if not one.home), default=0)
    view = around([shape for _one, shape in known])
    smallest = (view[2] - view[0]) / SMALL
    places = [Place(one, shape, level_of(one.total.number, highest), shape.size < smallest) for one, shape in known]
    drawn = {one.code for one, _shape in known}
    land = "".join(shape.path for shape in shapes.values() if shape.code not in drawn and shape.lies_in(view))
    return Map(view, land, places, [one for one in located if one.code not in shapes], highest)


def around(shapes: Iterable[Shape]) -> Box:
    """What is shown: the hearts of all these countries with some room, neither too narrow nor too flat."""
    shapes = list(shapes)
    left, right = min(shape.x for shape in shapes) - MARGIN, max(shape.x for shape in shapes) + MARGIN
    top, bottom = min(shape.y for shape in shapes) - MARGIN, max(shape.y for shape in shapes) + MARGIN
    wide = min(max(right - left, NARROWEST, (bottom - top) * STEEPEST), WIDTH)
    high = min(max(bottom - top, wide / FLATTEST), HEIGHT)
    left = min(max((left + right - wide) / 2, 0), WIDTH - wide)
    top = min(max((top + bottom - high) / 2, 0), HEIGHT - high)
    return left, top, left + wide, top + high


def level_of(number: int, highest: int) -> int:
    """1 to LEVELS, each level standing for a like number of doublings."""
    if not number or not highest:
        return 0
    return min(LEVELS, 1 + int(LEVELS * math.log(number) / math.log(highest + 1)))


def numbers(level: int, highest: int) -> str:
    within = [number for number in bounds(highest) if level_of(number, highest) == level]
    if not within:
        return in_figures(0)
    return in_figures(within[0]) if within[0] == within[-1] else f"{in_figures(within[0])}–{in_figures(within[-1])}"


def bounds(highest: int) -> list[int]:
    """The lowest and highest number of each level."""
    if highest <= 200:
        return list(range(1, highest + 1))
    edges = [math.ceil((highest + 1) ** (step / LEVELS)) for step in range(LEVELS + 1)]
    near = {edge + shift for edge in edges for shift in (-1, 0, 1)}
    return sorted(number for number in near if 1 <= number <= highest)
