"""What is like a document: what has most of the words that tell most about it.

A word tells by how often it stands in the document, most in its title, and by how few others have it: squared, since
it is as telling in the other. Scores are sums of what the shared words tell, so they mean the same in every engine,
and what is not near enough can be left out.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from core.search_registry import SearchDocument
from search import matching
from search.analysis import Token, analyser_for
from search.analysis.base import is_capitals
from search.analysis.folding import normalise
from search.clauses import AnyOf, Clause, Favouring, Scoring, Terms, all_of, any_of, keyword
from search.query import Query
from search.snapshot import Hit, Snapshot

LONGEST_TEXT = 5_000  # characters of the document that are read
IN_TITLE, IN_TEXT, IN_COMPOUND = 4.0, 1.0, 0.5  # times that a word counts for
CANDIDATES, TELLING = 60, 12  # words
SHORTEST = 3  # letters
LEAST_SHARED = 3  # words
NEAR_ENOUGH = 0.28  # of what all the telling words say
TITLE_BONUS = 0.5  # for a word that stands in the title of the other as well
THEME = 0.15  # for a theme that both stand under, of what all the telling words say
BEGINNING = 600  # characters of the text of a hit: more is not shown


def alike(snapshot: Snapshot, query: Query) -> tuple[Hit, ...]:
    """Return the documents most like that with the uid `query.like`, the likest first; none that are far from it.

    Neither the document nor the others are any that the reader may not see. Of the text of each there is the beginning.
    """
    readable = matching.readable(query)
    own = snapshot.found(all_of([readable, keyword("uid", [query.like])]), 1).hits
    weights = _telling(own[0].document, snapshot) if own else {}
    if len(weights) < LEAST_SHARED:
        return ()
    filters = [keyword(name, values) for name, values in query.filters.items()]
    themes = own[0].document.facets.get("tema", ())
    others = all_of([readable, *filters, Scoring(_shared(weights, themes), 0.0)], [keyword("uid", [query.like])])
    said = sum(weights.values())
    scores = (*_scores(weights), *(Scoring(keyword("tema", [theme]), THEME * said) for theme in themes))
    hits = snapshot.found(Favouring(others, scores), query.limit).hits
    least = NEAR_ENOUGH * said
    return tuple(_beginning(hit) for hit in hits if hit.score >= least)


def _telling(document: SearchDocument, snapshot: Snapshot) -> dict[str, float]:
    """Return the terms that tell most about `document`, and how much each does.

    Those that stand nowhere else are among them, unless they are said only once: what is about something of its own is
    like nothing.
    """
    counted = dict(_counted(document).most_common(CANDIDATES))
    holders = snapshot.holders(tuple(counted))
    tells = {
        term: (1 + math.log(times)) * holders.rarity(term) ** 2
        for term, times in counted.items()
        if times > IN_TEXT or holders.of[term] > 1
    }
    return dict(Counter(tells).most_common(TELLING))


def _counted(document: SearchDocument) -> Counter[str]:
    analyser = analyser_for(document.language)
    counted: Counter[str] = Counter()
    for text, times in ((document.title, IN_TITLE), (document.body[:LONGEST_TEXT], IN_TEXT)):
        for token in analyser.forms(text):
            for word in token.words():
                if _says_something(word, analyser.stop_words):
                    _count(word, times, counted)
    return counted


def _count(word: Token, times: float, counted: Counter[str]) -> None:
    counted[word.term] += times
    for part in word.parts:
        if len(part.term) >= SHORTEST:
            counted[part.term] += times * IN_COMPOUND


def _says_something(word: Token, stop_words: frozenset[str]) -> bool:
    if is_capitals(word.surface):
        return True
    return len(word.term) >= SHORTEST and not word.term[0].isdigit() and normalise(word.surface) not in stop_words


def _shared(words: Iterable[str], themes: Sequence[str]) -> Clause:
    """Return what has enough of the words; one less is enough under the same theme."""
    terms = tuple(map(matching.anywhere, words))
    enough = AnyOf(terms, least=LEAST_SHARED)
    near = all_of([keyword("tema", themes), AnyOf(terms, least=LEAST_SHARED - 1)])
    return any_of([enough, near]) if themes else enough


def _scores(weights: Mapping[str, float]) -> tuple[Clause, ...]:
    anywhere = (Scoring(matching.anywhere(term), weight) for term, weight in weights.items())
    titles = (Scoring(Terms(matching.TITLE, (term,)), TITLE_BONUS * weight) for term, weight in weights.items())
    return (*anywhere, *titles)


def _beginning(hit: Hit) -> Hit:
    return replace(hit, document=replace(hit.document, body=hit.document.body[:BEGINNING], context=""))
