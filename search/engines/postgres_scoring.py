"""What the documents that match score: BM25 over the terms of their fields, by the weights of the clauses.

PostgreSQL has no such score of its own, so it is counted here, over the few documents that may stand first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import singledispatch

from search import clauses
from search.clauses import Clause
from search.engines.postgres_schema import EVERY_DOCUMENT, SCORED, name_of, total_of
from search.engines.postgres_translation import followed, marked
from search.snapshot import rarity

SATURATION, LENGTH_WEIGHT = 1.2, 0.75  # k1 and b of BM25, as in the other engines

Tally = Mapping[str, int]
Scorer = Callable[["Scored"], float | None]  # None for a document that does not match


class Scored:
    """What is read of a document to score it: its keywords, and the texts of its fields."""

    def __init__(self, uid: str, published: int, deadline: int | None, keywords: list[str], **texts: str) -> None:
        self.uid = uid
        self.published = published
        self.deadline = deadline
        self.keywords = frozenset(keywords)
        self.texts = texts
        self.lengths = {field: texts[field].count("<") for field in SCORED}


def counted_names(clause: Clause) -> set[str]:
    """Return the names in the tally that the scores of `clause` depend on."""
    return {EVERY_DOCUMENT, *map(total_of, SCORED), *(name for names in leaves(clause) for name in names)}


def leaves(clause: Clause) -> Iterator[list[str]]:
    """Yield the names of the terms of everything in `clause` that is looked for in the text, and scores by rarity."""
    match clause:
        case clauses.Terms():
            yield [name_of(clause.field, term) for term in clause.terms]
        case clauses.Near():
            yield [name_of(clause.field, term) for term in (clause.first, clause.second)]
        case clauses.AllOf() | clauses.AnyOf() | clauses.BestOf():
            yield from (leaf for one in clause.clauses for leaf in leaves(one))
        case clauses.Weighted() | clauses.Scoring() | clauses.Fading():
            yield from leaves(clause.clause)
        case clauses.Favouring():
            yield from (leaf for one in (clause.clause, *clause.favoured) for leaf in leaves(one))


def _never(document: Scored) -> float | None:
    return None


@singledispatch
def scorer(clause: Clause, tally: Tally) -> Scorer:
    """Return what scores a document for `clause`."""
    raise NotImplementedError(type(clause).__name__)


@scorer.register
def _(clause: clauses.Everything, tally: Tally) -> Scorer:
    return lambda document: 0.0


@scorer.register
def _(clause: clauses.Keyword, tally: Tally) -> Scorer:
    names = {name_of(clause.field, value) for value in clause.values}
    return lambda document: None if names.isdisjoint(document.keywords) else 0.0


@scorer.register
def _(clause: clauses.Terms, tally: Tally) -> Scorer:
    if len(clause.terms) == 1:
        mark = f"<{clause.terms[0]}>"
        return _by_rarity(clause, clause.field, tally, lambda text: text.count(mark))
    return _by_rarity(clause, clause.field, tally, _times(clause.terms))


@scorer.register
def _(clause: clauses.Near, tally: Tally) -> Scorer:
    return _by_rarity(clause, clause.field, tally, _times((clause.first, clause.second), clause.between))


@scorer.register
def _(clause: clauses.AnyTerm, tally: Tally) -> Scorer:
    marks = [f"<{term}>" for term in clause.terms]
    return lambda document: clause.score if any(mark in document.texts[clause.field] for mark in marks) else None


@scorer.register
def _(clause: clauses.Beginning, tally: Tally) -> Scorer:
    mark = f"<{clause.text}"
    return lambda document: clause.score if mark in document.texts[clause.field] else None


@scorer.register
def _(clause: clauses.Since, tally: Tally) -> Scorer:
    return lambda document: clause.score if document.published >= clause.moment else None


@scorer.register
def _(clause: clauses.AllOf, tally: Tally) -> Scorer:
    every = [scorer(one, tally) for one in clause.clauses]
    without = [scorer(one, tally) for one in clause.without]
    if _never in every:
        return _never

    def score(document: Scored) -> float | None:
        scores = [one for ask in every if (one := ask(document)) is not None]
        wrong = len(scores) < len(every) or any(ask(document) is not None for ask in without)
        return None if wrong else sum(scores)

    return score


@scorer.register
def _(clause: clauses.AnyOf, tally: Tally) -> Scorer:
    some = [found for one in clause.clauses if (found := scorer(one, tally)) is not _never]

    def score(document: Scored) -> float | None:
        scores = [one for ask in some if (one := ask(document)) is not None]
        return sum(scores) if len(scores) >= clause.least else None

    return score if len(some) >= clause.least else _never


@scorer.register
def _(clause: clauses.BestOf, tally: Tally) -> Scorer:
    some = [found for one in clause.clauses if (found := scorer(one, tally)) is not _never]
    if len(some) == 1:
        return some[0]
    return lambda document: max((one for ask in some if (one := ask(document)) is not None), default=None)


@scorer.register
def _(clause: clauses.Weighted, tally: Tally) -> Scorer:
    inner = scorer(clause.clause, tally)
    if inner is _never:
        return _never
    return lambda document: None if (found := inner(document)) is None else found * clause.weight


@scorer.register
def _(clause: clauses.Scoring, tally: Tally) -> Scorer:
    inner = scorer(clause.clause, tally)
    return lambda document: None if inner(document) is None else clause.score


@scorer.register
def _(clause: clauses.Favouring, tally: Tally) -> Scorer:
    inner, favoured = scorer(clause.clause, tally), [scorer(one, tally) for one in clause.favoured]

    def score(document: Scored) -> float | None:
        found = inner(document)
        return None if found is None else found + sum(ask(document) or 0.0 for ask in favoured)

    return score


@scorer.register
def _(clause: clauses.Fading, tally: Tally) -> Scorer:
    inner = scorer(clause.clause, tally)

    def score(document: Scored) -> float | None:
        found, deadline = inner(document), document.deadline
        is_over = deadline is not None and deadline <= clause.moment
        return found * clause.weight if found is not None and is_over else found

    return score


def _by_rarity(clause: Clause, field: str, tally: Tally, times: Callable[[str], int]) -> Scorer:
    """Return BM25 for what stands so many `times` in the text of a field."""
    names = [name for leaf in leaves(clause) for name in leaf]
    if not all(tally.get(name) for name in names):
        return _never
    documents = tally[EVERY_DOCUMENT]
    telling = sum(rarity(documents, tally[name]) for name in names)
    usual = tally[total_of(field)] / documents

    def score(document: Scored) -> float | None:
        found = times(document.texts[field])
        if not found:
            return None
        length = 1 - LENGTH_WEIGHT + LENGTH_WEIGHT * document.lengths[field] / usual
        return telling * found * (SATURATION + 1) / (found + SATURATION * length)

    return score


def _times(terms: tuple[str, ...], between: int = 0) -> Callable[[str], int]:
    expression = re.compile(f"{marked(terms[0])}(?={followed(terms[1:], between)})")
    marks = [f"<{term}>" for term in terms]
    return lambda text: len(expression.findall(text)) if all(mark in text for mark in marks) else 0
