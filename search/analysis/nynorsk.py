"""Words of nynorsk beside those of bokmål that mean the same and have another stem: løysing and løsning.

They are kept in `nynorsk.txt`, a pair of headwords on each line. Editors' own synonyms are another thing: they are many
to many, and are sought besides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

# How nynorsk spells what bokmål spells otherwise: oppfølgjing, vanskelegheit, førebyggjande. In this order.
RESPELLINGS = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"(?<=[^s][gk])j(?=[aei])", ""),
        (r"(?<=.)leg(?=(?:e|t|are|ast|aste|heit.*)?$)", "lig"),
        (r"(?<=.)heit(?=(?:a|e[rn]|ene|ar|ane)?$)", "het"),
        (r"(?<=ig)a(?=re$|st$)", "e"),
        (r"ande$", "ende"),
        (r"^(fl|m)eir(?=..)", r"\1er"),
        (r"^føre(?=..)", "fore"),
        (r"kv(?=[aei])", "hv"),
        (r"øy(?=[^e])", "ø"),
        (r"au", "ø"),
    )
)
SHORTEST = 6  # letters of a word that may be spelt otherwise: names are shorter
FILE = Path(__file__).with_name("nynorsk.txt")
NOUN_ENDINGS = ("", "a", "ane", "ar", "e", "en", "er", "et", "ene")
VERB_ENDINGS = ("a", "ar", "ast")


def pairs() -> Iterator[tuple[str, str]]:
    """Yield the nynorsk and the bokmål word of each pair."""
    for line in FILE.read_text(encoding="utf-8").splitlines():
        nynorsk, bokmal = line.split()
        yield nynorsk, bokmal


def forms(noun: str) -> Iterator[str]:
    """Yield what a nynorsk noun may be in a text; some of them are forms of no noun."""
    for ending in NOUN_ENDINGS:
        yield f"{noun.removesuffix('e')}{ending}"


def verb_forms(verb: str) -> Iterator[str]:
    """Yield what nynorsk writes where bokmål has other endings: avklara, avklarar, avklarast."""
    yield from (f"{verb.removesuffix('e')}{ending}" for ending in VERB_ENDINGS)


def respellings(word: str) -> Iterator[str]:
    """Yield what a word may be in the spelling of bokmål, one difference after the other."""
    if len(word) < SHORTEST:
        return
    for pattern, replacement in RESPELLINGS:
        respelt = pattern.sub(replacement, word)
        if respelt != word:
            word = respelt
            yield word
