"""The small parts a tantivy query is put together from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import tantivy
from tantivy import Occur

from search.engines.base import BODY_WEIGHT, PREFIX_WEIGHT, STRICT_BONUS, TITLE_WEIGHT
from search.engines.tantivy_schema import schema
from search.terms import alternatives, prefix_of, twin_terms

Clause = tantivy.Query
FIELDS = (("title", TITLE_WEIGHT), ("body", BODY_WEIGHT))


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


def text(words: str) -> Clause:
    """Return what holds a word or a phrase in any of its forms; the best form and both fields count."""
    return tantivy.Query.disjunction_max_query([_in_fields(sequence) for sequence in alternatives(words)])


def twin(word: str) -> Clause:
    """Return what `word` finds when it was written without æ ø å (gjore finds gjøre)."""
    terms = list(twin_terms(word))
    return tantivy.Query.const_score_query(tantivy.Query.term_set_query(schema(), "twins", terms), PREFIX_WEIGHT)


def prefix(word: str) -> Clause | None:
    """Return what holds a longer word beginning with `word`, or nothing when it is too short for that."""
    beginning = prefix_of(word)
    if not beginning:
        return None
    return any_of(
        tantivy.Query.const_score_query(
            tantivy.Query.regex_query(schema(), field, f"{beginning}.*"), weight * PREFIX_WEIGHT
        )
        for field, weight in FIELDS
    )


def strict_first(strict: Clause, loose: Clause) -> Clause:
    """Return what matches `loose`, with everything that also matches `strict` before the rest."""
    bonus = tantivy.Query.const_score_query(strict, STRICT_BONUS)
    return tantivy.Query.boolean_query([(Occur.Must, loose), (Occur.Should, bonus)])


def _in_fields(terms: Sequence[str]) -> Clause:
    return any_of(tantivy.Query.boost_query(_sequence(field, terms), weight) for field, weight in FIELDS)


def _sequence(field: str, terms: Sequence[str]) -> Clause:
    if len(terms) == 1:
        return tantivy.Query.term_query(schema(), field, terms[0])
    return tantivy.Query.phrase_query(schema(), field, list(terms))
