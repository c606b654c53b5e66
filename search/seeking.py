"""What each word of a query finds in an index, mended where it is misspelt."""

from __future__ import annotations

from collections.abc import Sequence

from search import matching
from search.analysis.folding import normalise, spellings
from search.clauses import Clause, all_of, any_of
from search.snapshot import Snapshot
from search.spelling import correct, correct_part
from search.synonyms import Synonyms
from search.terms import joined, part_terms

MOST_LOOKED_UP, MOST_MENDED = 10, 5  # words of a query: each costs questions to the index


class Seeking:
    """Looks words up in one snapshot, within `access`: what is closed to the reader decides nothing.

    With `literal` no word is taken for a misspelt one. `corrections` holds what was sought in place of words that were
    not found, `respelt` those that are found with æ, ø and å put back only, `readings` what others were read as: with
    these letters, or the usual one of the words they begin.
    """

    def __init__(self, snapshot: Snapshot, access: Clause, synonyms: Synonyms, *, literal: bool = False) -> None:
        self._snapshot = snapshot
        self._access = access
        self._synonyms = synonyms
        self._literal = literal
        self._left_to_mend = MOST_MENDED
        self.corrections: dict[str, str] = {}
        self.respelt: dict[str, str] = {}
        self.readings: dict[str, str] = {}

    def clauses(self, words: Sequence[str]) -> list[Clause]:
        """Return what each word finds, each word once; those behind the first ten are sought as they are written."""
        first, rest = words[:MOST_LOOKED_UP], words[MOST_LOOKED_UP:]
        others: dict[str, list[Clause]] = {word: [] for word in first}
        for place, compound in joined(first):
            for word in first[place : place + 2]:
                others[word].append(matching.text(compound))
        for place, length, text in self._synonyms.within(first):
            for word in first[place : place + length]:
                others[word].append(matching.synonym(text))
        clauses = [self._clause(word, also) for word, also in others.items()]
        return [*clauses, *(matching.text(word) for word in dict.fromkeys(rest) if word not in others)]

    def meant(self, word: str) -> str:
        """Return the whole word that `word` was meant as, once it was sought."""
        return self.corrections.get(word) or self.respelt.get(word) or self.readings.get(word, word)

    def _clause(self, word: str, others: Sequence[Clause]) -> Clause:
        """Return what a word finds: itself, its parts, and `others` (compounds, synonyms).

        A word that nothing has as such finds longer words that begin with it; failing them it is sought with æ, ø and å
        put back, else as its correction, unless many were. What nothing has need not be sought again.
        """
        if self._literal:
            return any_of([*_ways(word), *others])
        if self._is_found(matching.text(word)):
            return any_of([matching.text(word), *matching.in_parts(word), *others])
        if self._is_found(matching.twin(word)):
            self.readings[word] = self._with_letters(word) or word
            return any_of([matching.twin(word), *self._meant(self.readings[word]), *others])
        if self._is_found(any_of([*others, *_ways(word)])):
            self._complete(word)
            return any_of([*_ways(word), *others])
        mended = self._mended(word)
        return any_of(self._meant(mended) if mended else [])

    def _meant(self, word: str) -> list[Clause]:
        return [*_ways(word), *map(matching.synonym, self._synonyms.of(word))]

    def _with_letters(self, word: str) -> str | None:
        simple = normalise(word) if word.isalpha() else ""
        spelt = {spelling: any_of(self._meant(spelling)) for spelling in spellings(simple)}
        if spelt and self._is_found(any_of(spelt.values())):
            return next(spelling for spelling, clause in spelt.items() if self._is_found(clause))
        return None

    def _complete(self, word: str) -> None:
        longer = all_of([self._access, any_of(matching.longer(word))])
        for one in self._snapshot.beginning_with(normalise(word), longer, 1):
            self.readings[word] = one

    def _mended(self, word: str) -> str | None:
        """Return what was meant by a word that nothing has; None when there is no telling, or enough were mended.

        No word that the dictionary explains by another which is found was misspelt; a compound of right words has its
        letters.
        """
        self._left_to_mend -= 1
        if self._left_to_mend < 0:
            return None
        if not part_terms(word) and (spelt := self._with_letters(word)):
            self.respelt[word] = spelt
            return spelt
        if self._is_found(matching.akin(word)):
            return None
        corrected = correct(self._snapshot, word) or correct_part(self._snapshot, word)
        if corrected is None or not self._is_found(any_of(_ways(corrected))):
            return None
        self.corrections[word] = corrected
        return corrected

    def _is_found(self, clause: Clause) -> bool:
        return self._snapshot.count(all_of([self._access, clause])) > 0


def _ways(word: str) -> list[Clause]:
    """Return the ways in which a document may hold `word`: itself, in its parts, at the beginning of a longer one."""
    return [matching.text(word), *matching.in_parts(word), *matching.longer(word)]
