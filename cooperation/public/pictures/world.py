"""The shapes of the world's countries, prepared by tools/prepare_world.py; their licence stands in world.json."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True)
class Shape:
    """A country in the picture's units. Small ones have no path, and are drawn as a dot at their middle."""

    code: str
    x: float
    y: float
    box: Box | None
    path: str

    def lies_in(self, view: Box) -> bool:
        if self.box is None:
            return False
        left, top, right, bottom = self.box
        return left <= view[2] and right >= view[0] and top <= view[3] and bottom >= view[1]

    @property
    def size(self) -> float:
        """The longer side."""
        return max(self.box[2] - self.box[0], self.box[3] - self.box[1]) if self.box else 0.0


@cache
def world() -> dict[str, Shape]:
    """By ISO 3166-1 alpha-2; XK is Kosovo."""
    prepared = json.loads((Path(__file__).parent / "world.json").read_text(encoding="utf-8"))
    return {
        code: Shape(code, each["x"], each["y"], tuple(each["box"]) if each["box"] else None, each["path"])
        for code, each in prepared["countries"].items()
    }
