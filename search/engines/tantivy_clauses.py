"""The small parts a tantivy query is put together from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import tantivy
from tantivy import Occur

from search.engines.base import (
    BODY_WEIGHT,
    CONTEXT_WEIGHT,
    MOST_BONUS,
    NEAR_WEIGHT,
    PREFIX_WEIGHT,
    STRICT_BONUS,
    TITLE_WEIGHT,
    TOGETHER_WEIGHT,
)
from search.engines.tantivy_schema import schema
from search.terms import alternatives, prefix_of, twin_terms

Clause = tantivy.Query
Fields = tuple[tuple[str, float], ...]
FIELDS = (("title", TITLE_WEIGHT), ("body", BODY_WEIGHT))
FIELDS_AND_CONTEXT = (*FIELDS, ("context", CONTEXT_WEIGHT))
FEW_WORDS = 2
MOST_BETWEEN = 8  # words between two that stand near each other


def all_of(clauses: Iterable[Clause], without: Iterable[Clause] = ()) -> Clause:
    """Return what matches every one of `clauses` and none of `without`."""
    required = [(Occur.Must, clause) for clause in clauses]
    return tantivy.Query.boolean_query(
        [*(required or [(Occur.Must, everything())]), *((Occur.MustNot, clause) for clause in without)]
    )


def any_of(clauses: Iterable[Clause]) -> Clause:
    """Return what matches at least one of `clauses`; scores add up."""
    return tantivy.Query.boolean_query([(Occur.Should, clause) for clause in clauses])


def everything() -> Clause:
    """Return what matches every document, with no say in the score."""
    return tantivy.Query.const_score_query(tantivy.Query.all_query(), 0.0)


def keyword(field: str, values: Iterable[str]) -> Clause:
    """Return what has one of `values` in a keyword field, with no say in the score."""
    terms = tantivy.Query.term_set_query(schema(), field, list(values))
    return tantivy.Query.const_score_query(terms, 0.0)


def text(words: str, fields: Fields = FIELDS_AND_CONTEXT) -> Clause:
    """Return what holds a word or a phrase in any of its forms; the best form and all fields count."""
    return tantivy.Query.disjunction_max_query([_in_fields(sequence, fields) for sequence in alternatives(words)])


def near(words: Sequence[str]) -> Iterator[Clause]:
    """Yield what holds two neighbours among `words` with at most a few between them, and what holds all of them so.

    In pairs, because the cost of a longer phrase with gaps grows with each of its words.
    """
    terms = [next(iter(alternatives(word)), ()) for word in words]
    for field, weight in FIELDS:
        pairs = [
            tantivy.Query.phrase_query(schema(), field, [first[-1], second[0]], slop=MOST_BETWEEN)
            for first, second in pairwise(filter(None, terms))
        ]
        yield from (tantivy.Query.boost_query(pair, weight * NEAR_WEIGHT) for pair in pairs)
        if len(pairs) > 1:
            yield tantivy.Query.boost_query(all_of(pairs), weight * TOGETHER_WEIGHT)


def twin(word: str) -> Clause:
    """Return what `word` finds when it was written without æ ø å (gjore finds gjøre)."""
    terms = list(twin_terms(word))
    return tantivy.Query.const_score_query(tantivy.Query.term_set_query(schema(), "twins", terms), PREFIX_WEIGHT)


def longer(word: str) -> Iterator[Clause]:
    """Yield what holds a longer word beginning with `word`, in the title and in the body, unless it is too short."""
    if beginning := prefix_of(word):
        for field, weight in FIELDS:
            longer_words = tantivy.Query.regex_query(schema(), field, f"{beginning}.*")
            yield tantivy.Query.const_score_query(longer_words, weight * PREFIX_WEIGHT)


def favouring(clause: Clause, favoured: Iterable[Clause]) -> Clause:
    """Return what matches `clause`, with a better score where any of `favoured` matches as well."""
    return tantivy.Query.boolean_query([(Occur.Must, clause), *((Occur.Should, other) for other in favoured)])


def most_first(clauses: Sequence[Clause]) -> Clause:
    """Return what matches any of `clauses`, with what matches most of them before what has one rare word."""
    optional = [(Occur.Should, clause) for clause in clauses]
    most = tantivy.Query.boolean_query(optional, minimum_number_should_match=len(optional) // 2 + 1)
    return favouring(any_of(clauses), [tantivy.Query.const_score_query(most, MOST_BONUS)])


def strict_first(strict: Clause, loose: Clause, words: int) -> Clause:
    """Return what matches `loose`, with everything that also matches `strict` before the rest.

    Of a query of many `words` all may stand by chance in a long document; then it is no more than a better score.
    """
    bonus = STRICT_BONUS / 10 ** max(0, words - FEW_WORDS)
    return favouring(loose, [tantivy.Query.const_score_query(strict, bonus)])


def _in_fields(terms: Sequence[str], fields: Fields) -> Clause:
    return any_of(tantivy.Query.boost_query(_sequence(field, terms), weight) for field, weight in fields)


def _sequence(field: str, terms: Sequence[str]) -> Clause:
    if len(terms) == 1:
        return tantivy.Query.term_query(schema(), field, terms[0])
    return tantivy.Query.phrase_query(schema(), field, list(terms))
