"""Clauses in PostgreSQL's own language.

A clause becomes one `tsquery`, which the index answers alone. What that cannot say (phrases, and a number of clauses
out of several) is said by a condition besides, over the few documents that the `tsquery` leaves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import singledispatch
from typing import Any, NamedTuple

from search import clauses
from search.clauses import Clause
from search.engines.postgres_schema import EVERY_DOCUMENT, name_of, quoted
from search.terms import TermSequence

NOTHING = quoted("no/document")
LIST = "SELECT uid FROM {document} WHERE "
SOME = "SELECT uid FROM LISTS AS each GROUP BY uid HAVING count(*) >= LEAST"
_SIGNS = re.compile(r"([.*+?()\[\]{}|^$\\])")


class Condition(NamedTuple):
    """SQL over the table of documents, with its values."""

    sql: str
    values: tuple[Any, ...]


def condition(clause: Clause) -> Condition:
    """Return what holds for the documents that `clause` matches."""
    held = _holding(clause)
    return held if _is_said_whole(clause) else _combined(" AND ", [held, _besides(clause)])


def marked(term: str) -> str:
    """Return a regular expression, of Python and PostgreSQL alike, for a term in the text of a field."""
    return _SIGNS.sub(r"\\\1", f"<{term}>")


def followed(terms: Iterable[str], between: int = 0) -> str:
    """Return a regular expression for what stands after a term: each of `terms` on the position after the last.

    Before each there may be up to `between` other positions.
    """
    gap = f" (?:[^ ]* ){{0,{between}}}" if between else " "
    return "".join(f"[^ ]*{gap}[^ ]*{marked(term)}" for term in terms)


@singledispatch
def tsquery(clause: Clause) -> str:
    """Return a query that every document matches which `clause` matches, and others only for want of words."""
    raise NotImplementedError(type(clause).__name__)


@tsquery.register
def _(clause: clauses.Everything | clauses.Since) -> str:
    return quoted(EVERY_DOCUMENT)


@tsquery.register
def _(clause: clauses.Keyword) -> str:
    return _joined("|", (quoted(name_of(clause.field, value)) for value in clause.values))


@tsquery.register
def _(clause: clauses.Terms) -> str:
    return _joined("&", (quoted(name_of(clause.field, term)) for term in clause.terms))


@tsquery.register
def _(clause: clauses.AnyTerm) -> str:
    return _joined("|", (quoted(name_of(clause.field, term)) for term in clause.terms))


@tsquery.register
def _(clause: clauses.Beginning) -> str:
    return f"{quoted(name_of(clause.field, clause.text))}:*"


@tsquery.register
def _(clause: clauses.Near) -> str:
    return _joined("&", (quoted(name_of(clause.field, term)) for term in (clause.first, clause.second)))


@tsquery.register
def _(clause: clauses.AllOf) -> str:
    without = (f"!{tsquery(one)}" for one in clause.without if _is_said_whole(one))
    return _joined("&", [*map(tsquery, clause.clauses), *without])


@tsquery.register
def _(clause: clauses.AnyOf | clauses.BestOf) -> str:
    return _joined("|", map(tsquery, clause.clauses))


@tsquery.register
def _(clause: clauses.Weighted | clauses.Scoring | clauses.Favouring | clauses.Fading) -> str:
    return tsquery(clause.clause)


@singledispatch
def _besides(clause: Clause) -> Condition:
    """Return what `clause` says that its `tsquery` does not."""
    raise NotImplementedError(type(clause).__name__)


@_besides.register
def _(clause: clauses.Terms) -> Condition:
    return _ordered(clause.field, clause.terms)


@_besides.register
def _(clause: clauses.Near) -> Condition:
    return _ordered(clause.field, (clause.first, clause.second), clause.between)


@_besides.register
def _(clause: clauses.Since) -> Condition:
    return Condition("published >= %s", (clause.moment,))


@_besides.register
def _(clause: clauses.AllOf) -> Condition:
    every = [condition(one) for one in clause.clauses if not _is_said_whole(one)]
    without = [condition(one) for one in clause.without if not _is_said_whole(one)]
    return _combined(" AND ", [*every, *map(_not, without)])


@_besides.register
def _(clause: clauses.AnyOf | clauses.BestOf) -> Condition:
    least = getattr(clause, "least", 1)
    if least > 1:
        lists = _combined(" UNION ALL ", [_listed(one) for one in map(condition, clause.clauses)])
        return Condition(f"uid IN ({SOME.replace('LISTS', lists.sql).replace('LEAST', str(least))})", lists.values)
    whole = tuple(one for one in clause.clauses if _is_said_whole(one))
    rest = [condition(one) for one in clause.clauses if not _is_said_whole(one)]
    # In one, because each look into a document's terms costs as much as the first.
    return _combined(" OR ", [_holding(clauses.AnyOf(whole)), *rest] if whole else rest)


@_besides.register
def _(clause: clauses.Weighted | clauses.Scoring | clauses.Favouring | clauses.Fading) -> Condition:
    return _besides(clause.clause)


def _is_said_whole(clause: Clause) -> bool:
    """Return whether a `tsquery` says all that `clause` says."""
    match clause:
        case clauses.Terms():
            return len(clause.terms) == 1
        case clauses.Near() | clauses.Since():
            return False
        case clauses.AllOf():
            return all(map(_is_said_whole, (*clause.clauses, *clause.without)))
        case clauses.AnyOf() | clauses.BestOf():
            return getattr(clause, "least", 1) == 1 and all(map(_is_said_whole, clause.clauses))
        case clauses.Weighted() | clauses.Scoring() | clauses.Favouring() | clauses.Fading():
            return _is_said_whole(clause.clause)
    return True


def _holding(clause: Clause) -> Condition:
    return Condition("terms @@ %s::tsquery", (tsquery(clause),))


def _ordered(field: str, terms: TermSequence, between: int = 0) -> Condition:
    return Condition(f"{field} ~ %s", (f"{marked(terms[0])}{followed(terms[1:], between)}",))


def _listed(one: Condition) -> Condition:
    return Condition(LIST + one.sql, one.values)


def _not(one: Condition) -> Condition:
    return Condition(f"NOT ({one.sql})", one.values)


def _combined(operator: str, conditions: list[Condition]) -> Condition:
    values = tuple(value for one in conditions for value in one.values)
    return Condition(f"({operator.join(one.sql for one in conditions)})", values)


def _joined(operator: str, queries: Iterable[str]) -> str:
    return f"({operator.join(queries) or NOTHING})"
