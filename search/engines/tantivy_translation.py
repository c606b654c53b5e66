"""Clauses in tantivy's own language."""

from __future__ import annotations

from functools import lru_cache, singledispatch

import tantivy
from tantivy import Occur

from search import clauses
from search.clauses import Clause
from search.engines.tantivy_schema import schema


@singledispatch
def translated(clause: Clause) -> tantivy.Query:
    """Return `clause` as a query of tantivy."""
    raise NotImplementedError(type(clause).__name__)


@translated.register
def _(clause: clauses.Everything) -> tantivy.Query:
    return tantivy.Query.const_score_query(tantivy.Query.all_query(), 0.0)


@translated.register
def _(clause: clauses.Keyword) -> tantivy.Query:
    return _one_of(clause.field, clause.values, 0.0)


@translated.register
def _(clause: clauses.Terms) -> tantivy.Query:
    if len(clause.terms) == 1:
        return tantivy.Query.term_query(schema(), clause.field, clause.terms[0])
    return tantivy.Query.phrase_query(schema(), clause.field, list(clause.terms))


@translated.register
def _(clause: clauses.AnyTerm) -> tantivy.Query:
    return _one_of(clause.field, clause.terms, clause.score)


@translated.register
def _(clause: clauses.Beginning) -> tantivy.Query:
    return tantivy.Query.const_score_query(_beginning(clause.field, clause.text), clause.score)


@translated.register
def _(clause: clauses.Near) -> tantivy.Query:
    return tantivy.Query.phrase_query(schema(), clause.field, [clause.first, clause.second], slop=clause.between)


@translated.register
def _(clause: clauses.Since) -> tantivy.Query:
    later = tantivy.Query.range_query(schema(), "published", tantivy.FieldType.Integer, clause.moment, None)
    return tantivy.Query.const_score_query(later, clause.score)


@translated.register
def _(clause: clauses.AllOf) -> tantivy.Query:
    required = ((Occur.Must, translated(one)) for one in clause.clauses)
    return tantivy.Query.boolean_query([*required, *((Occur.MustNot, translated(one)) for one in clause.without)])


@translated.register
def _(clause: clauses.AnyOf) -> tantivy.Query:
    optional = [(Occur.Should, translated(one)) for one in clause.clauses]
    return tantivy.Query.boolean_query(optional, minimum_number_should_match=clause.least)


@translated.register
def _(clause: clauses.BestOf) -> tantivy.Query:
    return tantivy.Query.disjunction_max_query([translated(one) for one in clause.clauses])


@translated.register
def _(clause: clauses.Weighted) -> tantivy.Query:
    return tantivy.Query.boost_query(translated(clause.clause), clause.weight)


@translated.register
def _(clause: clauses.Scoring) -> tantivy.Query:
    return tantivy.Query.const_score_query(translated(clause.clause), clause.score)


@translated.register
def _(clause: clauses.Favouring) -> tantivy.Query:
    favoured = ((Occur.Should, translated(one)) for one in clause.favoured)
    return tantivy.Query.boolean_query([(Occur.Must, translated(clause.clause)), *favoured])


@translated.register
def _(clause: clauses.Fading) -> tantivy.Query:
    every, over = translated(clause.clause), _over(clause.moment)
    faded = tantivy.Query.boost_query(_both(every, Occur.Must, over), clause.weight)
    return tantivy.Query.disjunction_max_query([_both(every, Occur.MustNot, over), faded])


def _over(moment: int) -> tantivy.Query:
    past = tantivy.Query.range_query(schema(), "deadline", tantivy.FieldType.Integer, None, moment)
    return tantivy.Query.const_score_query(past, 0.0)


def _both(every: tantivy.Query, occur: Occur, over: tantivy.Query) -> tantivy.Query:
    return tantivy.Query.boolean_query([(Occur.Must, every), (occur, over)])


@lru_cache(maxsize=2000)
def _beginning(field: str, text: str) -> tantivy.Query:
    """Kept, because an automaton is made of it, and a search asks for the same beginnings again and again."""
    return tantivy.Query.regex_query(schema(), field, f"{text}.*")


def _one_of(field: str, values: tuple[str, ...], score: float) -> tantivy.Query:
    return tantivy.Query.const_score_query(tantivy.Query.term_set_query(schema(), field, list(values)), score)
