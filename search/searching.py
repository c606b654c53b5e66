"""One search, from the words as written to the page of hits; the same in every engine."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from search import matching
from search.analysis.folding import normalise, spellings
from search.clauses import Clause, Favouring, all_of, any_of, keyword
from search.query import FACETS, MAX_OFFSET, Query, encode_cursor
from search.snapshot import FacetCounts, Found, Hit, Snapshot
from search.spelling import correct
from search.terms import content_words, joined

FEW_HITS = 10


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
    facets: FacetCounts = field(default_factory=dict)
    corrected: str | None = None
    next: str | None = None


class Searching:
    """A query on its way through one snapshot of an index.

    All words are required, each as itself, at the beginning of a longer word, or as a part of a compound; when fewer
    than ten of the reader's documents have them all (filters not counted, so that a facet's number is what choosing it
    gives), documents with any of them follow.
    """

    def __init__(self, snapshot: Snapshot, query: Query) -> None:
        self._snapshot = snapshot
        self._asked = query
        self._access = keyword("access", query.access_keys)
        self._corrections: dict[str, str] = {}

    def page(self) -> ResultPage:
        """Return the page of hits."""
        query = self._asked
        if query.is_meaningless:
            return ResultPage(searched=query, facets=dict.fromkeys(FACETS, ()))
        found = self._found()
        searched = _with_corrections(query, self._corrections) if self._corrections else query
        following = query.offset + query.limit
        return ResultPage(
            searched=searched,
            total=found.total,
            hits=found.hits,
            facets=self._facets(),
            corrected=searched.text if self._corrections else None,
            next=encode_cursor(following) if following < min(found.total, MAX_OFFSET + 1) else None,
        )

    @cached_property
    def _matching(self) -> Clause:
        """What the words ask for, within what the reader may see: one set for hits, total and facets."""
        query = self._asked
        words = content_words(query.words)
        phrases = [matching.text(phrase) for phrase in query.phrases]
        sought = self._sought(words)
        minus = [matching.text(word, matching.OWN) for word in query.minus] + matching.replaced_in(query.language)
        meant = [self._corrections.get(word, word) for word in words]
        strict = all_of([self._access, *phrases, *sought], minus)
        found: Clause = strict
        if sought and self._snapshot.count(strict) < FEW_HITS:
            loose = all_of([self._access, *phrases, matching.most_first(sought, meant)], minus)
            found = matching.strict_first(strict, loose, len(sought))
        return Favouring(found, tuple(matching.near(meant)))

    def _sought(self, words: Sequence[str]) -> list[Clause]:
        wholes: dict[str, list[Clause]] = {word: [] for word in words}
        for place, compound in joined(words):
            for word in words[place : place + 2]:
                wholes[word].append(matching.text(compound))
        for place, length, text in self._asked.synonyms.within(words):
            for word in words[place : place + length]:
                wholes[word].append(matching.synonym(text))
        return [self._clause(word, others) for word, others in wholes.items()]

    def _clause(self, word: str, others: Sequence[Clause]) -> Clause:
        """Return what a word finds: itself, longer words that begin with it, and `others` (compounds, synonyms).

        A word that is not found so is sought with æ, ø and å put back, else as its correction.
        """
        if self._is_found(matching.text(word)):
            ways = _ways(word)
        elif self._is_found(matching.twin(word)):
            ways = [matching.twin(word), *self._meant(self._with_letters(word) or word)]
        elif self._is_found(any_of([*others, *_ways(word)])):
            ways = _ways(word)
        else:
            ways = self._meant(self._with_letters(word) or self._corrected(word))
        return any_of([*ways, *others])

    def _meant(self, word: str) -> list[Clause]:
        return [*_ways(word), *map(matching.synonym, self._asked.synonyms.of(word))]

    def _with_letters(self, word: str) -> str | None:
        spelt = {spelling: any_of(_ways(spelling)) for spelling in spellings(normalise(word))}
        if spelt and self._is_found(any_of(spelt.values())):
            return next(spelling for spelling, clause in spelt.items() if self._is_found(clause))
        return None

    def _corrected(self, word: str) -> str:
        corrected = correct(self._snapshot, word)
        if corrected is None:
            return word
        self._corrections[word] = corrected
        return corrected

    def _found(self) -> Found:
        query = self._asked
        by_date = query.sort == "newest" or not (query.words or query.phrases)
        return self._snapshot.found(self._all_filters(), query.limit, query.offset, by_date=by_date)

    def _facets(self) -> FacetCounts:
        """Return the counts of every facet: those not filtered on at once, each other without its own filter."""
        chosen = self._asked.filters
        counted = self._snapshot.counted(self._all_filters(), [name for name in FACETS if name not in chosen])
        for name in chosen:
            counted |= self._snapshot.counted(self._all_filters(except_for=name), [name])
        return {name: counted[name] for name in FACETS}

    def _all_filters(self, except_for: str = "") -> Clause:
        filters = self._asked.filters.items()
        chosen = [keyword(name, values) for name, values in filters if name != except_for]
        return all_of([self._matching, *chosen])

    def _is_found(self, clause: Clause) -> bool:
        return self._snapshot.count(all_of([self._access, clause])) > 0


def _ways(word: str) -> list[Clause]:
    """Return the ways in which a document may hold `word`: itself, in its parts, at the beginning of a longer one."""
    return [matching.text(word), *matching.in_parts(word), *matching.longer(word)]


def _with_corrections(query: Query, corrections: Mapping[str, str]) -> Query:
    text = query.text
    for word, corrected in corrections.items():
        text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", corrected, text, count=1)
    return replace(query, text=text, words=tuple(corrections.get(word, word) for word in query.words))
