"""The map's shapes: every country has one, and places lie in the country they belong to."""

import re
from collections.abc import Iterator

import pytest

from cooperation.public.pictures.projection import HEIGHT, WIDTH, Point, project
from cooperation.public.pictures.world import world


def rings(path: str) -> Iterator[list[Point]]:
    for ring in re.findall(r"M(-?\d+)([ -]-?\d+)l([^z]*)z", path):
        x, y = int(ring[0]), int(ring[1])
        steps = [int(step) for step in re.findall(r"-?\d+", ring[2])]
        points: list[Point] = [(x, y)]
        for dx, dy in zip(steps[::2], steps[1::2], strict=True):
            x, y = x + dx, y + dy
            points.append((x, y))
        yield points


def inside(point: Point, ring: list[Point]) -> bool:
    x, y = point
    crossed = 0
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        crossed += (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1
    return crossed % 2 == 1


def countries_at(longitude: float, latitude: float) -> list[str]:
    place = project(longitude, latitude)
    return [shape.code for shape in world().values() if any(inside(place, ring) for ring in rings(shape.path))]


@pytest.mark.parametrize(
    ("place", "longitude", "latitude", "country"),
    [
        ("Simferopol, Crimea", 34.1, 45.0, "UA"),
        ("Kerch, Crimea", 36.2, 45.3, "UA"),
        ("Kyiv", 30.5, 50.4, "UA"),
        ("Moscow", 37.6, 55.8, "RU"),
        ("Belgrade", 20.5, 44.7, "RS"),
        ("Pristina", 21.2, 42.7, "XK"),
        ("Aarhus", 10.0, 56.1, "DK"),
        ("Nuuk", -51.0, 64.4, "GL"),
        ("Baghdad", 44.4, 33.3, "IQ"),
    ],
)
def test_a_place_lies_in_its_country(place: str, longitude: float, latitude: float, country: str) -> None:
    assert countries_at(longitude, latitude) == [country]


def test_every_country_is_there_and_small_ones_have_a_dot() -> None:
    small = {shape.code for shape in world().values() if not shape.path}
    assert len(world()) > 230
    assert {"MT", "SG", "MC"} <= small
    for shape in world().values():
        assert 0 <= shape.x <= WIDTH
        assert 0 <= shape.y <= HEIGHT


def test_the_projection_keeps_middle_and_edges() -> None:
    assert project(0, 0) == (WIDTH / 2, HEIGHT / 2)
    assert project(180, 0)[0] == pytest.approx(WIDTH)
    assert project(0, 90)[1] == pytest.approx(0, abs=1)
