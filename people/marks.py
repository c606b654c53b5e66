"""The mark of an organisation, drawn from its name alone: one or two letters on a colour that stays the same."""

from __future__ import annotations

import zlib

COLORS = ("primary", "plum", "fjord", "clay", "moss", "ochre")
# What many names have in common says nothing of whose mark it is.
COMMON = {"as", "asa", "sa", "hf", "iks", "kf", "kommune", "fylkeskommune", "suohkan", "i", "og", "for", "av", "–", "&"}


def initials(name: str) -> str:
    """Return the first letters of the two first words that tell a name from others, or of the only one."""
    words = [word.strip("(),.«»\"'") for word in name.split()]
    own = [word for word in words if word and word.casefold() not in COMMON] or words or [name]
    letters = own[0][:1] + own[1][:1] if len(own) > 1 else own[0][:2]
    return letters.upper()


def color(name: str) -> str:
    """Return one of the theme's colours, the same for the same name everywhere; white is readable on each of them."""
    return COLORS[zlib.crc32(name.encode()) % len(COLORS)]
