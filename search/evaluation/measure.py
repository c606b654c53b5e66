"""Asking the queries of a collection and judging the answers: nDCG@10, and whether anything that is not open shows."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from core.access import OPEN
from core.search_registry import SearchDocument
from search.engines.base import Engine
from search.find import answer
from search.query import Query, parse
from search.synonyms import NONE, Synonyms

from .collection import Collection, JudgedQuery, id_of

AT = 10  # hits that count
VISITOR = frozenset({OPEN})
BATCH = 500
UNKNOWN = "?"  # a number does not say which document is in it


@dataclass(frozen=True)
class Leak:
    """A document that is not open, and where a visitor met it."""

    query: str
    document: str
    where: str


@dataclass(frozen=True)
class Result:
    """`ndcg` in all and by group (0 to 1), the ids of queries that found nothing good, and leaks."""

    ndcg: float
    groups: Mapping[str, float]
    zero: Sequence[str]
    leaks: Sequence[Leak]


def fill(engine: Engine, documents: Sequence[SearchDocument]) -> None:
    """Store `documents` in an empty index."""
    for start in range(0, len(documents), BATCH):
        engine.apply([(document, 1) for document in documents[start : start + BATCH]])


def evaluate(collection: Collection, engine: Engine, reference: Engine, synonyms: Synonyms = NONE) -> Result:
    """Return how `engine`, which holds the documents, answers the queries of a visitor who is not signed in.

    `reference` holds the open documents alone: what it counts and suggests is what a visitor may be told.
    """
    scores: dict[str, dict[str, float]] = defaultdict(dict)
    leaks: list[Leak] = []
    for judged in collection.queries:
        query = parse(judged.text, access_keys=VISITOR, limit=AT, synonyms=synonyms)
        found = answer(query, engine, collection.visible)
        scores[judged.group][judged.id] = ndcg([id_of(item.uid) for item in found.items], judged)
        leaks += [Leak(judged.id, *leak) for leak in _leaks(collection, query, engine, reference)]
    leaks += _suggested(collection, engine)
    every = {name: score for group in scores.values() for name, score in group.items()}
    return Result(
        ndcg=fmean(every.values()),
        groups={group: fmean(of_group.values()) for group, of_group in sorted(scores.items())},
        zero=[name for name, score in every.items() if not score],
        leaks=leaks,
    )


def ndcg(found: Sequence[str], query: JudgedQuery) -> float:
    """Return the discounted gain of the documents found, as a share of the best that could be (0 to 1)."""
    best = _gain(sorted(query.grades.values(), reverse=True))
    return _gain([query.grades.get(one, 0) for one in found]) / best if best else 0.0


def _gain(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades[:AT]))


def _leaks(collection: Collection, query: Query, engine: Engine, reference: Engine) -> Iterator[tuple[str, str]]:
    """Yield the ids of documents that are not open, and where a visitor meets them."""
    told, allowed = engine.search(query), reference.search(query)
    closed = [hit.uid for hit in told.hits if hit.uid not in collection.open_uids]
    yield from ((id_of(uid), "hit") for uid in closed)
    if not closed and told.total != allowed.total:
        yield UNKNOWN, "count"
    if told.facets != allowed.facets:
        yield UNKNOWN, "facet"
    if told.corrected != allowed.corrected:
        yield UNKNOWN, "correction"
    for beginning in _beginnings(query.text):
        if set(engine.suggest(beginning)) - collection.open_words:
            yield UNKNOWN, "suggestion"


def _suggested(collection: Collection, engine: Engine) -> Iterator[Leak]:
    """Yield the closed documents that a word is suggested from to somebody who types it."""
    for word, document in collection.closed_words.items():
        if word in engine.suggest(word[:-1]):
            yield Leak("", document, "suggestion")


def _beginnings(text: str) -> Iterator[str]:
    """Yield what stands in the search box while the words of a query are typed, from the third letter on."""
    for word in text.split():
        yield from (word[:length] for length in range(3, len(word) + 1))
