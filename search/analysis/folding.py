"""Letters: one form for every way of writing the same word, and the twins of words with æ, ø and å."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations, islice

NORWEGIAN_LETTERS = "æøå"
IGNORABLE = "\u00ad\u200b-\u200d\u2060\ufeff"
_IGNORED = re.compile(f"[{IGNORABLE}]")
_BASE_LETTERS = str.maketrans({"ä": "æ", "ö": "ø"})
_UNDECOMPOSED = {"đ": "d", "ð": "d", "ŋ": "n", "ŧ": "t", "þ": "th", "ł": "l", "ı": "i", "æ": "ae", "ø": "o", "œ": "oe"}
_PLAIN = str.maketrans({"æ": "ae", "ø": "o", "å": "a"})
_WITHOUT = re.compile("aa|ae|oe|a|o")
_WITH = {"aa": "å", "ae": "æ", "oe": "ø", "a": "å", "o": "ø"}
MOST_SPELLINGS = 60
_DIGRAPH = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})


@lru_cache(maxsize=100_000)
def normalise(word: str) -> str:
    """Return `word` in NFC and without case, soft hyphens and zero-width signs; every letter is kept.

    Compatibility forms (the ligature ﬁ out of a PDF, full-width letters) become the ordinary ones.
    """
    folded = unicodedata.normalize("NFKC", _IGNORED.sub("", word)).casefold()
    return unicodedata.normalize("NFC", folded)


def fold_accents(word: str, keep: str = NORWEGIAN_LETTERS) -> str:
    """Return a normalised `word` without accents: é becomes e; the letters in `keep` stay.

    When æ and ø are kept, their Swedish and German neighbours ä and ö become them, as they are sorted in Norwegian.
    """
    if word.isascii():
        return word
    if "ø" in keep:
        word = word.translate(_BASE_LETTERS)
    return "".join(letter if letter in keep else _bare(letter) for letter in word) or word


@lru_cache(maxsize=1000)
def _bare(letter: str) -> str:
    if letter in _UNDECOMPOSED:
        return _UNDECOMPOSED[letter]
    return "".join(part for part in unicodedata.normalize("NFD", letter) if not unicodedata.combining(part))


@lru_cache(maxsize=100_000)
def twins(term: str) -> tuple[str, ...]:
    """Return what somebody without æ, ø and å on the keyboard writes for `term`: sår gives sar and saar."""
    if not any(letter in NORWEGIAN_LETTERS for letter in term):
        return ()
    return tuple(dict.fromkeys((term.translate(_PLAIN), term.translate(_DIGRAPH))))


def spellings(word: str) -> Iterator[str]:
    """Yield what a normalised `word` may be with æ, ø and å put back, fewest changes first: parorende gives pårørende.

    No more than `MOST_SPELLINGS` are tried.
    """
    places = list(_WITHOUT.finditer(word))
    chosen = (some for count in range(1, len(places) + 1) for some in combinations(places, count))
    yield from islice((_respelt(word, some) for some in chosen), MOST_SPELLINGS)


def _respelt(word: str, places: Sequence[re.Match[str]]) -> str:
    for place in reversed(places):
        word = word[: place.start()] + _WITH[place.group()] + word[place.end() :]
    return word
