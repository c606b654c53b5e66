"""What a document must hold to be found, as a tree that every engine translates into its own language.

What a clause matches is the same in all engines. What it scores follows the rarity of its terms, which each engine
counts in its own way, and the weights in the tree.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from search.terms import TermSequence


@dataclass(frozen=True, slots=True)
class Everything:
    """Every document; it scores nothing."""


@dataclass(frozen=True, slots=True)
class Keyword:
    """One of `values` in a keyword field; it scores nothing."""

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Terms:
    """One term, or several beside each other, in a field of terms."""

    field: str
    terms: TermSequence


@dataclass(frozen=True, slots=True)
class AnyTerm:
    """One of `terms` in a field, whichever: it scores `score`."""

    field: str
    terms: TermSequence
    score: float


@dataclass(frozen=True, slots=True)
class Beginning:
    """A term that begins with `text`, whichever: it scores `score`."""

    field: str
    text: str
    score: float


@dataclass(frozen=True, slots=True)
class Near:
    """`first` before `second` in a field, with at most `between` words between them."""

    field: str
    first: str
    second: str
    between: int


@dataclass(frozen=True, slots=True)
class Since:
    """Published at `moment` (seconds since 1970) or later: it scores `score`."""

    moment: int
    score: float


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every one of `clauses`, and none of `without`; scores add up."""

    clauses: tuple[Clause, ...]
    without: tuple[Clause, ...] = ()


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least `least` of `clauses`; scores add up."""

    clauses: tuple[Clause, ...]
    least: int = 1


@dataclass(frozen=True, slots=True)
class BestOf:
    """At least one of `clauses`; the best score counts."""

    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Weighted:
    """What `clause` matches, with its score times `weight`."""

    clause: Clause
    weight: float


@dataclass(frozen=True, slots=True)
class Scoring:
    """What `clause` matches; it scores `score`, whatever its own."""

    clause: Clause
    score: float


@dataclass(frozen=True, slots=True)
class Favouring:
    """What `clause` matches, with the scores of those of `favoured` that match as well."""

    clause: Clause
    favoured: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Fading:
    """What `clause` matches, with its score times `weight` where the deadline was at `moment` (as above) or before."""

    clause: Clause
    moment: int
    weight: float


Clause = (
    Everything
    | Keyword
    | Terms
    | AnyTerm
    | Beginning
    | Near
    | Since
    | AllOf
    | AnyOf
    | BestOf
    | Weighted
    | Scoring
    | Favouring
    | Fading
)


def all_of(clauses: Iterable[Clause], without: Iterable[Clause] = ()) -> AllOf:
    """Return what matches every one of `clauses` and none of `without`; without clauses, every document does."""
    return AllOf(tuple(clauses) or (Everything(),), tuple(without))


def any_of(clauses: Iterable[Clause]) -> AnyOf:
    """Return what matches at least one of `clauses`; without any, nothing does."""
    return AnyOf(tuple(clauses))


def keyword(field: str, values: Iterable[str]) -> Keyword:
    """Return what has one of `values` in a keyword field."""
    return Keyword(field, tuple(sorted(values)))
