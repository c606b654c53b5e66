"""The drawings of the site: arcades, market halls seen from the front, made from a seed and from nothing else.

The same seed gives the same drawing everywhere: on a page (`{% arcade %}`) and in the picture that is shown where a
page is shared (`manage.py draw_face`).
"""

from __future__ import annotations

import random
import zlib
from dataclasses import dataclass, replace
from functools import lru_cache

WIDTH, HEIGHT = 420, 280  # units of a drawing
WIDTHS = (60, 72, 84, 96)
HEIGHTS = (120, 148, 176, 204, 232)
TONES = (1, 2, 3, 1, 2, 3, 5)
ACCENT = 5
STRONG = 4
DOT = 11  # the radius of a head above an arch


@dataclass(frozen=True, slots=True)
class Arch:
    """An opening with a round top.

    `tone` 1 to 3 are the pale ones of an arena's colour, 4 its strong one, 5 the accent: ochre, or green where ochre
    is the arena's own.
    """

    left: int
    width: int
    height: int
    tone: int
    inner: int = 0  # the tone of a smaller arch inside it, or 0
    dot: bool = False

    @property
    def radius(self) -> float:
        return self.width / 2

    def inside(self) -> Arch:
        """Return the smaller arch that stands in the opening."""
        rim = self.width // 4
        return Arch(self.left + rim, self.width - 2 * rim, self.height - rim - rim // 2, self.inner)


@lru_cache(maxsize=64)
def arches(seed: str, width: int = WIDTH) -> tuple[Arch, ...]:
    """Return the arches of a drawing `width` units wide, from left to right, standing on its lower edge."""
    chance = random.Random(zlib.crc32(seed.encode()))  # noqa: S311 - a drawing, no secret
    drawn = [Arch(0, 0, 0, 0)]
    while (left := drawn[-1].left + drawn[-1].width) <= width - WIDTHS[0]:
        height = chance.choice([one for one in HEIGHTS if one != drawn[-1].height])
        tone = chance.choice([one for one in TONES if one != drawn[-1].tone])
        inner = chance.choice((0, 0, 3 if tone != 3 else 1))
        has_dot = height < HEIGHTS[3] and chance.random() < 0.5
        broad = chance.choice([one for one in WIDTHS if left + one <= width])
        drawn.append(Arch(left, broad, height, tone, inner, has_dot))
    return _with_a_strong_one(drawn[1:], at=chance.randrange(1, len(drawn) - 2))


def _with_a_strong_one(drawn: list[Arch], *, at: int) -> tuple[Arch, ...]:
    """Return the arches with one in the full colour of the arena, ochre inside and nowhere beside it."""
    drawn[at] = replace(drawn[at], tone=STRONG, inner=ACCENT)
    for beside in (at - 1, at + 1):
        if drawn[beside].tone == ACCENT:
            drawn[beside] = replace(drawn[beside], tone=2, inner=0)
    return tuple(drawn)
