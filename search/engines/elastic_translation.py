"""Clauses in the language of Elasticsearch."""

from __future__ import annotations

from collections.abc import Iterable
from functools import singledispatch

from elasticsearch.dsl import query
from elasticsearch.dsl.query import Query

from search import clauses
from search.clauses import Clause
from search.engines.elastic_schema import lanes


@singledispatch
def translated(clause: Clause) -> Query:
    """Return `clause` as a query of Elasticsearch."""
    raise NotImplementedError(type(clause).__name__)


@translated.register
def _(clause: clauses.Everything) -> Query:
    return query.ConstantScore(filter=query.MatchAll(), boost=0)


@translated.register
def _(clause: clauses.Keyword) -> Query:
    return query.ConstantScore(filter=_one_of(clause.field, clause.values), boost=0)


@translated.register
def _(clause: clauses.Terms) -> Query:
    if len(clause.terms) == 1:
        return query.Term(**{clause.field: {"value": clause.terms[0]}})
    return _in_order(clause.field, clause.terms, between=0)


@translated.register
def _(clause: clauses.AnyTerm) -> Query:
    return query.ConstantScore(filter=_one_of(clause.field, clause.terms), boost=clause.score)


@translated.register
def _(clause: clauses.Beginning) -> Query:
    beginning = query.Prefix(**{clause.field: {"value": clause.text}})
    return query.ConstantScore(filter=beginning, boost=clause.score)


@translated.register
def _(clause: clauses.Near) -> Query:
    return _in_order(clause.field, (clause.first, clause.second), between=clause.between)


@translated.register
def _(clause: clauses.Since) -> Query:
    return query.ConstantScore(filter=query.Range(published={"gte": clause.moment}), boost=clause.score)


@translated.register
def _(clause: clauses.AllOf) -> Query:
    return query.Bool(must=_all(clause.clauses), must_not=_all(clause.without))


@translated.register
def _(clause: clauses.AnyOf) -> Query:
    if not clause.clauses:
        return query.MatchNone()
    return query.Bool(should=_all(clause.clauses), minimum_should_match=clause.least)


@translated.register
def _(clause: clauses.BestOf) -> Query:
    return query.DisMax(queries=_all(clause.clauses)) if clause.clauses else query.MatchNone()


@translated.register
def _(clause: clauses.Weighted) -> Query:
    return query.Bool(must=[translated(clause.clause)], boost=clause.weight)


@translated.register
def _(clause: clauses.Scoring) -> Query:
    return query.ConstantScore(filter=translated(clause.clause), boost=clause.score)


@translated.register
def _(clause: clauses.Favouring) -> Query:
    return query.Bool(must=[translated(clause.clause)], should=_all(clause.favoured))


@translated.register
def _(clause: clauses.Fading) -> Query:
    over = query.Range(deadline={"lte": clause.moment})
    return query.Boosting(positive=translated(clause.clause), negative=over, negative_boost=clause.weight)


def _all(several: Iterable[Clause]) -> list[Query]:
    return [translated(one) for one in several]


def _one_of(field: str, values: tuple[str, ...]) -> Query:
    return query.Terms(**{field: list(values)})


def _in_order(field: str, terms: Iterable[str], between: int) -> Query:
    """Return what holds `terms` in this order, each in any lane, with at most `between` positions skipped."""
    return query.SpanNear(clauses=[_in_a_lane(field, term) for term in terms], slop=between, in_order=True)


def _in_a_lane(field: str, term: str) -> Query:
    first, *others = lanes(field)
    spans = [query.SpanTerm(**{lane: {"value": term}}) for lane in others]
    masked = [query.SpanFieldMasking(query=span, field=first) for span in spans]
    return query.SpanOr(clauses=[query.SpanTerm(**{first: {"value": term}}), *masked])
