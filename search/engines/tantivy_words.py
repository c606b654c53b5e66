"""The words of the index that everybody may read: what a misspelt or unfinished word was meant to be."""

from __future__ import annotations

from typing import NamedTuple

import tantivy

from search.analysis import analyser_for
from search.analysis.folding import normalise
from search.analysis.norwegian import ANALYSER, STOP_WORDS
from search.engines import tantivy_clauses as clauses
from search.engines.tantivy_clauses import Clause
from search.engines.tantivy_schema import from_tantivy, schema
from search.spelling import distance, tolerance
from search.terms import OPEN, alternatives, vocabulary

WORDS = "vocabulary"
MOST_CANDIDATES = 6  # documents looked into for one correction


class _Meant(NamedTuple):
    """A misspelt word as written, and its stem."""

    word: str
    stem: str

    def clause(self, slips: int) -> Clause:
        """Return the open documents that hold a word at most `slips` away."""
        near = ((WORDS, self.word), *((field, self.stem) for field, _weight in clauses.FIELDS))
        fuzzy = (
            tantivy.Query.fuzzy_term_query(schema(), field, text, min(slips, tolerance(text))) for field, text in near
        )
        return clauses.all_of([clauses.keyword("access", [OPEN]), clauses.any_of(fuzzy)])

    def is_near(self, word: str, stem: str, slips: int) -> bool:
        """Return whether another word is at most `slips` away, by itself or by its stem."""
        pairs = ((self.word, word), (self.stem, stem))
        return any(distance(mine, other, slips) <= min(slips, tolerance(mine)) for mine, other in pairs)


def correct(searcher: tantivy.Searcher, word: str) -> str | None:
    """Return the word of open documents nearest to `word`, the most frequent of equals, or None if all are far off."""
    meant = _Meant(normalise(word), ANALYSER.form(word.lower()).term)
    for slips in range(1, tolerance(meant.word) + 1):
        candidates = _candidates(searcher, meant, slips)
        if candidates:
            return min(candidates, key=lambda near: (near[0] != meant.word[0], -searcher.doc_freq(WORDS, near), near))
    return None


def complete(searcher: tantivy.Searcher, prefix: str, limit: int) -> list[str]:
    """Return `prefix` with its last word completed, the most frequent words first; one form of each word."""
    *before, beginning = prefix.split(" ")
    beginning = normalise(beginning)
    if not beginning:
        return []
    context = clauses.all_of(clauses.text(word) for word in before if alternatives(word))
    known = searcher.terms_with_prefix(WORDS, beginning, filter_query=context, limit=10 * limit)
    forms: dict[str, str] = {}
    for word, _count in known:
        if word not in STOP_WORDS:
            forms.setdefault(ANALYSER.form(word).term, word)
    return [" ".join((*before, word)) for word in list(forms.values())[:limit]]


def _candidates(searcher: tantivy.Searcher, meant: _Meant, slips: int) -> set[str]:
    """Return words of open documents at most `slips` from the one meant.

    The index can say which documents hold a near word, but not which word it is. So one is opened at a time, each
    without the words seen before.
    """
    seen: set[str] = set()
    for _round in range(MOST_CANDIDATES):
        unseen = [clauses.keyword(WORDS, seen)] if seen else []
        hits = searcher.search(clauses.all_of([meant.clause(slips)], unseen), 1, count=False).hits
        if not hits:
            break
        document = from_tantivy(searcher.doc(hits[0][1]))
        known = vocabulary(analyser_for(document.language).forms(f"{document.title}\n{document.body}"))
        found = {word for word, stem in known.items() if word != meant.word and meant.is_near(word, stem, slips)}
        if not found:
            break
        seen |= found
    return seen
