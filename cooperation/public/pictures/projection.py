"""Where a place on the earth lies in the picture: Equal Earth, which shows every country at its true size.

B. Šavrič, T. Patterson and B. Jenny, “The Equal Earth map projection”, 2018.
"""

import math
from typing import Final

WIDTH: Final = 10000  # of the whole world, in the picture's units
HEIGHT: Final = 4867

_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
_HALF: Final = 2 * math.sqrt(3) * math.pi / (3 * _A1)  # x of 180° east on the equator
_UNIT: Final = WIDTH / 2 / _HALF

Point = tuple[float, float]


def project(longitude: float, latitude: float) -> Point:
    """Degrees east and north to units right of and below the upper left corner."""
    theta = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(latitude)))
    square, sixth = theta**2, theta**6
    across = (
        2
        * math.sqrt(3)
        * math.radians(longitude)
        * math.cos(theta)
        / (3 * (9 * _A4 * theta**8 + 7 * _A3 * sixth + 3 * _A2 * square + _A1))
    )
    up = _A4 * theta**9 + _A3 * theta**7 + _A2 * theta**3 + _A1 * theta
    return WIDTH / 2 + across * _UNIT, HEIGHT / 2 - up * _UNIT
