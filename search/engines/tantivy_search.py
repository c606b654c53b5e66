"""One search in the embedded index, from the words as written to the page of hits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any

import tantivy

from search.engines import tantivy_clauses as clauses
from search.engines.base import FEW_HITS, Hit, ResultPage
from search.engines.tantivy_clauses import Clause
from search.engines.tantivy_schema import from_tantivy
from search.engines.tantivy_words import correct
from search.query import FACETS, MAX_OFFSET, Query, encode_cursor
from search.terms import content_words

MOST_FACET_VALUES = 1000

FacetCounts = dict[str, tuple[tuple[str, int], ...]]


class TantivySearch:
    """A query on its way through one snapshot of the index."""

    def __init__(self, searcher: tantivy.Searcher, query: Query) -> None:
        self._searcher = searcher
        self._asked = query
        self._access = clauses.keyword("access", query.access_keys)
        self._corrections: dict[str, str] = {}

    def page(self) -> ResultPage:
        """Return the page of hits."""
        query = self._asked
        if query.is_meaningless:
            return ResultPage(searched=query, facets=dict.fromkeys(FACETS, ()))
        result = self._ranked(self._all_filters())
        searched = _with_corrections(query, self._corrections) if self._corrections else query
        following = query.offset + query.limit
        return ResultPage(
            searched=searched,
            total=result.count,
            hits=tuple(self._hits(result)),
            facets=self._facets(),
            corrected=searched.text if self._corrections else None,
            next=encode_cursor(following) if following < min(result.count, MAX_OFFSET + 1) else None,
        )

    @cached_property
    def _matching(self) -> Clause:
        """What the words ask for, within what the reader may see: one set for hits, total and facets."""
        query = self._asked
        phrases = [clauses.text(phrase) for phrase in query.phrases]
        words = {word: self._clause(word) for word in content_words(query.words)}
        minus = [clauses.text(word) for word in query.minus]
        strict = clauses.all_of([self._access, *phrases, *words.values()], minus)
        if not words or self._count(strict) >= FEW_HITS:
            return strict
        any_word = clauses.any_of(self._widened(words))
        return clauses.strict_first(strict, clauses.all_of([self._access, *phrases, any_word], minus))

    def _clause(self, word: str) -> Clause:
        """Return what a word finds: itself, else its twin with æ ø å, else longer words, else its correction."""
        exact = clauses.text(word)
        wider = (exact, clauses.twin(word), clauses.prefix(word))
        found = next((clause for clause in wider if clause is not None and self._is_found(clause)), None)
        if found is None and (corrected := correct(self._searcher, word)):
            self._corrections[word] = corrected
            found = clauses.text(corrected)
        return found or exact

    def _widened(self, words: dict[str, Clause]) -> Iterator[Clause]:
        yield from words.values()
        for word in words:
            longer = clauses.prefix(self._corrections.get(word, word))
            if longer is not None:
                yield longer

    def _ranked(self, matching: Clause) -> Any:
        query = self._asked
        by_date = query.sort == "newest" or not (query.words or query.phrases)
        return self._searcher.search(
            matching, query.limit, offset=query.offset, order_by_field="published" if by_date else None
        )

    def _hits(self, result: Any) -> Iterator[Hit]:
        for score, address in result.hits:
            yield Hit(from_tantivy(self._searcher.doc(address)), score if isinstance(score, float) else 0.0)

    def _facets(self) -> FacetCounts:
        """Return the counts of every facet: those not filtered on at once, each other without its own filter."""
        chosen = self._asked.filters
        counted = _counted(self._searcher, self._all_filters(), [name for name in FACETS if name not in chosen])
        for name in chosen:
            counted |= _counted(self._searcher, self._all_filters(except_for=name), [name])
        return {name: counted[name] for name in FACETS}

    def _all_filters(self, except_for: str = "") -> Clause:
        filters = self._asked.filters.items()
        chosen = [clauses.keyword(name, values) for name, values in filters if name != except_for]
        return clauses.all_of([self._matching, *chosen])

    def _is_found(self, clause: Clause) -> bool:
        return self._count(clauses.all_of([self._access, clause])) > 0

    def _count(self, clause: Clause) -> int:
        result: Any = self._searcher.search(clause, 1)  # the stubs lack its count
        return result.count


def _counted(searcher: tantivy.Searcher, matching: Clause, names: list[str]) -> FacetCounts:
    """Return how often each value of the facets in `names` is found, the most frequent first."""
    request = {name: {"terms": {"field": name, "size": MOST_FACET_VALUES}} for name in names}
    answer = searcher.aggregate(matching, request) if request else {}
    counts = {name: [(bucket["key"], bucket["doc_count"]) for bucket in answer[name]["buckets"]] for name in names}
    return {name: tuple(sorted(values, key=lambda pair: (-pair[1], pair[0]))) for name, values in counts.items()}


def _with_corrections(query: Query, corrections: Mapping[str, str]) -> Query:
    text = query.text
    for word, corrected in corrections.items():
        text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", corrected, text, count=1)
    return replace(query, text=text, words=tuple(corrections.get(word, word) for word in query.words))
