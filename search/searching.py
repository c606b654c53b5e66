"""One search, from the words as written to the page of hits; the same in every engine."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from search import cursor, matching
from search.clauses import AllOf, Clause, Favouring, all_of, keyword
from search.likeness import alike
from search.query import FACETS, Query
from search.seeking import Seeking
from search.snapshot import FacetCounts, Found, Hit, Snapshot
from search.terms import OPEN, content_words

FEW_HITS = 10


@dataclass(frozen=True, slots=True)
class ResultPage:
    """One page of hits.

    `total` and `facets` are counted over exactly the documents the pages together show; a facet that is filtered on is
    counted as if it were not, so that more of its values can be chosen. `searched` is the query that was run, and the
    one to highlight: with `corrected` set, some of the reader's words were not found and this text was sought instead.
    `is_partial` when no document that is found has all that was sought. `next` is the cursor of the page after this.
    `open_total` counts those of `total` that everybody may read.
    """

    searched: Query
    total: int = 0
    hits: tuple[Hit, ...] = ()
    facets: FacetCounts = field(default_factory=dict)
    corrected: str | None = None
    is_partial: bool = False
    next: str | None = None
    open_total: int = 0


class Searching:
    """A query on its way through one snapshot of an index.

    All words are required, each as itself, at the beginning of a longer word, or as a part of a compound; when fewer
    than ten of the reader's documents have them all (filters not counted, so that a facet's number is what choosing it
    gives), documents with any of them follow. By date stand only those that have all: what is new and has one of the
    words would stand before what is meant.
    """

    def __init__(self, snapshot: Snapshot, query: Query) -> None:
        self._snapshot = snapshot
        self._asked = query
        self._words = content_words(query.words)
        self._phrases = [matching.text(phrase) for phrase in query.phrases]
        self._access = matching.readable(query)
        self._seeking = Seeking(snapshot, self._access, query.synonyms, literal=query.literal)

    def page(self) -> ResultPage:
        """Return the page of hits."""
        query = self._asked
        if query.like:
            return ResultPage(searched=query, hits=alike(self._snapshot, query))
        if query.is_meaningless:
            return ResultPage(searched=query, facets=dict.fromkeys(FACETS, ()))
        found = self._found()
        corrections = self._seeking.corrections
        searched = _with_corrections(query, corrections) if corrections else query
        shown, number = found.hits[: query.limit], query.after.number if query.after else 0
        return ResultPage(
            searched=searched,
            total=found.total,
            hits=shown,
            facets=self._facets(),
            corrected=searched.text if corrections else None,
            is_partial=found.total > 0 and self._is_partial(),
            open_total=self._open_total(found.total),
            next=cursor.encode(shown[-1].place(number + len(shown))) if len(found.hits) > len(shown) else None,
        )

    @cached_property
    def _matching(self) -> Clause:
        """What the words ask for, within what the reader may see: one set for hits, total and facets."""
        found: Clause = self._strict  # asked first: it finds out what is misspelt
        meant = [self._seeking.meant(word) for word in self._words]
        if self._takes_some:
            loose = all_of(
                [self._access, *self._phrases, matching.most_first(self._sought, meant)], self._strict.without
            )
            found = matching.strict_first(self._strict, loose, len(self._sought))
        return Favouring(found, (*matching.near(meant), *matching.fresh()))

    @cached_property
    def _strict(self) -> AllOf:
        """What has all that was asked for."""
        minus = [matching.text(word, matching.OWN) for word in self._asked.minus]
        return all_of([self._access, *self._phrases, *self._sought], minus)

    @cached_property
    def _takes_some(self) -> bool:
        """Whether documents that have only some of the words are found as well."""
        if self._asked.whole or not self._sought:
            return False
        return self._having_all < (1 if self._asked.sort == "newest" else FEW_HITS)

    @cached_property
    def _having_all(self) -> int:
        return self._snapshot.count(self._strict)

    def _is_partial(self) -> bool:
        if not self._takes_some or not self._having_all:
            return self._takes_some
        return bool(self._asked.filters) and self._snapshot.count(self._filtered(self._strict)) == 0

    @cached_property
    def _sought(self) -> list[Clause]:
        """What each word finds."""
        return self._seeking.clauses(self._words)

    def _found(self) -> Found:
        query = self._asked
        by_date = (query.sort == "newest" or not (query.words or query.phrases)) and not self._takes_some
        found = self._filtered(self._matching)
        after = query.after
        if after and not by_date:
            own = self._snapshot.found(all_of([found, keyword("uid", [after.uid])]), 1).hits
            after = after.now(own[0].score if own else None)
        return self._snapshot.found(found, query.limit + 1, after, by_date=by_date)

    def _open_total(self, total: int) -> int:
        if not total or self._asked.access_keys == {OPEN}:
            return total
        return self._snapshot.count(all_of([self._filtered(self._matching), keyword("access", [OPEN])]))

    def _facets(self) -> FacetCounts:
        """Return the counts of every facet: those not filtered on at once, each other without its own filter."""
        chosen = self._asked.filters
        counted = self._snapshot.counted(
            self._filtered(self._matching), [name for name in FACETS if name not in chosen]
        )
        for name in chosen:
            counted |= self._snapshot.counted(self._filtered(self._matching, except_for=name), [name])
        return {name: counted[name] for name in FACETS}

    def _filtered(self, clause: Clause, except_for: str = "") -> Clause:
        filters = self._asked.filters.items()
        chosen = [keyword(name, values) for name, values in filters if name != except_for]
        return all_of([clause, *chosen])


def _with_corrections(query: Query, corrections: Mapping[str, str]) -> Query:
    text = query.text
    for word, corrected in corrections.items():
        text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", corrected, text, count=1)
    return replace(query, text=text, words=tuple(corrections.get(word, word) for word in query.words))
