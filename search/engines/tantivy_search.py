"""One search in the embedded index, from the words as written to the page of hits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
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
from search.terms import content_words, joined

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
            hits=tuple(_hits(self._searcher, result)),
            facets=self._facets(),
            corrected=searched.text if self._corrections else None,
            next=encode_cursor(following) if following < min(result.count, MAX_OFFSET + 1) else None,
        )

    @cached_property
    def _matching(self) -> Clause:
        """What the words ask for, within what the reader may see: one set for hits, total and facets."""
        query = self._asked
        words = content_words(query.words)
        phrases = [clauses.text(phrase) for phrase in query.phrases]
        sought = self._sought(words)
        minus = [clauses.text(word, clauses.FIELDS) for word in query.minus]
        matching = clauses.all_of([self._access, *phrases, *sought], minus)
        if sought and self._count(matching) < FEW_HITS:
            loose = clauses.all_of([self._access, *phrases, clauses.most_first(sought)], minus)
            matching = clauses.strict_first(matching, loose, len(sought))
        return clauses.favouring(matching, clauses.near([self._corrections.get(word, word) for word in words]))

    def _sought(self, words: Sequence[str]) -> list[Clause]:
        compounds: dict[str, list[Clause]] = {word: [] for word in words}
        for place, compound in joined(words):
            for word in words[place : place + 2]:
                compounds[word].append(clauses.text(compound))
        return [self._clause(word, wholes) for word, wholes in compounds.items()]

    def _clause(self, word: str, compounds: Sequence[Clause]) -> Clause:
        """Return what a word finds: itself, `compounds` with its neighbour, and longer words that begin with it.

        A word that is not found so is sought as its twin with æ ø å, else as its correction.
        """
        exact = clauses.text(word)
        if not self._is_found(exact):
            if self._is_found(clauses.twin(word)):
                exact = clauses.twin(word)
            elif not self._is_found(clauses.any_of([*compounds, *clauses.longer(word)])):
                word = self._corrected(word)
                exact = clauses.text(word)
        return clauses.any_of([exact, *compounds, *clauses.longer(word)])

    def _corrected(self, word: str) -> str:
        corrected = correct(self._searcher, word)
        if corrected is None:
            return word
        self._corrections[word] = corrected
        return corrected

    def _ranked(self, matching: Clause) -> Any:
        query = self._asked
        by_date = query.sort == "newest" or not (query.words or query.phrases)
        return self._searcher.search(
            matching, query.limit, offset=query.offset, order_by_field="published" if by_date else None
        )

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


def _hits(searcher: tantivy.Searcher, result: Any) -> Iterator[Hit]:
    for score, address in result.hits:
        yield Hit(from_tantivy(searcher.doc(address)), score if isinstance(score, float) else 0.0)


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
