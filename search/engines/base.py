"""What every engine can do: store and match terms, filter on keywords and count them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from core.search_registry import SearchDocument
from search.query import Query

FEW_HITS = 10
STRICT_BONUS = 1000.0
MOST_BONUS = 50.0
TITLE_WEIGHT = 3.0
BODY_WEIGHT = 1.5
CONTEXT_WEIGHT = 0.5
PREFIX_WEIGHT = 0.5
NEAR_WEIGHT = 1.0
TOGETHER_WEIGHT = 2.0


class EngineError(Exception):
    """The engine cannot answer now."""


class EngineBusy(EngineError):
    """Another process is writing; what was to be written stays where it is and is tried again."""


class StaleIndex(EngineError):
    """There is no index here, or one made by another version of the schema or the analyser: it must be built anew."""


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
class ResultPage:
    """One page of hits.

    `total` and `facets` are counted over exactly the documents the pages together show; a facet that is filtered on is
    counted as if it were not, so that more of its values can be chosen. `searched` is the query that was run, and the
    one to highlight: with `corrected` set, some of the reader's words were not found and this text was sought instead.
    `next` is the cursor of the page after this.
    """

    searched: Query
    total: int = 0
    hits: tuple[Hit, ...] = ()
    facets: Mapping[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)
    corrected: str | None = None
    next: str | None = None


class Engine(ABC):
    """A place where documents are stored to be found."""

    @abstractmethod
    def apply(self, upserts: Sequence[tuple[SearchDocument, int]], deletes: Sequence[str] = ()) -> None:
        """Store documents with their versions and remove uids, all or nothing; what is on return can be found.

        A document older than the version already stored is passed over. Raises EngineBusy and StaleIndex.
        """

    @abstractmethod
    def search(self, query: Query) -> ResultPage:
        """Return a page of what the reader may see.

        All words are required, each as itself, at the beginning of a longer word, or as a part of a compound with its
        neighbour; when fewer than ten of the reader's documents have them all (filters not counted, so that a facet's
        number is what choosing it gives), documents with any of them follow. Raises StaleIndex.
        """

    @abstractmethod
    def suggest(self, prefix: str, limit: int = 8) -> list[str]:
        """Return texts that begin with `prefix`, its last word completed from documents that everybody may read."""

    @abstractmethod
    def digests(self) -> dict[str, str]:
        """Return the digest of every stored document by uid, computed from what is stored."""

    @abstractmethod
    def clear(self) -> None:
        """Make an empty index of this version, whatever was there. Raises EngineBusy."""

    @abstractmethod
    def optimise(self) -> None:
        """Tidy up after many writes. Raises EngineBusy and StaleIndex."""
