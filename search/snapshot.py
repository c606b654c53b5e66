"""What a search asks of an index: any engine that can answer this can be searched."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from core.search_registry import SearchDocument
from search.clauses import Clause
from search.cursor import Place
from search.spelling import Vocabulary

FacetCounts = Mapping[str, tuple[tuple[str, int], ...]]


@dataclass(frozen=True, slots=True)
class Hit:
    """A document that was found, as it was when it was indexed, and its score (0 when sorted by date)."""

    document: SearchDocument
    score: float

    @property
    def uid(self) -> str:
        """Return the document's uid."""
        return self.document.uid

    def place(self, number: int) -> Place:
        """Return where it stands as the hit with `number`."""
        published = self.document.published
        return Place(number, self.score, int(published.timestamp()) if published else 0, self.uid)


@dataclass(frozen=True, slots=True)
class Holders:
    """How many documents there are, and how many hold each of some terms."""

    documents: int
    of: Mapping[str, int]

    def rarity(self, term: str) -> float:
        """Return how much it says to hold `term`, as BM25 has it."""
        return rarity(self.documents, self.of.get(term, 0))


def rarity(documents: int, holding: int) -> float:
    """Return the logarithm that BM25 weighs a term by that `holding` of `documents` hold."""
    return math.log(1 + max(0, documents - holding + 0.5) / (holding + 0.5))


@dataclass(frozen=True, slots=True)
class Found:
    """Some of the documents that a clause matches, the best or the newest first, and how many there are in all."""

    total: int
    hits: tuple[Hit, ...]


class Snapshot(Vocabulary, Protocol):
    """An index at one moment."""

    def count(self, clause: Clause) -> int:
        """Return the number of documents that match."""

    def found(self, clause: Clause, limit: int, after: Place | None = None, *, by_date: bool = False) -> Found:
        """Return the documents that match and stand behind `after`, best first or newest first; see `Place`."""

    def counted(self, clause: Clause, names: Sequence[str]) -> FacetCounts:
        """Return how often each value of the facets in `names` is found, the most frequent first."""

    def holders(self, terms: Sequence[str]) -> Holders:
        """Return how many documents hold each of `terms`, in that of the fields `ANYWHERE` where most do."""

    def size(self) -> int:
        """Return the bytes that the index takes where it lies."""

    def beginning_with(self, beginning: str, clause: Clause, limit: int) -> Sequence[str]:
        """Return words of the vocabulary that begin so, in documents that match `clause`, the most frequent first."""
