"""Which documents a word of a query finds, and how much each way of holding it counts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import timedelta
from itertools import pairwise

from django.utils import timezone

from search.clauses import (
    AllOf,
    AnyOf,
    AnyTerm,
    Beginning,
    BestOf,
    Clause,
    Fading,
    Favouring,
    Near,
    Scoring,
    Since,
    Terms,
    Weighted,
    all_of,
    any_of,
    keyword,
)
from search.query import REPLACED, Query
from search.terms import TermSequence, alternatives, compounds_in, halves, part_terms, prefix_of, synonyms, twin_terms

TITLE, BODY, CONTEXT, PARTS, TWINS = "title", "body", "context", "parts", "twins"
WEIGHTS = {TITLE: 4.0, BODY: 1.5, CONTEXT: 0.5}
OWN = (TITLE, BODY)  # what a document says itself
ANYWHERE = (*OWN, PARTS)
PART_WEIGHT, PARTS_WEIGHT, SOME_PART_WEIGHT = 0.4, 0.6, 0.3
PREFIX_WEIGHT = 0.5
SYNONYM_WEIGHT, AKIN_WEIGHT = 0.5, 0.2
OVER_WEIGHT = 0.6
NEAR_WEIGHT, TOGETHER_WEIGHT, PARTS_NEAR_WEIGHT = 1.1, 2.0, 0.3
FRESHNESS = {90: 0.3, 365: 0.3}  # what is no older than so many days scores: less than any word in a title
STRICT_BONUS, MOST_BONUS = 1000.0, 50.0
FEW_WORDS = 2
MOST_BETWEEN = 8  # words between two that stand near each other


def readable(query: Query) -> Clause:
    """Return what the reader may read, in her language where it is translated, but for what is hidden."""
    replaced = [keyword(REPLACED, [query.language])] if query.language else []
    return all_of([keyword("access", query.access_keys)], [*not_of(query.hidden), *replaced])


def not_of(hidden: Collection[str]) -> list[Clause]:
    """Return what is to be left out when the uids in `hidden` are."""
    return [keyword("uid", hidden)] if hidden else []


def text(words: str, fields: Sequence[str] = tuple(WEIGHTS)) -> Clause:
    """Return what holds a word or a phrase in any of its forms; the best form and all fields count."""
    return BestOf(tuple(_in_fields(sequence, fields) for sequence in alternatives(words)))


def near(words: Sequence[str]) -> Iterator[Clause]:
    """Yield what holds two neighbours among `words` with at most a few between them, and what holds all of them so.

    In pairs, because the cost of a longer phrase with gaps grows with each of its words.
    """
    terms = [sequence for word in words if (sequence := next(iter(alternatives(word)), ()))]
    for field in OWN:
        pairs = [Near(field, first[-1], second[0], MOST_BETWEEN) for first, second in pairwise(terms)]
        yield from (Weighted(pair, WEIGHTS[field] * NEAR_WEIGHT) for pair in pairs)
        if len(pairs) > 1:
            yield Weighted(all_of(pairs), WEIGHTS[field] * TOGETHER_WEIGHT)


def parts_near(words: Iterable[str]) -> Iterator[Clause]:
    """Yield what holds the parts of one of `words` near each other, in either order (bytte av journal)."""
    for first, second in (pair for word in words for pair in pairwise(part_terms(word))):
        for field in OWN:
            for one, other in ((first, second), (second, first)):
                yield Weighted(Near(field, one, other, MOST_BETWEEN), WEIGHTS[field] * PARTS_NEAR_WEIGHT)


def fresh() -> Iterator[Clause]:
    """Yield what is new, counted from the beginning of today: of two that are as good the newer stands first."""
    today = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
    yield from (Since(int((today - timedelta(days)).timestamp()), score) for days, score in FRESHNESS.items())


def fading(clause: Clause) -> Clause:
    """Return what matches `clause`; what nobody can answer any more, its deadline having passed, weighs less."""
    return Fading(clause, int(timezone.now().timestamp()), OVER_WEIGHT)


def twin(word: str) -> Clause:
    """Return what `word` finds when it was written without æ ø å (gjore finds gjøre)."""
    return AnyTerm(TWINS, twin_terms(word), PREFIX_WEIGHT)


def longer(word: str) -> Iterator[Clause]:
    """Yield what holds a longer word beginning with `word`, in the title and in the body, unless it is too short."""
    if beginning := prefix_of(word):
        yield from (Beginning(field, beginning, WEIGHTS[field] * PREFIX_WEIGHT) for field in OWN)


def in_parts(word: str) -> Iterator[Clause]:
    """Yield what holds a compound that `word` is a part of, and what holds all the parts of `word`."""
    yield from _in_compounds(word)
    if both := halves(word):
        yield Weighted(BestOf(tuple(all_of(map(_somewhere, pair)) for pair in both)), PARTS_WEIGHT)
    elif len(parts := part_terms(word)) > 1:
        yield Weighted(all_of(anywhere(term) for term in parts), PARTS_WEIGHT)


def synonym(words: str) -> Clause:
    """Return what holds a text that means the same as what was sought, as such or in a compound."""
    return Weighted(any_of([text(words), *_in_compounds(words)]), SYNONYM_WEIGHT)


def some_part(word: str) -> Iterator[Clause]:
    """Yield what holds any part of `word`, if it is a compound, and what holds several of them as one word."""
    yield from (Weighted(_somewhere(one), SOME_PART_WEIGHT) for one in compounds_in(word))
    yield from (Weighted(anywhere(term), SOME_PART_WEIGHT) for term in part_terms(word))


def akin(word: str) -> Clause:
    """Return what holds a word that the dictionary explains `word` by; the best of them counts."""
    return Weighted(BestOf(tuple(map(_held, synonyms(word)))), AKIN_WEIGHT)


def most_first(clauses: Sequence[Clause], words: Iterable[str]) -> Clause:
    """Return what matches any of `clauses`, a part of any of `words` or what is akin to one.

    What matches most of `clauses` stands before what has one rare word.
    """
    most = AnyOf(tuple(clauses), least=len(clauses) // 2 + 1)
    less = (one for word in words for one in (*some_part(word), akin(word)))
    return Favouring(any_of([*clauses, *less]), (Scoring(most, MOST_BONUS),))


def strict_first(strict: AllOf, loose: Clause, words: int) -> Clause:
    """Return what matches `loose`, with everything that also matches `strict` before the rest.

    Of a query of many `words` all may stand by chance in a long document; then it is no more than a better score.
    """
    bonus = STRICT_BONUS / 10 ** max(0, words - FEW_WORDS)
    return Favouring(loose, (Scoring(strict, bonus),))


def anywhere(term: str) -> Clause:
    """Return what holds one term itself, or a compound that it is a part of; it counts twice in the title."""
    title, *others = (Terms(field, (term,)) for field in ANYWHERE)
    return BestOf((Weighted(title, 2.0), *others))


def _held(word: str) -> Clause:
    """Return what holds `word` itself, as such or in a compound."""
    return any_of([text(word, OWN), *_in_compounds(word)])


def _somewhere(word: str) -> Clause:
    """Return the same, where it counts most alone."""
    return BestOf(tuple(anywhere(sequence[0]) for sequence in alternatives(word) if len(sequence) == 1))


def _in_compounds(word: str) -> Iterator[Clause]:
    simple = (sequence for sequence in alternatives(word) if len(sequence) == 1)
    yield from (Weighted(Terms(PARTS, sequence), PART_WEIGHT) for sequence in simple)


def _in_fields(terms: TermSequence, fields: Sequence[str]) -> Clause:
    return any_of(Weighted(Terms(field, terms), WEIGHTS[field]) for field in fields)
