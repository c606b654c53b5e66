"""What a query wants of an index: the documents that match it, and which of them stand first."""

from __future__ import annotations

from functools import cached_property

from search import matching
from search.clauses import AllOf, Clause, Favouring, all_of
from search.query import Query
from search.seeking import Seeking
from search.snapshot import Snapshot
from search.terms import content_words

FEW_HITS = 10


class Wanted:
    """A query as clauses, found out from one snapshot of an index.

    All words are required, each as itself, at the beginning of a longer word, or as a part of a compound; when fewer
    than ten of the reader's documents have them all (filters not counted, so that a facet's number is what choosing it
    gives), documents with any of them follow. By date stand only those that have all: what is new and has one of the
    words would stand before what is meant.
    """

    def __init__(self, snapshot: Snapshot, query: Query) -> None:
        self._snapshot = snapshot
        self._query = query
        self._words = content_words(query.words)
        self._phrases = [matching.text(phrase) for phrase in query.phrases]
        self._access = matching.readable(query)
        self._seeking = Seeking(snapshot, self._access, query.synonyms, literal=query.literal)

    @cached_property
    def corrections(self) -> dict[str, str]:
        """What is sought in place of words that were not found."""
        return self._seeking.corrections if self._sought else {}

    @cached_property
    def respelt(self) -> dict[str, str]:
        """The words that are found with æ, ø and å put back only."""
        return self._seeking.respelt if self._sought else {}

    @cached_property
    def strict(self) -> AllOf:
        """What has all that was asked for."""
        minus = [matching.text(word, matching.OWN) for word in self._query.minus]
        return all_of([self._access, *self._phrases, *self._sought], minus)

    @cached_property
    def having_all(self) -> int:
        """How many documents do."""
        return self._snapshot.count(self.strict)

    @cached_property
    def takes_some(self) -> bool:
        """Whether documents that have only some of the words are found as well."""
        if self._query.whole or not self._sought:
            return False
        return self.having_all < (1 if self._query.sort == "newest" else FEW_HITS)

    @cached_property
    def all(self) -> Clause:
        """What is found, within what the reader may see: one set for hits, total and facets."""
        if not self.takes_some:
            return self.strict
        some = matching.most_first(self._sought, self._meant())
        return all_of([self._access, *self._phrases, some], self.strict.without)

    @cached_property
    def ranked(self) -> Clause:
        """The same set, the best first."""
        found, meant = self.all, self._meant()  # in this order: the first finds out what is misspelt
        ranked = matching.fading(
            Favouring(found, (*matching.near(meant), *matching.parts_near(meant), *matching.fresh()))
        )
        return matching.strict_first(self.strict, ranked, len(self._sought)) if self.takes_some else ranked

    @cached_property
    def _sought(self) -> list[Clause]:
        """What each word finds."""
        return self._seeking.clauses(self._words)

    def _meant(self) -> list[str]:
        return [self._seeking.meant(word) for word in self._words]
