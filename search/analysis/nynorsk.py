"""Words of nynorsk beside those of bokmål that mean the same and have another stem: løysing and løsning.

They are kept in `nynorsk.txt`, a pair of headwords on each line. Editors' own synonyms are another thing: they are many
to many, and are sought besides.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

FILE = Path(__file__).with_name("nynorsk.txt")
NOUN_ENDINGS = ("", "a", "ane", "ar", "e", "en", "er", "et", "ene")


def pairs() -> Iterator[tuple[str, str]]:
    """Yield the nynorsk and the bokmål word of each pair."""
    for line in FILE.read_text(encoding="utf-8").splitlines():
        nynorsk, bokmal = line.split()
        yield nynorsk, bokmal


def forms(noun: str) -> Iterator[str]:
    """Yield what a nynorsk noun may be in a text; some of them are forms of no noun."""
    for ending in NOUN_ENDINGS:
        yield f"{noun.removesuffix('e')}{ending}"
