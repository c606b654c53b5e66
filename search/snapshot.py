"""What a search asks of an index: any engine that can answer this can be searched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from core.search_registry import SearchDocument
from search.clauses import Clause
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


@dataclass(frozen=True, slots=True)
class Found:
    """Some of the documents that a clause matches, the best or the newest first, and how many there are in all."""

    total: int
    hits: tuple[Hit, ...]


class Snapshot(Vocabulary, Protocol):
    """An index at one moment."""

    def count(self, clause: Clause) -> int:
        """Return the number of documents that match."""

    def found(self, clause: Clause, limit: int, offset: int, *, by_date: bool) -> Found:
        """Return the documents that match, best first or newest first."""

    def counted(self, clause: Clause, names: Sequence[str]) -> FacetCounts:
        """Return how often each value of the facets in `names` is found, the most frequent first."""

    def size(self) -> int:
        """Return the bytes that the index takes where it lies."""

    def beginning_with(self, beginning: str, clause: Clause, limit: int) -> Sequence[str]:
        """Return words of the vocabulary that begin so, in documents that match `clause`, the most frequent first."""
