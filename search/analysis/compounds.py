"""The parts of Norwegian compounds: pasientjournalen is pasient and journalen.

A word is split where both sides are words of the lexicon, with an s, an e or nothing between them; into as few parts as
may be, and of those the ones whose shortest is longest, then those whose first is. A part that is a compound itself is
split again. Measured on words from public reports, drawn at random and judged by hand: see
`tests/search/test_compounds.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from search.analysis.lexicon import Use, lexicon

SHORTEST = 6  # letters of a word that is split
SHORTEST_PART = 3
MOST_DEEP = 3  # parts within parts
LINKS = "se"
_VOWELS = frozenset("aeiouyæøå")


class Part(NamedTuple):
    """A part of a compound: its place in the whole word, and the word it is (logik in logikkonflikt is logikk)."""

    start: int
    end: int
    word: str


Parts = tuple[Part, ...]


@lru_cache(maxsize=100_000)
def split(word: str) -> Parts:
    """Return the parts of a normalised word that is a compound, and nothing for every other word."""
    found = _leaves(Part(0, len(word), word))
    return found if len(found) > 1 else ()


def _leaves(whole: Part) -> Parts:
    word = whole.word
    parts = () if len(word) < SHORTEST or _use(word) & Use.WHOLE else _best(word)
    if not parts:
        return (whole,)
    places = (Part(whole.start + one.start, min(whole.start + one.end, whole.end), one.word) for one in parts)
    return tuple(leaf for place in places for leaf in _leaves(place))


def _best(word: str, deep: int = 0) -> Parts:
    ways = list(_ways(word, deep))
    return min(ways, key=lambda way: _likelihood(word, way)) if ways else ()


def _ways(word: str, deep: int) -> Iterator[Parts]:
    """Yield ways to split `word`: every first part it may have, with the best of what may follow."""
    for first, begins in _firsts(word):
        rest = word[begins:]
        use = _use(rest)
        if use & Use.LAST:
            yield first, Part(begins, len(word), rest)
        if deep < MOST_DEEP and not use & Use.WHOLE:
            following = tuple(Part(begins + one.start, begins + one.end, one.word) for one in _best(rest, deep + 1))
            if following:
                yield (first, *following)


def _firsts(word: str) -> Iterator[tuple[Part, int]]:
    """Yield what `word` may have as its first part, and where the rest begins."""
    last = len(word) - SHORTEST_PART
    for end, use in lexicon().beginnings(word):
        if use & Use.FIRST and SHORTEST_PART <= end <= last:
            first = Part(0, end, word[:end])
            yield first, end
            if word[end] in LINKS and end < last:
                yield first, end + 1
    # Of three equal consonants one is not written: logikk and konflikt make logikkonflikt.
    for end in range(SHORTEST_PART, last + 1):
        letter = word[end]
        if letter == word[end - 1] and letter not in _VOWELS and _use(word[:end] + letter) & Use.FIRST:
            yield Part(0, end, word[:end] + letter), end


def _likelihood(word: str, parts: Parts) -> tuple[int, int, int, int]:
    """Return how unlikely a way to split is: the parts, the s that belong to what stands before, the shortest part, the
    first.
    """
    taken = sum(
        before.end == after.start and word[after.start] == "s" and bool(_use(before.word) & Use.WITH_S)
        for before, after in pairwise(parts)
    )
    return len(parts), taken, -min(one.end - one.start for one in parts), -parts[0].end


def _use(word: str) -> int:
    """Return the use of a word, in the genitive too."""
    use = lexicon().use(word)
    return use or (lexicon().use(word[:-1]) & ~Use.FIRST if word.endswith("s") else 0)
