"""What a misspelt word was meant to be: the nearest of the words that everybody may read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import NamedTuple, Protocol

from search.analysis.compounds import LINKS, split
from search.analysis.folding import normalise
from search.analysis.lexicon import Use, lexicon
from search.analysis.norwegian import ANALYSER

FARTHEST = 4  # slips that are counted
SURE = 6  # letters of a word whose first one may be a slip
SHORTEST_STEM = 5  # letters of a stem that may be a misspelt one
SHORTEST_PART = 4  # letters of a part of a compound, when the other is misspelt


class Vocabulary(Protocol):
    """The words of open documents, as they were written."""

    def near(self, meant: Meant, slips: int) -> Mapping[str, int]:
        """Return words at most `slips` from the one meant, and about how many open documents hold each."""


class Meant(NamedTuple):
    """A misspelt word as written, and its stem."""

    word: str
    stem: str

    def nearest(self, known: Iterable[tuple[str, str]], slips: int) -> set[str]:
        """Return those of `known`, words with their stems, that are at most `slips` away or whose stems are."""
        return {word for word, stem in known if word != self.word and self._is_near(word, stem, slips)}

    def at_most(self, slips: int) -> tuple[int, int]:
        """Return how many of `slips` may be in the word, and how many in its stem."""
        return min(slips, tolerance(self.word)), min(slips, stem_tolerance(self.stem))

    def _is_near(self, word: str, stem: str, slips: int) -> bool:
        """Tell whether `word` or its stem is near. Short words with another first letter are other words (home, kome),
        and so are those of which only a short stem is near, or the beginning (Visma, viser; Altinn, alminnelig).
        What is short before or behind a hyphen was meant as it stands (HR-system, it-system).
        """
        if "-" in self.word and not {one for one in self.word.split("-") if len(one) < SURE} <= set(word.split("-")):
            return False
        if len(self.word) < SURE and word[0] != self.word[0]:
            return False
        of_word, of_stem = self.at_most(slips)
        if distance(self.word, word, slips) <= of_word:
            return True
        is_alike = stem_tolerance(stem) and distance(self.word, word, FARTHEST) <= FARTHEST
        return bool(is_alike) and distance(self.stem, stem, slips) <= of_stem


def correct(vocabulary: Vocabulary, word: str) -> str | None:
    """Return the word nearest to `word`, the most frequent of equals; None if all are far off, or it is no mistake.

    A word whose stem alone is near stands behind one that is near as it was written.
    """
    meant = Meant(normalise(word), ANALYSER.form(word.lower()).term)
    if lexicon().use(meant.word):
        return None
    for slips in range(1, tolerance(meant.word) + 1):
        if found := vocabulary.near(meant, slips):
            return min(found, key=lambda near: _unlikelihood(meant.word, near, found[near]))
    return None


def correct_part(vocabulary: Vocabulary, word: str) -> str | None:
    """Return a compound that nothing need have, with the one part corrected that is no word: journlbytte gives
    journalbytte. None if that gives no compound, or `word` is one already.
    """
    whole = normalise(word)
    for start, end in () if split(whole) else _unknown(whole):
        if part := correct(vocabulary, whole[start:end]):
            compound = whole[:start] + part + whole[end:]
            if split(compound):
                return compound
    return None


def _unknown(word: str) -> Iterator[tuple[int, int]]:
    """Yield what is left of `word` behind the longest word it begins with, and before the longest it ends in."""
    size = len(word)
    fitting = range(SHORTEST_PART, size - SHORTEST_PART + 1)
    beginnings = [end for end, use in lexicon().beginnings(word) if use & Use.FIRST and end in fitting]
    for end in beginnings[-1:]:
        yield end, size
        if word[end] in LINKS:
            yield end + 1, size
    endings = (start for start in fitting if lexicon().use(word[start:]) & Use.LAST)
    for start in islice(endings, 1):
        yield 0, start
        if word[start - 1] in LINKS:
            yield 0, start - 1


def _unlikelihood(word: str, near: str, documents: int) -> tuple[bool, int, int, str]:
    return near[0] != word[0], distance(word, near, FARTHEST), -documents, near


def tolerance(word: str) -> int:
    """Return how many slips a correction of `word` may mend; none in short words and words with digits or signs.

    A hyphen is no sign here.
    """
    if len(word) < 4 or not word.replace("-", "").isalpha():
        return 0
    return 1 if len(word) < 8 else 2


def stem_tolerance(stem: str) -> int:
    """Return the same of a stem that alone is near; none in a short one, which is near too many others."""
    return tolerance(stem) if len(stem) >= SHORTEST_STEM else 0


def distance(first: str, second: str, most: int) -> int:
    """Return the slips (a letter added, lost, changed, or two swapped) between words, at most `most` + 1."""
    if abs(len(first) - len(second)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(second) + 1))
    for i, a in enumerate(first, 1):
        last, before, row = before, row, [i]
        for j, b in enumerate(second, 1):
            cost = min(before[j] + 1, row[-1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == second[j - 2] and b == first[i - 2]:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)
